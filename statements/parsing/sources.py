"""Sources: the words that a cue credits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.document import Span
from statements.parsing.language import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
CLIMBING = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep", "acl", "ccomp", "prep", "parataxis"})
INNER = frozenset(
    {"det", "compound", "amod", "poss", "nmod", "nummod", "case", "quantmod", "predet", "advmod", "punct"}
)
RELATIVES = frozenset({"who", "which", "that", "whom"})
SPEAKING_PRONOUNS = frozenset(
    {"he", "she", "they", "we", "i", "who", "his", "her", "their", "our", "my", "you", "one"}
)
PLAIN_VERBS = frozenset({"say", "tell", "add", "state", "note", "announce", "write", "warn", "report"})
"""Verbs of saying whose “it” is a body that speaks."""
DEEPEST = 4
"""Steps up the tree in search of a subject."""


@dataclass(frozen=True, slots=True)
class Source:
    """The words credited, and the token that says who."""

    span: Span
    head: int
    """Index of the head of the words that name the source."""
    entity: int
    """Index of the token to resolve: the antecedent where the head is “who”."""


def find_source(reading: Reading, verb: "Token") -> Source | None:
    """The subject of a verb, shared or implied subjects too; None where there is none."""
    token = verb
    for _ in range(DEEPEST):
        subject = own_subject(token)
        if subject is not None:
            return as_source(reading, subject, token)
        if has_passive_subject(token):
            return passive_source(reading, token, verb)
        if token.dep_ == "acl" and token.head.pos_ in ("NOUN", "PROPN"):
            return source_at(reading, token.head) if token.tag_ == "VBG" else None
        if token.dep_ not in CLIMBING or token.head == token:
            return None
        token = token.head
    return None


def can_speak(reading: Reading, source: Source) -> bool:
    """Whether a source is a person, a body or a document, as far as its head word tells."""
    token = reading.doc[source.entity]
    if token.pos_ == "PRON":
        return token.lower_ in SPEAKING_PRONOUNS or (
            token.lower_ == "it" and token.head.lemma_ in PLAIN_VERBS
        )
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "NORP"):
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT")
    lemma = token.lemma_.lower()
    return lemma in gazetteer.humans() or lemma in gazetteer.reporting()["documents"]


def own_subject(token: "Token") -> "Token | None":
    subjects = [child for child in token.children if child.dep_ in SUBJECTS]
    return next((s for s in subjects if s.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X")), None)


def has_passive_subject(token: "Token") -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)


def passive_source(reading: Reading, token: "Token", verb: "Token") -> Source | None:
    """“by X” of a passive; the subject itself where it is “quoted as saying”."""
    if verb is not token or token.lemma_ in ("quote",):
        subject = next((child for child in token.children if child.dep_ == "nsubjpass"), None)
        return as_source(reading, subject, token) if subject is not None else None
    for child in token.children:
        if child.dep_ == "agent":
            agent = next((c for c in child.children if c.dep_ == "pobj"), None)
            return source_at(reading, agent) if agent is not None else None
    return None


def as_source(reading: Reading, subject: "Token", verb: "Token") -> Source:
    """The subject as a source; “who” stands for the noun that its clause belongs to."""
    if subject.lower_ in RELATIVES and verb.dep_ == "relcl":
        return Source(reading.span_of(subject.i, subject.i), subject.i, verb.head.i)
    return source_at(reading, subject)


def source_at(reading: Reading, head: "Token") -> Source:
    """The compact noun phrase around a head: what stands before it, and “of …” after it."""
    first = head.i
    for left in sorted(head.lefts, key=lambda t: -t.i):
        if left.dep_ not in INNER or left.right_edge.i + 1 < first or reading.quoted[left.i]:
            break
        first = left.left_edge.i
    while first < head.i and reading.doc[first].is_punct:
        first += 1
    last = head.i
    for right in head.rights:
        if right.dep_ == "prep" and right.i == last + 1 and right.lower_ in ("of", "for", "at", "from", "in"):
            end = right.right_edge.i
            if end - right.i <= 8 and not any(
                reading.quoted[i] or reading.doc[i].is_punct for i in range(right.i, end)
            ):
                last = end
        elif right.dep_ in ("flat", "nummod") and right.i == last + 1:
            last = right.i
    while last > head.i and (reading.doc[last].is_punct or reading.doc[last].is_space):
        last -= 1
    return Source(reading.span_of(first, last), head.i, head.i)
