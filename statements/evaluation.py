"""How well the parser reads documents that were labelled by hand: precision, recall and F1 of each part.

A labelled document is NAME.txt with NAME.json beside it; tests/corpus/README.md describes the labels.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from statements.parsing import (
    ParsedArticle,
    ParsedMeeting,
    ParsedPerson,
    ParsedQuote,
    QuoteKind,
    Span,
    SpeakerKind,
    parse_article,
)

QUOTED = ("direct", "mixed")
FEWEST_WORDS = 3
"""Words of the shortest stretch between quotation marks that counts."""
STEM = 5
"""Letters of a word that are compared where names of offices, places and topics are."""
HALF = 0.5
"""Share of what two spans cover together that both must cover to be the same statement."""
SMALL = frozenset({"the", "of", "and", "in", "on", "for", "to", "a"})
MEASURES = (
    "words", "statements", "people", "offices", "countries", "meetings", "topics", "form", "date", "place",
)  # fmt: skip


@dataclass
class Tally:
    """What was found: right ones, all that were told, all that the labels hold."""

    right: int = 0
    told: int = 0
    labelled: int = 0
    found: int = 0
    """Labels that are matched; differs from `right` where several told ones match one."""

    def add(self, *, right: int, told: int, labelled: int, found: int | None = None) -> None:
        self.right += right
        self.told += told
        self.labelled += labelled
        self.found += right if found is None else found

    @property
    def precision(self) -> float:
        """Share of what was told that is right; 1 where nothing was told."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Share of the labels that was found; 1 where there are none."""
        return self.found / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Labelled:
    """A document with what is to be found in it."""

    name: str
    text: str
    labels: dict[str, Any]

    @property
    def published(self) -> date | None:
        """The day that is told to the parser, where the text alone has no year."""
        given = self.labels.get("given_published")
        return date.fromisoformat(given) if given else None


