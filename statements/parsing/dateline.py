"""The date line: place, date and agency at the head of a report."""

import re
from dataclasses import dataclass
from datetime import date

from statements.parsing import gazetteer
from statements.parsing.dates import MONTH, find_dates
from statements.parsing.document import Span

WORD = r"[A-ZÀ-Þ][\w'’.-]*"
PLACE = rf"(?P<place>{WORD}(?:[ /](?:{WORD}|de|of|la|al|and|am)){{0,3}}(?:, {WORD}(?: {WORD})?)?)"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day|\.)?,? )?"
DAY = (
    rf"(?P<date>{WEEKDAY}(?:{MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH})(?:,? \d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)"
)
CLOSE = (
    r"[.,:]?\s*(?:(?P<agency>\([^()\n]{2,40}\)|/[^/\n]{2,30}/|\[[^\[\]\n]{2,40}\])\.?\s*(?:—|–|―|--|-(?=\s)|:)?"
    r"|(?P<dash>—|–|―|--|-(?=\s)))\s*(?=\S)"
)
FORMS = [
    re.compile(pattern)
    for pattern in (
        rf"{DAY}\s*{CLOSE}",
        rf"\((?P<agency>[A-Z][\w .]{{1,20}})\)\s*[-–—]\s*{PLACE}, {DAY}\s*[-–—]\s*(?=\S)",
        rf"{DAY}, {PLACE}\s*{CLOSE}",
        rf"{PLACE}[,.]? \(?{DAY}\)?\s*{CLOSE}",
        rf"{PLACE}[,.]? \(?{DAY}\)?(?:,? (?:at )?\d{{1,2}}[.:]\d\d(?: ?[ap]\.?m\.?)?|, .{{1,30}})?\.?$",
        rf"{DAY}, {PLACE}$",
        rf"{DAY} \[{PLACE}(?: [–—-] {WORD})?\]$",
        rf"{PLACE},?\s*{CLOSE}",
    )
]
"""The usual forms, the surer first."""
ALONE = re.compile(rf"{PLACE}$")
"""A line that is nothing but a place."""
BYLINE = re.compile(rf"(?:By |BY )?(?:{WORD} ?){{2,5}}(?: in | ?/ ?){PLACE}$")
"""“By Alba Testoni in Strelsau”, “Alba Testoni / STRELSAU”."""
NO_PLACE = frozenset({
    "news", "agency", "press", "published", "aired", "issued", "updated", "posted", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "commission", "ministry", "department",
    "office", "council", "statement", "remarks", "release", "minister", "secretary", "president", "question",
    "answer", "moderator", "source", "date",
})  # fmt: skip
LONGEST_PLACE = 40
HEAD = 12
"""Paragraphs among which the date line is looked for."""
FOOT = 3
"""Paragraphs of the foot in which an official paper may name its place."""
SHORT = 110
"""Characters of a line that is no prose."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a date line says, and the stretch of text it takes."""

    span: Span
    place: str | None
    published: date | None


def find_dateline(text: str, paragraphs: list[Span]) -> Dateline | None:
    """The first paragraph that begins with a date line; None where none of the head does."""
    found = [line for p in paragraphs[:HEAD] if (line := dateline_at(text, p))]
    placed = next((line for line in found if line.place), None)
    if placed or not found:
        return placed
    return found[0]


def place_in_margin(text: str, paragraphs: list[Span]) -> str | None:
    """The place that a line of the head names alone or behind the author, or a line of the foot."""
    for paragraph in [*paragraphs[:HEAD], *paragraphs[max(HEAD, len(paragraphs) - FOOT) :]]:
        if paragraph.end - paragraph.start > SHORT:
            continue
        for expression in (ALONE, BYLINE):
            match = expression.match(text, paragraph.start, paragraph.end)
            if match and is_seat(match["place"]):
                return as_place(match["place"])
    return None


def dateline_at(text: str, paragraph: Span) -> Dateline | None:
    for expression in FORMS:
        match = expression.match(text, paragraph.start, paragraph.end)
        if match and is_dateline(match):
            days = find_dates(text, match.start(), match.end(), None)
            exact = next((date.fromisoformat(d.iso) for d in days if len(d.iso) == 10), None)
            return Dateline(Span(*match.span()), as_place(match.groupdict().get("place")), exact)
    return None


def is_dateline(match: re.Match[str]) -> bool:
    """With a date any place will do; without one it is in capitals or a capital, or an agency follows."""
    parts = match.groupdict()
    place = parts.get("place") or ""
    words = re.findall(r"\w+", place.split(",")[0].lower())
    if (parts.get("agency") or "(A")[1].islower():
        return False
    if NO_PLACE & set(words) or len(place) > LONGEST_PLACE:
        return False
    if parts.get("date"):
        return True
    in_capitals = place.split(",")[0].isupper() and len(place) > 2
    return in_capitals or is_seat(place) or (bool(parts["agency"]) and place[-1] != ".")


def is_seat(place: str) -> bool:
    """Whether it is a capital, or a city where diplomats meet."""
    return gazetteer.is_seat(place.split(",")[0].strip(" ."))


def as_place(place: str | None) -> str | None:
    """The town in ordinary case, without what lies around or in it: “WASHINGTON, D.C.” is Washington."""
    if not place:
        return None
    words = place.split(",")[0].strip(" .").split()
    return " ".join(w.capitalize() if w.isupper() and len(w) > 2 and "." not in w else w for w in words)
