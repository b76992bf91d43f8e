"""Lists in pages: forward and back by cursor, so that a deep page costs what the first does."""

from typing import Any

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from statements.api.errors import refuse
from statements.keyset import CursorError, Page, paginate

DEFAULT_SIZE = 50
MAX_SIZE = 1000
COUNT_CAP = 100_000
"""Up to here counts are exact; looking further would cost more than a page of records."""
ONLY_NEWEST = "Only the newest matches are sorted by relevance: for all of them leave sort out."
PARAMETERS = ("cursor", "page_size", "count")


class KeysetPagination(BasePagination):
    """``next`` and ``previous`` as addresses, in the body and in the ``Link`` header."""

    request: Request
    page: Page[Any]
    count: dict[str, Any] | None

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page that the request names. Raises ValidationError."""
        self.request = request
        self.count = _count(request, queryset)
        size = page_size(request)
        try:
            self.page = paginate(queryset, size=size, cursor=request.query_params.get("cursor"))
        except CursorError as error:
            raise refuse({"cursor": [str(error)]}) from error
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self._address(self.page.next), "prev": self._address(self.page.previous)}
        header = ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items() if address)
        body: dict[str, Any] = {"next": links["next"], "previous": links["prev"]}
        body |= {"count": self.count} if self.count else {}
        return Response(body | {"results": data}, headers={"Link": header} if header else None)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": address | {"description": "The next page; null on the last."},
                "previous": address | {"description": "The page before; null on the first."},
                "count": {
                    "type": "object",
                    "description": "How many records the filters choose, with `count=true` only.",
                    "required": ["number", "exact"],
                    "properties": {
                        "number": {"type": "integer", "maximum": COUNT_CAP},
                        "exact": {
                            "type": "boolean",
                            "description": f"false: there are more than {COUNT_CAP:,}.",
                        },
                    },
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE}
        return [
            {
                "name": "cursor",
                "in": "query",
                "schema": {"type": "string"},
                "description": "Where the page begins: taken from “next” or “previous”, never made up.",
            },
            {"name": "page_size", "in": "query", "schema": size, "description": "Records a page."},
            {
                "name": "count",
                "in": "query",
                "schema": {"type": "boolean", "default": False},
                "description": f"true: count the records too, exactly up to {COUNT_CAP:,}.",
            },
        ]

    def _address(self, cursor: str | None) -> str | None:
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor) if cursor else None


class OnePage(KeysetPagination):
    """A list so short that it needs no pages: the same form, without parameters."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return []


def _count(request: Request, queryset: Any) -> dict[str, Any] | None:
    given = request.query_params.get("count") or "false"
    if given not in {"true", "false"}:
        raise refuse({"count": ["Use true or false."]})
    if given == "false":
        return None
    if request.query_params.get("sort", "date") != "date":
        raise refuse({"count": [ONLY_NEWEST]})
    number = queryset.order_by()[: COUNT_CAP + 1].count()
    return {"number": min(number, COUNT_CAP), "exact": number <= COUNT_CAP}


def page_size(request: Request) -> int:
    """How many records a page has. Raises Problematic."""
    given = request.query_params.get("page_size") or str(DEFAULT_SIZE)
    # isdecimal alone takes digits of every script, and int() of a million digits takes long.
    if given.isascii() and given.isdecimal() and len(given) <= 4 and 1 <= int(given) <= MAX_SIZE:
        return int(given)
    raise refuse({"page_size": [f"Give a whole number from 1 to {MAX_SIZE}, not “{given[:20]}”."]})
