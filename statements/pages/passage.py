"""A quote in its surroundings: the marked paragraphs, what stands beside them, long stretches cut."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from statements.pages.highlighting import Mark, Paragraph, Segment, paragraphs

LONGEST = 1200
"""Characters of one piece that are shown; of a longer one the beginning and the end."""
LONGEST_AROUND = 400
"""Characters shown of a paragraph that only stands beside the quote."""
MOST_PARAGRAPHS = 4
"""Marked paragraphs shown; of more the first ones and the last."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as the page shows it."""

    paragraph: Paragraph[str]
    beside: bool = False
    """It holds nothing marked and is there for the context."""
    gap: bool = False
    """Text of the article is left out before it."""


def passage(text: str, marks: Iterable[Mark[str]]) -> list[Shown]:
    """The paragraphs that hold a mark, with the one before the first and the one behind the last."""
    every = paragraphs(text, marks)
    marked = [at for at, paragraph in enumerate(every) if paragraph.keys]
    if not marked:
        return []
    kept = marked if len(marked) <= MOST_PARAGRAPHS else [*marked[: MOST_PARAGRAPHS - 1], marked[-1]]
    around = [at for at in (marked[0] - 1, marked[-1] + 1) if 0 <= at < len(every)]
    places = sorted({*kept, *around})
    gaps = {here for before, here in pairwise(places) if here > before + 1}
    return [_shown(every[at], before=at < marked[0], beside=at in around, gap=at in gaps) for at in places]


def _shown(paragraph: Paragraph[str], *, before: bool, beside: bool, gap: bool) -> Shown:
    if beside:
        head, tail = (0, LONGEST_AROUND) if before else (LONGEST_AROUND, 0)
        pieces = [_shortened(piece, head, tail) for piece in paragraph.segments]
    else:
        pieces = [_shortened(piece, LONGEST * 2 // 3, LONGEST // 3) for piece in paragraph.segments]
    return Shown(replace(paragraph, segments=pieces), beside, gap)


def _shortened(piece: Segment[str], head: int, tail: int) -> Segment[str]:
    """The piece with at most about ``head`` characters of its beginning and ``tail`` of its end."""
    text = piece.text
    if len(text) <= head + tail:
        return piece
    first = text[:head].rsplit(None, 1)[0] if head else ""
    last = text[-tail:].split(None, 1)[-1] if tail else ""
    return replace(piece, text=" … ".join([first, last]))
