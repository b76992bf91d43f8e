"""From the encoder's numbers to attributions: who a quotation is credited to, and the statements of a text.

docs/model-card.md says how the thresholds were chosen and has the figures.
"""

import re
from dataclasses import dataclass, replace

import numpy as np

from statements.parsing.confidence import confidence_of
from statements.parsing.document import Span
from statements.parsing.encoder import (
    ENDS,
    IS_CONTENT,
    IS_CUE,
    IS_SOURCE,
    STARTS,
    TO_ANCHOR,
    TO_CUE,
    TO_SOURCE,
    Encoding,
)
from statements.parsing.pieces import SEP

CONTENT = 0.35
"""Least probability of a piece of content."""
START, END, SURE_START = 0.2, 0.2, 0.7
"""Content breaks in two where the one ends and the next starts, or where a start is sure by itself."""
GROW, GROW_SHARE = 0.3, 0.05
"""A source goes on over pieces that are a source with this probability, or are pointed at with this share."""
QUOTED, STATED = 0.6, 0.45
"""Least confidence in a quotation, in a content without one."""
SECOND = 0.05
"""Least share of the pointing that makes a second candidate worth telling."""
HOLDING_SCORE = 0.2
"""Least score of a content that holds a quotation."""
GAP = 150
"""Code points between two stretches of one attribution, at most."""
SAME_ANCHOR = 0.4
"""Least share of a stretch's pointing at its attribution's start that falls on the stretch before."""
POINTING = frozenset({
    "the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "it", "him", "them",
})  # fmt: skip
EDGES = ' \t\r\n\xa0,;:—–“”"«»„'
"""What no content begins or ends with."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """Words that pieces point at, and the share of the pointing that falls on them."""

    span: Span
    share: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """A content with its source; `cue` is None where none is pointed at."""

    content: Span
    source: Pointed
    cue: Pointed | None
    content_share: float
    """Mean probability that its pieces are somebody's words."""
    nobody: float = 0.0
    """Share of the pointing that falls on nobody."""
    confidence: float = 0.0
    """Probability that it is a statement and the source right."""
    verbatim: tuple[Span, ...] = ()
    """Its stretches between quotation marks."""
    runner_up: Pointed | None = None
    """The words that are pointed at next, elsewhere."""

    @property
    def score(self) -> float:
        """What the encoder says for it, uncalibrated."""
        return self.content_share * self.source.share


def decode(encoding: Encoding, quotations: list[Span]) -> list[Decoded]:
    """The attributions of a text, given its stretches between quotation marks; in order, none overlapping.

    A stretch that its sentence's content holds is part of it; one that is credited to somebody else than the
    content around it, or stands alone, is an attribution of its own.
    """
    contents = decode_statements(encoding)
    held: dict[int, list[Span]] = {}
    unsure: dict[int, list[Span]] = {}
    sure: dict[int, float] = {}
    alone: list[Decoded] = []
    for quotation in quotations:
        own = quotation_attribution(encoding, quotation.start, quotation.end)
        if own is None:
            continue
        around = max(range(len(contents)), key=lambda n: contents[n].content.overlap(quotation), default=None)
        if around is not None and belongs(contents[around], own):
            held.setdefault(around, []).append(quotation)
            sure[around] = max(sure.get(around, 0.0), own.confidence)
        elif own.confidence >= QUOTED:
            alone.append(replace(own, verbatim=(quotation,)))
        elif around is not None and lies_in(quotation, contents[around].content):
            unsure.setdefault(around, []).append(quotation)
    for around in held.keys() & unsure.keys():
        held[around] = sorted([*held[around], *unsure[around]], key=lambda span: span.start)
    kept = [
        replace(
            content, verbatim=tuple(held.get(n, ())), confidence=max(content.confidence, sure.get(n, 0.0))
        )
        for n, content in enumerate(contents)
        if content.confidence >= STATED or sure.get(n, 0.0) >= QUOTED
    ]
    told = [c for c in kept if c.verbatim or says_something(encoding.text, c.content)]
    apart = [c for c in told if c.verbatim or not any(c.content.overlap(a.content) for a in alone)]
    return sorted([*apart, *alone], key=lambda decoded: decoded.content.start)


def belongs(content: Decoded, quotation: Decoded) -> bool:
    """Whether a quotation is part of a content: half of it lies there, nobody else is surely credited."""
    if not lies_in(quotation.content, content.content) or content.score < HOLDING_SCORE:
        return False
    same = bool(content.source.span.overlap(quotation.source.span))
    return same if quotation.confidence >= QUOTED else same or content.confidence >= STATED


def lies_in(span: Span, content: Span) -> bool:
    """Whether half of a span lies in a content."""
    return 2 * content.overlap(span) >= span.end - span.start


def quotation_attribution(encoding: Encoding, start: int, end: int) -> Decoded | None:
    """Who the words between two marks are credited to; None where no piece of a word lies between them."""
    rows = word_rows(encoding, start, end)
    if not len(rows):
        return None
    found = attribution_of(encoding, rows, Span(start, end))
    return found and weighed(encoding.text, found, quoted=True)


def word_rows(encoding: Encoding, start: int, end: int) -> "np.ndarray":
    rows = np.arange(*encoding.pieces.between(start, end))
    return np.asarray(rows[encoding.pieces.ids[rows] != SEP])


