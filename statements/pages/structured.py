"""A quote for machines that read pages: schema.org JSON-LD, and what Zotero and link previews look for."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from statements.models import Meeting, Person, Quote, Topic
from statements.pages.citations import Reference
from statements.templatetags.statements import web

# Inside a script element nothing may look like the end of it or like a comment.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a link to the quote shows elsewhere."""

    title: str
    description: str


def preview(quote: Quote, cited: Reference) -> Preview:
    """Who, when and where as the title, the words as the description."""
    on = f"{cited.said_on.day} {cited.said_on:%B} {cited.said_on.year}" if cited.said_on else ""
    return Preview(", ".join(filter(None, [quote.speaker_label, on])), cited.words)


def json_ld(quote: Quote, cited: Reference, absolute: Absolute) -> SafeString:
    """A schema.org ``Quotation`` to stand inside a script element; ``absolute`` completes an address."""
    text = json.dumps(_quotation(quote, cited, absolute), ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 (escaped in the way of Django's json_script)


def _quotation(quote: Quote, cited: Reference, absolute: Absolute) -> dict[str, Any]:
    address = absolute(quote.get_absolute_url())
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "Quotation",
            "@id": address,
            "url": address,
            "identifier": quote.public_id,
            "text": cited.abstract,
            "creator": _speaker(quote, cited, absolute),
            "dateCreated": quote.said_on.isoformat() if quote.said_on else "",
            "dateModified": quote.updated_at.isoformat(timespec="seconds"),
            "about": [_row("Thing", topic, absolute) for topic in quote.topics.all()],
            "recordedAt": _row("Event", quote.meeting, absolute) if quote.meeting else {},
            "isPartOf": _article(quote, cited, absolute),
            "image": absolute(reverse("statements:quote-card", args=[quote.public_id])),
        }
    )


def _speaker(quote: Quote, cited: Reference, absolute: Absolute) -> dict[str, Any]:
    if quote.speaker:
        return _row("Person", quote.speaker, absolute)
    kind = "Organization" if quote.speaker_kind == Quote.SpeakerKind.ORGANIZATION else "Person"
    return _named(kind, cited.author) if cited.author else {}


def _article(quote: Quote, cited: Reference, absolute: Absolute) -> dict[str, Any]:
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": absolute(quote.article.get_absolute_url()),
            "headline": cited.report,
            "url": web(quote.article.url),
            "datePublished": cited.published_on.isoformat() if cited.published_on else "",
            "publisher": _named("Organization", cited.source) if cited.source else {},
        }
    )


def _row(kind: str, row: Person | Topic | Meeting, absolute: Absolute) -> dict[str, Any]:
    return _named(kind, str(row), absolute(row.get_absolute_url()))


def _named(kind: str, name: str, address: str = "") -> dict[str, Any]:
    return _filled({"@type": kind, "name": name, "url": address})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
