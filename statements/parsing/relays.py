"""Words passed on: the person whose proposal, promise or message a speaker repeats."""

from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.cues import Cue
from statements.parsing.document import Span, SpeakerKind
from statements.parsing.language import Reading
from statements.parsing.sources import source_at
from statements.parsing.speakers import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 60
"""Tokens between a cue and a quotation in which the owner of the words is looked for."""


def relayed_by(reading: Reading, cast: Cast, words: Span, cue: Cue | None, speaker: str | None) -> str | None:
    """Name of the person, other than the speaker, whose words these are said to be."""
    if cue is None or cue.span.end >= words.start:
        return None
    tokens = reading.token_range(Span(cue.span.end, words.start))
    for i in reversed(tokens[-REACH:]):
        token = reading.doc[i]
        if token.pos_ == "NOUN" and token.lemma_.lower() in gazetteer.reporting()["nouns"]:
            owner = owner_of_words(token)
            found = cast.identify(source_at(reading, owner)) if owner is not None else None
            named = found is not None and found.kind is SpeakerKind.PERSON and found.name != speaker
            return found.name if found and named else None
    return None


def owner_of_words(noun: "Token") -> "Token | None":
    """“the President's promise”, “initiatives which the President has made”."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ == "PROPN":
            return child
        if child.dep_ == "relcl":
            return next((c for c in child.children if c.dep_ == "nsubj" and c.pos_ == "PROPN"), None)
    return None
