"""Phrases: who used these words, how often, when first and when last."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from statements.filters import unknown_parameters
from statements.models import Person, Quote
from statements.models.meetings import UNDATED
from statements.models.quotes import QuoteQuerySet
from statements.pages.charts import Bar
from statements.pages.downloads import PARAMETER, chart_file
from statements.pages.listing import address
from statements.pages.rollups import Months
from statements.pages.strips import Strips, strips

CAP = 5_000
"""How many statements are looked into, the newest first."""
MOST_SPEAKERS = 20
MOST_STRIPS = 4
LATEST = 5
LONGEST = 200


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who used the words, first and last on these days (None where undated)."""

    person: Person
    number: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Use:
    """How some words were used."""

    number: int
    capped: bool
    people: int
    users: list[Bar[User]]
    chart: Strips[str | Person] | None


@require_safe
def phrases(request: HttpRequest) -> HttpResponse:
    """The words as one phrase; without words, what can be asked."""
    words, problems = _words(request)
    context: dict[str, Any] = {
        "words": words,
        "problems": problems | unknown_parameters(request.GET, ["q", PARAMETER]),
    }
    if not words:
        return render(request, "statements/phrases.html", context)
    phrase = f'"{words}"'
    found = Quote.objects.current().matching(phrase)
    use = _use(found, words)
    if file := chart_file(request, [use.chart], slugify(words)[:60] or "phrase"):
        return file
    dated = found.exclude(sort_on=UNDATED)
    context |= {
        "use": use,
        "first": dated.order_by("sort_on", "pk").select_related("speaker").defer("words").first(),
        "quotes": list(found.for_list()[:LATEST]),
        "list_url": address(reverse("statements:quote-list"), [("q", phrase)]),
        "chart_query": f"?{urlencode({'q': words})}&",
        "canonical_query": urlencode({"q": words}),
    }
    return render(request, "statements/phrases.html", context)


def _words(request: HttpRequest) -> tuple[str, dict[str, list[str]]]:
    given = " ".join(request.GET.get("q", "").replace("\0", " ").replace('"', " ").split())
    given = given.strip("“” ")
    if len(given) <= LONGEST:
        return given, {}
    return "", {"q": [f"Give no more than {LONGEST} characters: a phrase, not a speech."]}


def _use(found: QuoteQuerySet, words: str) -> Use:
    """From the newest statements with the words, up to the cap: two queries."""
    newest = found.order_by("-sort_on", "-pk").values("pk")[:CAP]
    lines = (
        Quote.objects.filter(pk__in=newest)
        .order_by()
        .annotate(month=TruncMonth("sort_on"))
        .values_list("speaker", "month")
        .annotate(Count("pk"), Min("sort_on"), Max("sort_on"))
    )
    by_speaker: dict[int | None, Months] = {}
    days: dict[int | None, list[date]] = {}
    everything: Months = {}
    for speaker, month, number, first, last in lines:
        everything[month] = everything.get(month, 0) + number
        by_speaker.setdefault(speaker, {})[month] = number
        days.setdefault(speaker, []).extend(day for day in (first, last) if day != UNDATED)
    counts = {speaker: sum(months.values()) for speaker, months in by_speaker.items() if speaker}
    best = sorted(counts, key=lambda pk: (-counts[pk], pk))[:MOST_SPEAKERS]
    people = Person.objects.prefetch_related("offices").in_bulk(best)
    longest = counts[best[0]] if best else 1
    users = [
        Bar(
            User(people[pk], counts[pk], min(days[pk], default=None), max(days[pk], default=None)),
            counts[pk],
            round(100 * counts[pk] / longest, 1),
        )
        for pk in best
    ]
    series: list[tuple[str | Person, Months]] = [("Everybody", _dated(everything))]
    series += [(people[pk], _dated(by_speaker[pk])) for pk in best[:MOST_STRIPS] if _dated(by_speaker[pk])]
    number = sum(everything.values())
    chart = strips("use", f"Use of “{words}” over time", series, whole_first=True)
    return Use(number, number == CAP, len(counts), users, chart)


def _dated(months: Months) -> Months:
    return {month: number for month, number in months.items() if month != UNDATED}
