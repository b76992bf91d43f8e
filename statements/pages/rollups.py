"""Counts that several pages show: who speaks most, on what, when."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Count, Model
from django.db.models.functions import TruncMonth

from statements.models import Person, Quote, Topic
from statements.models.quotes import QuoteQuerySet

# Each topic with itself and all below it; a quote with two narrower topics counts once.
TOPIC_COUNTS = """
    WITH RECURSIVE below (topic, id) AS (
        SELECT id, id FROM statements_topic
        UNION
        SELECT below.topic, narrower.id
        FROM statements_topic AS narrower JOIN below ON narrower.parent_id = below.id
    )
    SELECT below.topic, count(DISTINCT tagged.quote_id)
    FROM below JOIN statements_quote_topics AS tagged ON tagged.topic_id = below.id
    WHERE tagged.quote_id IN ({quotes})
    GROUP BY below.topic
"""


def top_speakers(quotes: QuoteQuerySet, limit: int) -> list[tuple[Person, int]]:
    """Who said most of these quotes, with how many; offices at hand."""
    counts = dict(
        quotes.order_by()
        .exclude(speaker=None)
        .values_list("speaker")
        .annotate(number=Count("pk"))
        .order_by("-number", "speaker")[:limit]
    )
    people = Person.objects.prefetch_related("offices").in_bulk(list(counts))
    return [(people[pk], number) for pk, number in counts.items()]


def topic_counts(quotes: QuoteQuerySet) -> dict[int, int]:
    """How many of these quotes each topic has, narrower ones included, by the topic's key."""
    sql, parameters = quotes.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(TOPIC_COUNTS.format(quotes=sql), parameters)
        return dict(cursor.fetchall())


def top_topics(quotes: QuoteQuerySet, limit: int) -> list[tuple[Topic, int]]:
    """What these quotes are about, the most frequent first."""
    counts = topic_counts(quotes)
    topics = Topic.objects.in_bulk(sorted(counts, key=lambda pk: (-counts[pk], pk))[:limit])
    return sorted(
        ((topic, counts[pk]) for pk, topic in topics.items()), key=lambda pair: (-pair[1], pair[0].name)
    )


def monthly_counts(quotes: QuoteQuerySet) -> list[tuple[date, int]]:
    """How many of these quotes were said in each month that has some, in order; undated ones left out."""
    months = (
        quotes.exclude(said_on=None).order_by().annotate(month=TruncMonth("said_on")).values_list("month")
    )
    return list(months.annotate(number=Count("pk")).order_by("month"))


def quote_counts(field: str, rows: Iterable[Model]) -> dict[int, int]:
    """How many statements each of these rows has, by its key; ``field`` is the quote's way to them."""
    quotes = Quote.objects.current().filter(**{f"{field}__in": [row.pk for row in rows]})
    return dict(quotes.order_by().values_list(field).annotate(number=Count("pk")))
