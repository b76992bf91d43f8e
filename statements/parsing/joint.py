"""Several people with one voice: “Testoni and Esempio agreed”, “both ministers stressed”."""

from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.coreference import Person
from statements.parsing.language import Reading
from statements.parsing.places import country_within
from statements.parsing.sources import Source

if TYPE_CHECKING:
    from spacy.tokens import Token

PAIRS = frozenset({"two", "both", "pair", "duo"})
"""Words that stand for two people named before."""
GENERAL = frozenset(
    {"leader", "counterpart", "man", "woman", "diplomat", "envoy", "negotiator", "chief", "head"}
)
"""Nouns for officials that say nothing of their office."""
MASSES = frozenset(
    {"official", "analyst", "expert", "lawmaker", "journalist", "reporter", "student", "woman", "man"}
)
"""Nouns that stand for many people more often than for the two of the talks."""
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
LONGEST = 6
"""Tokens of a source that stands for people named before, at most."""


def coordinated(token: "Token") -> list["Token"]:
    """A noun and those joined to it: “Testoni and the Ruritanian minister”."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            found += coordinated(child)
    return found


def pair_meant(reading: Reading, people: list[Person], source: Source) -> tuple[Person, ...]:
    """The officials that “the two ministers” or “both” stand for; empty where that is unclear."""
    tokens = [reading.doc[i] for i in reading.token_range(source.span)]
    if not tokens or len(tokens) > LONGEST or country_within(reading, tokens[0].i, tokens[-1].i + 1):
        return ()
    words = [token.lower_ for token in tokens]
    head = reading.doc[source.head]
    noun = singular(head)
    plural = noun in gazetteer.roles() and noun not in MASSES
    counted = next((NUMBERS[word] for word in words if word in NUMBERS), 2)
    definite = words[0] in ("the", "both") or bool(PAIRS & set(words))
    if "of" in words or not definite or not (plural or head.lower_ in PAIRS):
        return ()
    office = noun if plural and noun and noun not in GENERAL else ""
    return principals(people, source.span.start, office, counted)


def singular(noun: "Token") -> str | None:
    """The singular of a plural noun, in lower case; None for any other word."""
    if noun.tag_ == "NNS":
        return noun.lemma_.lower()
    return noun.lower_.removesuffix("s") if noun.tag_ == "NNPS" else None


def principals(people: list[Person], before: int, office: str, number: int) -> tuple[Person, ...]:
    """The officials named most often before an offset, of an office if one is told, each of another side."""
    counts = {
        person: sum(mention.span.start < before for mention in person.mentions)
        for person in people
        if person.office.role and office in person.office.role.lower()
    }
    chosen: list[Person] = []
    for person in sorted((p for p in counts if counts[p]), key=lambda p: -counts[p]):
        country = person.office.country
        if country is None or all(country != other.office.country for other in chosen):
            chosen.append(person)
    chosen = chosen[:number]
    return tuple(sorted(chosen, key=lambda p: p.mentions[0].span.start)) if len(chosen) == number else ()
