"""Counts over time, one strip of columns above the other on one axis: the geometry, and the same as a table.

Widths and places from the left are in per cent, heights in pixels, so that an SVG fits any page and its
letters keep their size.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from statements.pages.charts import GAP, label_of, ordinal, unit_of

T = TypeVar("T")

STRIP = 44  # the tallest column
HEAD = 30  # the line above a strip, with its name and number
FOOT = 22  # the axis
MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One period of one strip."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Strip(Generic[T]):
    """The columns of one thing, its place from above, and how many there are in all."""

    item: T
    label: str
    number: int
    columns: list[Column]
    text_y: int
    base_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A period named on the axis; ``anchor`` as SVG's text-anchor."""

    label: str
    x: float
    anchor: str
    extra: bool = False
    """Left out where there is little room."""


@dataclass(frozen=True, slots=True)
class Strips(Generic[T]):
    """A chart of strips that share their periods and their scale."""

    name: str
    title: str
    unit: str
    strips: list[Strip[T]]
    ticks: list[Tick]
    periods: list[str]
    numbers: list[list[int]]

    template = "statements/charts/strips.svg"

    @property
    def height(self) -> int:
        """Of the whole picture, in pixels."""
        return len(self.strips) * (HEAD + STRIP) + FOOT

    @property
    def axis_y(self) -> int:
        """Where the names of periods stand."""
        return self.height - 5

    @property
    def summary(self) -> str:
        """What the picture shows, for those who can't see it."""
        told = "; ".join(f"{strip.label} {strip.number:,}" for strip in self.strips)
        span = f"{self.periods[0]} to {self.periods[-1]}" if len(self.periods) > 1 else self.periods[0]
        return f"{self.title}, by {self.unit}, {span}. {told}."

    @property
    def header(self) -> list[str]:
        """The names of the table's columns."""
        return [self.unit.capitalize(), *(strip.label for strip in self.strips)]

    @property
    def rows(self) -> list[list[str | int]]:
        """The table: periods in which anything was counted."""
        pairs = zip(self.periods, self.numbers, strict=True)
        return [[period, *numbers] for period, numbers in pairs if any(numbers)]


def strips(
    name: str,
    title: str,
    series: Sequence[tuple[T, Mapping[date, int]]],
    *,
    whole_first: bool = False,
) -> Strips[T] | None:
    """A chart of numbers by month (its first day) for each thing; None where there is nothing to show.

    By month while there are few, else by year or decade. ``name`` stands in addresses and files' names.
    All strips have one scale; with ``whole_first`` the first, which holds the others, has its own.
    """
    months = sorted({month for _, numbers in series for month, number in numbers.items() if number})
    if not months:
        return None
    unit, length = unit_of(months[0], months[-1])
    first, last = ordinal(months[0]) // length, ordinal(months[-1]) // length
    summed = [_by_period(numbers, length) for _, numbers in series]
    places = range(first, last + 1)
    highest = [max(numbers.values(), default=0) for numbers in summed]
    shared = max(highest[whole_first:], default=0)
    scales = [highest[0] if whole_first else shared, *([shared] * (len(series) - 1))]
    labels = [label_of(place * length, unit) for place in places]
    width = 100 / len(places)
    drawn = []
    for row, ((item, _), numbers) in enumerate(zip(series, summed, strict=True)):
        top = row * (HEAD + STRIP)
        columns = [
            _column(labels[at], numbers[place], at, width, scales[row], top + HEAD)
            for at, place in enumerate(places)
            if numbers.get(place)
        ]
        drawn.append(
            Strip(item, str(item), sum(numbers.values()), columns, top + HEAD - 8, top + HEAD + STRIP)
        )
    return Strips(
        name=name,
        title=title,
        unit=unit,
        strips=drawn,
        ticks=ticks(labels),
        periods=labels,
        numbers=[[numbers.get(place, 0) for numbers in summed] for place in places],
    )


def _by_period(numbers: Mapping[date, int], length: int) -> dict[int, int]:
    summed: dict[int, int] = {}
    for month, number in numbers.items():
        place = ordinal(month) // length
        summed[place] = summed.get(place, 0) + number
    return summed


def _column(label: str, number: int, at: int, width: float, highest: int, top: int) -> Column:
    height = max(1.5, STRIP * number / highest)  # what is there can be seen
    return Column(
        label=label,
        number=number,
        x=round(width * (at + GAP / 2), 3),
        y=round(top + STRIP - height, 2),
        width=round(width * (1 - GAP), 3),
        height=round(height, 2),
    )


def ticks(labels: Sequence[str]) -> list[Tick]:
    """The first and last of the periods, and some between, at even distances."""
    last = len(labels) - 1
    steps = min(MOST_TICKS - 1, last) or 1
    chosen = sorted({round(last * step / steps) for step in range(steps + 1)})
    return [
        Tick(
            labels[at],
            0 if at == 0 else 100 if at == last else round(100 * (at + 0.5) / len(labels), 2),
            "start" if at == 0 else "end" if at == last else "middle",
            extra=place % 2 == 1 and at != last,
        )
        for place, at in enumerate(chosen)
    ]
