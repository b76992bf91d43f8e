"""Bodies of requests: JSON of bounded size and depth."""

import json
from typing import Any

from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser

from statements.api.errors import Problematic

MOST_BYTES = 1_000_000


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


class BodyParser(BaseParser):
    """One JSON object in UTF-8. What is too large, packed or nested without end is refused."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        request = (parser_context or {})["request"]
        if encoding := request.headers.get("Content-Encoding", "").strip():
            raise UnsupportedMediaType(encoding, f"Send the body as it is, not as {encoding[:20]}.")
        data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Problematic(
                "too-large", f"The body has more than {MOST_BYTES:,} bytes: send less at a time."
            )
        try:
            body = json.loads(data.decode(), parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise ParseError("The body is not JSON in UTF-8, or nested too deeply.") from error
        if not isinstance(body, dict):
            raise ParseError("The body must be a JSON object.")
        return body
