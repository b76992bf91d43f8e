"""Offices over time as lanes: the geometry, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from statements.models import Office
from statements.pages.wording import office_words

LANE = 40
FOOT = 22


@dataclass(frozen=True, slots=True)
class Lane:
    """One office: a bar from its first day to its last, places in per cent; open where one is not known."""

    label: str
    period: str
    x: float
    width: float
    open_start: bool
    open_end: bool
    text_y: int
    bar_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis."""

    label: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Career:
    """The chart of somebody's offices of which any day is known."""

    lanes: list[Lane]
    ticks: list[Tick]
    offices: list[list[str]]
    name: str = "offices"
    title: str = "Offices"

    template = "statements/charts/career.svg"
    header = ("Office", "From", "Until")

    @property
    def height(self) -> int:
        """Of the whole picture, in pixels."""
        return len(self.lanes) * LANE + FOOT

    @property
    def axis_y(self) -> int:
        """Where the years stand."""
        return self.height - 5

    @property
    def summary(self) -> str:
        """What the picture shows, for those who can't see it."""
        return "Offices over time. " + "; ".join(f"{lane.label}, {lane.period}" for lane in self.lanes) + "."

    @property
    def rows(self) -> list[list[str]]:
        """The table: every office, those without a known day too."""
        return self.offices


def career(offices: Sequence[Office], today: date) -> Career | None:
    """The chart of these offices; None where no day of any is known. ``today`` ends what goes on."""
    dated = sorted(
        (office for office in offices if office.since or office.until),
        key=lambda office: (office.since or date.min, office.until or date.max, office.pk),
    )
    if not dated:
        return None
    known = [day for office in dated for day in (office.since, office.until) if day]
    first = date(min(known).year, 1, 1)
    open_end = any(office.until is None for office in dated)
    last = max([*known, today] if open_end else known)
    last = date(last.year, 12, 31)
    lanes = [_lane(office, place, first, last) for place, office in enumerate(dated)]
    rows = [[office_words(office), _day(office.since), _day(office.until)] for office in dated]
    rows += [[office_words(office), "", ""] for office in offices if office not in dated]
    return Career(lanes, _ticks(first.year, last.year), rows)


def _lane(office: Office, place: int, first: date, last: date) -> Lane:
    days = (last - first).days + 1
    start = ((office.since or first) - first).days
    end = ((office.until or last) - first).days + 1
    since, until = _day(office.since), _day(office.until)
    return Lane(
        label=office_words(office),
        period=f"{since or 'beginning not known'} – {until or 'end not known'}",
        x=round(100 * start / days, 2),
        width=round(max(0.6, 100 * (end - start) / days), 2),
        open_start=office.since is None,
        open_end=office.until is None,
        text_y=place * LANE + 14,
        bar_y=place * LANE + 20,
    )


def _ticks(first: int, last: int) -> list[Tick]:
    """Years at even distances, each where it begins."""
    years = last - first + 1
    step = max(1, -(-years // 6))
    ticks = []
    for year in range(first, last + 1, step):
        x = 100 * (year - first) / years
        if x <= 92:
            ticks.append(Tick(str(year), round(x, 2), "start"))
    return ticks


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
