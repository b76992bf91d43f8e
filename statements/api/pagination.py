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


class KeysetPagination(BasePagination):
    """``next`` and ``previous`` as addresses, in the body and in the ``Link`` header."""

    request: Request
    page: Page[Any]

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page that the request names. Raises ValidationError."""
        self.request = request
        size = _page_size(request.query_params.get("page_size") or str(DEFAULT_SIZE))
        try:
            self.page = paginate(queryset, size=size, cursor=request.query_params.get("cursor"))
        except CursorError as error:
            raise refuse({"cursor": [str(error)]}) from error
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        links = {"next": self._address(self.page.next), "prev": self._address(self.page.previous)}
        header = ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items() if address)
        return Response(
            {"next": links["next"], "previous": links["prev"], "results": data},
            headers={"Link": header} if header else None,
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": address | {"description": "The next page; null on the last."},
                "previous": address | {"description": "The page before; null on the first."},
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
        ]

    def _address(self, cursor: str | None) -> str | None:
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor) if cursor else None


def _page_size(given: str) -> int:
    # isdecimal alone takes digits of every script, and int() of a million digits takes long.
    if given.isascii() and given.isdecimal() and len(given) <= 4 and 1 <= int(given) <= MAX_SIZE:
        return int(given)
    raise refuse({"page_size": [f"Give a whole number from 1 to {MAX_SIZE}, not “{given[:20]}”."]})
