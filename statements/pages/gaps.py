"""Days with and without articles, source by source: the geometry, and the same as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from statements.models import Source
from statements.pages.strips import FOOT, HEAD, STRIP, Tick, ticks

BAR = 0.8  # the part of a day's place that its column takes


@dataclass(frozen=True, slots=True)
class Row:
    """One source over the days: a path of columns, and a path of crosses where a gap is.

    Paths are drawn to one unit a day and one a pixel of height, and stretched to the width of the page.
    """

    source: Source
    label: str
    number: int
    statements: int
    columns: str
    marks: str
    gap_days: int
    longest_gap: int
    text_y: int
    top: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """The chart of coverage: articles by source and day."""

    days: list[date]
    sources: list[Row]
    ticks: list[Tick]
    highest: int
    numbers: list[list[int]]
    name: str = "coverage"
    title: str = "Articles by source and day"

    template = "statements/charts/gaps.svg"

    @property
    def height(self) -> int:
        """Of the whole picture, in pixels."""
        return len(self.sources) * (HEAD + STRIP) + FOOT

    @property
    def axis_y(self) -> int:
        """Where the names of days stand."""
        return self.height - 5

    @property
    def width(self) -> int:
        """How many days there are."""
        return len(self.days)

    @property
    def summary(self) -> str:
        """What the picture shows, for those who can't see it."""
        told = "; ".join(
            f"{row.label}: {row.number} article{'s' if row.number != 1 else ''}, "
            f"{row.gap_days} day{'s' if row.gap_days != 1 else ''} without"
            for row in self.sources
        )
        return f"{self.title}, {self.days[0]} to {self.days[-1]}. {told}."

    @property
    def header(self) -> list[str]:
        """The names of the table's columns."""
        return ["Day", *(row.label for row in self.sources)]

    @property
    def rows(self) -> list[list[str | int]]:
        """The table: every day, those without any article too."""
        pairs = zip(self.days, self.numbers, strict=True)
        return [[day.isoformat(), *numbers] for day, numbers in pairs]


def gaps(
    sources: Sequence[tuple[Source, Mapping[date, tuple[int, int]]]], since: date, until: date
) -> Gaps | None:
    """The chart of these sources from one day to another; None where there is nothing to show.

    A gap is a day without an article between the first and the last day on which the source has one here.
    """
    days = [since + timedelta(days=at) for at in range((until - since).days + 1)]
    highest = max((articles for _, of in sources for articles, _ in of.values()), default=0)
    if not highest:
        return None
    rows = []
    for place, (source, of) in enumerate(sources):
        numbers = [of.get(day, (0, 0))[0] for day in days]
        rows.append(_row(source, numbers, sum(count for _, count in of.values()), highest, place))
    return Gaps(
        days=days,
        sources=rows,
        ticks=ticks([f"{day.day} {day:%b %Y}" for day in days]),
        highest=highest,
        numbers=[[of.get(day, (0, 0))[0] for _, of in sources] for day in days],
    )


def _row(source: Source, numbers: list[int], statements: int, highest: int, place: int) -> Row:
    filled = [at for at, number in enumerate(numbers) if number]
    missing = [at for at in range(filled[0], filled[-1]) if not numbers[at]] if filled else []
    top = place * (HEAD + STRIP) + HEAD
    return Row(
        source=source,
        label=source.name,
        number=sum(numbers),
        statements=statements,
        columns="".join(_column(at, STRIP * numbers[at] / highest) for at in filled),
        marks="".join(f"M{at + 0.25:g} {STRIP - 9}l.5 7M{at + 0.75:g} {STRIP - 9}l-.5 7" for at in missing),
        gap_days=len(missing),
        longest_gap=_longest_run(missing),
        text_y=top - 8,
        top=top,
    )


def _column(at: int, height: float) -> str:
    height = round(max(2, height), 1)
    return f"M{at + 0.1:g} {STRIP}v-{height:g}h{BAR}v{height:g}z"


def _longest_run(places: Iterable[int]) -> int:
    longest = run = 0
    before = None
    for place in places:
        run = run + 1 if before is not None and place == before + 1 else 1
        longest, before = max(longest, run), place
    return longest
