"""What changed: the log that the API's feed of changes reads.

Triggers in the database (migration ``feed``) write an entry for every record that a transaction touched,
whoever wrote it: ingest, corrections, merges, SQL by hand. A number drawn from a sequence is no order to
follow: who draws the lower one may commit later, and a reader who is past it would never see it. So entries
carry the id of their transaction, and a reader sees only those of transactions older than all that still
run: nothing can be added among them any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db import connection, models
from django.db.models import Func
from django.db.models.functions import Now


class TransactionIdField(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's ``xid8``: 64 bits, never used again."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: str | None, *args: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None or hasattr(value, "resolve_expression") else str(value)


class CurrentTransaction(Func):
    """The id of the transaction that writes."""

    function = "pg_current_xact_id"
    output_field = TransactionIdField()


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the log: everything up to it has been read."""

    xid: int
    entry: int


class FeedQuerySet(models.QuerySet["FeedEntry"]):
    """How the log is read."""

    def settled_after(self, position: Position, resources: Iterable[str] = ()) -> Self:
        """What comes after a position and can get no more neighbours, in the order to apply it."""
        found: Any = self.extra(
            where=[
                "xid < pg_snapshot_xmin(pg_current_snapshot())",
                "(xid, id) > (%s::text::xid8, %s)",
            ],
            params=[str(position.xid), position.entry],
        ).order_by("xid", "pk")
        wanted = list(resources)
        return found.filter(resource__in=wanted) if wanted else found  # type: ignore[no-any-return]


class FeedEntry(models.Model):
    """A transaction stored, changed or removed a record."""

    xid = TransactionIdField(db_default=CurrentTransaction())
    resource = models.CharField(max_length=20, help_text="The list of the API that holds the record.")
    key = models.CharField(max_length=100, help_text="The record's id or slug.")
    added = models.BooleanField(db_default=False, help_text="The record was new.")
    at = models.DateTimeField(db_default=Now())

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feed entries"
        constraints = [
            models.UniqueConstraint(fields=["resource", "key", "xid"], name="feed_entry_once_a_transaction"),
        ]
        indexes = [
            # The feed, in its order.
            models.Index(fields=["xid", "id"], name="feed_order_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.key}"


def present() -> tuple[str, Position]:
    """Which life of the database this is, and the position of what will be written from now on.

    A database restored elsewhere, or to an earlier moment, counts its transactions anew: another life.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier || '-' || timeline_id, pg_snapshot_xmin(pg_current_snapshot())::text"
            " FROM pg_control_system(), pg_control_checkpoint()"
        )
        life, oldest = cursor.fetchone()
    return life, Position(int(oldest), 0)


MOST_UNSETTLED = 1_000


@dataclass(frozen=True, slots=True)
class DataState:
    """What names the state of all records: two that are equal are the same data."""

    entries: tuple[int, ...]
    changed_at: datetime | None


def data_state(statement_seconds: float) -> DataState | None:
    """The state as this transaction sees it, None where too much is being written to tell.

    In the same query, limits what each statement from here to the end of the transaction may take.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT set_config('statement_timeout', %s, true), last.id, last.at, ARRAY(
                SELECT id FROM statements_feedentry
                WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) ORDER BY id LIMIT %s
            )
            FROM (SELECT 1) AS one LEFT JOIN LATERAL (
                SELECT id, at FROM statements_feedentry
                WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid DESC, id DESC LIMIT 1
            ) AS last ON true
            """,
            [str(int(statement_seconds * 1000)), MOST_UNSETTLED],
        )
        _, last, at, unsettled = cursor.fetchone()
    if len(unsettled) == MOST_UNSETTLED:
        return None
    return DataState((last or 0, *unsettled), None if unsettled else at)
