"""The country that somebody speaks for, where it isn't said beside the name."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import pairwise

from statements.parsing import gazetteer
from statements.parsing.coreference import Person
from statements.parsing.document import Form
from statements.parsing.language import Reading
from statements.parsing.places import LONGEST_WORD, country_within
from statements.parsing.title import is_institution

JOINERS = frozenset({"and", "or", "-", "–", "with", "the", "both", "versus", "either"})
PLACING = frozenset(
    {"in", "at", "from", "near", "outside", "around", "through", "via", "leaving", "capital", ","}
)
"""Words before a capital that is only where something happens."""
LEAD = 3
"""Paragraphs of the body in which a report says who acts."""
ADMINISTRATION = "administration"


def infer_countries(reading: Reading, people: list[Person], place: str | None, body: int, form: Form) -> None:
    """Fill in missing countries of those in office: by their administration, or as a side of the talks.

    `place` is the date line's, `body` the index of the paragraph in which the report begins.
    """
    share_offices(people)
    for person in people:
        if person.office.role and not person.office.country and has_administration(reading, person):
            assign(person, "US")
    official = [person for person in people if person.office.role and is_national(person)]
    unknown = [person for person in official if not person.office.country]
    known = [person for person in official if person.office.country]
    if len(unknown) == 1 and known:
        mine = max(known, key=lambda person: len(person.mentions)).office.country
        if mine and (other := other_side(reading, mine)):
            assign(unknown[0], other)
            return
    taken = {person.office.country for person in known}
    capital = gazetteer.countries().get(place or "")
    home = capital.code if capital and capital.kind == "capital" else None
    if form is Form.NEWS:
        assign_sides(unknown, leading_sides(reading, body), taken, home)
    else:
        assign_home(unknown, letterhead(reading, body) or home, taken)


def assign_sides(people: list[Person], sides: list[str], taken: set[str | None], home: str | None) -> None:
    """Officials to the sides of a report that nobody stands for yet; the date line's own side first."""
    free = [code for code in sides if code not in taken]
    if home in free and len(free) > 1 and len(people) > 1:
        free = [home, *(code for code in free if code != home)] if home else free
    for n, person in enumerate(people):
        if person.office.counterpart and len(free) > 1:
            assign(person, free[1])
        elif free and (n == 0 or (len(free) == 1 and not person.office.counterpart)):
            assign(person, free[0])


def assign_home(people: list[Person], home: str | None, taken: set[str | None]) -> None:
    """Officials in a body's own paper: the first is of it, and so is who speaks for it."""
    for n, person in enumerate(people):
        own = n == 0 and home not in taken
        if home and not person.office.counterpart and (own or "poke" in (person.office.role or "")):
            assign(person, home)


def letterhead(reading: Reading, body: int) -> str | None:
    """The country or organisation whose own body the head of a paper names; None where it names none."""
    for paragraph in reading.paragraphs[:body]:
        line = paragraph.of(reading.text)
        if not is_institution(line):
            continue
        for name, short in gazetteer.organizations().items():
            if len(name) > 4 and name.lower() in line.lower():
                return short
        tokens = reading.token_range(paragraph)
        if tokens and (found := country_within(reading, tokens[0], tokens[-1] + 1)):
            return found
        if line.lower().startswith("office of the spokes"):
            return "US"
    return None


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
    sides = acting_countries(reading, 0, end)
    return sides if len(sides) <= 2 else []


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


def countries_named(
    reading: Reading, start: int, end: int, kinds: Container[str]
) -> Iterator[tuple[gazetteer.Country, int, int]]:
    """Each word for a country, of these kinds, in a range of tokens, with its first and last token."""
    known, i = gazetteer.countries(), start
    while i < end:
        size = 1
        if reading.doc[i].text[:1].isupper():
            for longer in range(min(LONGEST_WORD, end - i), 0, -1):
                words = reading.span_of(i, i + longer - 1).of(reading.text).replace("’", "'")
                country = known.get(words)
                if country and country.kind in kinds:
                    yield country, i, i + longer - 1
                    size = longer
                    break
        i += size


def country_places(reading: Reading) -> list[tuple[str, int, int]]:
    """Code, first and last token of each country named, in order."""
    found = countries_named(reading, 0, len(reading.doc), ("name", "demonym"))
    return [(country.code, first, last) for country, first, last in found]


def acting_countries(reading: Reading, start: int, end: int) -> list[str]:
    """Codes of the countries that a range of tokens names, once each; of capitals only those that act."""
    found = countries_named(reading, start, end, ("name", "demonym", "capital", "seat"))
    acting = (
        country.code
        for country, first, _ in found
        if country.kind != "capital" or not is_location(reading, first)
    )
    return list(dict.fromkeys(acting))


def is_location(reading: Reading, i: int) -> bool:
    """Whether a place at a token is where something is or happens; a date line's is."""
    before = reading.doc[i - 1].lower_ if i else "\n"
    return before in PLACING or "\n" in before or bool(reading.doc[i].is_sent_start)
