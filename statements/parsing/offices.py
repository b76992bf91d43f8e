"""The office and country that a text gives a person: “Ruritanian Foreign Minister Alba Testoni”."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from statements.parsing import gazetteer
from statements.parsing.language import Reading
from statements.parsing.mentions import NameMention, is_name_word, office_at

REACH = 12
"""Tokens before or after a name in which its office is looked for."""
OF_STATES = ("Senator", "Governor", "Representative", "Congress", "Mayor")
"""Words of offices whose “of Georgia” is no country."""
LONGEST_WORD = 5
"""Tokens of the longest country's or organisation's name."""


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """What a person is, as far as the text says."""

    role: str | None = None
    country: str | None = None


def describe(reading: Reading, mentions: Iterable[NameMention]) -> OfficeHeld:
    """The office and country said of a person most often; of equals the first."""
    seen = [
        held for mention in mentions for held in (before(reading, mention), after(reading, mention)) if held
    ]
    roles = Counter(held.role for held in seen if held.role)
    role = max(roles, key=lambda r: (roles[r], len(r))) if roles else None
    countries = Counter(held.country for held in seen if held.country)
    country = countries.most_common(1)[0][0] if countries else default_country(role)
    return OfficeHeld(role, country)


def default_country(role: str | None) -> str | None:
    """The country of an office that only one has (“Secretary of State”)."""
    return next((c for shown, c in gazetteer.offices().values() if shown == role), None) if role else None


def before(reading: Reading, mention: NameMention) -> OfficeHeld | None:
    """Title and country that stand right before a name."""
    doc, end = reading.doc, mention.first
    role, start = None, end
    while end > 0 and doc[end - 1].text in (",", "-") and end == mention.first:
        return None
    for i in range(max(0, end - 6), end):
        size = office_at(reading, i, end)
        if size and i + size == end:
            role, start = shown_office(reading, i, size), i
            break
    if role is None:
        title = gazetteer.titles().get(doc[end - 1].text) if end else None
        role, start = (title[1], end - 1) if title and title[1] else (None, end)
    country = country_within(reading, max(0, start - 6), start, touching_end=True)
    return OfficeHeld(role, country) if role else None


def shown_office(reading: Reading, first: int, size: int) -> str:
    words = tuple(token.lower_ for token in reading.doc[first : first + size])
    return gazetteer.offices()[words][0]


def country_within(reading: Reading, first: int, end: int, *, touching_end: bool = False) -> str | None:
    """Code of the last country (or name of the organisation) named in a range of tokens of one clause."""
    for i in range(end - 1, first - 1, -1):
        if touching_end and (reading.doc[i].text in ".;:," or reading.doc[i].pos_ in ("VERB", "CCONJ")):
            return None
        for size in range(LONGEST_WORD, 0, -1):
            if i - size + 1 >= first and (found := place_at(reading, i - size + 1, i)):
                return found
    return None


def place_at(reading: Reading, first: int, last: int) -> str | None:
    words = reading.span_of(first, last).of(reading.text).replace("’", "'")
    country = gazetteer.countries().get(words)
    return country.code if country else gazetteer.organizations().get(words)


def after(reading: Reading, mention: NameMention) -> OfficeHeld | None:
    """Office in an apposition: “Alba Testoni, the foreign minister of Ruritania,”."""
    doc, start = reading.doc, mention.last + 1
    if start < len(doc) and doc[start].lower_ == "of":
        return of_country(reading, mention)
    if start >= len(doc) or doc[start].text != ",":
        return None
    end = start + 1
    while (
        end < min(len(doc), start + 1 + REACH) and doc[end].text not in ',.;:—"“”' and doc[end].pos_ != "AUX"
    ):
        if doc[end].lower_ in ("who", "which", "said", "says", "and") or "\n" in doc[end].text:
            break
        end += 1
    for i in range(start + 1, end):
        size = office_at(reading, i, end)
        if size:
            held = OfficeHeld(shown_office(reading, i, size), country_within(reading, start + 1, end))
            return None if is_another_persons(reading, i + size) or acts(reading, i + size) else held
    return None


def is_another_persons(reading: Reading, i: int) -> bool:
    """Whether a name follows an office: “President Alba Testoni, Prime Minister Bruno Esempio” is a list."""
    return i < len(reading.doc) and is_name_word(reading.doc[i])


def acts(reading: Reading, i: int) -> bool:
    """Whether a verb follows an office: “in Testonia, the mayor said” is no apposition."""
    return i < len(reading.doc) and reading.doc[i].pos_ in ("VERB", "AUX", "ADV")


def of_country(reading: Reading, mention: NameMention) -> OfficeHeld | None:
    """The country in “Foreign Minister Alba Testoni of Ruritania”; a senator of Georgia is of a state."""
    held = before(reading, mention)
    if held is None or not held.role or any(word in held.role for word in OF_STATES):
        return None
    first = mention.last + 2
    if first < len(reading.doc) and reading.doc[first].lower_ == "the":
        first += 1
    for last in range(min(first + LONGEST_WORD, len(reading.doc)) - 1, first - 1, -1):
        if country := place_at(reading, first, last):
            return OfficeHeld(None, country)
    return None
