"""The numbers beside a list of quotes, in one statement: how many, by each facet's values, by month.

A facet's values are counted among the quotes that all *other* parameters choose, so that ticking another
value of it shows what that would add. Counting stops at the newest `CAP` quotes (the chart at `CHART_CAP`):
beyond them a page says so.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper

from statements.models import Meeting, Tally
from statements.models.meetings import UNDATED
from statements.models.quotes import UNSETTLED, Count, QuoteQuerySet
from statements.pages.choosing import Choice

CAP = 5_000
CHART_CAP = 20_000
MOST = 8  # values of a facet, beside those chosen
COLUMNS = ("id", "speaker_id", "article_id", "meeting_id", "kind", "sort_on", "unsettled")

# Each gives (value, text, number) of the quotes in {sample}.
FACETS = {
    "speaker": """
        SELECT slug AS value, name AS text, number FROM statements_person JOIN
        (SELECT speaker_id, count(*) AS number FROM {sample} GROUP BY 1) AS counted ON speaker_id = id""",
    "country": """
        SELECT country AS value, '' AS text, count(*) AS number
        FROM {sample} AS quote JOIN statements_person AS person ON person.id = speaker_id
        WHERE country <> '' GROUP BY 1""",
    # A topic counts what is on narrower ones too, each quote once: so it chooses. OFFSET 0 keeps the
    # database from reading the whole table of topics' quotes for a few thousand of them.
    "topic": """
        SELECT topic.slug AS value, topic.name AS text, count(DISTINCT quote.id) AS number
        FROM {sample} AS quote CROSS JOIN LATERAL (
            SELECT topic_id FROM statements_quote_topics WHERE quote_id = quote.id OFFSET 0
        ) AS tagged
        JOIN below ON below.id = tagged.topic_id JOIN statements_topic AS topic ON topic.id = below.topic
        GROUP BY topic.id""",
    "year": """
        SELECT extract(year FROM sort_on)::text AS value, '' AS text, count(*) AS number
        FROM {sample} WHERE sort_on > '{undated}' GROUP BY 1""",
    "kind": "SELECT kind AS value, '' AS text, count(*) AS number FROM {sample} GROUP BY 1",
    "standing": """
        SELECT CASE WHEN unsettled THEN 'unsettled' ELSE 'settled' END AS value, '' AS text,
        count(*) AS number FROM {sample} GROUP BY 1""",
    "source": """
        SELECT source.slug AS value, source.name AS text, count(*) AS number
        FROM {sample} AS quote JOIN statements_article AS article ON article.id = article_id
        JOIN statements_source AS source ON source.id = source_id GROUP BY source.id""",
    "meeting": """
        SELECT slug AS value, json_build_object(
            'kind', kind, 'place', place, 'precision', precision,
            'held_on', held_on, 'held_until', held_until, 'names', (
                SELECT json_agg(name ORDER BY part.id) FROM statements_participation AS part
                JOIN statements_person AS person ON person.id = person_id WHERE meeting_id = meeting.id)
        )::text AS text, number FROM statements_meeting AS meeting JOIN
        (SELECT meeting_id, count(*) AS number FROM {sample} GROUP BY 1
         ORDER BY meeting_id = ANY('{{{meetings}}}'::bigint[]) DESC, 2 DESC LIMIT 50)
        AS counted ON meeting_id = id""",
}
BELOW = """below (topic, id) AS (
    SELECT id, id FROM statements_topic
    UNION SELECT below.topic, narrower.id
    FROM statements_topic AS narrower JOIN below ON narrower.parent_id = below.id)"""
MONTHS = """
    SELECT date_trunc('month', sort_on)::date::text, '', count(*)
    FROM {sample} WHERE sort_on > '{undated}' GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many quotes it would choose."""

    value: str
    text: str
    number: int


@dataclass(slots=True)
class Numbers:
    """What was counted."""

    total: Count = field(default_factory=lambda: Count(0, False))
    facets: dict[str, list[Value]] = field(default_factory=lambda: defaultdict(list))
    months: list[tuple[date, int]] = field(default_factory=list)
    sampled: set[str] = field(default_factory=set)
    """The facets that are counted among the newest quotes only, being of too many."""
    charted: int = 0
    """How many of the newest quotes the chart is of, where it is not of all."""


def count(choice: Choice) -> Numbers:
    """All numbers for a choice: one query, and two of kept counts where there are too many to count."""
    try:
        rows = _counted(choice)
    except EmptyResultSet:  # the parameters contradict each other so plainly that nobody needs to be asked
        return Numbers()
    numbers, sizes = Numbers(), dict[str, int]()
    for facet, value, text, number in rows:
        if facet == "size":
            sizes[value] = number
        elif facet == "month":
            numbers.months.append((date.fromisoformat(value), number))
        else:
            text = _meeting(text) if facet == "meeting" else text
            numbers.facets[facet].append(Value(value, text, min(number, CAP)))
    numbers.total = Count(min(sizes[""], CAP), sizes[""] > CAP)
    numbers.sampled = {name for name in FACETS if sizes.get(name, sizes[""]) > CAP}
    if numbers.total.capped and _is_kept(choice):
        numbers.total, numbers.months = _kept(choice)
    numbers.months.sort()
    if numbers.total.capped:
        numbers.charted = CAP if choice.reads_texts else CHART_CAP
    return numbers


def counts(queries: Iterable[QuoteQuerySet]) -> list[Count]:
    """How many each of these has, in one query."""
    parts, parameters = [], list[Any]()
    for at, quotes in enumerate(queries):
        try:
            sql, given = quotes.order_by().values("pk")[: CAP + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append(f"SELECT {at}, 0")
            continue
        parts.append(f"SELECT {at}, count(*) FROM ({sql}) AS counted")  # noqa: S608
        parameters += given
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return [Count(min(number, CAP), number > CAP) for _, number in sorted(cursor.fetchall())]


def _counted(choice: Choice) -> list[tuple[str, str, str, int]]:
    """(Facet, value, text, number). Names and SQL here are this module's own, values are parameters."""
    samples, parameters = ["", *(name for name in FACETS if name in choice.parts)], list[Any]()
    tables = []
    for name in samples:
        sql, given = _sample(choice.quotes(without=name), CAP, *COLUMNS)
        tables.append(f"sample_{name} AS MATERIALIZED ({sql})")
        parameters += given
    parts = [f"SELECT 'size', '{name}', '', count(*) FROM sample_{name}" for name in samples]  # noqa: S608
    meetings = ",".join(str(row.pk) for row in choice.rows("meeting"))
    for name, select in FACETS.items():
        sample = f"sample_{name if name in samples else ''}"
        asked = select.format(sample=sample, undated=UNDATED, meetings=meetings)
        ranked = f"SELECT '{name}', counted.* FROM ({asked}) AS counted"  # noqa: S608
        parts.append(f"({ranked} ORDER BY value = ANY(%s) DESC, number DESC, text, value LIMIT %s)")
        chosen = [str(value) for value in choice.values(name)]
        parameters += [chosen, MOST + len(chosen)]
    months, dates = _months(choice)
    parts.append(months)
    parameters += dates
    with connection.cursor() as cursor:
        cursor.execute(f"WITH RECURSIVE {BELOW}, {', '.join(tables)} {' UNION ALL '.join(parts)}", parameters)
        return list(cursor.fetchall())


