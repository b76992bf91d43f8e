"""A page of a list as the address asks for it, with what was wrong in the address."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from statements.keyset import CursorError, Page, paginate

M = TypeVar("M", bound=Model)
Pairs = list[tuple[str, str]]

PAGE_SIZE = 20
MOST_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Listing(Generic[M]):
    """Some rows, the addresses of the neighbouring pages, and messages by parameter."""

    rows: list[M]
    next_url: str = ""
    previous_url: str = ""
    problems: dict[str, list[str]] = field(default_factory=dict)


def address(path: str, pairs: Pairs) -> str:
    """The path with these parameters."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def read_listing(request: HttpRequest, queryset: "QuerySet[M]", pairs: Pairs, **kwargs: Any) -> Listing[M]:
    """The page at the request's cursor; a cursor or size that means nothing is told and passed over.

    ``pairs`` are the parameters that choose the rows: links to other pages carry them on.
    """
    size, problems = _page_size(request, kwargs.get("size", PAGE_SIZE))
    try:
        page: Page[M] = paginate(queryset, size=size, cursor=request.GET.get("cursor") or None)
    except CursorError as error:
        problems["cursor"] = [str(error)]
        page = paginate(queryset, size=size)
    kept = [("page_size", str(size))] if "page_size" in request.GET and "page_size" not in problems else []

    def link(cursor: str | None) -> str:
        return address(request.path, [*pairs, *kept, ("cursor", cursor)]) if cursor else ""

    return Listing(page.rows, link(page.next), link(page.previous), problems)


def _page_size(request: HttpRequest, default: int) -> tuple[int, dict[str, list[str]]]:
    given = request.GET.get("page_size", "").strip()
    if not given:
        return default, {}
    if len(given) < 6 and given.isascii() and given.isdecimal() and 1 <= int(given) <= MOST_ON_A_PAGE:
        return int(given), {}
    return default, {"page_size": [f"Give a number from 1 to {MOST_ON_A_PAGE}."]}
