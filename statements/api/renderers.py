"""The API in a browser: the JSON as programs get it, with links to click and the parameters explained."""

import json
import re
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from rest_framework.renderers import BrowsableAPIRenderer, JSONRenderer
from rest_framework.utils.urls import replace_query_param

TOKENS = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*")(?=\s*:)|(?P<string>"(?:[^"\\]|\\.)*")|(?P<literal>true|false|null|-?\d[\d.eE+-]*)'
)


class PageRenderer(BrowsableAPIRenderer):
    """HTML without any script or style of its own, as the site's content security policy demands."""

    template = "api/resource.html"

    def get_context(
        self, data: Any, accepted_media_type: str | None, renderer_context: Any
    ) -> dict[str, Any]:
        view, request, response = (renderer_context[name] for name in ("view", "request", "response"))
        content = JSONRenderer().render(data, "application/json; indent=2", renderer_context).decode()
        paged = isinstance(data, dict) and "results" in data
        listed = paged and hasattr(view, "paginator")  # the feed of changes and the check are no lists
        return {
            "name": self.get_name(view),
            "description": [" ".join(part.split()) for part in view.get_view_description().split("\n\n")],
            "breadcrumbs": self.get_breadcrumbs(request),
            "address": request.get_full_path(),
            "json_address": replace_query_param(request.get_full_path(), "format", "json"),
            "response": response,
            "content": highlighted(content),
            "parameters": parameters_of(view) if listed else [],
            "next": data.get("next") if paged else None,
            "previous": data.get("previous") if paged else None,
        }

    def get_breadcrumbs(self, request: Any) -> list[tuple[str, str]]:
        root = reverse("api:api-root")
        return [(name, path) for name, path in super().get_breadcrumbs(request) if path.startswith(root)]


def parameters_of(view: Any) -> list[tuple[str, str]]:
    """Name and explanation of each parameter that the view's list takes."""
    filterset = getattr(view, "filterset_class", None)
    filters = filterset.base_filters if filterset else {}
    paging = view.paginator.get_schema_operation_parameters(view) if view.paginator else []
    return [
        *((name, str(filter_.extra.get("help_text") or filter_.label)) for name, filter_ in filters.items()),
        *((parameter.name, parameter.description) for parameter in view.schema.presentation(view)),
        *((parameter["name"], parameter["description"]) for parameter in paging),
    ]


def highlighted(content: str) -> SafeString:
    """JSON as HTML, all escaped: keys, strings and literals marked, addresses as links."""
    pieces, position = [], 0
    for token in TOKENS.finditer(content):
        pieces.append(format_html("{}{}", content[position : token.start()], _marked(token)))
        position = token.end()
    pieces.append(format_html("{}", content[position:]))
    return mark_safe("".join(pieces))  # noqa: S308 (every piece went through format_html)


def _marked(token: re.Match[str]) -> SafeString:
    words = token.group()
    if token.lastgroup == "string" and words.startswith(('"http://', '"https://')):
        return format_html('"<a href="{}" rel="nofollow">{}</a>"', json.loads(words), words[1:-1])
    return format_html('<span class="json-{}">{}</span>', token.lastgroup, words)
