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
DAY = rf"(?P<date>{WEEKDAY}(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?)"
CLOSE = (
    r"[.,:]?\s*(?:(?P<agency>\([^()\n]{2,40}\)|/[^/\n]{2,30}/|\[[^\[\]\n]{2,40}\])\.?\s*(?:—|–|―|--|-(?=\s)|:)?"
    r"|(?P<dash>—|–|―|--|-(?=\s)))\s*(?=\S)"
)
FORMS = [
    re.compile(pattern)
    for pattern in (
        rf"{DAY}\s*{CLOSE}",
        rf"{DAY}, {PLACE}\s*{CLOSE}",
        rf"{PLACE}[,.]? \(?{DAY}\)?\s*{CLOSE}",
        rf"{PLACE}[,.]? \(?{DAY}\)?\.?$",
        rf"{DAY}, {PLACE}$",
        rf"{PLACE},?\s*{CLOSE}",
    )
]
"""The usual forms, the surer first."""
LONGEST_PLACE = 40
HEAD = 12
"""Paragraphs among which the date line is looked for."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a date line says, and the stretch of text it takes."""

    span: Span
    place: str | None
    published: date | None


def find_dateline(text: str, paragraphs: list[Span]) -> Dateline | None:
    """The first paragraph that begins with a date line; None where none of the head does."""
    for paragraph in paragraphs[:HEAD]:
        found = dateline_at(text, paragraph)
        if found:
            return found
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
    if parts.get("date"):
        return len(place) <= LONGEST_PLACE
    in_capitals = place.split(",")[0].isupper() and len(place) > 2
    known = gazetteer.countries().get(place.split(",")[0])
    is_capital = known is not None and known.kind == "capital"
    named = in_capitals or is_capital or (bool(parts["agency"]) and place[-1] != ".")
    return len(place) <= LONGEST_PLACE and named


def as_place(place: str | None) -> str | None:
    """The place in ordinary case: “MOSCOW” is Moscow."""
    if not place:
        return None
    words = place.strip(" ,.").split()
    return " ".join(w.capitalize() if w.isupper() and len(w) > 2 and "." not in w else w for w in words)
