"""What a reader may mean by words in the search box: a person, country, topic, meeting, or several."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from statements.models import Meeting, Participation, Person, Tally, Topic
from statements.pages.chips import COUNTRIES
from statements.pages.listing import Pairs, address
from statements.pages.readings import Named, Reading, Vocabulary, fold

LONGEST = 100
MOST_WORDS = 8
MOST_LOOKED_AT = 200
MOST = 4  # of a kind
FRESH = 60  # seconds


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One reading of the words."""

    kind: str
    text: str
    url: str
    statements_url: str
    """The list of its statements, which can be the same address."""
    detail: str = ""


@require_safe
@cache_control(max_age=FRESH, public=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    """The options of the search box's list: a fragment of a page, put there by a script."""
    words = request.GET.get("q", "").strip()
    context = {
        "suggestions": suggest(words),
        "words": words[:LONGEST],
        "search_url": _statements([("q", words)]),
    }
    response = render(request, "statements/_suggestions.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def suggest(given: str, *, meetings: bool = True) -> list[Suggestion]:
    """What the words may mean, the best guess first; six queries at most, four without meetings."""
    words = " ".join(given.replace("\0", " ")[:LONGEST].split()[:MOST_WORDS])
    if len(words) < 2:
        return []
    vocabulary = Vocabulary(Topic.objects.values_list("slug", "name", "phrases"))
    reading = vocabulary.read(words)
    people = _people(reading.rest or words)
    topics = list(dict.fromkeys([*reading.topics, *vocabulary.topics_like(words, MOST)]))[:MOST]
    countries = list(dict.fromkeys([*reading.countries, *vocabulary.countries_like(words, MOST)]))[:MOST]
    states = [
        _entity("Country", "country", one, reverse("statements:country-detail", args=one[:1]))
        for one in countries
    ]
    speakers = [
        _entity("Speaker", "speaker", (one.slug, one.name), one.get_absolute_url(), one.side)
        for one in people
    ]
    return [
        *_together(reading, people),
        *(states + speakers if words in COUNTRIES or not reading.rest else speakers + states),
        *(_entity("Topic", "topic", one, reverse("statements:topic-detail", args=one[:1])) for one in topics),
        *(_meetings(reading.rest or words) if meetings else ()),
    ]


def _people(words: str) -> list[Person]:
    """Those with such a name: first who has a name that begins so, then who said most."""
    people = list(Person.objects.current().named(words)[:MOST_LOOKED_AT])
    numbers = Tally.objects.by_speaker(speakers=[person.pk for person in people]).summed("speaker")
    begin = f" {fold(words)}"
    people.sort(key=lambda one: (begin not in f" {fold(one.name)}", -numbers.get(one.pk, 0)))
    return people[:MOST]


def _together(reading: Reading, people: list[Person]) -> Iterator[Suggestion]:
    """Several things at once: “Alba Testoni on Fisheries”, “Norway on Fisheries”, “Fisheries: herring”."""
    topics = reading.topics[:2]
    on = " and ".join(name for _, name in topics)
    about: Pairs = [("topic", slug) for slug, _ in topics]
    if reading.rest and topics:
        for person in people[:2]:
            yield _statement(f"{person.name} on {on}", [("speaker", person.slug), *about])
        if not people:
            yield _statement(f"{on}: {reading.rest}", [("q", reading.rest), *about])
    for code, country in reading.countries[:2]:
        others = [one for one in topics if one[1] != country]
        if others and not reading.rest:
            named = " and ".join(name for _, name in others)
            slugs = [("topic", slug) for slug, _ in others]
            yield _statement(f"{country} on {named}", [("country", code), *slugs])
        elif reading.rest and not people:
            yield _statement(f"{country}: {reading.rest}", [("q", reading.rest), ("country", code)])


def _meetings(words: str) -> list[Suggestion]:
    """The newest at such a place, or of people with such names: each word must be one or the other."""
    people = Participation.objects.select_related("person", "office")
    found = Meeting.objects.current().prefetch_related(Prefetch("participations", people))
    for word in words.split():
        named = Person.objects.current().named(word)
        there = Participation.objects.filter(person__in=named).values("meeting")
        found = found.filter(Q(place__icontains=word) | Q(pk__in=there))
    return [
        _entity("Meeting", "meeting", (one.slug, str(one)), one.get_absolute_url(), one.get_kind_display())
        for one in found[:MOST]
    ]


def _entity(kind: str, parameter: str, named: Named, url: str = "", detail: str = "") -> Suggestion:
    statements = _statements([(parameter, named[0])])
    return Suggestion(kind, named[1], url or statements, statements, detail)


def _statement(text: str, pairs: Pairs) -> Suggestion:
    return Suggestion("Statements", text, _statements(pairs), _statements(pairs))


def _statements(pairs: Pairs) -> str:
    return address(reverse("statements:quote-list"), pairs)
