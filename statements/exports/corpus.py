"""The whole corpus as a folder: each table in Parquet and JSON Lines, as a Frictionless data package.

The same data give the same bytes, with the same versions of the libraries.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

from django.db import connection, transaction

from statements.exports.licence import licence
from statements.exports.tables import TABLES, Column, Table
from statements.exports.writing import MEDIA_TYPES, WRITERS

FORMATS = ("parquet", "jsonl")
FRICTIONLESS = {"strings": "array", "spans": "array", "objects": "array", "value": "any"}
README = """\
Statements of diplomats, each traced to the words of an article.

datapackage.json describes every table, its columns, and the SHA-256 of every file. Each table is here twice:
as Parquet and as JSON Lines. topics is the vocabulary. Offsets are half-open and count Unicode code points of
articles.text, whose SHA-256 in UTF-8 is articles.digest: text[start:end] of a quote's article is the quote.

{licence}
{address}
"""


class CorpusError(Exception):
    """The corpus cannot be written; the message says why and what to do."""


def export_corpus(folder: Path) -> dict[str, int]:
    """Write the corpus into a new folder, whole or not at all, and return the rows of each table.

    All tables are read in one snapshot. Raises CorpusError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CorpusError(f"{folder} is there already: name a new or an empty folder.")
    partial = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        partial.mkdir(parents=True)
        with _snapshot():
            counts = _write(partial)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as error:
        raise CorpusError(f"{folder} cannot be written: {error.strerror}.") from error
    finally:
        rmtree(partial, ignore_errors=True)
    return counts


@contextmanager
def _snapshot() -> Iterator[None]:
    """A transaction that sees the database as it is when it first reads, whatever others write."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write(folder: Path) -> dict[str, int]:
    resources, counts = [], {}
    for table in TABLES.values():
        for name in FORMATS:
            path = folder / f"{table.name}.{name}"
            counts[table.name] = _write_table(path, table, name)
            resources.append(_resource(path, table, name, counts[table.name]))
    terms = licence()
    readme = README.format(licence=terms["title"], address=terms["path"])
    (folder / "README.txt").write_text(readme, encoding="utf-8")
    version = hashlib.sha256("".join(each["hash"] for each in resources).encode()).hexdigest()[:16]
    package = {
        "profile": "data-package",
        "name": "diplomacy",
        "title": "Diplomacy: who said what",
        "version": version,
        "licenses": [terms],
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")
    return counts


def _write_table(path: Path, table: Table, name: str) -> int:
    count = 0

    def counted() -> Iterator[tuple[Any, ...]]:
        nonlocal count
        for row in table.read_all():
            count += 1
            yield row

    with path.open("wb") as file:
        for piece in WRITERS[name](table, counted(), None):
            file.write(piece)
    return count


def _resource(path: Path, table: Table, name: str, rows: int) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": table.name if name == "parquet" else f"{table.name}-{name}",
        "path": path.name,
        "description": table.description,
        "format": name,
        "mediatype": MEDIA_TYPES[name],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "rows": rows,
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The table in the terms of Frictionless Table Schema."""
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": [table.key.name],
        "foreignKeys": [
            {
                "fields": [column.name],
                "reference": {
                    "resource": "" if column.refers == table.name else column.refers,
                    "fields": [TABLES[column.refers].key.name],
                },
            }
            for column in table.columns
            if column.refers
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": FRICTIONLESS.get(column.kind, column.kind),
        "description": column.description,
    }
