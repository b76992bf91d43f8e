"""How the resources describe themselves in the OpenAPI schema."""

from typing import Any

from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from statements.api.errors import MEDIA_TYPE, ProblemSerializer
from statements.exports.writing import MEDIA_TYPES

MOST_CHOICES = 20
PROBLEMS_OF_ALL: dict[int, Any] = {
    400: "A parameter is wrong: “errors” names it.",
    401: "The token is not accepted.",
    406: "There is no such form of this answer.",
    429: "Too many requests: “Retry-After” tells how long to wait.",
    503: "The answer would take too long.",
}
BULK = {
    MEDIA_TYPES["csv"]: OpenApiResponse(OpenApiTypes.STR, "All records, RFC 4180; the last one is #end."),
    MEDIA_TYPES["jsonl"]: OpenApiResponse(OpenApiTypes.STR, "All records, one a line; the last is `end`."),
    MEDIA_TYPES["parquet"]: OpenApiResponse(OpenApiTypes.BINARY, "All records as one Parquet file."),
}


class FilterExtension(DjangoFilterExtension):  # type: ignore[no-untyped-call]
    """The filters as parameters; of a choice among hundreds (countries) only what it is, not the list."""

    target_class = "statements.api.filters.StrictFilterBackend"
    priority = 1

    def resolve_filter_field(self, *args: Any) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = super().resolve_filter_field(*args)  # type: ignore[no-untyped-call]
        for parameter in parameters:
            items = parameter["schema"].get("items", {})
            if len(items.get("enum", ())) > MOST_CHOICES:
                del items["enum"]
                parameter["description"] = args[-1].extra["help_text"]
        return parameters


class ResourceSchema(AutoSchema):
    """Declares what can go wrong with each operation too, and gives each a summary."""

    view: Any

    def get_override_parameters(self) -> list[Any]:
        return self.presentation(self.view) if self.method == "GET" else []

    def presentation(self, view: Any) -> list[OpenApiParameter]:
        """The parameters that say how records are shown."""
        known = _OF_RECORDS if view.detail else _OF_LISTS
        return [known[name](view) for name in view.presentation() if name in known]

    def get_response_serializers(self) -> Any:
        found: dict[Any, Any] = {(200, "application/json"): super().get_response_serializers()}
        if not self.view.detail:
            found |= {(200, media_type): words for media_type, words in BULK.items()}
        single = {404: "There is no such record."} | self.view.other_responses if self.view.detail else {}
        return found | problems(PROBLEMS_OF_ALL | single)

    def get_summary(self) -> str:
        resource = self.get_tags()[0]
        return f"One of the {resource}" if self.view.detail else f"List {resource}"

    def get_tags(self) -> list[str]:
        """The resource: the first part of the path behind the version."""
        return [part for part in self._tokenize_path() if part not in {"api", "v1"}][:1]


def problems(told: dict[int, Any]) -> dict[Any, Any]:
    """Responses for the schema: problem details of each status, or what is given as a whole."""
    return {
        (status, MEDIA_TYPE) if isinstance(words, str) else status: OpenApiResponse(ProblemSerializer, words)
        if isinstance(words, str)
        else words
        for status, words in told.items()
    }


def _format(view: Any) -> OpenApiParameter:
    return OpenApiParameter(
        "format",
        type={"type": "string", "enum": ["json", *MEDIA_TYPES], "default": "json"},
        description="json: a page of records. jsonl, csv, parquet: all that the filters choose, in one.",
    )


def _fields(view: Any) -> OpenApiParameter:
    return OpenApiParameter(
        "fields",
        description="Names of fields between commas: the records then hold these alone.",
    )


def _expand(view: Any) -> OpenApiParameter:
    names = list(view.expandable)
    return OpenApiParameter(
        "expand",
        type={"type": "array", "items": {"type": "string", "enum": names}},
        style="form",
        explode=False,
        description=f"Records to embed whole, between commas: {', '.join(names)}.",
    )


_OF_RECORDS = {"fields": _fields, "expand": _expand}
_OF_LISTS = {"format": _format} | _OF_RECORDS


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How a token is shown; reading needs none."""

    target_class = "statements.api.access.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token made at /api/tokens/."}
