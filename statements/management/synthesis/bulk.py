"""Many rows into tables at once: COPY, and what PostgreSQL would keep up for each row made afterwards."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple, Self

from django.apps import apps
from django.db import connection

SECONDARY = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index
    WHERE indrelid = %s::regclass
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass
"""
MEMORY = "256MB"
"""What building an index may use."""


class Table(NamedTuple):
    """A table, and those of its columns that are given."""

    name: str
    columns: str


@contextmanager
def deferred_upkeep(tables: Iterable[str]) -> Iterator[None]:
    """Inside, the tables have no indexes but those of constraints, no foreign keys, and no triggers fire.

    All come back afterwards, foreign keys checked. What triggers would have refused or kept up is the
    caller's to see to. Needs a transaction, which locks the tables, and the right of their owner.
    """
    remake = []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table can be altered while checks wait
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(FOREIGN_KEYS, [table])
            for owner, name, definition in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {owner} DROP CONSTRAINT {name}")
                remake.append(f"ALTER TABLE {owner} ADD CONSTRAINT {name} {definition}")
            cursor.execute(SECONDARY, [table])
            for name, definition in cursor.fetchall():
                cursor.execute(f"DROP INDEX {name}")
                remake.insert(0, definition)  # foreign keys last: an index may serve their check
        yield
        for statement in remake:
            cursor.execute(statement)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def usual_values(tables: Iterable[Table]) -> Iterator[None]:
    """Inside, columns that are not given take what a new row of the model has in them."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        columns = []
        for table in tables:
            given = {name.strip(' "') for name in table.columns.split(",")}
            for field in models[table.name]._meta.local_concrete_fields:
                if field.column in given or field.primary_key or field.null or field.generated:
                    continue
                value = connection.schema_editor().effective_default(field)
                column = f'ALTER TABLE {table.name} ALTER COLUMN "{field.column}"'
                cursor.execute(f"{column} SET DEFAULT %s", [value])
                columns.append(column)
        yield
        for column in columns:
            cursor.execute(f"{column} DROP DEFAULT")


class Copier:
    """Appends rows in COPY's text format (tabs between values) while the next ones are being made.

    A thread waits for PostgreSQL; there is never more than one batch on its way. Nothing else may use the
    connection between `send` and `finish`. As a context manager it finishes at the end.
    """

    def __init__(self) -> None:
        connection.ensure_connection()
        self.raw: Any = connection.connection
        self.thread = ThreadPoolExecutor(1)
        self.sent: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        try:
            self.finish()
        finally:
            self.thread.shutdown()

    def send(self, rows: Mapping[Table, list[str]]) -> None:
        """Append lines to each table, in the order of the tables, once the batch before is through."""
        self.finish()
        self.sent = self.thread.submit(self._copy, rows)

    def finish(self) -> None:
        """Wait until all is through."""
        sent, self.sent = self.sent, None
        with connection.wrap_database_errors:
            if sent:
                sent.result()

    def _copy(self, rows: Mapping[Table, list[str]]) -> None:
        with self.raw.cursor() as cursor:
            for table, lines in rows.items():
                with cursor.copy(f"COPY {table.name} ({table.columns}) FROM STDIN") as copy:
                    copy.write("".join(lines))


class Ids:
    """The next free ids of a table that is locked; `keep` tells the database which were taken."""

    def __init__(self, table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
            self.sequence = cursor.fetchone()[0]
            cursor.execute("SELECT nextval(%s)", [self.sequence])
            self.free: int = cursor.fetchone()[0]

    def take(self, number: int = 1) -> int:
        """So many ids, the first of which is returned."""
        first, self.free = self.free, self.free + number
        return first

    def keep(self) -> None:
        """Let later rows come after those taken."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(%s, %s, false)", [self.sequence, self.free])
