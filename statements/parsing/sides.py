"""The country that somebody speaks for, where it isn't said beside the name."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from statements.parsing import gazetteer
from statements.parsing.coreference import Person
from statements.parsing.language import Reading
from statements.parsing.offices import LONGEST_WORD

JOINERS = frozenset({"and", "or", "-", "–", "with", "the", "both", "versus", "either"})
PLACING = frozenset(
    {"in", "at", "from", "near", "outside", "around", "through", "via", "leaving", "capital", ","}
)
"""Words before a capital that is only where something happens."""
LEAD = 3
"""Paragraphs of the body in which a report says who acts."""
ADMINISTRATION = "administration"


def infer_countries(reading: Reading, people: list[Person], place: str | None, body: int) -> None:
    """Fill in missing countries of those in office: by their administration, or as a side of the talks.

    `place` is the date line's, `body` the index of the paragraph in which the report begins.
    """
    share_offices(people)
    for person in people:
        if person.office.role and not person.office.country and has_administration(reading, person):
            person.office = replace(person.office, country="US")
    official = [person for person in people if person.office.role and is_national(person)]
    unknown = [person for person in official if not person.office.country]
    taken = {person.office.country for person in official if person.office.country}
    if len(unknown) == 1 and taken:
        known = [person for person in official if person.office.country]
        mine = max(known, key=lambda person: len(person.mentions)).office.country
        if mine and (other := other_side(reading, mine)):
            assign(unknown[0], other)
            return
    sides = leading_sides(reading, body)
    free = [code for code in sides if code not in taken]
    home = gazetteer.countries().get(place or "")
    if home and home.code in free and len(free) > 1 and len(unknown) > 1:
        free = [home.code, *(code for code in free if code != home.code)]
    if not unknown or not free:
        return
    assign(unknown[0], free[0])
    for person in unknown[1:]:
        if person.office.counterpart and len(free) > 1:
            assign(person, free[1])
        elif not person.office.counterpart and len(free) == 1:
            assign(person, free[0])


def assign(person: Person, country: str) -> None:
    person.office = replace(person.office, country=country)


def leading_sides(reading: Reading, body: int) -> list[str]:
    """The one or two countries that act in the title and the lead, in order; none where there are more.

    A capital counts as its government, unless something is said to happen there.
    """
    if not reading.paragraphs:
        return []
    last = min(body + LEAD, len(reading.paragraphs)) - 1
    end = reading.token_range_start(reading.paragraphs[last].end)
    seen = dict.fromkeys(code for code, first, _ in acting_countries(reading, end) if first < end)
    return list(seen) if len(seen) <= 2 else []


def share_offices(people: list[Person]) -> None:
    """Give “her counterpart” the office of the one named before, who holds it on the other side."""
    for person in people:
        if person.office.counterpart and not person.office.role:
            at = person.mentions[0].span.start
            partners = [p for p in people if p.office.role and p.mentions[0].span.start < at]
            if partners:
                nearest = max(
                    partners, key=lambda p: max(m.span.start for m in p.mentions if m.span.start < at)
                )
                person.office = replace(person.office, role=nearest.office.role)


def has_administration(reading: Reading, person: Person) -> bool:
    """“the Testoni administration”: what the press calls a president's government in the United States."""
    doc = reading.doc
    return any(
        m.last + 1 < len(doc)
        and doc[m.last + 1].lower_ == ADMINISTRATION
        and "resident" in (person.office.role or "")
        for m in person.mentions
    )


def is_national(person: Person) -> bool:
    """Whether the office is one that a country has: ministers, heads of state and government, envoys."""
    role = (person.office.role or "").lower()
    return any(
        word in role
        for word in (
            "minister",
            "president",
            "premier",
            "chancellor",
            "ambassador",
            "king",
            "secretary of state",
            "foreign secretary",
            "spokes",
            "envoy",
            "negotiator",
        )
    )


def other_side(reading: Reading, mine: str) -> str | None:
    """The country most often named beside this one (“Ruritania and Graustark”), if one is ahead."""
    pairs: Counter[str] = Counter()
    for (code, _, end), (other, start, _) in pairwise(country_places(reading)):
        between = [reading.doc[i].lower_ for i in range(end + 1, start)]
        if (
            code != other
            and mine in (code, other)
            and all(word in JOINERS for word in between[:3])
            and len(between) < 3
        ):
            pairs[other if code == mine else code] += 1
    best = pairs.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def country_places(reading: Reading) -> list[tuple[str, int, int]]:
    """Code, first and last token of each country named, in order."""
    found, i, doc = [], 0, reading.doc
    while i < len(doc):
        size = next(
            (
                n
                for n in range(LONGEST_WORD, 0, -1)
                if i + n <= len(doc) and is_country(reading, i, i + n - 1)
            ),
            0,
        )
        if size:
            words = reading.span_of(i, i + size - 1).of(reading.text).replace("’", "'")
            found.append((gazetteer.countries()[words].code, i, i + size - 1))
        i += max(1, size)
    return found


def acting_countries(reading: Reading, end: int) -> list[tuple[str, int, int]]:
    """Code, first and last token of each word for a country that is no place where something happens."""
    found, i = [], 0
    while i < end:
        for size in range(min(LONGEST_WORD, end - i), 0, -1):
            words = reading.span_of(i, i + size - 1).of(reading.text).replace("’", "'")
            country = gazetteer.countries().get(words) if words[0].isupper() else None
            if country:
                if country.kind != "capital" or not is_location(reading, i):
                    found.append((country.code, i, i + size - 1))
                break
        i += size
    return found


def is_location(reading: Reading, i: int) -> bool:
    """Whether a place at a token is where something is or happens; a date line's is."""
    before = reading.doc[i - 1].lower_ if i else "\n"
    return before in PLACING or "\n" in before or bool(reading.doc[i].is_sent_start)


def is_country(reading: Reading, first: int, last: int) -> bool:
    if not reading.doc[first].text[:1].isupper():
        return False
    known = gazetteer.countries().get(reading.span_of(first, last).of(reading.text).replace("’", "'"))
    return known is not None and known.kind in ("name", "demonym")
