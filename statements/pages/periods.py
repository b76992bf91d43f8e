"""The chart of matches over time, whose bars lead to their period, and the usual spans of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from statements.pages.charts import Column, Timeline, ordinal, timeline
from statements.pages.chips import without
from statements.pages.listing import Pairs, address

MONTHS_OF = {"month": 1, "year": 12, "decade": 120}
PRESETS = (("Last 7 days", 7), ("Last 30 days", 30), ("Last 12 months", 365))


@dataclass(frozen=True, slots=True)
class Period:
    """A bar of the chart, and the address of the same list in that time alone."""

    column: Column
    url: str


@dataclass(frozen=True, slots=True)
class Preset:
    """A span of days that ends today."""

    text: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Matches over time."""

    timeline: Timeline
    periods: list[Period]

    @property
    def filled(self) -> list[Period]:
        """The rows of the table beside it."""
        return [period for period in self.periods if period.column.number]


def chart(months: Sequence[tuple[date, int]], path: str, pairs: Pairs) -> Chart | None:
    """The chart of numbers by month; None where there is nothing to compare."""
    drawn = timeline(months)
    if drawn is None:
        return None
    length = MONTHS_OF[drawn.unit]
    start = ordinal(months[0][0]) // length * length
    return Chart(
        drawn,
        [
            Period(column, _within(path, pairs, start + at * length, length))
            for at, column in enumerate(drawn.columns)
        ],
    )


def presets(path: str, pairs: Pairs, today: date) -> list[Preset]:
    """The usual spans, each as an address of the same list."""
    spans = [(text, str(today - timedelta(days=days - 1))) for text, days in PRESETS]
    return [
        Preset(text, address(path, [*_undated(pairs), ("since", since)]), ("since", since) in pairs)
        for text, since in spans
    ]


def _within(path: str, pairs: Pairs, start: int, length: int) -> str:
    until = _first_day(start + length) - timedelta(days=1)
    return address(path, [*_undated(pairs), ("since", str(_first_day(start))), ("until", str(until))])


def _undated(pairs: Pairs) -> Pairs:
    for name in ("since", "until", "year"):
        pairs = without(pairs, name)
    return pairs


def _first_day(months: int) -> date:
    return date(min(months // 12, date.max.year), months % 12 + 1, 1)
