"""Compare: what up to four speakers or countries said, side by side, aligned by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.forms import DateField, Form, ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.filters import DAY, unknown_parameters
from statements.models import Quote, Topic
from statements.models.meetings import UNDATED
from statements.pages.columns import MOST_COLUMNS, Chosen, Column, address_of, months, newest, read_columns
from statements.pages.downloads import PARAMETER, chart_file
from statements.pages.listing import Pairs, address
from statements.pages.rollups import Months
from statements.pages.strips import strips

EACH = 12
PARAMETERS = ("speaker", "country", "add", "topic", "until", PARAMETER)


class CompareForm(Form):
    """What beside the columns an address may say."""

    topic = ModelChoiceField(
        Topic.objects.all(),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": "There is no such topic."},
    )
    until = DateField(required=False, **DAY)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column has in a month; there may be more than is shown."""

    column: Column
    quotes: list[Quote]
    number: int
    all_url: str

    @property
    def more(self) -> bool:
        """More were said in the month than are shown."""
        return self.number > len(self.quotes)


@dataclass(frozen=True, slots=True)
class Row:
    """A month, with a cell for each column."""

    label: str
    cells: list[Cell]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Columns of statements, counts over time, ways to swap, add and take out."""
    form = CompareForm({name: value.replace("\0", "") for name, value in request.GET.dict().items()})
    problems = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    problems |= unknown_parameters(request.GET, PARAMETERS)
    topic: Topic | None = form.cleaned_data.get("topic")
    kept: Pairs = [("topic", topic.slug)] if topic else []
    chosen = read_columns(request.META.get("QUERY_STRING", ""), request.path, kept)
    if chosen.typed and not problems:
        return HttpResponseRedirect(address_of(request.path, chosen.columns, kept))
    counts = months(chosen.columns, topic)
    series = list(zip(chosen.columns, (_dated(of) for of in counts), strict=True))
    chart = strips("compare", f"Statements{f' on {topic}' if topic else ''} over time", series)
    if file := chart_file(request, [chart], "-".join(column.value for column in chosen.columns).lower()[:80]):
        return file
    rows, older = _rows(chosen.columns, counts, topic, form.cleaned_data.get("until"))
    pairs = [*(column.pair for column in chosen.columns), *kept]
    context = {
        "problems": problems | chosen.problems,
        "guesses": chosen.guesses,
        "columns": [(column, sum(of.values())) for column, of in zip(chosen.columns, counts, strict=True)],
        "topic": topic,
        "topics": Topic.objects.order_by("name").values_list("slug", "name"),
        "kept": pairs,
        "chart": chart,
        "chart_query": address("", pairs) + "&",
        "rows": rows,
        "older": address(request.path, [*pairs, ("until", str(older))]) if older else "",
        "newer": address(request.path, pairs) if form.cleaned_data.get("until") else "",
        "room": len(chosen.columns) < MOST_COLUMNS,
        "heading": _heading(chosen, topic),
    }
    return render(request, "statements/compare.html", context)


def _heading(chosen: Chosen, topic: Topic | None) -> str:
    names = [column.label for column in chosen.columns]
    who = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return f"{who or 'Compare'}{f' on {topic}' if topic and who else ''}"


def _dated(counts: Months) -> Months:
    return {month: number for month, number in counts.items() if month != UNDATED}


def _rows(
    columns: Sequence[Column], counts: list[Months], topic: Topic | None, until: date | None
) -> tuple[list[Row], date | None]:
    """The newest months in which every column is told as far as fits, and the day before them."""
    quotes = Quote.objects.current()
    quotes = quotes.about([topic]) if topic else quotes
    quotes = quotes.said_between(None, until) if until else quotes
    found = newest(columns, quotes, EACH + 1)
    full = [_month(said[EACH - 1]) for said in found if len(said) > EACH]
    least = max(full, default=date.min)
    shown = sorted(
        {month for said in found for quote in said if (month := _month(quote)) >= least}, reverse=True
    )
    rows = []
    for month in shown:
        cells = []
        for column, said, of in zip(columns, found, counts, strict=True):
            here = [quote for quote in said[:EACH] if _month(quote) == month]
            cells.append(Cell(column, here, of.get(month, len(here)), _all_url(column, month, topic)))
        rows.append(Row(f"{month:%B %Y}" if month != UNDATED else "Undated", cells))
    older = least - timedelta(days=1) if full and least > UNDATED else None
    return rows, older


def _month(quote: Quote) -> date:
    day: date = quote.sort_on
    return day.replace(day=1)


def _all_url(column: Column, month: date, topic: Topic | None) -> str:
    pairs: Pairs = [column.pair, *([("topic", topic.slug)] if topic else [])]
    if month != UNDATED:
        last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        pairs += [("since", str(month)), ("until", str(last))]
    return address(reverse("statements:quote-list"), pairs)
