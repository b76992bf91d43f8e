"""Meetings: the sightings of a text put together, its own meeting apart from those it mentions."""

from dataclasses import replace
from datetime import date

from statements.parsing.document import Form, MeetingKind, ParsedMeeting
from statements.parsing.joint import principals
from statements.parsing.language import Reading
from statements.parsing.sightings import find_sightings
from statements.parsing.speakers import Cast

LEAD = 3
"""Paragraphs of the body in which an article says what it reports."""
RECENT = 10
"""Days before publication that a reported meeting may lie back."""


def find_meetings(
    reading: Reading, cast: Cast, published: date | None, first: int, place: str | None, form: Form
) -> tuple[ParsedMeeting, ...]:
    """The article's own meetings, then those it mentions; its body begins in paragraph `first`.

    What happened where a report is dated from, on the day, happened there: `place` is the date line's.
    """
    meetings: list[ParsedMeeting] = []
    for sighting in find_sightings(reading, cast, published):
        paragraph = reading.paragraph_of(reading.doc[sighting.token].idx)
        mentioned = sighting.subordinate or paragraph - first >= LEAD or is_distant(sighting.day, published)
        mentioned = mentioned or len(sighting.people) < 2
        names = tuple(person.name for person in sighting.people)
        day = next_after(sighting.day, published) if sighting.to_come else sighting.day
        merge(meetings, ParsedMeeting(sighting.kind, day, sighting.place, names, mentioned))
    told = [m for m in meetings if len(m.participants) > 1 or m.place]
    if form is not Form.NEWS and all(m.mentioned for m in told):
        told += between_the_two(reading, cast, form, first)
    own = [placed(m, published, place) if not m.mentioned else m for m in told]
    return tuple(sorted(own, key=lambda meeting: meeting.mentioned))


def next_after(day: str | None, published: date | None) -> str | None:
    """A month as the next of its name where it is yet to come: dates take the last one past."""
    if day is None or published is None or len(day) != 7 or day >= published.isoformat()[:7]:
        return day
    return f"{int(day[:4]) + 1:04d}{day[4:]}"


def between_the_two(reading: Reading, cast: Cast, form: Form, first: int) -> list[ParsedMeeting]:
    """The meeting that a joint statement or a press conference is about, if its head names both sides."""
    if form is Form.READOUT or not reading.paragraphs:
        return []
    body = len(reading.text) if form is Form.JOINT_STATEMENT else reading.paragraphs[first].start
    both = principals(cast.people, body, "", 2)
    names = tuple(person.name for person in both)
    return [ParsedMeeting(MeetingKind.BILATERAL, None, None, names)] if len(names) == 2 else []


def placed(meeting: ParsedMeeting, published: date | None, place: str | None) -> ParsedMeeting:
    """The own meeting with the day and the place of the report, where it tells no other."""
    told = meeting.date or (published.isoformat() if published else None)
    where = meeting.place or (None if meeting.kind is MeetingKind.PHONE else place)
    return replace(meeting, date=told, place=where)


def merge(meetings: list[ParsedMeeting], new: ParsedMeeting) -> None:
    """Add a meeting, or what it adds to one that it may be the same as."""
    for i, old in enumerate(meetings):
        if may_be_same(old, new):
            wider = max(old.participants, new.participants, key=len)
            kind = old.kind if len(old.participants) >= len(new.participants) else new.kind
            meetings[i] = ParsedMeeting(
                kind, old.date or new.date, old.place or new.place, wider, old.mentioned and new.mentioned
            )
            return
    meetings.append(new)


def may_be_same(one: ParsedMeeting, other: ParsedMeeting) -> bool:
    """Nothing told of both differs, and at least the people or the place agree."""
    if one.date and other.date and not (one.date.startswith(other.date) or other.date.startswith(one.date)):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    a, b = set(one.participants), set(other.participants)
    if a and b:
        return a == b or ((a <= b or b <= a) and (one.place == other.place or one.date == other.date))
    return bool(one.place and one.place == other.place)


def is_distant(day: str | None, published: date | None) -> bool:
    if not day or not published:
        return False
    if len(day) < 10:
        return not published.isoformat().startswith(day)
    return not -1 <= (published - date.fromisoformat(day)).days <= RECENT
