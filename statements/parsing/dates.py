"""Dates in English text, absolute ones and those relative to the day of publication."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from statements.parsing.document import Span

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
EXPRESSION = re.compile(
    rf"(?<!\w)(?:(?P<iso>(?P<iy>\d{{4}})-(?P<im>\d\d)-(?P<id>\d\d))"
    rf"|(?P<nd>\d{{1,2}})(?P<sep>[./])(?P<nm>\d{{1,2}})(?P=sep)(?P<ny>\d{{4}})"
    rf"|(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>\d{{4}}))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:(?:day )?of\s+)?(?P<m2>{MONTH})(?:,?\s+(?P<y2>\d{{4}}))?"
    rf"|(?:(?P<last>last|this|next)\s+|(?P<in>in|since|until|by|during)\s+(?:early |late |mid-)?)?"
    rf"(?P<m3>{MONTH})(?:\s+of)?(?:,?\s+(?P<y3>\d{{4}}))?"
    rf"|(?P<rel>last|this|next) (?P<unit>month|year)"
    rf"|(?<=\bin )(?P<y4>(?:19|20)\d\d)"
    rf"|(?:(?P<lastday>last|next)\s+)?(?P<weekday>{WEEKDAY})"
    rf"|(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Ee]arlier in the day"
    rf"|this (?:morning|afternoon|evening)))(?!\w)"
)


SHIFTS = {"last": -1, "this": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date where it stands: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``."""

    span: Span
    iso: str


def find_dates(text: str, start: int, end: int, published: date | None) -> list[Dated]:
    """The dates of a stretch of text that can be told, as precise as they are."""
    found = []
    for match in EXPRESSION.finditer(text, start, end):
        iso = resolve_date(match, published)
        if iso:
            found.append(Dated(Span(*match.span()), iso))
    return found


def resolve_date(match: re.Match[str], published: date | None) -> str | None:
    parts = match.groupdict()
    if parts["iso"]:
        return day_of(int(parts["iy"]), int(parts["im"]), int(parts["id"]))
    if parts["ny"]:
        return numeric_day(int(parts["ny"]), int(parts["nm"]), int(parts["nd"]), parts["sep"])
    for n in ("1", "2"):
        if parts["m" + n]:
            return day_in_month(parts["y" + n], month_number(parts["m" + n]), int(parts["d" + n]), published)
    if parts["m3"]:
        return whole_month(parts["last"] or parts["in"], month_number(parts["m3"]), parts["y3"], published)
    if parts["y4"]:
        return parts["y4"]
    if not published:
        return None
    if parts["unit"]:
        return period_near(parts["unit"], SHIFTS[parts["rel"]], published)
    if parts["weekday"]:
        return weekday_near(parts["weekday"], parts["lastday"], published)
    shift = {"yesterday": -1, "tomorrow": 1}.get((parts["word"] or "").lower(), 0)
    return (published + timedelta(days=shift)).isoformat()


def month_number(word: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(word[:3].lower()))


def day_of(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def numeric_day(year: int, month: int, day: int, separator: str) -> str | None:
    """14.04.2016 has the day first; 04/05/2016 may be of either order, so nothing is told of it."""
    if separator == "/" and day != month and day <= 12 and month <= 12:
        return None
    return day_of(year, month, day) or day_of(year, day, month)


def day_in_month(year: str | None, month: int, day: int, published: date | None) -> str | None:
    """A day; without a year, the one nearest to publication."""
    if year:
        return day_of(int(year), month, day)
    if not published:
        return None
    days = [day_of(published.year + shift, month, day) for shift in (-1, 0, 1)]
    known = [d for d in days if d]
    return min(known, key=lambda d: abs(date.fromisoformat(d) - published), default=None)


def whole_month(relation: str | None, month: int, year: str | None, published: date | None) -> str | None:
    """A month: “May” alone is left, for it may be the verb or a name; “last May”, “in May” are told.

    Behind “in” it is the one last past: what is yet to come says so (“next May”, “by May”).
    """
    if year:
        return f"{int(year):04d}-{month:02d}"
    if not published or not relation:
        return None
    if relation == "last":
        return f"{published.year - (month >= published.month):04d}-{month:02d}"
    if relation in ("this", "next", "until", "by"):
        return f"{published.year + (relation != 'this' and month < published.month):04d}-{month:02d}"
    return f"{published.year - (month > published.month):04d}-{month:02d}"


def period_near(unit: str, shift: int, published: date) -> str:
    """The month or year before, of or after publication."""
    if unit == "year":
        return f"{published.year + shift:04d}"
    months = published.year * 12 + published.month - 1 + shift
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def weekday_near(word: str, relation: str | None, published: date) -> str:
    """The weekday last past (or publication's own); the next one after “next”."""
    wanted = WEEKDAYS.index(word.lower())
    back = (published.weekday() - wanted) % 7
    if relation == "next":
        return (published + timedelta(days=7 - back)).isoformat()
    if relation == "last" and back == 0:
        back = 7
    return (published - timedelta(days=back)).isoformat()
