"""Coverage: which sources are here on which days, where gaps are, and what is still being read in."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max
from django.forms import DateField, Form, ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateJob

from statements.filters import DAY, unknown_parameters
from statements.models import Coverage, Source
from statements.models.meetings import UNDATED
from statements.pages.downloads import PARAMETER, chart_file
from statements.pages.gaps import gaps
from statements.pages.listing import Pairs, address

SPAN = timedelta(days=55)
LONGEST = timedelta(days=365)
MOST_SOURCES = 12
FIRST, LAST = date(1000, 1, 1), date(9000, 1, 1)


class CoverageForm(Form):
    """What of the coverage to show."""

    source = ModelChoiceField(
        Source.objects.all(),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": "There is no such source."},
    )
    since = DateField(required=False, **DAY)
    until = DateField(required=False, **DAY)


@dataclass(frozen=True, slots=True)
class Window:
    """The days shown, and the addresses of those before and after."""

    since: date
    until: date
    earlier: str
    later: str


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Articles by source and day; what in the address means nothing is told."""
    form = CoverageForm({name: value.replace("\0", "") for name, value in request.GET.dict().items()})
    problems = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    problems |= unknown_parameters(request.GET, [*form.fields, PARAMETER])
    source: Source | None = form.cleaned_data.get("source")
    lines = Coverage.objects.filter(source=source) if source else Coverage.objects.all()
    window = _window(request, form.cleaned_data, lines.aggregate(Max("day"))["day__max"], source)
    counted = lines.between(window.since, window.until).filter(source__isnull=False).summed("source", "day")
    by_source: dict[int, dict[date, tuple[int, int]]] = {}
    for (pk, day), numbers in counted.items():
        by_source.setdefault(pk, {})[day] = numbers
    busiest = sorted(by_source, key=lambda pk: (-sum(number for number, _ in by_source[pk].values()), pk))
    sources = Source.objects.in_bulk(busiest[:MOST_SOURCES])
    shown = [(sources[pk], by_source[pk]) for pk in busiest[:MOST_SOURCES] if pk in sources]
    chart = gaps(shown, window.since, window.until)
    if file := chart_file(request, [chart], f"{window.since}-{window.until}"):
        return file
    totals = Coverage.objects.summed("posted").values()
    context = {
        "problems": problems,
        "source": source,
        "window": window,
        "chart": chart,
        "chart_query": address(
            "", [*_pairs(source), ("since", str(window.since)), ("until", str(window.until))]
        )
        + "&",
        "more_sources": len(busiest) - len(shown),
        "articles": sum(number for number, _ in totals),
        "statements": sum(number for _, number in totals),
        "undated": sum(number for number, _ in lines.filter(day=UNDATED).summed("day").values()),
        "jobs": _jobs(),
    }
    return render(request, "statements/coverage.html", context)


def _pairs(source: Source | None) -> Pairs:
    return [("source", source.slug)] if source else []


def _window(
    request: HttpRequest, given: dict[str, date | None], latest: date | None, source: Source | None
) -> Window:
    """The days asked for, at most a year; else the last weeks in which anything was published."""
    latest = latest if latest and latest > UNDATED else timezone.localdate()
    since, until = (_within(given.get(name)) for name in ("since", "until"))
    until = until or (since + SPAN if since else latest)
    since = since or until - SPAN
    since, until = min(since, until), max(since, until)
    since = max(since, until - LONGEST)
    step = until - since + timedelta(days=1)

    def link(first: date, last: date) -> str:
        return address(request.path, [*_pairs(source), ("since", str(first)), ("until", str(last))])

    return Window(
        since,
        until,
        link(since - step, since - timedelta(days=1)) if since > FIRST else "",
        link(until + timedelta(days=1), until + step) if until < latest else "",
    )


def _within(day: date | None) -> date | None:
    """The day, or the nearest from which one can still count some years back and forth."""
    return min(max(day, FIRST), LAST) if day else None


def _jobs() -> dict[str, int]:
    """How many jobs wait, run, and have failed."""
    rows = ProcrastinateJob.objects.exclude(task_name="post_entries").filter(
        status__in=["todo", "doing", "failed"]
    )
    counts: dict[str, int] = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    return {
        "waiting": counts.get("todo", 0),
        "running": counts.get("doing", 0),
        "failed": counts.get("failed", 0),
    }
