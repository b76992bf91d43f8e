"""Paging by key: a page is found by the last row of the one before, so the last costs what the first does.

Rows added or removed meanwhile never shift a page. Used by pages and API alike.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


class CursorError(ValueError):
    """A cursor that this site did not make, or that belongs to another list."""


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows of a list, with the cursors of its neighbours; None where there is no neighbour."""

    rows: list[M]
    next: str | None
    previous: str | None


def paginate(queryset: "QuerySet[M]", *, size: int, cursor: str | None = None) -> Page[M]:
    """The page of at most ``size`` rows at the cursor, the first page without one.

    The queryset must be ordered by fields of its own model, or numbers that it is annotated with, that are
    never NULL, the last one unique.
    Raises CursorError.
    """
    order = [str(name) for name in queryset.query.order_by or queryset.model._meta.ordering or ["pk"]]
    backward, key = _decode(cursor, queryset, order) if cursor else (False, None)
    if backward:
        order = [name[1:] if name.startswith("-") else f"-{name}" for name in order]
    if key is not None:
        queryset = queryset.filter(_beyond(order, key))
    rows = list(queryset.order_by(*order)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    before, after = (more, True) if backward else (key is not None, more)
    return Page(
        rows,
        next=_encode("next", rows[-1], order) if rows and after else None,
        previous=_encode("previous", rows[0], order) if rows and before else None,
    )


def _beyond(order: list[str], key: list[Any]) -> Q:
    """Rows behind the key: (a, b) > (x, y) spelled out, with a bound that an index can start from."""
    compare = [(name.lstrip("-"), "lt" if name.startswith("-") else "gt") for name in order]
    steps = [
        Q(
            **dict(zip((name for name, _ in compare[:depth]), key, strict=False)),
            **{f"{field}__{operator}": key[depth]},
        )
        for depth, (field, operator) in enumerate(compare)
    ]
    field, operator = compare[0]
    return Q(**{f"{field}__{operator}e": key[0]}) & reduce(or_, steps)


def _encode(direction: str, row: Model, order: list[str]) -> str:
    values = [row.serializable_value(name.lstrip("-")) for name in order]
    text = json.dumps([direction, *values], default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def _decode(cursor: str, queryset: "QuerySet[Any]", order: list[str]) -> tuple[bool, list[Any]]:
    try:
        direction, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if direction not in {"next", "previous"} or len(values) != len(order):
            raise ValueError
        key = [_field(queryset, name).to_python(value) for name, value in zip(order, values, strict=True)]
        if any(value is None or "\0" in str(value) for value in key):
            raise ValueError
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError, binascii.Error) as error:
        raise CursorError(
            "This page's address is not one that this site made: start from the first page."
        ) from error
    return direction == "previous", key


def _field(queryset: "QuerySet[Any]", name: str) -> Any:
    name = name.lstrip("-")
    if name in queryset.query.annotations:
        return queryset.query.annotations[name].output_field
    meta = queryset.model._meta
    field = meta.pk if name == "pk" else meta.get_field(name)
    return getattr(field, "output_field", None) or field
