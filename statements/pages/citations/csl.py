"""References for citation processors, in CSL-JSON."""

import json
from typing import Any

from statements.pages.citations.reference import SITE, Reference


def csl_json(reference: Reference) -> str:
    """A list with one item, as such programs read and write it."""
    on = reference.said_on
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "webpage",
        "title": reference.words,
        "container-title": SITE,
        "genre": reference.kind,
        "note": reference.note,
        "abstract": reference.abstract,
        "URL": reference.url,
    }
    if reference.author:
        item["author"] = [{"literal": reference.author}]
    if on:
        item["issued"] = {"date-parts": [[on.year, on.month, on.day]]}
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
