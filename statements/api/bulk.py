"""Whole lists at once: ``format=csv``, ``jsonl`` or ``parquet`` streams every record that is chosen."""

from collections.abc import Iterator
from dataclasses import replace
from threading import BoundedSemaphore
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from statements.api.base import limit_statements
from statements.api.choosing import names_in
from statements.api.errors import Problematic
from statements.exports.licence import licence
from statements.exports.tables import Table
from statements.exports.writing import MEDIA_TYPES, WRITERS

AT_ONCE = 4
"""Streams of one web process at a time: each keeps a thread and a connection for as long as it runs."""
STATEMENT_SECONDS = 120
_free = BoundedSemaphore(AT_ONCE)


class BulkRenderer(JSONRenderer):
    """Stands for a form of export in the negotiation; what it renders itself are problems."""

    charset = None


def _renderer(name: str) -> type[BulkRenderer]:
    return type(f"{name.title()}Renderer", (BulkRenderer,), {"format": name, "media_type": MEDIA_TYPES[name]})


BULK_RENDERERS = tuple(_renderer(name) for name in WRITERS)


class Place:
    """One of the few places for streams: taken when made, given up once."""

    def __init__(self) -> None:
        if not _free.acquire(blocking=False):
            raise Problematic("busy", wait=60)
        self._taken = True

    def give_up(self) -> None:
        if self._taken:
            self._taken = False
            _free.release()


class Export(StreamingHttpResponse):
    """A stream that gives its place up when its last row was read, or nobody reads on."""

    def __init__(self, place: Place, stream: Iterator[bytes], **kwargs: Any) -> None:
        super().__init__(self._until_the_end(stream), **kwargs)
        self._place = place

    def _until_the_end(self, stream: Iterator[bytes]) -> Iterator[bytes]:
        yield from stream
        self._place.give_up()

    def close(self) -> None:
        super().close()
        self._place.give_up()


def export(request: Request, table: Table, queryset: "QuerySet[Any]") -> HttpResponse | Export:
    """Every row of the queryset, in its order. Raises Problematic when too many streams run already."""
    name = request.accepted_renderer.format
    kept = names_in(request, "fields", table.names)
    if kept:
        table = replace(table, columns=tuple(column for column in table.columns if column.name in kept))
    headers = {
        "Content-Type": MEDIA_TYPES[name] + ("; charset=utf-8; header=present" if name == "csv" else ""),
        "Content-Disposition": f'attachment; filename="{table.name}.{name}"',
        "Vary": "Accept",
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    place = Place()
    about = {
        "table": table.name,
        "query": request.build_absolute_uri(),
        "taken_at": timezone.now().isoformat(timespec="seconds"),
        "licence": licence(),
    }
    return Export(place, WRITERS[name](table, _rows(table, queryset), about), headers=headers)


def _rows(table: Table, queryset: "QuerySet[Any]") -> Iterator[tuple[Any, ...]]:
    """One cursor in one transaction: the data as they were when the stream began."""
    with transaction.atomic():
        limit_statements(STATEMENT_SECONDS)
        yield from table.read(queryset)
