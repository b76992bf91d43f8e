"""Quotes: the list with its filters."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from statements.filters import QuoteFilter
from statements.models import Quote
from statements.pages.chips import Chip, chips, understood_pairs
from statements.pages.choosing import Choice
from statements.pages.facets import facets
from statements.pages.listing import Pairs, address, read_listing
from statements.pages.matches import mark_matches
from statements.pages.names import find_typed, guesses, settled
from statements.pages.suggestions import Suggestion, suggest
from statements.search import read

MOST_LOOSENED = 4
MOST_NAMED = 3
MOST_MEANT = 5


@require_safe
def quote_list(request: HttpRequest) -> HttpResponse:
    """Quotes by any combination of filters; what was not understood is told beside what was."""
    filterset = QuoteFilter(request.GET, queryset=Quote.objects.current())
    problems = filterset.problems()
    typed = find_typed(filterset, request.GET) if problems else []
    if settled_pairs := settled(typed):
        return HttpResponseRedirect(address(request.path, settled_pairs))
    pairs, chosen = understood_pairs(filterset), chips(filterset, request.path)
    choice = Choice.by(filterset)
    found = choice.quotes()
    listing = read_listing(request, found.for_list(), pairs)
    mark_matches(listing.rows, read(filterset.form.cleaned_data.get("q", "")))
    context = {
        "listing": listing,
        "problems": problems | listing.problems,
        "guesses": guesses(typed, request.path),
        "meant": _meant(pairs),
        "chips": chosen,
        "count": found.count_capped(),
        "facets": facets(choice, chosen),
        "loosened": [] if listing.rows or "cursor" in request.GET else _loosened(choice, chosen),
        "heading": _heading(chosen),
        "canonical_query": urlencode(pairs),
        "given": dict(pairs),
    }
    return render(request, "statements/quote_list.html", context)


def _meant(pairs: Pairs) -> list[Suggestion]:
    """What plain words may mean beside themselves, where nothing but they is asked for."""
    words = " ".join(value for name, value in pairs if name == "q")
    asked = {name for name, _ in pairs} & {"speaker", "topic", "country"}
    return [] if asked or not read(words).is_plain else suggest(words, meetings=False)[:MOST_MEANT]


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


def _loosened(choice: Choice, chosen: list[Chip]) -> list[tuple[Chip, Any]]:
    """Chips whose removal would give something, with how much."""
    found = []
    for chip in chosen[:MOST_LOOSENED] if len(chosen) > 1 else []:
        if (count := choice.quotes_without(chip.name, chip.value).count_capped()).number:
            found.append((chip, count))
    return found