def read_labelled(folder: Path) -> Iterator[Labelled]:
    """The labelled documents below a folder, by name. Raises FileNotFoundError where a text is missing."""
    for path in sorted(folder.rglob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        if isinstance(labels, dict) and "quotes" in labels:
            name = "-".join(path.relative_to(folder).with_suffix("").parts)
            yield Labelled(name, path.with_suffix(".txt").read_text("utf-8"), labels)


def evaluate(documents: Iterable[Labelled]) -> dict[str, Tally]:
    """Parse each document and compare; a tally for each of `MEASURES`."""
    tallies = {measure: Tally() for measure in MEASURES}
    for document in documents:
        compare(parse_article(document.text, document.published), document, tallies)
    return tallies


def compare(parsed: ParsedArticle, document: Labelled, tallies: dict[str, Tally]) -> None:
    """Add what one parsed document has right to the tallies."""
    labels = document.labels
    compare_words(parsed, labels["quotes"], tallies["words"])
    compare_statements(parsed, labels["quotes"], tallies["statements"])
    compare_people(parsed, labels["people"], tallies)
    compare_meetings(parsed, labels["meetings"], tallies["meetings"])
    slugs = [stems(slug.replace("-", " ")) for slug in parsed.topics]
    found = sum(any(stems(topic) & slug for slug in slugs) for topic in labels["topics"])
    tallies["topics"].add(right=found, told=found, labelled=len(labels["topics"]))
    published = labels["published"] or labels.get("given_published")
    day = parsed.published.isoformat() if parsed.published else None
    for measure, told, wanted in (
        ("form", str(parsed.form), labels["form"]),
        ("date", day, published),
        ("place", parsed.dateline, labels["dateline"]),
    ):
        same = told == wanted or bool(stems(told) & stems(wanted))
        tallies[measure].add(right=same, told=1, labelled=1)


def compare_words(parsed: ParsedArticle, labels: list[dict[str, Any]], tally: Tally) -> None:
    """Stretches between quotation marks with who says them; half of a stretch is enough."""
    wanted = [
        (span, label)
        for label in labels
        if label["kind"] in QUOTED and len(re.findall(r"\w+", label["text"])) >= FEWEST_WORDS
        if (span := span_of(parsed.text, label))
    ]
    told = [
        (span, quote)
        for quote in parsed.quotes
        for span in quote.verbatim
        if len(re.findall(r"\w+", span.of(parsed.text))) >= FEWEST_WORDS
    ]

    def fits(span: Span, quote: ParsedQuote, label_span: Span, label: dict[str, Any]) -> bool:
        return 2 * span.overlap(label_span) >= min(length(span), length(label_span)) and is_said_by(
            quote, label
        )

    tally.add(
        right=sum(any(fits(*one, *label) for label in wanted) for one in told),
        told=len(told),
        labelled=len(wanted),
        found=sum(any(fits(*one, *label) for one in told) for label in wanted),
    )


def compare_statements(parsed: ParsedArticle, labels: list[dict[str, Any]], tally: Tally) -> None:
    """Reported clauses and turns: half of what both cover together is shared, or a turn holds it."""
    turns = [quote for quote in parsed.quotes if quote.kind is QuoteKind.TURN]
    used: set[int] = set()
    found = 0
    for label in (label for label in labels if label["kind"] not in QUOTED):
        span = span_of(parsed.text, label)
        holder = next((turn for turn in turns if holds(turn.content, span)), None)
        best = max(parsed.quotes, key=lambda quote: shared(quote.content, span), default=None)
        if holder and is_said_by(holder, label):
            used.add(id(holder))
            found += 1
        elif best and is_same_statement(best, span, label, used):
            used.add(id(best))
            found += 1
    told = {id(quote) for quote in (*turns, *(q for q in parsed.quotes if not q.verbatim))} | used
    wanted = sum(label["kind"] not in QUOTED for label in labels)
    tally.add(right=len(used), told=len(told), labelled=wanted, found=found)


def is_same_statement(quote: ParsedQuote, span: Span, label: dict[str, Any], used: set[int]) -> bool:
    return id(quote) not in used and shared(quote.content, span) >= HALF and is_said_by(quote, label)


def compare_people(parsed: ParsedArticle, labels: list[dict[str, Any]], tallies: dict[str, Tally]) -> None:
    """People by name; of those found, their offices and countries."""
    found = 0
    for label in labels:
        person = next((p for p in parsed.people if is_same_person(p.name, label["name"])), None)
        if person is None:
            continue
        found += 1
        if label.get("role"):
            same = bool(stems(person.role) & stems(label["role"]))
            tallies["offices"].add(right=same, told=bool(person.role), labelled=1)
        if label.get("country"):
            tallies["countries"].add(right=is_of(person, label), told=bool(person.country), labelled=1)
    tallies["people"].add(right=found, told=len(parsed.people), labelled=len(labels))


def is_of(person: ParsedPerson, label: dict[str, Any]) -> bool:
    return person.country == label["country"] or bool(stems(person.country) & stems(label["country"]))


def compare_meetings(parsed: ParsedArticle, labels: list[dict[str, Any]], tally: Tally) -> None:
    """Meetings by people, day and place: one of the three told fully, or as much of several."""
    left = list(parsed.meetings)
    found = 0
    for label in labels:
        best = max(left, key=lambda meeting: likeness(meeting, label), default=None)
        if best is not None and likeness(best, label) >= 1:
            left.remove(best)
            found += 1
    tally.add(right=found, told=len(parsed.meetings), labelled=len(labels))


def likeness(meeting: ParsedMeeting, label: dict[str, Any]) -> float:
    """Share of the people that both name, one more for the same day, one more for the same place."""
    people = label["participants"]
    common = sum(any(is_same_person(name, wanted) for wanted in people) for name in meeting.participants)
    size = len(meeting.participants) + len(people) - common
    same_day = bool(label["date"]) and meeting.date == label["date"]
    return (common / size if size else 0.0) + same_day + bool(stems(meeting.place) & stems(label["place"]))


def is_said_by(quote: ParsedQuote, label: dict[str, Any]) -> bool:
    """Whether a quote is credited as its label is; of words passed on, either of the two will do."""
    names = [quote.speaker or "", *quote.co_speakers]
    if label.get("relayed") and any(is_same_person(name, label["relayed"]) for name in names):
        return True
    if label["speaker_kind"] == "person":
        wanted = label["speaker"].split("; ")
        return all(any(is_same_person(name, one) for name in names) for one in wanted)
    if quote.speaker_kind is SpeakerKind.PERSON:
        return False
    return not quote.speaker or not label["speaker"] or bool(stems(quote.speaker) & stems(label["speaker"]))


def is_same_person(one: str, other: str) -> bool:
    """Whether two names have one surname and first names that begin alike, where both have one."""
    first, second = (re.findall(r"[^\W\d_]+", name.lower()) for name in (one, other))
    if not first or not second or first[-1] != second[-1]:
        return False
    return (
        1 in (len(first), len(second))
        or first[0][:3] == second[0][:3]
        or 1 in (len(first[0]), len(second[0]))
    )


def span_of(text: str, label: dict[str, Any]) -> Span:
    """Where a label's words stand. Raises ValueError where they do not."""
    at = -1
    for _ in range(label.get("occurrence", 1)):
        at = text.index(label["text"], at + 1)
    return Span(at, at + len(label["text"]))


def length(span: Span) -> int:
    return span.end - span.start


def holds(outer: Span, inner: Span) -> bool:
    return outer.overlap(inner) >= 0.9 * length(inner)


def shared(one: Span, other: Span) -> float:
    """Code points that both cover, by those that one of them does."""
    both = one.overlap(other)
    return both / (length(one) + length(other) - both)


def stems(words: str | None) -> set[str]:
    """The beginnings of the words that tell something."""
    found = re.findall(r"[^\W_]{2,}", (words or "").lower())
    return {word[:STEM] for word in found if word not in SMALL}
