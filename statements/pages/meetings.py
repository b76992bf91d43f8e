"""Meetings: who met, when and where, what each of them said."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from statements.models import Meeting, Person, Quote
from statements.pages.listing import read_listing
from statements.pages.rollups import quote_counts, top_speakers

MOST_QUOTES = 60
MOST_SPEAKERS = 30


@dataclass(slots=True)
class Statements:
    """What one person said at a meeting: how many statements, and the first of them."""

    person: Person
    number: int
    quotes: list[Quote] = field(default_factory=list)


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All meetings, the latest first."""
    meetings = Meeting.objects.current().prefetch_related("participations__person")
    listing = read_listing(request, meetings, [])
    counts = quote_counts("meeting", listing.rows)
    rows = [(meeting, counts.get(meeting.pk, 0)) for meeting in listing.rows]
    context = {"listing": listing, "rows": rows, "problems": listing.problems}
    return render(request, "statements/meeting_list.html", context)


@require_safe
def meeting_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting, with the statements side by side."""
    meeting = get_object_or_404(Meeting.objects.for_display(), slug=slug)
    quotes = Quote.objects.current().at_meeting([meeting])
    reports = (
        meeting.reports.shown()
        .select_related("article__source")
        .defer("article__text", "article__raw", "article__html")
    )
    statements = [Statements(person, number) for person, number in top_speakers(quotes, MOST_SPEAKERS)]
    by_person = {said.person.pk: said for said in statements}
    for quote in quotes.for_list().order_by("article_id", "start", "pk")[:MOST_QUOTES]:
        if quote.speaker_id in by_person:
            by_person[quote.speaker_id].quotes.append(quote)
    context = {
        "meeting": meeting,
        "participations": meeting.participations.all(),
        "reports": reports,
        "count": quotes.count_capped(),
        "statements": statements,
    }
    return render(request, "statements/meeting_detail.html", context)
