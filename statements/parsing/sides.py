"""The country that somebody speaks for, where it isn't said beside the name."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from statements.parsing import gazetteer
from statements.parsing.coreference import Person
from statements.parsing.language import Reading
from statements.parsing.offices import LONGEST_WORD

JOINERS = frozenset({"and", "or", "-", "–", "with", "the", "both", "versus", "either"})
ADMINISTRATION = "administration"


def infer_countries(reading: Reading, people: list[Person]) -> None:
    """Fill in missing countries of those in office: by their administration, or as the talks' other side."""
    for person in people:
        if person.office.role and not person.office.country and has_administration(reading, person):
            person.office = replace(person.office, country="US")
    official = [person for person in people if person.office.role and is_national(person)]
    known = [person for person in official if person.office.country]
    unknown = [person for person in official if not person.office.country]
    if len(unknown) == 1 and known:
        counterpart = max(known, key=lambda person: len(person.mentions)).office.country
        country = other_side(reading, counterpart) if counterpart else None
        unknown[0].office = replace(unknown[0].office, country=country)


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


def is_country(reading: Reading, first: int, last: int) -> bool:
    if not reading.doc[first].text[:1].isupper():
        return False
    known = gazetteer.countries().get(reading.span_of(first, last).of(reading.text).replace("’", "'"))
    return known is not None and known.kind in ("name", "demonym")