def attribution_of(encoding: Encoding, rows: "np.ndarray", content: Span) -> Decoded | None:
    pointed = encoding.pointed(TO_SOURCE, rows)
    source = words_pointed_at(encoding, pointed[:-1], IS_SOURCE)
    if source is None:
        return None
    second = second_pointed_at(encoding, outside(encoding, pointed[:-1], source.span))
    share = float(encoding.outputs[rows, IS_CONTENT].mean())
    cue = words_pointed_at(encoding, encoding.pointed(TO_CUE, rows)[:-1], IS_CUE)
    return Decoded(content, source, cue, share, float(pointed[-1]), runner_up=second)


def second_pointed_at(encoding: Encoding, shares: "np.ndarray") -> Pointed | None:
    """The words pointed at next, if enough; shares that are too small together are too small in part."""
    if shares.sum() < SECOND:
        return None
    second = words_pointed_at(encoding, shares, IS_SOURCE)
    return second if second and second.share >= SECOND else None


def outside(encoding: Encoding, shares: "np.ndarray", span: Span) -> "np.ndarray":
    """The shares of pieces that do not touch a span; of the others none."""
    touching = (encoding.pieces.starts < span.end) & (encoding.pieces.ends > span.start)
    return np.where(touching, 0, shares)


def weighed(text: str, decoded: Decoded, *, quoted: bool) -> Decoded:
    return replace(decoded, confidence=confidence_of(text, decoded, quoted=quoted))


def words_pointed_at(encoding: Encoding, shares: "np.ndarray", role: int) -> Pointed | None:
    """The whole words around the piece with the largest share of the pointing, as far as the role goes on."""
    pieces = encoding.pieces
    shares = np.where(pieces.ids == SEP, 0, shares)
    first = last = int(shares.argmax())
    if shares[first] <= 0:
        return None
    goes_on = (pieces.ids != SEP) & ((encoding.outputs[:, role] > GROW) | (shares > GROW_SHARE))
    while first > 0 and goes_on[first - 1]:
        first -= 1
    while last + 1 < len(pieces) and goes_on[last + 1]:
        last += 1
    start, end = int(pieces.starts[first]), int(pieces.ends[last])
    while start > 0 and encoding.text[start - 1].isalnum():
        start -= 1
    while end < len(encoding.text) and encoding.text[end].isalnum():
        end += 1
    span = without_edges(encoding.text, Span(start, end))
    return Pointed(span, float(shares[first : last + 1].sum())) if span else None


def decode_statements(encoding: Encoding) -> list[Decoded]:
    """Every attributed content of a text, indirect speech too, in order."""
    stretches = content_stretches(encoding)
    groups: list[np.ndarray] = []
    decoded: list[Decoded] = []
    for rows in stretches:
        span = span_of(encoding, rows)
        found = attribution_of(encoding, rows, span)
        if found is None:
            continue
        if groups and is_continued(encoding, decoded[-1], groups[-1], found, rows):
            rows = np.concatenate([groups.pop(), rows])
            before = decoded.pop()
            found = attribution_of(encoding, rows, Span(before.content.start, span.end)) or before
        groups.append(rows)
        decoded.append(found)
    told = [trimmed_content(encoding.text, d) for d in decoded if has_words(encoding.text, d.content)]
    return [weighed(encoding.text, d, quoted=False) for d in told]


def content_stretches(encoding: Encoding) -> list["np.ndarray"]:
    """Runs of pieces that are content, broken where a new attribution starts."""
    outputs, stretches = encoding.outputs, []
    inside = (outputs[:, IS_CONTENT] > CONTENT) & (encoding.pieces.ids != SEP)
    current: list[int] = []
    for row in np.flatnonzero(inside):
        starts = outputs[row, STARTS]
        breaks = starts > SURE_START or (starts > START and outputs[row - 1, ENDS] > END)
        if current and (row != current[-1] + 1 or breaks):
            stretches.append(np.array(current))
            current = []
        current.append(int(row))
    return [*stretches, np.array(current)] if current else stretches


def span_of(encoding: Encoding, rows: "np.ndarray") -> Span:
    return Span(int(encoding.pieces.starts[rows[0]]), int(encoding.pieces.ends[rows[-1]]))


def is_continued(
    encoding: Encoding, before: Decoded, before_rows: "np.ndarray", found: Decoded, rows: "np.ndarray"
) -> bool:
    """Whether a stretch belongs to the attribution of the one before it."""
    if found.content.start - before.content.end > GAP or not found.source.span.overlap(before.source.span):
        return False
    if have_own_cues(before, found):
        return False
    anchors = encoding.pointed(TO_ANCHOR, rows)
    return float(anchors[before_rows[0] : before_rows[-1] + 1].sum()) > SAME_ANCHOR


def have_own_cues(before: Decoded, found: Decoded) -> bool:
    """“…,” she said. “…,” he replied: each stretch has a cue behind it."""
    if before.cue is None or found.cue is None:
        return False
    return before.cue.span.start < found.content.start and found.content.end <= found.cue.span.start


def says_something(text: str, span: Span) -> bool:
    """Whether reported words say more than that something was said: “the view”, “his remarks” do not."""
    words = re.findall(r"[\w'’-]+", span.of(text).lower())
    return len(words) > 2 or (len(words) == 2 and words[0] not in POINTING)


def has_words(text: str, span: Span) -> bool:
    return len(span.of(text).strip(EDGES)) >= 3 and re.search(r"\w", span.of(text)) is not None


def trimmed_content(text: str, decoded: Decoded) -> Decoded:
    return replace(decoded, content=without_edges(text, decoded.content) or decoded.content)


def without_edges(text: str, span: Span) -> Span | None:
    """The span without white space and punctuation at its ends; None where nothing else is in it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(EDGES))
    end = start + len(words.strip(EDGES))
    return Span(start, end) if start < end else None
