"""Words from the search box taken apart: the topics and countries that they name, and what is left."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from statements.pages.chips import COUNTRIES

Named = tuple[str, str]
"""A slug or code, and the name."""

LONGEST_NAME = 6
GLUE = frozenset("on about by of in at with to from and the what did say said says".split())  # noqa: SIM905
UNFOLDED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
ALIKE = 0.78  # of difflib's ratio: a letter or two of a word may be wrong


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words name. A name can be a country and a topic at once."""

    words: str
    topics: list[Named]
    countries: list[Named]
    rest: str
    """The words that are no part of a name, small ones left out."""


class Vocabulary:
    """The names of all topics, with the phrases that signal them, and of all countries."""

    def __init__(self, topics: Iterable[tuple[str, str, list[str]]]) -> None:
        self.topics: dict[str, Named] = {}
        phrases: dict[str, Named] = {}
        for slug, name, signals in topics:
            self.topics[fold(name)] = (slug, name)
            phrases.update((fold(signal), (slug, name)) for signal in signals)
        self.phrases = phrases | self.topics
        self.countries: dict[str, Named] = {fold(name): (code, name) for code, name in COUNTRIES.items()}

    def read(self, words: str) -> Reading:
        """The longest names first; each word belongs to one name."""
        tokens, taken = words.split(), set[int]()
        found: dict[str, list[Named]] = {"topics": [], "countries": []}
        for size in range(min(LONGEST_NAME, len(tokens)), 0, -1):
            for at in range(len(tokens) - size + 1):
                here = {*range(at, at + size)}
                gram = fold(" ".join(tokens[at : at + size]))
                meant = {
                    name: names[gram]
                    for name, names in (("topics", self.phrases), ("countries", self.countries))
                    if gram in names and not taken & here
                }
                for name, named in meant.items():
                    found[name].append(named)
                taken |= here if meant else set()
        rest = [one for at, one in enumerate(tokens) if at not in taken and one.lower() not in GLUE]
        return Reading(words, found["topics"], found["countries"], " ".join(rest))

    def topics_like(self, words: str, most: int) -> list[Named]:
        """Topics whose name holds the words or is spelt nearly so, or that the words signal."""
        signalled = [self.phrases[fold(words)]] if fold(words) in self.phrases else []
        return list(dict.fromkeys([*signalled, *_like(words, self.topics, most)]))[:most]

    def countries_like(self, words: str, most: int) -> list[Named]:
        """Countries whose name holds the words or is spelt nearly so, or whose code (NO) they are."""
        coded = [(words, COUNTRIES[words])] if words in COUNTRIES else []
        return list(dict.fromkeys([*coded, *_like(words, self.countries, most)]))[:most]


def fold(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.lower().translate(UNFOLDED))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _like(words: str, names: dict[str, Named], most: int) -> list[Named]:
    wanted = fold(words)
    holding = sorted(
        (name for name in names if wanted in name and len(wanted) > 1),
        key=lambda name: (not name.startswith(wanted), f" {wanted}" not in name, name),
    )
    near = [] if holding else get_close_matches(wanted, names, n=most, cutoff=ALIKE)
    return [names[name] for name in [*holding, *near][:most]]
