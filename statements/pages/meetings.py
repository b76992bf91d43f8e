"""Meetings: who met, when and where, what each of them said."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.models import Meeting, Participation, Person, Quote
from statements.models.people import country_name
from statements.models.quotes import QuoteQuerySet
from statements.pages.listing import read_listing
from statements.pages.rollups import quote_counts, top_speakers

MOST_QUOTES = 60
MOST_SPEAKERS = 30
MOST_REPORTS = 30


@dataclass(slots=True)
class Statements:
    """What one person said at a meeting: how many statements, and the first of them."""

    person: Person
    number: int
    quotes: list[Quote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Side:
    """Those who came for one state or organisation; without a code where it is no state."""

    name: str
    code: str
    participations: list[Participation]


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All meetings, the latest first."""
    listing = read_listing(request, Meeting.objects.current().for_display(), [])
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
    counted = quotes.aggregate(appearances=Count("pk"), wordings=Count("wording", distinct=True))
    context = {
        "meeting": meeting,
        "sides": _sides(meeting),
        "reports": list(reports[:MOST_REPORTS]),
        "appearances": counted["appearances"],
        "wordings": counted["wordings"],
        "topics": _agenda(quotes),
        "list_url": f"{reverse('statements:quote-list')}?meeting={meeting.slug}",
        "statements": _statements(meeting, quotes),
    }
    return render(request, "statements/meeting_detail.html", context)


def _sides(meeting: Meeting) -> list[Side]:
    """The participants by the side they came for, in the order in which they were named."""
    sides: dict[str, Side] = {}
    for participation in meeting.participations.all():
        side = participation.side or participation.person.country or participation.person.organization
        name = country_name(side) or "Side not known"
        code = side if name != side else ""
        sides.setdefault(side, Side(name, code, [])).participations.append(participation)
    return list(sides.values())


def _agenda(quotes: QuoteQuerySet) -> list[tuple[str, str, int]]:
    """(slug, name, number of statements) of what was spoken of, the most first."""
    tagged = quotes.order_by().exclude(topics=None).values_list("topics__slug", "topics__name")
    return list(tagged.annotate(number=Count("pk")).order_by("-number", "topics__name"))


def _statements(meeting: Meeting, quotes: QuoteQuerySet) -> list[Statements]:
    """What each speaker said, each statement once however many articles report it; participants first."""
    spoken = [
        Statements(person, number) for person, number in top_speakers(quotes, MOST_SPEAKERS, each="wording")
    ]
    by_person = {said.person.pk: said for said in spoken}
    seen = set()
    for quote in quotes.for_list().order_by("article_id", "start", "pk")[:MOST_QUOTES]:
        said = by_person.get(quote.speaker_id or 0)
        if said and (quote.speaker_id, quote.wording) not in seen:
            seen.add((quote.speaker_id, quote.wording))
            said.quotes.append(quote)
    places = {person.pk: place for place, person in enumerate(meeting.people)}
    return sorted(spoken, key=lambda said: places.get(said.person.pk, len(places)))
