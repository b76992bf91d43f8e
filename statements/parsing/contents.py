"""Contents: how far what was said reaches, beyond the marks and where there are none."""

from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.cues import OF_MANNER, Cue
from statements.parsing.document import Span
from statements.parsing.language import Reading
from statements.parsing.segmentation import is_blank

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = frozenset({"ccomp", "xcomp"})
EDGE = ",;:—–-()[] .\"“”'’‘"
SHORTEST = 2
"""Words that reported speech must have."""


def clause_of(reading: Reading, cue: Cue) -> Span | None:
    """What a cue reports without quotation marks: its clause, the rest of its sentence, its object."""
    if cue.according:
        return rest_of_sentence(reading, cue)
    verb = reading.doc[cue.token]
    clause = reported_clause(verb) or (reported_object(verb) if cue.strength >= OF_MANNER else None)
    if clause is None:
        return None
    tokens = [t.i for t in clause.subtree if not is_frame(t, verb)]
    return clause_span(reading, tokens, cue, clause)


def reported_clause(verb: "Token") -> "Token | None":
    if verb.pos_ == "NOUN":
        return next(
            (c for c in verb.children if c.dep_ in ("acl", "relcl", "ccomp") and opens_with_that(c)), None
        )
    found = [
        c
        for c in verb.children
        if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and c.tag_ in ("VB", "VBG", "VBN"))
    ]
    after = [c for c in found if c.i > verb.i]
    return (after or found or [None])[0]


def opens_with_that(clause: "Token") -> bool:
    return any(c.dep_ in ("mark", "aux") and c.lower_ in ("that", "to") for c in clause.children)


def reported_object(verb: "Token") -> "Token | None":
    """“condemned the attack”, “called for talks”: only of verbs that say something by their object."""
    if verb.lemma_.lower() not in gazetteer.reporting()["object"]:
        return None
    for child in verb.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("for", "on", "of", "about", "against")
            and child.i == verb.i + 1
        ):
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")), None)


def is_frame(token: "Token", verb: "Token") -> bool:
    """Whether a token of the clause is the cue itself, standing inside it: “Taxes, he said, will rise”."""
    return token == verb or verb.is_ancestor(token) is False


def clause_span(reading: Reading, tokens: list[int], cue: Cue, clause: "Token") -> Span | None:
    """From the first to the last token of a clause, on one side of its cue, without “that” and marks."""
    if not tokens:
        return None
    side = [i for i in tokens if (i > cue.token) == (clause.i > cue.token)]
    paragraph = reading.paragraphs[reading.paragraph_of(reading.doc[cue.token].idx)]
    side = [i for i in side if paragraph.start <= reading.doc[i].idx < paragraph.end]
    if not side:
        return None
    first, last = min(side), max(side)
    while first < last and reading.doc[first].lower_ in ("that", ",", ":"):
        first += 1
    return tidy(reading.text, reading.span_of(first, last))


def rest_of_sentence(reading: Reading, cue: Cue) -> Span | None:
    """The sentence of “according to X”, on the side of it that is not the source."""
    sentence = reading.doc[cue.token].sent
    source_last = reading.token_range(cue.source.span)[-1]
    paragraph = reading.paragraphs[reading.paragraph_of(cue.span.start)]
    if cue.token - sentence.start > 2:
        return tidy(reading.text, clip(Span(sentence.start_char, cue.span.start), paragraph))
    after = source_last + 1
    for i in range(after, min(sentence.end, after + 25)):
        if reading.doc[i].text == ",":
            return tidy(reading.text, clip(reading.span_of(i, sentence.end - 1), paragraph))
    return None


def clip(span: Span, to: Span) -> Span:
    start, end = max(span.start, to.start), min(span.end, to.end)
    return Span(start, end) if start < end else span


def tidy(text: str, span: Span | None) -> Span | None:
    """A span without blanks and marks at its ends; None where fewer than two words are left."""
    if span is None:
        return None
    start, end = span.start, span.end
    while start < end and (text[start] in EDGE or is_blank(text[start])):
        start += 1
    while end > start and (text[end - 1] in EDGE or is_blank(text[end - 1])):
        end -= 1
    words = text[start:end].split()
    return Span(start, end) if len(words) >= SHORTEST else None
