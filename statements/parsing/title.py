"""The title: the first line of the head that is neither navigation nor date."""

from datetime import date

from statements.parsing.dates import EXPRESSION, find_dates
from statements.parsing.document import Span

NAVIGATION = frozenset({
    "home", "menu", "skip", "back", "top", "share", "print", "subscribe", "search", "page", "login",
    "log", "sign", "email", "tweet", "follow", "click", "here", "content", "main", "navigation",
    "clear", "next", "previous", "advertisement", "go", "to", "the", "in", "of", "and", "for", "us",
    "press", "release", "releases", "immediate", "office", "spokesperson", "media", "note", "news",
    "website", "site", "archive", "english", "version", "you", "are",
})  # fmt: skip
LONGEST = 220
"""Characters a title may have."""
HEAD = 8
"""Paragraphs among which the title is looked for."""


def find_title(text: str, paragraphs: list[Span], body: int | None) -> str:
    """The title, or "" where the text has none; `body` is the paragraph of the date line, if known."""
    end = HEAD if body is None else body
    for paragraph in paragraphs[: min(end, HEAD, max(0, len(paragraphs) - 1))]:
        words = paragraph.of(text)
        if len(words) <= LONGEST and not is_furniture(words):
            return " ".join(words.split())
    return ""


def is_furniture(line: str) -> bool:
    """Navigation, a bare date, an address: every word of it is of the page, not of the article."""
    rest = EXPRESSION.sub(" ", line)
    words = [word.strip(".,:;|>»()[]—–-").lower() for word in rest.split()]
    return all(word in NAVIGATION or not any(c.isalpha() for c in word) for word in words)


def date_in_head(text: str, paragraphs: list[Span]) -> date | None:
    """The day of a line of the head that is little but a date."""
    for paragraph in paragraphs[:HEAD]:
        if paragraph.end - paragraph.start <= 80:
            days = [d for d in find_dates(text, paragraph.start, paragraph.end, None) if len(d.iso) == 10]
            if len(days) == 1:
                return date.fromisoformat(days[0].iso)
    return None
