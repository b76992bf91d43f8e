"""What somebody, or a whole country, speaks about, and when: from counts at hand."""

from dataclasses import dataclass

from django.db.models import Q, Sum

from statements.models import Topic
from statements.models.tallies import TallyQuerySet
from statements.pages.charts import Bar, bars
from statements.pages.rollups import Months, by_subject
from statements.pages.strips import Strips, strips

MOST_TOPICS = 12
MOST_STRIPS = 5


@dataclass(frozen=True, slots=True)
class Spoken:
    """Statements by topic and by month, and how many are reviewed or wait for an editor."""

    number: int
    unsettled: int
    reviewed: int
    topics: list[Bar[Topic]]
    more_topics: int
    chart: Strips[str | Topic] | None
    first: str
    last: str


def spoken_of(lines: TallyQuerySet, title: str) -> Spoken:
    """From all lines of one speaker or several: two queries."""
    number, unsettled, reviewed, counts = _totals(lines)
    ranked = sorted(counts, key=lambda pair: (-pair[1], pair[0].name))[:MOST_TOPICS]
    months = _months(lines, [topic.pk for topic, _ in ranked[:MOST_STRIPS]])
    everything: list[tuple[str | Topic, Months]] = [("All statements", months.get(None, {}))]
    drawn = [(topic, months[topic.pk]) for topic, _ in ranked[:MOST_STRIPS] if topic.pk in months]
    span = sorted(months.get(None, {}))
    return Spoken(
        number=number,
        unsettled=unsettled,
        reviewed=reviewed,
        topics=bars(ranked),
        more_topics=len(counts) - len(ranked),
        chart=strips("topics", title, [*everything, *drawn], whole_first=True),
        first=f"{span[0]:%B %Y}" if span else "",
        last=f"{span[-1]:%B %Y}" if span else "",
    )


def _totals(lines: TallyQuerySet) -> tuple[int, int, int, list[tuple[Topic, int]]]:
    """Statements, unsettled and reviewed ones of them, and statements by topic."""
    rows = (
        lines.filter(month=None, speaker__isnull=False)
        .order_by()
        .values_list("topic", "topic__name", "topic__slug")
        .annotate(Sum("number"), Sum("unsettled"), Sum("reviewed"))
    )
    totals, counts = (0, 0, 0), []
    for pk, name, slug, *measures in rows:
        if pk is None:
            totals = (measures[0], measures[1], measures[2])
        elif measures[0] and slug:
            counts.append((Topic(pk=pk, name=name, slug=slug), measures[0]))
    return *totals, counts


def _months(lines: TallyQuerySet, topics: list[int]) -> dict[int | None, Months]:
    wanted = lines.filter(Q(topic=None) | Q(topic__in=topics), month__isnull=False)
    return by_subject(wanted.summed("topic", "month"))
