"""A name typed where a slug is wanted, or a slug that is none: who or what was meant?

A name that only one thing has is taken for it. What is merely spelt like it is asked about.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from statements.filters import QuoteFilter
from statements.models import Person, Source, Topic
from statements.pages.chips import COUNTRIES
from statements.pages.listing import Pairs, address
from statements.pages.readings import Vocabulary

MOST_NAMES = 3
MOST_CANDIDATES = 6
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter as it was given; where it is a typed name, what that may mean: (slug, text)."""

    name: str
    value: str
    meanings: list[tuple[str, str]] | None = None
    sure: bool = False
    """The only meaning has that very name, or holds it."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A typed name, and what it may mean: (text, address of the list with it)."""

    value: str
    candidates: list[tuple[str, str]]


def find_typed(filterset: QuoteFilter, data: QueryDict) -> list[Given]:
    """All parameters in their order; the first few names that are no slugs are looked up."""
    pairs = [(name, value.strip()) for name, values in data.lists() for value in values if value.strip()]
    wrong = [name for name in LOOKUPS if name in filterset.form.errors]
    sound = {name: _slugs(name, [value for at, value in pairs if at == name]) for name in wrong}
    given, looked_up = [], 0
    for name, value in pairs:
        typed = name in sound and value not in sound[name] and "\0" not in value and len(value) <= LONGEST
        looked_up += typed
        given.append(_meant(name, value) if typed and looked_up <= MOST_NAMES else Given(name, value))
    return given


def settled(given: list[Given]) -> Pairs | None:
    """The parameters with every typed name replaced by the one thing it can mean.

    None where a name is in doubt, and where none was typed, so that there is nothing to replace.
    """
    typed = [one for one in given if one.meanings is not None]
    if not typed or not all(one.sure for one in typed):
        return None
    return [(one.name, one.meanings[0][0] if one.meanings else one.value) for one in given]


def guesses(given: list[Given], path: str) -> list[Guess]:
    """What each typed name may mean, as addresses of the same list with that meaning."""
    pairs = [(one.name, one.value) for one in given]
    return [
        Guess(
            one.value,
            [
                (text, address(path, [*pairs[:at], (one.name, slug), *pairs[at + 1 :]]))
                for slug, text in one.meanings
            ],
        )
        for at, one in enumerate(given)
        if one.meanings
    ]


def _meant(name: str, value: str) -> Given:
    words = " ".join(value.replace("-", " ").split())
    found = list(LOOKUPS[name](words))
    exact = [pair for pair in found if pair[1].casefold() == value.casefold()]
    found = exact if len(exact) == 1 else found
    if found:
        return Given(name, value, found, sure=len(found) == 1)
    return Given(name, value, list(ALIKE[name](words)))


def _slugs(name: str, values: list[str]) -> set[str]:
    """Those of the values that are no names but what the parameter wants."""
    if name == "country":
        return set(COUNTRIES)
    model = {"speaker": Person, "topic": Topic, "source": Source}[name]
    values = [value for value in values if "\0" not in value]
    return set(model._default_manager.filter(slug__in=values).values_list("slug", flat=True))


def _people(words: str) -> Iterable[tuple[str, str]]:
    named = Person.objects.current().named(words, forgiving=False)
    return named.values_list("slug", "name")[:MOST_CANDIDATES]


def _people_alike(words: str) -> Iterable[tuple[str, str]]:
    return Person.objects.current().named(words).values_list("slug", "name")[:MOST_CANDIDATES]


def _topics(words: str) -> Iterable[tuple[str, str]]:
    return Topic.objects.filter(name__icontains=words).values_list("slug", "name")[:MOST_CANDIDATES]


def _topics_alike(words: str) -> Iterable[tuple[str, str]]:
    vocabulary = Vocabulary(Topic.objects.values_list("slug", "name", "phrases"))
    return vocabulary.topics_like(words, MOST_CANDIDATES)


def _sources(words: str) -> Iterable[tuple[str, str]]:
    return Source.objects.filter(name__icontains=words).values_list("slug", "name")[:MOST_CANDIDATES]


def _sources_alike(words: str) -> Iterable[tuple[str, str]]:
    near = Source.objects.filter(name__trigram_word_similar=words)
    return near.values_list("slug", "name")[:MOST_CANDIDATES]


def _countries(words: str) -> Iterable[tuple[str, str]]:
    found = [pair for pair in COUNTRIES.items() if words.casefold() in pair[1].casefold()]
    return found[:MOST_CANDIDATES]


def _countries_alike(words: str) -> Iterable[tuple[str, str]]:
    return Vocabulary([]).countries_like(words, MOST_CANDIDATES)


Lookup = Callable[[str], Iterable[tuple[str, str]]]
LOOKUPS: dict[str, Lookup] = {
    "speaker": _people,
    "topic": _topics,
    "source": _sources,
    "country": _countries,
}
ALIKE: dict[str, Lookup] = {
    "speaker": _people_alike,
    "topic": _topics_alike,
    "source": _sources_alike,
    "country": _countries_alike,
}
