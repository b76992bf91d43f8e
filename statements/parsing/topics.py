"""Issue labels: the vocabulary and where a text signals it."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from statements.parsing.document import Basis, Span, TopicEvidence


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
    definition: str = ""
    ambiguous: frozenset[str] = frozenset()
    """Those of the phrases that count only where one of `context`, or another phrase, is in the text."""
    context: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Slugs of topics beside it."""
    wikidata: str = ""
    """Id of the same concept in Wikidata, where sure."""


@cache
def load_vocabulary() -> tuple[Topic, ...]:
    """The topics in the order of the file, broader ones not necessarily first."""
    path = files("statements.parsing").joinpath("data", "topics.toml")
    entries = tomllib.loads(path.read_text("utf-8"))
    return tuple(as_topic(slug, entry) for slug, entry in entries.items() if slug != "version")


def as_topic(slug: str, entry: dict[str, Any]) -> Topic:
    return Topic(
        slug,
        entry["name"],
        entry.get("parent"),
        tuple(entry["phrases"]),
        entry.get("place", False),
        entry["definition"],
        frozenset(entry.get("ambiguous", ())),
        tuple(entry.get("context", ())),
        tuple(entry.get("related", ())),
        entry.get("wikidata", ""),
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

    span: Span
    slug: str


@cache
def unsure() -> dict[tuple[str, str], re.Pattern[str]]:
    """What must stand in a text for an ambiguous phrase (in lower case) to signal a topic (its slug)."""
    needs = {}
    for topic in load_vocabulary():
        others = [*topic.context, *(phrase for phrase in topic.phrases if phrase not in topic.ambiguous)]
        wanted = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?:s|es)?(?!\w)")
        needs.update({(phrase.lower(), topic.slug): wanted for phrase in topic.ambiguous})
    return needs


def find_signals(text: str) -> list[Signal]:
    """Every signalling phrase in a text, in order; ambiguous ones where the text tells what they mean."""
    expression, owners = signals()
    found = []
    told: dict[tuple[str, str], bool] = {}
    for match in expression.finditer(text):
        phrase = (match["cased"] or match["uncased"]).lower()
        for slug in owners[phrase]:
            key = phrase, slug
            if key in unsure() and key not in told:
                told[key] = unsure()[key].search(text) is not None
            if told.get(key, True):
                found.append(Signal(Span(*match.span()), slug))
    return found


def signals_within(found: list[Signal], span: Span) -> list[Signal]:
    """Those that begin inside a span, in order."""
    first = bisect_left(found, span.start, key=lambda signal: signal.span.start)
    last = bisect_left(found, span.end, key=lambda signal: signal.span.start)
    return found[first:last]


@cache
def places() -> frozenset[str]:
    """Slugs of the topics that are countries, regions or organisations."""
    return frozenset(topic.slug for topic in load_vocabulary() if topic.place)


@cache
def broader() -> dict[str, str | None]:
    """The parent of each topic, by slug."""
    return {topic.slug: topic.parent for topic in load_vocabulary()}


def with_broader(slugs: Iterable[str]) -> tuple[str, ...]:
    """Topics, each once, the ones above them included: what speaks of tariffs speaks of trade."""
    found: dict[str, None] = {}
    for slug in slugs:
        above: str | None = slug
        while above and above not in found:
            found[above] = None
            above = broader()[above]
    return tuple(found)


def topics_of_quote(
    found: list[Signal], content: Span, sentence: Span, paragraph: Span
) -> tuple[TopicEvidence, ...]:
    """Topics of a quote's words; where these name no issue, also its sentence's, else its paragraph's."""
    own = signals_within(found, content)
    if any(signal.slug not in places() for signal in own):
        return evidence(own, Basis.WORDS)
    for around, basis in ((sentence, Basis.SENTENCE), (paragraph, Basis.PARAGRAPH)):
        near = signals_within(found, around)
        issues = [signal for signal in near if signal.slug not in places()]
        if issues or (near and not own and around is paragraph):
            first = evidence(own, Basis.WORDS)
            known = {one.slug for one in first}
            return first + tuple(e for e in evidence(issues or near, basis) if e.slug not in known)
    return evidence(own, Basis.WORDS)


def evidence(found: list[Signal], basis: Basis) -> tuple[TopicEvidence, ...]:
    """Each topic once, with the first words that signal it."""
    first: dict[str, Span] = {}
    for signal in found:
        first.setdefault(signal.slug, signal.span)
    return tuple(TopicEvidence(slug, span, basis) for slug, span in first.items())
