"""Words in quotation marks inside somebody else's sentence: the subject of the verb that governs them."""

from typing import TYPE_CHECKING

from statements.parsing.cues import strength_of
from statements.parsing.frames import Frame
from statements.parsing.language import Reading
from statements.parsing.sources import Source, can_speak, find_source, source_at

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = 12


def governing_source(reading: Reading, frame: Frame) -> Source | None:
    """Subject of the nearest verb above the quotation that stands outside it; else the owner of the words."""
    if frame.lead.empty and (frame.trail.empty or frame.own_ending):
        return None
    tokens = reading.token_range(frame.quotation.span)
    if not tokens:
        return None
    return above(reading, frame, reading.doc[tokens[0]]) or subject_of_lead(reading, frame)


def above(reading: Reading, frame: Frame, token: "Token") -> Source | None:
    first = reading.token_range_start(frame.quotation.span.start)
    for _ in range(STEPS):
        if token.pos_ in ("VERB", "AUX") and not reading.quoted[token.i]:
            source = find_source(reading, token)
            if source and not reading.quoted[source.head] and is_likely(reading, source, token):
                return source
        owner = next((c for c in token.children if c.dep_ == "poss" and not reading.quoted[c.i]), None)
        if owner is not None and owner.i < first and can_speak(reading, source_at(reading, owner)):
            return source_at(reading, owner)
        if token.head == token:
            return None
        token = token.head
    return None


def subject_of_lead(reading: Reading, frame: Frame) -> Source | None:
    """The last subject before the quotation in its sentence."""
    for i in range(frame.lead.end - 1, frame.lead.first - 1, -1):
        token = reading.doc[i]
        if token.dep_ == "nsubj" and not reading.quoted[i]:
            source = source_at(reading, token)
            if is_likely(reading, source, token.head):
                return source
    return None


def is_likely(reading: Reading, source: Source, verb: "Token") -> bool:
    """Whoever speaks may own the words; a country or place only as the subject of a verb of saying."""
    if not can_speak(reading, source):
        return False
    place = reading.doc[source.entity].ent_type_ in ("GPE", "LOC", "FAC")
    return not place or strength_of(verb) > 0
