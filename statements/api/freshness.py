"""Whether an answer is still the one that the client has: told by one query, before anything is read."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from statements.models.feed import DataState

SETTLING = 60
"""Seconds after which a change's second is over for certain, so that it can stand as Last-Modified."""


def _code() -> str:
    """What answers are made with: new code may give another answer of the same data."""
    folder = Path(settings.BASE_DIR) / "statements"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


CODE = _code()


@dataclass(frozen=True, slots=True)
class Freshness:
    """The validators of an answer."""

    etag: str
    modified: datetime | None

    @classmethod
    def of(cls, request: Any, form: str, data: DataState) -> "Freshness":
        """Those of the answer to a request in a form, made of the data as they are."""
        parts = (CODE, request.build_absolute_uri(), form, *map(str, data.entries))
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
        at = data.changed_at
        old = at is not None and (timezone.now() - at).total_seconds() > SETTLING
        return cls(f'W/"{digest}"', at if old else None)

    def not_modified(self, request: Any) -> bool:
        """Whether the client has this answer already."""
        modified = int(self.modified.timestamp()) if self.modified else None
        return isinstance(get_conditional_response(request, self.etag, modified), HttpResponseNotModified)

    def headers(self) -> dict[str, str]:
        """What tells the client."""
        told = {"ETag": self.etag, "Cache-Control": "no-cache"}
        return told | ({"Last-Modified": http_date(self.modified.timestamp())} if self.modified else {})
