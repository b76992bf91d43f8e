"""The formats read back, by readers that know nothing of the writers."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pyarrow.parquet as pq

from statements.exports.tables import Table

Records = list[dict[str, Any]]


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def read_jsonl(data: bytes) -> tuple[Records, dict[str, Any]]:
    """The records and the trailer."""
    *records, trailer = [json.loads(line) for line in data.decode().removesuffix("\n").split("\n")]
    return records, trailer["end"]


def read_csv(data: bytes, table: Table) -> tuple[Records, dict[str, Any]]:
    """The records, each cell as its column's kind, and the trailer."""
    header, *rows, trailer = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    assert header == table.names
    assert trailer[0] == "#end"
    assert {len(row) for row in [*rows, trailer]} <= {len(header)}
    records = [
        {column.name: _cell(column.kind, cell) for column, cell in zip(table.columns, row, strict=True)}
        for row in rows
    ]
    return records, json.loads(trailer[1])


def _cell(kind: str, cell: str) -> Any:
    if cell == "":
        return None
    if kind == "string":
        return cell.removeprefix("'")
    if kind in {"date", "datetime"}:
        return cell
    return json.loads(cell)


def read_parquet(data: bytes, table: Table) -> tuple[Records, dict[str, Any]]:
    """The records and what the file says of itself."""
    found = pq.read_table(io.BytesIO(data))
    assert found.column_names == table.names
    values = {column.name for column in table.columns if column.kind == "value"}
    records = [
        {
            name: json.loads(value) if name in values and value is not None else plain(value)
            for name, value in record.items()
        }
        for record in found.to_pylist()
    ]
    return records, json.loads((found.schema.metadata or {}).get(b"diplomacy", b"{}"))
