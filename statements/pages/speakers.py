"""Speakers: who they are, what they speak of, when, whom they met."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from statements.filters import PersonFilter
from statements.models import Person, Quote, Tally
from statements.pages.careers import career
from statements.pages.chips import COUNTRIES, chips, understood_pairs
from statements.pages.downloads import chart_file
from statements.pages.encounters import encounters
from statements.pages.listing import read_listing
from statements.pages.records import attribution_record
from statements.pages.rollups import speaker_counts
from statements.pages.spoken import spoken_of

PAGE_SIZE = 50
LATEST = 8


@require_safe
def speaker_list(request: HttpRequest) -> HttpResponse:
    """People by name and country, in the order of the alphabet."""
    filterset = PersonFilter(request.GET, queryset=Person.objects.current())
    pairs = understood_pairs(filterset)
    people = filterset.understood.prefetch_related("offices")
    listing = read_listing(request, people, pairs, size=PAGE_SIZE)
    counts = speaker_counts(listing.rows)
    context = {
        "listing": listing,
        "rows": [(person, counts.get(person.pk, 0)) for person in listing.rows],
        "problems": filterset.problems() | listing.problems,
        "chips": chips(filterset, request.path),
        "countries": _countries(),
        "chosen_countries": [value for name, value in pairs if name == "country"],
        "words": request.GET.get("q", ""),
        "canonical_query": urlencode(pairs),
    }
    return render(request, "statements/speaker_list.html", context)


def _countries() -> list[tuple[str, str]]:
    """The states that anybody speaks for: at most as many as there are."""
    codes = (
        Person.objects.current().exclude(country="").order_by().values_list("country", flat=True).distinct()
    )
    return sorted(((code, COUNTRIES.get(code, code)) for code in codes), key=lambda pair: pair[1])


@require_safe
def speaker_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One person; whoever was merged into somebody else leads on to them for ever."""
    people = Person.objects.select_related("merged_into").prefetch_related("aliases", "offices")
    person = get_object_or_404(people, slug=slug)
    if person.merged_into:
        return HttpResponsePermanentRedirect(person.merged_into.get_absolute_url())
    spoken = spoken_of(Tally.objects.filter(speaker=person), f"Statements of {person} over time")
    offices = career(list(person.offices.all()), timezone.localdate())
    if file := chart_file(request, [spoken.chart, offices], person.slug):
        return file
    quotes = list(Quote.objects.current().by_speaker([person]).for_list_of_one_speaker()[:LATEST])
    for quote in quotes:
        quote.speaker = person  # with the offices at hand
    context: dict[str, Any] = {
        "person": person,
        "aliases": [alias.name for alias in person.aliases.all() if alias.name != person.name],
        "spoken": spoken,
        "list_url": f"{reverse('statements:quote-list')}?speaker={person.slug}",
        "career": offices,
        "quotes": quotes,
        "encounters": encounters(person),
        "record": attribution_record(person),
    }
    return render(request, "statements/speaker_detail.html", context)
