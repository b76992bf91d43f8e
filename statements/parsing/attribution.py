"""Who said what: the attributions that layout shows, and those that the encoder finds in prose."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from statements.parsing.cues import OF_SAYING, Cue, find_cues
from statements.parsing.decoding import Decoded, Pointed, decode, lies_in, without_edges
from statements.parsing.document import QuoteKind, Span
from statements.parsing.encoder import Encoding
from statements.parsing.frames import Frame, cues_in, frame_quotations
from statements.parsing.labels import label_inside, signature_after
from statements.parsing.language import Reading
from statements.parsing.segmentation import trimmed
from statements.parsing.sources import RELATIVES, Source
from statements.parsing.works import is_title

if TYPE_CHECKING:
    from spacy.tokens import Token

LABELLED = 0.97
"""Confidence of a source that layout names: a label inside the marks, a signature below them."""
NEAR = 3
"""Tokens between a quotation and the “as she put it” after it, at most."""

BESIDE, SUBJECT = 3, 40
"""Code points from a quotation to the cue or subject behind it, from the one to the other, at most."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Content with its source, not yet resolved to a speaker."""

    content: Span
    kind: QuoteKind
    verbatim: tuple[Span, ...]
    source: Source
    cue: Cue | None
    confidence: float
    runner_up: Pointed | None = None
    """The words that might be the source instead, with their share of the pointing."""


def find_statements(reading: Reading, encoding: Encoding) -> list[Statement]:
    """Every attribution of a text: those that its layout shows, then those that the model finds."""
    frames = frame_quotations(reading, reading.quotations)
    cues = find_cues(reading)
    labelled: list[Statement] = []
    before: Frame | None = None
    for frame in frames:
        statement = by_layout(reading, frame) or as_put(reading, frame, cues)
        if statement is None and before and runs_on(labelled, before, frame):
            statement = continued(reading, labelled[-1], frame)
        if statement:
            labelled.append(statement)
        before = frame
    taken = [statement.content for statement in labelled]
    titles = {q.span for q in reading.quotations if is_title(reading, q)}
    spoken = [q for q in reading.quotations if q.span not in titles]
    spans = [span for q in spoken if (span := trimmed(reading.text, q.span.start, q.span.end))]
    free = [span for span in spans if not any(span.overlap(other) for other in taken)]
    found = [
        statement
        for decoded in decode(encoding, free)
        if not any(decoded.content.overlap(other) for other in taken)
        and (decoded.verbatim or not any(lies_in(decoded.content, title) for title in titles))
        and (statement := as_statement(reading, decoded, cues))
    ]
    return [*labelled, *found]


def by_layout(reading: Reading, frame: Frame) -> Statement | None:
    """A quotation with a label in capitals inside its marks, or a name signed below it."""
    label = label_inside(reading, frame.quotation)
    source = label or signature_after(reading, frame)
    span = frame.quotation.span
    words = trimmed(reading.text, span.start, span.end)
    if source is None or words is None:
        return None
    return Statement(words, QuoteKind.DIRECT, (words,), source, None, LABELLED)


def as_put(reading: Reading, frame: Frame, cues: list[Cue]) -> Statement | None:
    """“…,” as Testoni put it: a source of its own inside what another sentence reports."""
    trail = frame.trail
    if trail.empty or reading.doc[trail.first].lower_ != "as":
        return None
    cue = next(iter(cues_in(cues, trail)), None)
    words = trimmed(reading.text, frame.quotation.span.start, frame.quotation.span.end)
    if cue is None or words is None:
        return None
    beginning = min(cue.token, reading.token_range_start(cue.source.span.start))
    if not trail.first <= beginning <= trail.first + NEAR:
        return None
    return Statement(words, QuoteKind.DIRECT, (words,), cue.source, cue, LABELLED)


def runs_on(labelled: list[Statement], before: Frame, frame: Frame) -> bool:
    """Whether a quotation goes on from a labelled one above that no mark closes."""
    if not labelled or before.quotation.closed or frame.quotation.paragraph != before.quotation.paragraph + 1:
        return False
    return labelled[-1].content.overlap(before.quotation.span) > 0


def continued(reading: Reading, before: Statement, frame: Frame) -> Statement | None:
    words = trimmed(reading.text, frame.quotation.span.start, frame.quotation.span.end)
    return replace(before, content=words, verbatim=(words,)) if words else None


