"""The geometry of the charts. Templates draw them as SVG with a table beside it; all lengths in per cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")

MOST_MONTHS = 36
MOST_YEARS = 60
GAP = 0.2  # the part of a bar's place that stays empty


@dataclass(frozen=True, slots=True)
class Column:
    """One period of a timeline."""

    label: str
    number: int
    x: float
    width: float
    height: float

    @property
    def y(self) -> float:
        """Where the column's top is, from above."""
        return round(100 - self.height, 2)


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many statements a period has: by month, or by year or decade where months would be too many."""

    unit: str
    columns: list[Column]
    highest: int
    total: int

    @property
    def first(self) -> str:
        """The first period."""
        return self.columns[0].label

    @property
    def last(self) -> str:
        """The last period."""
        return self.columns[-1].label

    @property
    def filled(self) -> list[Column]:
        """The periods with statements: the rows of the table."""
        return [column for column in self.columns if column.number]


@dataclass(frozen=True, slots=True)
class Bar(Generic[T]):
    """One row of a bar list: the thing, its number, and the bar's length against the longest."""

    item: T
    number: int
    width: float


def bars(counted: Sequence[tuple[T, int]]) -> list[Bar[T]]:
    """A bar list of things with their numbers."""
    longest = max((number for _, number in counted), default=0) or 1
    return [Bar(item, number, round(100 * number / longest, 1)) for item, number in counted]


def timeline(months: Sequence[tuple[date, int]]) -> Timeline | None:
    """The timeline of numbers by month (any day of it), in order; None where there is nothing to show."""
    if not months:
        return None
    unit, length = unit_of(months[0][0], months[-1][0])
    numbers: dict[int, int] = {}
    for day, number in months:
        place = ordinal(day) // length
        numbers[place] = numbers.get(place, 0) + number
    places = range(min(numbers), max(numbers) + 1)
    highest, width = max(numbers.values()), 100 / len(places)
    columns = [
        Column(
            label=label_of(place * length, unit),
            number=numbers.get(place, 0),
            x=round(width * (position + GAP / 2), 2),
            width=round(width * (1 - GAP), 2),
            height=round(100 * numbers.get(place, 0) / highest, 2),
        )
        for position, place in enumerate(places)
    ]
    return Timeline(unit, columns, highest, sum(numbers.values()))


def unit_of(first: date, last: date) -> tuple[str, int]:
    """The period that suits a span of time, with how many months it has."""
    if ordinal(last) - ordinal(first) < MOST_MONTHS:
        return "month", 1
    return ("year", 12) if last.year - first.year < MOST_YEARS else ("decade", 120)


def ordinal(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def label_of(months: int, unit: str) -> str:
    """The name of the period that begins at these months since the year 0."""
    year = months // 12
    if unit == "month":
        return f"{date(year, months % 12 + 1, 1):%B} {year}"
    return str(year) if unit == "year" else f"{year}s"
