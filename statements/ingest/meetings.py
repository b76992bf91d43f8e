"""Which meeting is meant: the meetings of an article matched to the stored ones."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from statements.models import Article, Meeting, MeetingReport, Participation, Person
from statements.models.ids import new_slug
from statements.parsing import ParsedMeeting

LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class Day:
    """A date as precise as it is known: its first day, and what that stands for."""

    first: date | None
    precision: str

    @classmethod
    def read(cls, text: str | None) -> "Day":
        """From ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or None."""
        if not text:
            return cls(None, Meeting.Precision.UNKNOWN)
        precision = {4: Meeting.Precision.YEAR, 7: Meeting.Precision.MONTH, 10: Meeting.Precision.DAY}[
            len(text)
        ]
        return cls(date.fromisoformat(f"{text}-01-01"[:10]), precision)


def store_meetings(
    article: Article, parsed: tuple[ParsedMeeting, ...], people: dict[str, Person]
) -> list[Meeting]:
    """Store what the article says of meetings, and return those it reports (not those it only mentions).

    A meeting that an earlier parse found keeps its address; what an admin changed of it stays.
    A meeting that the article speaks of no longer loses this article's report, and nothing else.
    """
    reports = list(article.reports.select_related("meeting").order_by("pk"))
    reported = []
    for new in parsed:
        members = [people[name] for name in new.participants if name in people]
        opinion = _opinion(new, members)
        report = max(reports, key=lambda report: _likeness(report.parsed, opinion), default=None)
        if report is not None and _likeness(report.parsed, opinion) >= 1:
            reports.remove(report)
            _update(report, opinion, members)
        else:
            meeting = _same_meeting(opinion, members) or _make(opinion, members)
            report, _ = MeetingReport.objects.update_or_create(
                article=article, meeting=meeting, defaults={"mentioned": new.mentioned, "parsed": opinion}
            )
            reports = [old for old in reports if old.pk != report.pk]
        if not report.mentioned:
            reported.append(report.meeting)
    for report in reports:
        report.delete()
    return reported


def _opinion(parsed: ParsedMeeting, members: list[Person]) -> dict[str, Any]:
    """What the parser says of a meeting, as it is kept."""
    return {
        "kind": str(parsed.kind),
        "date": parsed.date,
        "place": (parsed.place or "")[:LONGEST_PLACE],
        "participants": [person.slug for person in members],
        "mentioned": parsed.mentioned,
    }


def _likeness(old: dict[str, Any], new: dict[str, Any]) -> float:
    """How alike two opinions of one article are: date, place and the share of common people count 1 each."""
    if not old:
        return 0
    ours, theirs = set(old["participants"]), set(new["participants"])
    common = len(ours & theirs) / len(ours | theirs) if ours | theirs else 0
    same_date = bool(new["date"]) and old["date"] == new["date"]
    same_place = bool(new["place"]) and old["place"].casefold() == new["place"].casefold()
    return common + same_date + same_place


def _same_meeting(opinion: dict[str, Any], members: list[Person]) -> Meeting | None:
    """A stored meeting of the same people on the same day: two articles speak of one."""
    day = Day.read(opinion["date"])
    if day.precision != Meeting.Precision.DAY or len(members) < 2:
        return None
    wanted = {person.pk for person in members}
    for meeting in Meeting.objects.filter(held_on=day.first, precision=day.precision).for_display():
        if {participation.person_id for participation in meeting.participations.all()} == wanted:
            return meeting
    return None


def _make(opinion: dict[str, Any], members: list[Person]) -> Meeting:
    words = [*(person.surname for person in members[:3]), opinion["place"], opinion["date"] or ""]
    meeting = Meeting(slug=new_slug(Meeting, " ".join(words)))
    _write(meeting, opinion, members)
    return meeting


def _update(report: MeetingReport, opinion: dict[str, Any], members: list[Person]) -> None:
    """Bring a meeting up to date, unless its row is not what the parser had said: then somebody edited it."""
    meeting, old = report.meeting, report.parsed
    if old != opinion and _stored(meeting) == _in_any_order(old):
        _write(meeting, opinion, members)
    report.mentioned, report.parsed = opinion["mentioned"], opinion
    report.save(update_fields=["mentioned", "parsed"])


def _stored(meeting: Meeting) -> dict[str, Any]:
    length = {"day": 10, "month": 7, "year": 4}.get(meeting.precision, 0)
    return {
        "kind": meeting.kind,
        "date": meeting.held_on.isoformat()[:length] if meeting.held_on else None,
        "place": meeting.place,
        "participants": sorted(person.slug for person in meeting.people),
    }


def _in_any_order(opinion: dict[str, Any]) -> dict[str, Any]:
    """The opinion as far as it is the meeting's own, comparable with what is stored."""
    return {
        "kind": opinion["kind"],
        "date": opinion["date"],
        "place": opinion["place"],
        "participants": sorted(opinion["participants"]),
    }


def _write(meeting: Meeting, opinion: dict[str, Any], members: list[Person]) -> None:
    day = Day.read(opinion["date"])
    meeting.held_on, meeting.precision = day.first, day.precision
    meeting.kind, meeting.place = opinion["kind"], opinion["place"]
    meeting.save()
    meeting.participations.exclude(person__in=members).delete()
    present = set(meeting.participations.values_list("person", flat=True))
    for person in members:
        if person.pk not in present:
            Participation.objects.create(
                meeting=meeting,
                person=person,
                office=person.office_on(day.first),
                side=person.country or person.organization,
            )
