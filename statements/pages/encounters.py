"""Whom somebody met, when, and from which countries they came."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Prefetch

from statements.models import Meeting, Participation, Person
from statements.models.people import country_name

MOST_MEETINGS = 60


@dataclass(slots=True)
class Encounter:
    """Somebody else, and the meetings with them, the latest first."""

    person: Person
    meetings: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Encounters:
    """The latest meetings of one person, and whom they brought together."""

    meetings: list[Meeting]
    met: list[Encounter]
    countries: list[tuple[str, str, int]]
    """(ISO code, name, in how many of the meetings somebody spoke for it)."""
    capped: bool
    """There are more meetings than were looked at."""


def encounters(person: Person) -> Encounters:
    """Whom this person met in their latest meetings: two queries, whatever they are."""
    people = Prefetch("participations", Participation.objects.select_related("person"))
    found = Meeting.objects.current().filter(participations__person=person).prefetch_related(people)
    meetings = list(found[: MOST_MEETINGS + 1])
    capped, meetings = len(meetings) > MOST_MEETINGS, meetings[:MOST_MEETINGS]
    met: dict[int, Encounter] = {}
    countries: Counter[str] = Counter()
    for meeting in meetings:
        others = [other for other in meeting.people if other.pk != person.pk]
        countries.update({other.country for other in others if other.country} - {person.country})
        for other in others:
            met.setdefault(other.pk, Encounter(other)).meetings.append(meeting)
    return Encounters(
        meetings=meetings,
        met=sorted(met.values(), key=lambda one: -len(one.meetings)),
        countries=[(code, country_name(code), number) for code, number in countries.most_common()],
        capped=capped,
    )
