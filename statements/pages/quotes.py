"""Quotes: the list with its filters."""

from dataclasses import dataclass
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe
from psycopg.errors import QueryCanceled

from statements.filters import QuoteFilter
from statements.models import Quote
from statements.models.quotes import RANKED
from statements.pages.chips import Chip, chips, understood_pairs, without
from statements.pages.choosing import Choice
from statements.pages.counting import CAP, Numbers, count
from statements.pages.facets import LEGENDS, facets
from statements.pages.listing import Listing, Pairs, address, read_listing
from statements.pages.loosening import loosenings
from statements.pages.matches import mark_matches
from statements.pages.names import find_typed, guesses, settled
from statements.pages.periods import chart, presets
from statements.pages.suggestions import Suggestion, suggest
from statements.search import read
from statements.search.terms import And, Word

MOST_NAMED = 3
MOST_MEANT = 5
IN_FORM = {*LEGENDS, "q", "since", "until"}
COMFORTABLE = "comfortable"
VIEWS = {COMFORTABLE: "Comfortable", "list": "List", "table": "Table"}
ORDERS = {"date": "Newest", "relevance": "Most relevant"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, as far as it was understood."""

    filterset: QuoteFilter
    view: str
    path: str

    @property
    def words(self) -> str:
        """The query."""
        return str(self.filterset.form.cleaned_data.get("q", ""))

    @property
    def pairs(self) -> Pairs:
        """The parameters that choose and order."""
        return understood_pairs(self.filterset)

    @property
    def shown(self) -> Pairs:
        """All of them, with how to show the list."""
        return self.pairs + ([("view", self.view)] if self.view != COMFORTABLE else [])


@require_safe
def quote_list(request: HttpRequest) -> HttpResponse:
    """Quotes by any combination of filters; what was not understood is told beside what was."""
    filterset = QuoteFilter(request.GET, queryset=Quote.objects.current())
    problems = filterset.problems()
    typed = find_typed(filterset, request.GET) if problems else []
    if settled_pairs := settled(typed):
        return HttpResponseRedirect(address(request.path, settled_pairs))
    view, wrong_view = _view(request)
    asked = Asked(filterset, view, request.path)
    chosen = chips(filterset, request.path, asked.shown[len(asked.pairs) :])
    try:
        answer, status = _answer(request, asked, chosen), 200
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        nothing: Listing[Quote] = Listing([])
        answer, status = _display(asked, chosen, Numbers()) | {"listing": nothing}, 503
    context = answer | {
        "problems": problems | wrong_view | answer["listing"].problems,
        "guesses": guesses(typed, request.path),
        "stopped": status == 503,
    }
    return render(request, "statements/quote_list.html", context, status=status)


def _answer(request: HttpRequest, asked: Asked, chosen: list[Chip]) -> dict[str, Any]:
    """What takes the database's time: the quotes, the numbers, what was perhaps meant."""
    choice, first = Choice.by(asked.filterset), "cursor" not in request.GET
    found = choice.quotes()
    if asked.filterset.relevance:
        found = Quote.objects.ranked(found, asked.words)
    listing = read_listing(request, found.for_list(), asked.shown)
    mark_matches(listing.rows, read(asked.words))
    empty = first and not listing.rows
    return _display(asked, chosen, count(choice)) | {
        "listing": listing,
        "meant": _meant(asked.pairs) if first else [],
        "loosened": loosenings(choice, chosen, asked.path, asked.shown) if empty else [],
    }


def _display(asked: Asked, chosen: list[Chip], numbers: Numbers) -> dict[str, Any]:
    """What the page says around the quotes."""
    return {
        "chips": chosen,
        "numbers": numbers,
        "count": numbers.total,
        "facets": facets(numbers, chosen),
        "heading": _heading(chosen),
        "canonical_query": urlencode(asked.pairs),
        "feed_query": urlencode(without(asked.pairs, "sort")),
        "given": dict(asked.pairs),
        "carried": [pair for pair in asked.shown if pair[0] not in IN_FORM],
        "ranked": RANKED if asked.filterset.relevance else 0,
        "view": asked.view,
        "cap": CAP,
        **_ways(asked, numbers),
    }


def _ways(asked: Asked, numbers: Numbers) -> dict[str, Any]:
    """Other ways to see the same list: as a chart, of other days, in another order or density."""
    path, given = asked.path, dict(asked.shown)
    order = given.get("sort", "date")
    return {
        "chart": chart(numbers.months, path, asked.shown),
        "presets": presets(path, asked.shown, localdate()),
        "views": _links(path, asked.pairs, "view", VIEWS, asked.view),
        "orders": _links(path, asked.shown, "sort", ORDERS, order) if asked.words else [],
    }


def _view(request: HttpRequest) -> tuple[str, dict[str, list[str]]]:
    """How dense the list is shown, and what is wrong where there is no such way."""
    given = request.GET.get("view", "").strip() or COMFORTABLE
    if given in VIEWS:
        return given, {}
    return COMFORTABLE, {"view": [f"“{given}” is no view: use {', '.join(VIEWS)}."]}


def _links(
    path: str, pairs: Pairs, name: str, texts: dict[str, str], now: str
) -> list[tuple[str, str, bool]]:
    """(Text, address, whether it is so now) for each way to show the list; the first is the usual one."""
    usual, kept = next(iter(texts)), without(pairs, name)
    return [
        (text, address(path, kept if value == usual else [*kept, (name, value)]), value == now)
        for value, text in texts.items()
    ]


def _meant(pairs: Pairs) -> list[Suggestion]:
    """What the plain words of a query may mean beside themselves, where nothing but words is asked for."""
    given = dict(pairs)
    tree = read(given.get("q", "")).tree
    if tree is None or {*given} & {"speaker", "topic", "country"}:
        return []
    nodes = tree.nodes if isinstance(tree, And) else (tree,)
    words = " ".join(node.text for node in nodes if isinstance(node, Word))
    return suggest(words, meetings=False)[:MOST_MEANT]


def _heading(chosen: list[Chip]) -> str:
    """“Sergey Lavrov on Arms control”, as far as the chips allow."""
    by_name: dict[str, list[str]] = {}
    for chip in chosen:
        by_name.setdefault(chip.name, []).append(chip.text)
    who = _joined(by_name.get("speaker", []) or by_name.get("country", []))
    what = _joined(by_name.get("topic", []))
    if who and what:
        return f"{who} on {what}"
    return who or (f"Statements on {what}" if what else "Statements")


def _joined(names: list[str]) -> str:
    shown = names if len(names) <= MOST_NAMED else [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
