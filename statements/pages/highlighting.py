"""Spans over a text, made into pieces that a template can mark. No markup here: templates escape."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

LINE_ENDS = "\n\r\u2028\u2029\x0b\x0c\x85"


@dataclass(frozen=True, slots=True)
class Mark(Generic[K]):
    """A span to mark, ``start`` to ``end`` in code points, and what it stands for."""

    start: int
    end: int
    key: K


@dataclass(frozen=True, slots=True)
class Segment(Generic[K]):
    """A piece of text that the same marks cover from end to end."""

    text: str
    keys: tuple[K, ...] = ()
    """What covers it, outermost first: of two spans the longer one, of equals the one given first."""
    opens: tuple[K, ...] = ()
    """Those of ``keys`` whose first piece this is: the place for an anchor."""

    @property
    def innermost(self) -> K | None:
        """The shortest mark that covers the piece, None where nothing does."""
        return self.keys[-1] if self.keys else None


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[K]):
    """A line of the text, ``start`` to ``end`` in code points, in segments."""

    start: int
    end: int
    segments: list[Segment[K]] = field(default_factory=list)

    @property
    def keys(self) -> set[K]:
        """All that is marked in it."""
        return {key for segment in self.segments for key in segment.keys}


def segments(text: str, marks: Iterable[Mark[K]], start: int = 0, end: int | None = None) -> list[Segment[K]]:
    """``text[start:end]`` cut wherever a mark begins or ends. Joined, the pieces are that text again.

    Marks may nest, overlap, be empty or reach beyond the text; what lies outside is left out.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = [mark for mark in marks if mark.start < min(mark.end, end) and mark.end > start]
    inside.sort(key=lambda mark: mark.start - mark.end)
    bounds = {max(start, mark.start) for mark in inside} | {min(end, mark.end) for mark in inside}
    edges = sorted({start, end} | bounds)
    return [
        Segment(
            text[left:right],
            tuple(mark.key for mark in inside if mark.start <= left and mark.end >= right),
            tuple(mark.key for mark in inside if max(start, mark.start) == left),
        )
        for left, right in pairwise(edges)
    ]


def paragraphs(text: str, marks: Iterable[Mark[K]]) -> list[Paragraph[K]]:
    """The text's lines that are not blank, in segments. Between them lie blanks and line ends alone."""
    waiting = sorted(marks, key=lambda mark: mark.start)
    found: list[Paragraph[K]] = []
    seen: set[K] = set()
    for start, end in _lines(text):
        pieces = segments(text, waiting, start, end)
        found.append(Paragraph(start, end, [_unopened(piece, seen) for piece in pieces]))
        waiting = [mark for mark in waiting if mark.end > end]
    return found


def excerpt(text: str, marks: Iterable[Mark[K]]) -> list[Paragraph[K]]:
    """The paragraphs that hold a mark."""
    return [paragraph for paragraph in paragraphs(text, marks) if paragraph.keys]


def _unopened(piece: Segment[K], seen: set[K]) -> Segment[K]:
    """The piece, opening only what no earlier paragraph has opened."""
    opens = tuple(key for key in piece.opens if key not in seen)
    seen.update(opens)
    return Segment(piece.text, piece.keys, opens)


def _lines(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for end in [*(at for at, character in enumerate(text) if character in LINE_ENDS), len(text)]:
        line = text[start:end]
        if words := line.strip():
            indent = len(line) - len(line.lstrip())
            yield start + indent, start + indent + len(words)
        start = end + 1
