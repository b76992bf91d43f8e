"""How much of a record is given: ``fields=`` chooses among its fields, ``expand=`` embeds whole records."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from statements.api.errors import refuse


@dataclass(frozen=True, slots=True)
class Expansion:
    """A record in short that can be given whole: how, and what must be read for it."""

    serializer: type[serializers.BaseSerializer[Any]]
    prefetch: tuple[Any, ...] = ()
    many: bool = False


def names_in(request: Request, parameter: str, known: Iterable[str]) -> list[str]:
    """The names that a parameter lists between commas, each once. Raises Problematic for one not known."""
    given = ",".join(request.query_params.getlist(parameter))
    names = list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    known = list(known)
    for name in names:
        if name not in known:
            near = get_close_matches(name[:50], known, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(known)}."
            raise refuse({parameter: [f"There is no “{name[:50]}” here: {hint}"]})
    return names


def shape(serializer: Any, request: Request, expandable: dict[str, Expansion]) -> None:
    """Leave in a serializer (or a list's) only the fields asked for, and embed what is to be embedded."""
    record = getattr(serializer, "child", serializer)
    for name in names_in(request, "expand", expandable):
        expansion = expandable[name]
        how: dict[str, Any] = {"many": True} if expansion.many else {"allow_null": True}
        record.fields[name] = expansion.serializer(read_only=True, **how)
    if kept := names_in(request, "fields", record.fields):
        for name in set(record.fields) - set(kept):
            record.fields.pop(name)
