"""A name typed where a slug is wanted: who or what was meant?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import QueryDict

from statements.filters import QuoteFilter
from statements.models import Person, Source, Topic
from statements.pages.chips import COUNTRIES
from statements.pages.listing import Pairs, address

MOST_WORDS = 5
MOST_NAMES = 3
MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Guess:
    """A typed value that is no slug, and what it may mean: (text, address of the list with it)."""

    name: str
    value: str
    candidates: list[tuple[str, str]]


def settled(filterset: QuoteFilter, data: QueryDict) -> Pairs | None:
    """The parameters with every typed name replaced by the one thing it can mean; None if one is in doubt.

    Also None where no name was typed, so that there is nothing to replace.
    """
    pairs, replaced = [], False
    for name, value in _filled(data):
        found = _meanings(name, value, filterset)
        if found is None:
            pairs.append((name, value))
        elif len(found) == 1:
            pairs.append((name, found[0][0]))
            replaced = True
        else:
            return None
    return pairs if replaced else None


def guesses(filterset: QuoteFilter, data: QueryDict, path: str) -> list[Guess]:
    """What each typed name may mean, as addresses of the same list with that meaning."""
    filled = _filled(data)
    found = []
    for at, (name, value) in enumerate(filled):
        if (meanings := _meanings(name, value, filterset)) is not None:
            links = [
                (text, address(path, [*filled[:at], (name, slug), *filled[at + 1 :]]))
                for slug, text in meanings
            ]
            found.append(Guess(name, value, links))
    return found[:MOST_NAMES]


def _filled(data: QueryDict) -> Pairs:
    return [(name, value.strip()) for name, values in data.lists() for value in values if value.strip()]


def _meanings(name: str, value: str, filterset: QuoteFilter) -> list[tuple[str, str]] | None:
    """(Slug, text) of what the value may mean; None where it is no typed name or the parameter is sound."""
    if name not in LOOKUPS or name not in filterset.form.errors or "\0" in value or len(value) > 100:
        return None
    if name in {"speaker", "topic", "source"} and _is_slug(name, value):
        return None
    if name == "country" and value in COUNTRIES:
        return None
    found = list(LOOKUPS[name](value))
    exact = [pair for pair in found if pair[1].casefold() == value.casefold()]
    return exact if len(exact) == 1 else found


def _is_slug(name: str, value: str) -> bool:
    model = {"speaker": Person, "topic": Topic, "source": Source}[name]
    return model._default_manager.filter(slug=value).exists()


def _people(value: str) -> Iterable[tuple[str, str]]:
    words = " ".join(value.split()[:MOST_WORDS])
    return Person.objects.current().named(words).values_list("slug", "name")[:MOST_CANDIDATES]


def _topics(value: str) -> Iterable[tuple[str, str]]:
    return Topic.objects.filter(name__icontains=value).values_list("slug", "name")[:MOST_CANDIDATES]


def _sources(value: str) -> Iterable[tuple[str, str]]:
    return Source.objects.filter(name__icontains=value).values_list("slug", "name")[:MOST_CANDIDATES]


def _countries(value: str) -> Iterable[tuple[str, str]]:
    found = [pair for pair in COUNTRIES.items() if value.casefold() in pair[1].casefold()]
    return found[:MOST_CANDIDATES]


LOOKUPS: dict[str, Callable[[str], Iterable[tuple[str, str]]]] = {
    "speaker": _people,
    "topic": _topics,
    "source": _sources,
    "country": _countries,
}
