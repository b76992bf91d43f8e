"""Countries: who speaks for each, on what, when."""

from collections import Counter

from django.db.models import Count, Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.models import Meeting, Participation, Person, Quote, Tally
from statements.models.people import country_name
from statements.pages.charts import bars
from statements.pages.downloads import chart_file
from statements.pages.rollups import speaking_most
from statements.pages.spoken import spoken_of

MOST_SPEAKERS = 10
LATEST = 8
MEETINGS = 6


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    """Every state that somebody speaks for, in the order of the alphabet: at most as many as there are."""
    people = Person.objects.current().exclude(country="").order_by().values_list("country")
    speakers = dict(people.annotate(Count("pk")))
    counts = Tally.objects.by_speaker().summed("speaker__country")
    rows = [(code, country_name(code), number, counts.get(code, 0)) for code, number in speakers.items()]
    rows.sort(key=lambda row: row[1])
    return render(request, "statements/country_list.html", {"rows": rows})


@require_safe
def country_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One state, by its ISO 3166-1 alpha-2 code."""
    name = country_name(code.upper())
    if name == code.upper() or len(code) != 2:
        raise Http404
    if code != code.upper():
        return HttpResponsePermanentRedirect(reverse("statements:country-detail", args=[code.upper()]))
    # Joins, not lists of keys: the planner counts those better.
    speakers = Person.objects.current().filter(country=code)
    spoken = spoken_of(Tally.objects.filter(speaker__country=code), f"Statements for {name} over time")
    if file := chart_file(request, [spoken.chart], name.lower().replace(" ", "-")):
        return file
    present = Participation.objects.filter(meeting=OuterRef("pk"), person__country=code)
    meetings = list(Meeting.objects.current().filter(Exists(present)).for_display()[:MEETINGS])
    spoken_for = Tally.objects.by_speaker().filter(speaker__country=code)
    context = {
        "code": code,
        "name": name,
        "list_url": f"{reverse('statements:quote-list')}?country={code}",
        "spoken": spoken,
        "speakers": bars(speaking_most(spoken_for, MOST_SPEAKERS)),
        "speaker_count": speakers.count(),
        "quotes": Quote.objects.current().from_country([code]).for_list()[:LATEST],
        "meetings": meetings,
        "met": _met(meetings, code),
    }
    return render(request, "statements/country_detail.html", context)


def _met(meetings: list[Meeting], code: str) -> list[tuple[str, str, int]]:
    """(code, name, in how many of these meetings) of the other states in them, the most frequent first."""
    others: Counter[str] = Counter()
    for meeting in meetings:
        others.update({person.country for person in meeting.people} - {"", code})
    return [(other, country_name(other), number) for other, number in others.most_common()]
