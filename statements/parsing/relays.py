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


def relayed_by(reading: Reading, cast: Cast, content: Span, cue: Cue | None, speaker: str | None) -> str | None:
    """Name of the person, other than the speaker, whose words these are said to be."""
    if cue is None or cue.span.start > content.start:
        return None
    tokens = reading.token_range(Span(cue.span.start, content.end))
    for token in reversed([reading.doc[i] for i in tokens[:REACH] if not reading.quoted[i]]):
        owner = owner_of_words(token)
        if owner is not None:
            found = cast.identify(source_at(reading, owner))
            if found.kind is SpeakerKind.PERSON and found.name != speaker:
                return found.name
    return None


def owner_of_words(token: "Token") -> "Token | None":
    """“the President's promise”, “initiatives which the President has made”."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in gazetteer.reporting()["nouns"]:
        return None
    for child in token.children:
        if child.dep_ == "poss" and child.pos_ == "PROPN":
            return child
        if child.dep_ == "relcl":
            return next((c for c in child.children if c.dep_ == "nsubj" and c.pos_ == "PROPN"), None)
    return None