def _sample(quotes: QuoteQuerySet, cap: int, *columns: str) -> tuple[str, tuple[Any, ...]]:
    unsettled = ExpressionWrapper(UNSETTLED, output_field=BooleanField())
    newest = quotes.order_by("-sort_on", "-pk").annotate(unsettled=unsettled)
    return newest.values_list(*columns)[: cap + 1].query.sql_with_params()


def _months(choice: Choice) -> tuple[str, list[Any]]:
    """From the sample where it holds all or more would take too long; else a larger one alone is read."""
    few = f"SELECT 'month', months.* FROM ({MONTHS}) AS months"  # noqa: S608
    from_sample = few.format(sample="sample_", undated=UNDATED)
    if choice.reads_texts or _is_kept(choice):
        return from_sample, []
    sql, parameters = _sample(choice.quotes(), CHART_CAP, "sort_on")
    from_more = few.format(sample=f"({sql}) AS more", undated=UNDATED)
    size = "WHERE (SELECT count(*) FROM sample_)"
    return f"{from_sample} {size} <= {CAP} UNION ALL {from_more} {size} > {CAP}", list(parameters)


def _is_kept(choice: Choice) -> bool:
    """Whether the database keeps the numbers by month: of speakers, or one topic, or both, or all."""
    return {*choice.parts} <= {"speaker", "topic"} and len(choice.values("topic")) <= 1


def _kept(choice: Choice) -> tuple[Count, list[tuple[date, int]]]:
    keys = {name: [row.pk for row in choice.rows(name)] or None for name in ("speaker", "topic")}
    months = Tally.objects.by_month(speakers=keys["speaker"], topics=keys["topic"]).summed("month")
    dated = [(month, number) for month, number in months.items() if month != UNDATED]
    return Count(sum(months.values()), False), dated


def _meeting(text: str) -> str:
    known = json.loads(text)
    names = known.pop("names") or []
    for day in ("held_on", "held_until"):
        known[day] = date.fromisoformat(known[day]) if known[day] else None
    return Meeting(**known).titled([name.split()[-1] for name in names])
