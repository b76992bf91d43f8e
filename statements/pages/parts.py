"""A long article in parts, so that a page stays small: one after the other they are the whole text."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from statements.models import Article, Quote
from statements.pages.highlighting import Paragraph, paragraphs
from statements.pages.listing import address

K = TypeVar("K", bound=Hashable)

PART = 24_000
"""Bytes of text in a part, which holds whole paragraphs; one that is longer is a part by itself."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Part(Generic[K]):
    """The part of an article that a page shows."""

    paragraphs: Sequence[Paragraph[K]]
    number: int
    """From 1; 0 for all of it on one page."""
    of: int
    problem: str = ""

    @property
    def previous(self) -> int:
        """The number of the part before, 0 where there is none."""
        return max(0, self.number - 1)

    @property
    def following(self) -> int:
        """The number of the part behind, 0 where there is none."""
        return self.number + 1 if 0 < self.number < self.of else 0

    def holds(self, offset: int) -> bool:
        """Whether this place of the text is in it."""
        return bool(self.paragraphs) and self.paragraphs[0].start <= offset < self.paragraphs[-1].end


def asked_part(every: Sequence[Paragraph[K]], text: str, asked: str) -> Part[K]:
    """The part that the address asks for, the first one where it asks for none or for one that is not."""
    parts = _divided(every, text)
    if asked == ALL:
        return Part(every, 0, len(parts))
    sound = asked.isascii() and asked.isdecimal() and len(asked) < 6 and 1 <= int(asked) <= len(parts)
    number = int(asked) if sound else 1
    problem = "" if sound or not asked else f"Give a number from 1 to {len(parts)}, or “{ALL}”."
    return Part(parts[number - 1], number, len(parts), problem)


def place_in_article(quote: Quote) -> str:
    """The address of the quote's words in the whole text of its article."""
    article: Article = quote.article
    plain: list[Paragraph[str]] = paragraphs(article.text, []) if len(article.text) * 4 > PART else []
    parts = _divided(plain, article.text)
    number = sum(bool(part) and part[0].start <= quote.start for part in parts)
    pairs = [("part", str(number))] if number > 1 else []
    return f"{address(article.get_absolute_url(), pairs)}#q-{quote.public_id}"


def _divided(every: Sequence[Paragraph[K]], text: str) -> list[list[Paragraph[K]]]:
    parts: list[list[Paragraph[K]]] = [[]]
    size = 0
    for paragraph in every:
        length = len(text[paragraph.start : paragraph.end].encode())
        if size and size + length > PART:
            parts.append([])
            size = 0
        parts[-1].append(paragraph)
        size += length
    return parts
