"""Issue labels: the vocabulary and where a text signals it."""

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from statements.parsing.document import Span


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue of diplomacy with the phrases that signal it."""

    slug: str
    name: str
    parent: str | None
    """Slug of the broader topic."""
    phrases: tuple[str, ...]
    place: bool = False
    """True for a country, region or organisation, false for an issue."""


@cache
def load_vocabulary() -> tuple[Topic, ...]:
    """The topics in the order of the file, broader ones not necessarily first."""
    path = files("statements.parsing").joinpath("data", "topics.toml")
    entries = tomllib.loads(path.read_text("utf-8"))
    return tuple(
        Topic(slug, entry["name"], entry.get("parent"), tuple(entry["phrases"]), entry.get("place", False))
        for slug, entry in entries.items()
    )


@cache
def signals() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """One expression that finds every phrase, and the topics of each phrase (in lower case)."""
    owners: dict[str, list[str]] = {}
    cased: set[str] = set()
    uncased: set[str] = set()
    for topic in load_vocabulary():
        for phrase in topic.phrases:
            owners.setdefault(phrase.lower(), []).append(topic.slug)
            (cased if phrase[0].isupper() else uncased).add(phrase)
    alternatives = (
        "|".join(re.escape(p) for p in sorted(cased, key=len, reverse=True)),
        "|".join(re.escape(p) for p in sorted(uncased, key=len, reverse=True)),
    )
    expression = (
        rf"(?<!\w)(?:(?P<cased>{alternatives[0]})|(?i:(?P<uncased>{alternatives[1]})))(?:s|es)?(?!\w)"
    )
    return re.compile(expression), {phrase: tuple(slugs) for phrase, slugs in owners.items()}


@dataclass(frozen=True, slots=True)
class Signal:
    """A phrase found in the text: where, and the topic it signals."""

    start: int
    slug: str


def find_signals(text: str) -> list[Signal]:
    """Every signalling phrase in a text, in order."""
    expression, owners = signals()
    found = []
    for match in expression.finditer(text):
        phrase = (match["cased"] or match["uncased"]).lower()
        found += [Signal(match.start(), slug) for slug in owners[phrase]]
    return found


def topics_within(found: list[Signal], span: Span) -> tuple[str, ...]:
    """Slugs signalled inside a span, each once, in order of appearance."""
    first = bisect_left(found, span.start, key=lambda signal: signal.start)
    last = bisect_left(found, span.end, key=lambda signal: signal.start)
    return tuple(dict.fromkeys(signal.slug for signal in found[first:last]))


@cache
def places() -> frozenset[str]:
    """Slugs of the topics that are countries, regions or organisations."""
    return frozenset(topic.slug for topic in load_vocabulary() if topic.place)


def topics_of_quote(found: list[Signal], content: Span, sentence: Span, paragraph: Span) -> tuple[str, ...]:
    """Topics of a quote's words; where these name no issue, also its sentence's, else its paragraph's."""
    own = topics_within(found, content)
    if any(slug not in places() for slug in own):
        return own
    for around in (sentence, paragraph):
        slugs = topics_within(found, around)
        issues = tuple(slug for slug in slugs if slug not in places())
        if issues or (slugs and not own and around is paragraph):
            return tuple(dict.fromkeys([*own, *(issues or slugs)]))
    return own
