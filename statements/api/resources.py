"""What all resources share: open to everybody, strict about parameters, in pages or whole."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from statements.api.base import Door
from statements.api.bulk import BULK_RENDERERS, export
from statements.api.choosing import Expansion, names_in, shape
from statements.api.errors import NotModified, refuse
from statements.api.filters import StrictFilterBackend
from statements.api.freshness import Freshness
from statements.api.pagination import ONLY_NEWEST, PARAMETERS, KeysetPagination
from statements.api.schema import ResourceSchema
from statements.exports.tables import TABLES
from statements.models.feed import DataState, data_state


class Listed(Door, GenericViewSet[Any]):
    """What lists of records share: strict about parameters, and to be had whole."""

    schema = ResourceSchema()
    table: str
    filter_backends = (StrictFilterBackend,)
    # What a single record may answer beside 200, 400 and 404, for the schema.
    other_responses: ClassVar[dict[int, Any]] = {}

    data: DataState | None = None
    freshness: Freshness | None = None

    def begin(self, request: Any, seconds: float) -> None:
        self.data = data_state(seconds)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.data and request.method in {"GET", "HEAD"} and not self.is_bulk():
            self.freshness = Freshness.of(request, request.accepted_renderer.format, self.data)
            if self.freshness.not_modified(request):
                raise NotModified

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.freshness and response.status_code in {200, 304}:
            for name, value in self.freshness.headers().items():
                response[name] = value
        return response

    def get_renderers(self) -> Any:
        renderers = super().get_renderers()
        bulk = BULK_RENDERERS if self.action == "list" else ()
        return [*renderers, *(renderer() for renderer in bulk)]

    def presentation(self) -> Sequence[str]:
        """The parameters that say how to show records, not which."""
        return ["format", "fields"]

    def is_bulk(self) -> bool:
        """Whether the whole list is asked for, in one of the forms of exports."""
        return type(getattr(self.request, "accepted_renderer", None)) in BULK_RENDERERS

    def bulk(self) -> Any:
        """The whole list, where that is asked for, else None."""
        if not self.is_bulk():
            return None
        if self.request.query_params.get("sort", "date") != "date":
            raise refuse({"sort": [ONLY_NEWEST]})
        chosen = self.filter_queryset(self.get_queryset())
        return export(self.request, TABLES[self.table], chosen)


class Resource(RetrieveModelMixin, ListModelMixin, Listed):
    """What all resources share: open to everybody, in pages."""

    pagination_class = KeysetPagination
    lookup_field = "slug"
    lookup_value_regex = "[A-Za-z0-9_-]{1,90}"
    # Records in short that `expand=` gives whole.
    expandable: ClassVar[dict[str, Expansion]] = {}

    def get_view_name(self) -> str:
        return f"{self.basename}{'' if self.detail else 's'}".capitalize()

    def presentation(self) -> Sequence[str]:
        if self.is_bulk():
            return super().presentation()
        paging = () if self.detail else PARAMETERS
        return [*super().presentation(), *(["expand"] if self.expandable else []), *paging]

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related(*self._prefetched())

    def _prefetched(self) -> list[Any]:
        expanded = names_in(self.request, "expand", self.expandable) if self.request else []
        return [lookup for name in expanded for lookup in self.expandable[name].prefetch]

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        serializer = super().get_serializer(*args, **kwargs)
        shape(serializer, self.request, self.expandable)
        return serializer

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        return self.bulk() or super().list(request, *args, **kwargs)
