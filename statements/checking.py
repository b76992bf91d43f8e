"""Did they say that? Words and perhaps a speaker, held against what is stored.

Candidates come from the index of words: the whole phrase, else quotes that share the most stretches of it.
Then words are compared one by one, blind to letters' case, blanks and the form of quotation marks and dashes.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from functools import reduce
from operator import add, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, IntegerField, Q, Value, When

from statements.models import Person, Quote

LONGEST = 1_000
"""Characters of the words that are checked."""
FEWEST_WORDS = 2
SHOWN = 5
CANDIDATES = 2_000
COMPARED = 5
COMPARED_WORDS = 2_000
ALIKE = 0.6
"""The share of the given words that a quote must have, in their order, to count as found with differences."""
STRETCH = 3
MOST_STRETCHES = 16
WORD = re.compile(r"\w+(?:['’]\w+)*")


class Verdict(StrEnum):
    """What the check found."""

    VERBATIM = "verbatim"
    DIFFERENT = "different"
    OTHER_SPEAKER = "other speaker"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words as they were given, and as they stand in the quote; the same where they agree."""

    given: str
    found: str

    @property
    def is_same(self) -> bool:
        return self.given == self.found


@dataclass(frozen=True, slots=True)
class Match:
    """A quote that holds the words, or most of them."""

    quote: Quote
    similarity: float
    """The share of the given words that the quote has, in their order."""
    exact: bool
    """The words stand, all of them, in what the article gives as the speaker's own words."""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """The words, and what was found."""

    words: str
    speaker: str
    verdict: Verdict
    matches: list[Match] = field(default_factory=list)
    speaker_known: bool = True


def check(words: str, speaker: str = "") -> Check:
    """Look for words of at most `LONGEST` characters, said by a person (slug or name) or by anybody."""
    people = _people(speaker)
    given = _tokens(words)
    found = list(_matches(words, given)) if len(given) >= FEWEST_WORDS else []
    found.sort(key=lambda match: (-match.similarity, not match.exact))
    theirs = [match for match in found if people is None or match.quote.speaker_id in people]
    known = people is None or bool(people)
    if not theirs:
        verdict = Verdict.OTHER_SPEAKER if found else Verdict.NOT_FOUND
        return Check(words, speaker, verdict, found[:SHOWN], known)
    best = theirs[0]
    elsewhere = [match for match in found if match not in theirs]
    others = [match for match in elsewhere if match.similarity == 1]
    if best.similarity < 1 and others:  # to the letter, but from another mouth
        return Check(words, speaker, Verdict.OTHER_SPEAKER, [*others, *theirs][:SHOWN], known)
    verdict = Verdict.VERBATIM if best.similarity == 1 else Verdict.DIFFERENT
    return Check(words, speaker, verdict, theirs[:SHOWN], known)


def _people(speaker: str) -> set[int] | None:
    """The keys of those whom a slug or name can mean; None for anybody."""
    if not speaker.strip():
        return None
    named = Person.objects.filter(slug=speaker.strip()) or Person.objects.named(speaker)[:50]
    return {person.merged_into_id or person.pk for person in named}


def _matches(words: str, given: list[str]) -> Iterator[Match]:
    rows = Quote.objects.current().for_list()
    phrase = SearchQuery(" ".join(given), config="english", search_type="phrase")
    whole = [
        match
        for quote in rows.filter(words=phrase).order_by("-sort_on", "-pk")[: 4 * SHOWN]
        if (match := _compare(quote, given)).similarity == 1
    ]
    yield from whole
    if len(whole) < SHOWN:
        seen = {match.quote.pk for match in whole}
        for quote in _nearest(rows, given):
            if quote.pk not in seen and (match := _compare(quote, given)).similarity >= ALIKE:
                yield match


def _nearest(rows: Any, given: list[str]) -> list[Quote]:
    """Quotes that share the most stretches of the words, among the newest that share one."""
    starts = range(0, max(1, len(given) - STRETCH + 1), max(1, len(given) // MOST_STRETCHES))
    stretches = [
        SearchQuery(" ".join(given[start : start + STRETCH]), config="english", search_type="phrase")
        for start in starts
    ]
    sharing = Quote.objects.current().filter(reduce(or_, (Q(words=stretch) for stretch in stretches)))
    newest = sharing.order_by("-sort_on", "-pk").values("pk")[:CANDIDATES]
    shared = reduce(
        add,
        (
            Case(When(words=stretch, then=Value(1)), default=Value(0), output_field=IntegerField())
            for stretch in stretches
        ),
    )
    nearest = rows.filter(pk__in=newest).annotate(shared=shared).order_by(F("shared").desc(), "-pk")
    return list(nearest[:COMPARED])


def _compare(quote: Quote, given: list[str]) -> Match:
    text = quote.text
    spans = [(token.start(), token.end()) for token in WORD.finditer(text)][:COMPARED_WORDS]
    found = [_plain(text[start:end]) for start, end in spans]
    if (at := _position(found, given)) is not None:
        start, end = spans[at][0], spans[at + len(given) - 1][1]
        return Match(quote, 1.0, _is_exact(quote, quote.start + start, quote.start + end))
    blocks = [
        block
        for block in SequenceMatcher(None, given, found, autojunk=False).get_matching_blocks()
        if block.size
    ]
    similarity = sum(block.size for block in blocks) / len(given)
    if similarity == 1:  # all of them, but with others between
        similarity = len(given) / (blocks[-1].b + blocks[-1].size - blocks[0].b)
    if similarity < ALIKE:
        return Match(quote, similarity, exact=False)
    # As many words before the first and behind the last common ones as were given there.
    first = max(0, blocks[0].b - blocks[0].a)
    last = blocks[-1].b + len(given) - blocks[-1].a
    return Match(quote, similarity, False, tuple(_differences(given, found, spans, text, first, last)))


def _differences(
    given: list[str], found: list[str], spans: list[tuple[int, int]], text: str, first: int, last: int
) -> Iterator[Difference]:
    """The given words beside the quote's from its word ``first`` to ``last``, stretch by stretch."""
    matcher = SequenceMatcher(None, given, found[first:last], autojunk=False)
    for tag, one, other, start, end in matcher.get_opcodes():
        theirs = text[spans[first + start][0] : spans[first + end - 1][1]] if end > start else ""
        yield Difference(theirs if tag == "equal" else " ".join(given[one:other]), theirs)


def _position(found: list[str], given: list[str]) -> int | None:
    """Where the words stand among the others, next to each other."""
    for at in range(len(found) - len(given) + 1):
        if found[at : at + len(given)] == given:
            return at
    return None


def _is_exact(quote: Quote, start: int, end: int) -> bool:
    return any(begin <= start and end <= stop for begin, stop in quote.verbatim)


def _tokens(words: str) -> list[str]:
    return [_plain(token.group()) for token in WORD.finditer(words[:LONGEST])]


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'").casefold()
