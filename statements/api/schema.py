"""How the resources describe themselves in the OpenAPI schema."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from statements.api.errors import ErrorSerializer


class ResourceSchema(AutoSchema):
    """Declares what can go wrong with each operation too, and gives each a summary."""

    def get_response_serializers(self) -> Any:
        responses = {200: super().get_response_serializers(), 400: ErrorSerializer}
        if self._is_list_view():
            return responses
        return responses | {404: ErrorSerializer} | getattr(self.view, "other_responses", {})

    def get_summary(self) -> str:
        words = self.get_tags()[0]
        return f"List {words}" if self._is_list_view() else f"One of the {words}"

    def get_tags(self) -> list[str]:
        return [str(tag) for tag in self._tokenize_path() if tag not in {"api", "v1"}][:1]
