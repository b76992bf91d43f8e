"""The date line: place, date and agency at the head of a report."""

import re
from dataclasses import dataclass
from datetime import date

from statements.parsing.dates import MONTH, find_dates
from statements.parsing.document import Span

PLACE = r"[A-ZÀ-Þ][\w'’.-]*(?:[ /-](?:[A-ZÀ-Þ][\w'’.-]*|de|of|la|al|and|am)){0,3}(?:, [A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*)?)??"
DAY = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
AGENCY = r"(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/|\[[^\[\]\n]{2,40}\])"
DASH = r"(?:—|–|―|--|- )"
DATELINE = re.compile(
    rf"(?:(?P<place>{PLACE})(?:, ?| \(?))?(?P<date>{DAY})?\)?[.,:]?\s*(?P<agency>{AGENCY})?\.?\s*(?P<dash>{DASH})?\s*"
)
BARE = re.compile(rf"(?P<place>{PLACE})\s*(?P<agency>{AGENCY})?\s*(?P<dash>{DASH})\s*")
LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a date line says, and the stretch of text it takes."""

    span: Span
    place: str | None
    published: date | None


def find_dateline(text: str, paragraphs: list[Span]) -> Dateline | None:
    """The first paragraph that begins with a date line; None where none of the first dozen does."""
    for paragraph in paragraphs[:12]:
        found = dateline_at(text, paragraph)
        if found:
            return found
    return None


def dateline_at(text: str, paragraph: Span) -> Dateline | None:
    for expression in (DATELINE, BARE):
        match = expression.match(text, paragraph.start, paragraph.end)
        if match and match.end() > paragraph.start and is_dateline(match, paragraph):
            days = find_dates(text, match.start(), match.end(), None)
            exact = next((date.fromisoformat(d.iso) for d in days if len(d.iso) == 10), None)
            place = match["place"]
            return Dateline(Span(paragraph.start, match.end()), as_place(place), exact)
    return None


def is_dateline(match: re.Match[str], paragraph: Span) -> bool:
    """A dash or an agency closes it, a place or a date opens it, and text follows."""
    parts = match.groupdict()
    if match.end() >= paragraph.end or not (parts["dash"] or parts["agency"]):
        return False
    place = parts["place"] or ""
    if parts.get("date"):
        return len(place) <= LONGEST_PLACE
    if not place:
        return bool(parts["agency"] and parts["dash"])
    return len(place) <= LONGEST_PLACE and (
        place.split(",")[0].isupper() or bool(parts["agency"] and parts["dash"])
    )


def as_place(place: str | None) -> str | None:
    """The place in ordinary case: “MOSCOW” is Moscow."""
    if not place:
        return None
    place = place.strip(" ,.")
    return " ".join(
        w.capitalize() if w.isupper() and len(w) > 2 and "." not in w else w for w in place.split()
    )
