"""Counts that several pages show: who speaks most, on what, when.

Those over a person, a topic or everything are sums of `Tally` lines, a few milliseconds however much there
is; those over a meeting or an article are counted, since these are small.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, Model, Sum

from statements.models import Person, Quote, Tally, Topic
from statements.models.meetings import UNDATED
from statements.models.quotes import QuoteQuerySet
from statements.models.tallies import TallyQuerySet

Months = dict[date, int]


def top_speakers(quotes: QuoteQuerySet, limit: int, *, each: str = "pk") -> list[tuple[Person, int]]:
    """Who said most of these quotes, which must be few, with how many; offices at hand.

    Each of them counts, or with ``each="wording"`` each statement once, however often it is reported.
    """
    counts = dict(
        quotes.order_by()
        .exclude(speaker=None)
        .values_list("speaker")
        .annotate(number=Count(each, distinct=True))
        .order_by("-number", "speaker")[:limit]
    )
    return _people(counts)


def speaking_most(tallies: TallyQuerySet, limit: int) -> list[tuple[Person, int]]:
    """The speakers of the most statements in lines by speaker, with how many; offices at hand."""
    lines = tallies.order_by().values_list("speaker").annotate(total=Sum("number")).filter(total__gt=0)
    return _people(dict(lines.order_by("-total", "speaker")[:limit]))


def _people(counts: Mapping[int, int]) -> list[tuple[Person, int]]:
    people = Person.objects.prefetch_related("offices").in_bulk(list(counts))
    return [(people[pk], number) for pk, number in counts.items() if pk in people]


def topic_counts(tallies: TallyQuerySet | None = None) -> dict[int, int]:
    """How many statements each topic has, narrower ones included, by the topic's key."""
    lines = Tally.objects.filter(speaker=None, month__isnull=False) if tallies is None else tallies
    return lines.filter(topic__isnull=False).summed("topic")


def ranked_topics(counts: Mapping[int, int], limit: int) -> list[tuple[Topic, int]]:
    """The topics of the most statements, with how many."""
    topics = Topic.objects.in_bulk(sorted(counts, key=lambda pk: (-counts[pk], pk))[:limit])
    return sorted(
        ((topic, counts[pk]) for pk, topic in topics.items()), key=lambda pair: (-pair[1], pair[0].name)
    )


def dated(months: Mapping[date, int]) -> Months:
    """The numbers by month without those of undated statements."""
    return {month: number for month, number in months.items() if month != UNDATED}


def by_subject(lines: Mapping[tuple[int | None, date], int]) -> dict[int | None, Months]:
    """Sums by (subject, month), sorted out by subject, undated ones left out."""
    found: dict[int | None, Months] = {}
    for (subject, month), number in lines.items():
        if month != UNDATED:
            found.setdefault(subject, {})[month] = number
    return found


def quote_counts(field: str, rows: Iterable[Model]) -> dict[int, int]:
    """How many statements each of these rows (meetings, articles) has, counted; ``field`` leads to them."""
    quotes = Quote.objects.current().filter(**{f"{field}__in": [row.pk for row in rows]})
    return dict(quotes.order_by().values_list(field).annotate(number=Count("pk")))


def speaker_counts(people: Sequence[Person]) -> dict[int, int]:
    """How many statements each of these people has."""
    return Tally.objects.by_speaker(speakers=[person.pk for person in people]).summed("speaker")
