"""Rows as bytes, a piece at a time: CSV, JSON Lines, Parquet. Memory does not grow with the rows.

A stream that was cut off can be told from a whole one: CSV and JSON Lines end with a trailer that counts the
rows and names query and licence; a Parquet file without its footer cannot be opened.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from statements.exports.tables import Column, Table

Rows = Iterable[tuple[Any, ...]]
About = dict[str, Any]
"""What a stream says of itself: table, query, licence."""
PIECE = 500
ROW_GROUP = 10_000
END = "#end"
# What spreadsheets take for a formula, and the mark itself, so that taking it off gives the text back.
UNSAFE = ("=", "+", "-", "@", "\t", "\r", "'")

PARQUET_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "strings": pa.list_(pa.string()),
    "spans": pa.list_(pa.list_(pa.int64())),
    "value": pa.string(),
}


def write_jsonl(table: Table, rows: Rows, about: About | None) -> Iterator[bytes]:
    """One JSON object a line; with ``about`` a last line whose only member is ``end``."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
    names, count = table.names, 0
    for piece in _pieces(rows, PIECE):
        count += len(piece)
        yield "".join(f"{encode(dict(zip(names, row, strict=True)))}\n" for row in piece).encode()
    if about is not None:
        yield f"{encode({'end': {'rows': count} | about})}\n".encode()


def write_csv(table: Table, rows: Rows, about: About | None) -> Iterator[bytes]:
    """RFC 4180 in UTF-8; lists and objects as JSON in their cell.

    A text that a spreadsheet could take for a formula, or that begins with ', gets one ' before it. With
    ``about`` the last record is #end, what the stream says of itself, and empty cells.
    """
    buffer = io.StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    cells = [_CELLS.get(column.kind) for column in table.columns]
    write(table.names)
    count = 0
    for piece in _pieces(rows, PIECE):
        count += len(piece)
        for row in piece:
            write(
                [
                    value if cell is None or value is None else cell(value)
                    for value, cell in zip(row, cells, strict=True)
                ]
            )
        yield _taken(buffer)
    if about is not None:
        told = json.dumps({"rows": count} | about, ensure_ascii=False)
        write([END, told, *[""] * (len(cells) - 2)] if len(cells) > 1 else [f"{END} {told}"])
    yield _taken(buffer)


def write_parquet(table: Table, rows: Rows, about: About | None) -> Iterator[bytes]:
    """Parquet in row groups, compressed with Zstandard; ``about`` stands in the file's metadata."""
    metadata = {"diplomacy": json.dumps(about, ensure_ascii=False)} if about is not None else None
    schema = pa.schema([_field(column) for column in table.columns], metadata=metadata)
    values = [column.kind == "value" for column in table.columns]
    sink = _Sink()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for piece in _pieces(rows, ROW_GROUP):
            columns = [
                [None if value is None else json.dumps(value, ensure_ascii=False) for value in column]
                if is_value
                else column
                for column, is_value in zip(zip(*piece, strict=True), values, strict=True)
            ]
            arrays = [pa.array(column, type=each.type) for column, each in zip(columns, schema, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


Writer = Callable[[Table, Rows, About | None], Iterator[bytes]]
WRITERS: dict[str, Writer] = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}
MEDIA_TYPES = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}


def _pieces(rows: Rows, size: int) -> Iterator[list[tuple[Any, ...]]]:
    remaining = iter(rows)
    while piece := list(islice(remaining, size)):
        yield piece


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(UNSAFE) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_CELLS: dict[str, Callable[[Any], Any]] = {
    "string": _text,
    "boolean": lambda value: "true" if value else "false",
    "date": _plain,
    "datetime": _plain,
    "strings": _json,
    "spans": _json,
    "objects": _json,
    "value": _json,
}


def _taken(buffer: io.StringIO) -> bytes:
    taken = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return taken


def _field(column: Column) -> pa.Field:
    if column.kind == "objects":
        kind = pa.list_(pa.struct([(name, pa.string()) for name in column.members]))
    else:
        kind = PARQUET_TYPES[column.kind]
    return pa.field(column.name, kind, metadata={"description": column.description})


class _Sink(io.RawIOBase):
    """A file that forgets what was taken from it."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def write(self, data: Any) -> int:
        self._written.append(bytes(data))
        self._position += len(data)
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last call."""
        taken = b"".join(self._written)
        self._written.clear()
        return taken
