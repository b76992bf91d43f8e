"""What a quote was when somebody cited it, in a few letters that the cited address carries.

Nothing is stored: the address holds a digest of each part that a citation rests on, so that the page can
say years later which of them have changed.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from statements.models import Correction, Person, Quote
from statements.models.ids import ALPHABET

LETTERS = 4
"""Per part: 20 bits, so that one change in a million passes for none."""
PARTS = {"words": "Words", "speaker": "Speaker", "date": "Date", "meeting": "Meeting"}
FORM = re.compile(rf"[{ALPHABET}]{{{LETTERS}}}(?:-[{ALPHABET}]{{{LETTERS}}}){{{len(PARTS) - 1}}}")


@dataclass(frozen=True, slots=True)
class Change:
    """A part that is not what it was."""

    part: str
    before: str
    """What it was, as far as the history of corrections knows; else empty."""
    after: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What became of a quote since it was cited."""

    readable: bool
    """False where the fingerprint is none that this site makes."""
    changes: list[Change] = field(default_factory=list)


def fingerprint(quote: Quote) -> str:
    """``wwww-ssss-dddd-mmmm``: digests of words, speaker, date said and meeting."""
    return "-".join(_digest(value) for value in _values(quote).values())


def since_cited(quote: Quote, cited: str) -> Cited:
    """Which parts differ from those that the fingerprint ``cited`` was made of."""
    if not FORM.fullmatch(cited):
        return Cited(readable=False)
    now, then = _values(quote), dict(zip(PARTS, cited.split("-"), strict=True))
    changed = [part for part in PARTS if _digest(now[part]) != then[part]]
    earlier = _earlier(quote, changed) if changed else {}
    return Cited(
        readable=True,
        changes=[
            Change(
                PARTS[part],
                before=next(
                    (told for value, told in earlier.get(part, ()) if _digest(value) == then[part]), ""
                ),
                after=_told(quote)[part],
            )
            for part in changed
        ],
    )


def _values(quote: Quote) -> dict[str, str]:
    return {
        "words": " ".join(quote.text.split()),
        "speaker": quote.speaker.slug if quote.speaker else f"“{quote.attributed_to}”",
        "date": str(quote.said_on or ""),
        "meeting": quote.meeting.slug if quote.meeting else "",
    }


def _told(quote: Quote) -> dict[str, str]:
    """The parts as a reader is told them now."""
    return {
        "words": quote.text,
        "speaker": quote.speaker_label,
        "date": _day(str(quote.said_on or "")),
        "meeting": str(quote.meeting or "none"),
    }


def _earlier(quote: Quote, parts: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Values that parts once had, with how a reader is told them."""
    corrections: list[Any] = list(quote.corrections.values("field", "before", "after", "words"))
    found = {"words": [(" ".join(row["words"].split()), row["words"]) for row in corrections]}
    if "speaker" in parts:
        slugs = set(_values_of(corrections, Correction.Field.SPEAKER))
        people = Person.objects.filter(slug__in=slugs)
        if quote.speaker:  # those who were found to be this person since
            people = people | Person.objects.filter(merged_into=quote.speaker)
        found["speaker"] = list(people.values_list("slug", "name"))
        found["speaker"].append((f"“{quote.attributed_to}”", quote.attributed_to or "Speaker not named"))
    if "date" in parts:
        days = {"", *_values_of(corrections, Correction.Field.DATE)}
        found["date"] = [(day, _day(day)) for day in days]
    if "meeting" in parts:
        slugs = set(_values_of(corrections, Correction.Field.MEETING))
        found["meeting"] = [("", "none"), *((slug, slug) for slug in slugs)]
    return found


def _values_of(corrections: Iterable[dict[str, Any]], wanted: str) -> Iterable[str]:
    for row in corrections:
        if row["field"] == wanted:
            yield from (value for value in (row["before"], row["after"]) if value)


def _day(day: str) -> str:
    """“4 May 2020”, from an ISO date."""
    on = date.fromisoformat(day) if day else None
    return f"{on.day} {on:%B} {on.year}" if on else "not known"


def _digest(value: str) -> str:
    number = int.from_bytes(hashlib.sha256(value.encode()).digest()[:8])
    return "".join(ALPHABET[number >> shift & 31] for shift in range(0, 5 * LETTERS, 5))
