"""Counts kept at hand, so that no page counts everything anew.

Triggers in the database write an *entry* for every change that counts: +1, or -1, for a speaker, a topic, a
month. Sums over entries are exact in the transaction that made the change, whoever made it (ingest, a
correction, a merge, a reparse, SQL by hand), and writers never wait for each other, since nobody updates a
row. Now and then `post_entries` adds entries up into *balances*: one row a key. Readers sum both.

The triggers are written in the migration `tallies`; docs/performance.md says why this way.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import connection, models, transaction
from django.db.models import Q, Sum

from statements.models.people import Person
from statements.models.sources import Source
from statements.models.topics import Topic


class TallyQuerySet(models.QuerySet["Tally"]):
    """How counts of statements are read."""

    def by_month(self, *, speakers: Iterable[int] | None = None, topics: Iterable[int] | None = None) -> Self:
        """Lines by month: of these speakers or of everybody, on these topics (with all below) or on anything.

        Undated statements stand in the year 1.
        """
        return self._of(speakers, topics).filter(month__isnull=False)

    def by_speaker(
        self, *, speakers: Iterable[int] | None = None, topics: Iterable[int] | None = None
    ) -> Self:
        """Lines by speaker, whatever the month."""
        found = self.filter(speaker__isnull=False, month=None)
        found = found.filter(speaker__in=speakers) if speakers is not None else found
        return found.filter(topic__in=topics) if topics is not None else found.filter(topic=None)

    def _of(self, speakers: Iterable[int] | None, topics: Iterable[int] | None) -> Self:
        found = self.filter(speaker__in=speakers) if speakers is not None else self.filter(speaker=None)
        return found.filter(topic__in=topics) if topics is not None else found.filter(topic=None)

    def summed(self, *keys: str) -> dict[Any, int]:
        """The number of statements by one key, or by a tuple of keys; nothing where it is nought."""
        rows = self.order_by().values_list(*keys).annotate(total=Sum("number")).exclude(total=0)
        return {key[0] if len(keys) == 1 else tuple(key): total for *key, total in rows}

    def total(self) -> int:
        """The number of statements."""
        return self.aggregate(total=Sum("number"))["total"] or 0


class Tally(models.Model):
    """How many current statements: of a speaker on a topic in a month, where each may stand open.

    Lines are of three forms: speaker, topic and month; topic and month (of everybody); speaker and topic
    (of any month). A topic holds what is below it, each statement once. Without a topic: on anything.
    """

    speaker = models.ForeignKey(
        Person, on_delete=models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    month = models.DateField(null=True, help_text="Its first day; the year 1 for undated statements.")
    number = models.IntegerField(help_text="How many statements.")
    unsettled = models.IntegerField(help_text="How many of them wait for an editor.")
    reviewed = models.IntegerField(help_text="How many of them an editor has decided about.")
    posted = models.BooleanField(default=False, help_text="A balance, not an entry.")

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "topic", "month"],
                condition=Q(posted=True),
                nulls_distinct=False,
                name="tally_one_balance",
            ),
        ]
        indexes = [
            # Each page reads one stretch of one of these, and nothing of the table.
            models.Index(fields=["speaker", "topic", "month"], include=["number"], name="tally_speaker_idx"),
            models.Index(
                fields=["topic", "speaker"],
                include=["number"],
                condition=Q(month=None),
                name="tally_any_month_idx",
            ),
            models.Index(
                fields=["speaker", "topic"],
                include=["number"],
                condition=Q(month=None),
                name="tally_speaker_any_idx",
            ),
            models.Index(fields=["id"], condition=Q(posted=False), name="tally_entries_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.speaker_id} on {self.topic_id} in {self.month}"


class CoverageQuerySet(models.QuerySet["Coverage"]):
    """How coverage is read."""

    def between(self, since: date, until: date) -> Self:
        """Of these days, both included."""
        return self.filter(day__range=(since, until))

    def summed(self, *keys: str) -> dict[Any, tuple[int, int]]:
        """(Articles, statements) by one key, or by a tuple of keys."""
        rows = self.order_by().values_list(*keys).annotate(Sum("articles"), Sum("statements"))
        return {
            key[0] if len(keys) == 1 else tuple(key): (articles, statements)
            for *key, articles, statements in rows
            if articles or statements
        }


class Coverage(models.Model):
    """How many articles a source published on a day, and how many current statements they hold."""

    source = models.ForeignKey(
        Source, on_delete=models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    day = models.DateField(help_text="The day of publication; the year 1 where it is not known.")
    articles = models.IntegerField()
    statements = models.IntegerField()
    posted = models.BooleanField(default=False, help_text="A balance, not an entry.")

    objects = CoverageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "day"],
                condition=Q(posted=True),
                nulls_distinct=False,
                name="coverage_one_balance",
            ),
        ]
        indexes = [
            models.Index(
                fields=["source", "day"], include=["articles", "statements"], name="coverage_source_idx"
            ),
            models.Index(fields=["day"], name="coverage_day_idx"),
            models.Index(fields=["id"], condition=Q(posted=False), name="coverage_entries_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.articles} of {self.source_id} on {self.day}"


@transaction.atomic
def post_entries() -> int:
    """Add entries up into balances, and return how many there were. One at a time; others then do nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statements_post_entries()")
        return int(cursor.fetchone()[0])


@transaction.atomic
def recount() -> None:
    """Count everything anew; writers wait meanwhile. For after loading past the triggers, or a doubt."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statements_recount()")