def as_statement(reading: Reading, decoded: Decoded, cues: list[Cue]) -> Statement | None:
    """A decoded attribution; None where its source holds no token."""
    source = source_within(reading, decoded.source.span)
    if source is None:
        return None
    cue = cue_within(reading, decoded, source)
    if cue and (own := subject_beside(decoded, cue, cues)):
        source, cue = own, replace(cue, source=own)
    content = without_that(reading.text, decoded.content)
    if decoded.verbatim:
        content = snapped(reading.text, content, decoded.verbatim)
    kind = kind_of(reading.text, content, decoded.verbatim, source.span)
    second = decoded.runner_up
    if second and second.span.overlap(source.span):  # the subject beside the cue has taken its place
        second = decoded.source
    return Statement(content, kind, decoded.verbatim, source, cue, decoded.confidence, second)


def source_within(reading: Reading, span: Span) -> Source | None:
    """The source that some words are: its head is the first noun that depends on nothing inside."""
    tokens = reading.token_range(span)
    if not tokens:
        return None
    heads = [i for i in tokens if reading.doc[i].head.i not in tokens or reading.doc[i].head.i == i]
    nominal = [i for i in heads if reading.doc[i].pos_ in ("NOUN", "PROPN", "PRON")]
    named = [i for i in tokens if reading.doc[i].pos_ in ("NOUN", "PROPN", "PRON")]
    head = (nominal or named or heads or list(tokens))[0]
    return Source(span, head, antecedent(reading.doc[head]))


def antecedent(token: "Token") -> int:
    """Index of the noun that “who” stands for, else of the token itself."""
    verb = token.head
    return verb.head.i if token.lower_ in RELATIVES and verb.dep_ == "relcl" else token.i


def cue_within(reading: Reading, decoded: Decoded, source: Source) -> Cue | None:
    """The cue that the content points at."""
    tokens = reading.token_range(decoded.cue.span) if decoded.cue else range(0)
    if not tokens or decoded.cue is None:
        return None
    verb = next((i for i in tokens if reading.doc[i].pos_ == "VERB"), tokens[0])
    return Cue(decoded.cue.span, verb, source, OF_SAYING)


def subject_beside(decoded: Decoded, cue: Cue, cues: list[Cue]) -> Source | None:
    """“…,” he replied: the cue's subject right behind a quotation, where the model points at another one."""
    own = next((known.source for known in cues if known.token == cue.token), None)
    if own is None or not decoded.verbatim or own.span.overlap(decoded.source.span):
        return None
    first, second = sorted((own.span.start, cue.span.start))
    beside = 0 <= first - decoded.verbatim[-1].end <= BESIDE and second - first <= SUBJECT
    return own if beside else None


def snapped(text: str, content: Span, verbatim: tuple[Span, ...]) -> Span:
    """The content with its quotations whole, and without the marks outside them."""
    first, last = verbatim[0], verbatim[-1]
    start = content.start if has_word(text, content.start, first.start) else first.start
    end = content.end if has_word(text, last.end, content.end) else last.end
    return Span(start, end)


def without_that(text: str, content: Span) -> Span:
    """A reported clause begins behind the “that” which joins it to its cue."""
    match = re.match(r"that,?\s+(?=\S)", content.of(text), re.IGNORECASE)
    return Span(content.start + match.end(), content.end) if match else content


def has_word(text: str, start: int, end: int) -> bool:
    return re.search(r"\w", text[start:end]) is not None


def behind(text: str, statement: Statement, line: Span) -> Statement | None:
    """A statement without what it took from the date line; None where nothing else is in it."""
    if not statement.content.overlap(line):
        return statement
    rest = without_edges(text, Span(line.end, max(line.end, statement.content.end)))
    if rest is None:
        return None
    verbatim = tuple(span for span in statement.verbatim if span.start >= line.end)
    content = snapped(text, rest, verbatim) if verbatim else rest
    kind = kind_of(text, content, verbatim, statement.source.span)
    return replace(statement, content=content, verbatim=verbatim, kind=kind)


def kind_of(text: str, content: Span, verbatim: tuple[Span, ...], source: Span) -> QuoteKind:
    """Direct where nothing of the content stands outside marks but source and cue."""
    if not verbatim:
        return QuoteKind.INDIRECT
    if content != Span(verbatim[0].start, verbatim[-1].end):
        return QuoteKind.MIXED
    for one, other in pairwise(verbatim):
        gap = one.end, other.start
        if has_word(text, *gap) and not gap[0] <= source.start < gap[1]:
            return QuoteKind.MIXED
    return QuoteKind.DIRECT
