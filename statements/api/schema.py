"""How the resources describe themselves in the OpenAPI schema."""

from typing import Any

from drf_spectacular.contrib.django_filters import DjangoFilterExtension
from drf_spectacular.openapi import AutoSchema

from statements.api.errors import ErrorSerializer

MOST_CHOICES = 20


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

    def get_response_serializers(self) -> Any:
        responses = {200: super().get_response_serializers(), 400: ErrorSerializer}
        return (
            responses | {404: ErrorSerializer} | self.view.other_responses if self.view.detail else responses
        )

    def get_summary(self) -> str:
        resource = self.get_tags()[0]
        return f"One of the {resource}" if self.view.detail else f"List {resource}"

    def get_tags(self) -> list[str]:
        """The resource: the first part of the path behind the version."""
        return [part for part in self._tokenize_path() if part not in {"api", "v1"}][:1]
