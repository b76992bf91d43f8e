"""Cues: the words that signal that somebody is being reported."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.document import Span
from statements.parsing.language import Reading
from statements.parsing.sources import Source, can_speak, find_source, source_at

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
OF_SAYING = 1.0
OF_MANNER = 0.8
OF_THINKING = 0.6


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with the source that it credits."""

    span: Span
    token: int
    """Index of its main token."""
    source: Source
    strength: float
    """How sure it is that words beside it are reported: 1 for verbs of saying."""
    according: bool = False
    """“according to”, “in the words of”: the source follows, the content is the rest of the sentence."""


def find_cues(reading: Reading) -> list[Cue]:
    """Every cue outside quotation marks that has a source, in order."""
    found = []
    for token in reading.doc:
        if not reading.quoted[token.i]:
            cue = cue_at(reading, token)
            if cue:
                found.append(cue)
    return found


def cue_at(reading: Reading, token: "Token") -> Cue | None:
    strength = strength_of(token)
    if strength:
        source = find_source(reading, token) or (
            source_beside(reading, token) if strength == OF_SAYING else None
        )
        if source and not reading.quoted[source.head]:
            return Cue(cue_span(reading, token), token.i, source, strength)
    return according_at(reading, token) or noun_cue_at(reading, token)


def source_beside(reading: Reading, verb: "Token") -> Source | None:
    """The name or pronoun right beside a verb in the past or present whose subject the grammar missed."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    for i in (verb.i - 1, verb.i + 1):
        if 0 <= i < len(reading.doc) and not reading.quoted[i]:
            token = reading.doc[i]
            if token.pos_ == "PROPN" or token.lower_ in ("he", "she", "they", "who"):
                return source_after(reading, i) if i > verb.i else source_at(reading, token)
    return None


def strength_of(token: "Token") -> float:
    """How strongly a verb reports, 0 where it doesn't."""
    words = gazetteer.reporting()
    lemma = token.lemma_.lower()
    if token.pos_ not in VERBAL and token.tag_[:2] != "VB" and lemma not in ("say", "tell", "add"):
        return 0.0
    if lemma in words["say"] or (lemma == "put" and any(child.lower_ == "it" for child in token.children)):
        return OF_SAYING
    if lemma == "make" and any(child.lower_ in ("clear", "plain") for child in token.children):
        return OF_SAYING
    if lemma in words["manner"] and lemma != "put":
        return OF_MANNER
    return OF_THINKING if lemma in words["think"] else 0.0


def cue_span(reading: Reading, token: "Token") -> Span:
    """The verb with its auxiliaries and negation, as far as they stand together."""
    first = token.i
    while (
        first > 0
        and reading.doc[first - 1].head == token
        and reading.doc[first - 1].dep_ in ("aux", "neg", "auxpass")
    ):
        first -= 1
    return reading.span_of(first, token.i)


def according_at(reading: Reading, token: "Token") -> Cue | None:
    """“according to X”, “in the words of X”, “per X”."""
    doc, i = reading.doc, token.i
    opening = doc[i : i + 4]
    words = [t.lower_ for t in opening]
    if words[:2] == ["according", "to"]:
        size = 2
    elif words[:4] == ["in", "the", "words", "of"]:
        size = 4
    else:
        return None
    if i + size >= len(doc):
        return None
    source = source_after(reading, i + size)
    return Cue(reading.span_of(i, i + size - 1), i, source, OF_SAYING, according=True) if source else None


def source_after(reading: Reading, first: int) -> Source | None:
    """The noun phrase that begins at a token."""
    doc = reading.doc
    token = doc[first]
    while token.head != token and token.head.i >= first and token.head.i - first < 25 and token.dep_ in (
        "det", "compound", "amod", "poss", "nmod", "nummod", "case", "quantmod", "advmod"
    ):  # fmt: skip
        token = token.head
    return source_at(reading, token) if token.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") else None


def noun_cue_at(reading: Reading, token: "Token") -> Cue | None:
    """“the minister's warning that …”: a noun of speech with its owner, unless somebody reports it."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in gazetteer.reporting()["nouns"]:
        return None
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    if owner is None:
        by = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if owner is None or reading.quoted[owner.i]:
        return None
    source = source_at(reading, owner)
    if not can_speak(reading, source) or any(strength_of(above) == OF_SAYING for above in token.ancestors):
        return None
    return Cue(reading.span_of(token.i, token.i), token.i, source, OF_THINKING)
