"""The office and country that a text gives a person: “Ruritanian Foreign Minister Alba Testoni”."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from statements.parsing import gazetteer
from statements.parsing.language import Reading
from statements.parsing.mentions import NameMention
from statements.parsing.name_words import is_name_word
from statements.parsing.places import LONGEST_WORD, country_within, place_at

REACH = 14
"""Tokens before or after a name in which its office is looked for."""
MODIFIERS = 5
"""Tokens before the head of an office that belong to it, at most."""
OF_STATES = ("Senator", "Governor", "Representative", "Congress", "Mayor")
"""Words of offices whose “of Georgia” is no country."""
DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my", "that", "one"})
JOINING = frozenset({"of", "for", "to", "at", "on"})
STOPS = ',.;:—()"“”'
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that no apposition holds."""
VISITING = frozenset({"visiting", "current", "new", "fellow", "longtime"})
"""Adjectives before an office that are no part of it."""
COUNTERPARTS = frozenset({"counterpart", "colleague", "number", "homologue"})
"""What somebody of the same office on another side is called: “her Ruritanian counterpart”."""
LOWER = frozenset({"of", "for", "to", "at", "on", "and", "the", "in", "with", "a", "an"})


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """What a person is, as far as the text says."""

    role: str | None = None
    country: str | None = None
    counterpart: bool = False
    """Called somebody's counterpart: the office is the other one's."""


def describe(reading: Reading, mentions: Iterable[NameMention]) -> OfficeHeld:
    """The office and country said of a person most often; of equals the first."""
    seen = [
        held for mention in mentions for held in (before(reading, mention), after(reading, mention)) if held
    ]
    roles = Counter(held.role for held in seen if held.role)
    role = max(roles, key=lambda r: (told_in(r, roles), len(r))) if roles else None
    countries = Counter(held.country for held in seen if held.country)
    country = countries.most_common(1)[0][0] if countries else default_country(role)
    return OfficeHeld(role, country, any(held.counterpart for held in seen))


def told_in(role: str, roles: Counter[str]) -> int:
    """How often a role is told; “Minister” tells of the Minister of Foreign Affairs too."""
    words = set(role.lower().split())
    return sum(n for other, n in roles.items() if set(other.lower().split()) <= words)


def default_country(role: str | None) -> str | None:
    """The country of an office that only one has (“Secretary of State”)."""
    return next((c for shown, c in gazetteer.offices().values() if shown == role), None) if role else None


def before(reading: Reading, mention: NameMention) -> OfficeHeld | None:
    """Title and country that stand before a name, right there or set off by a comma."""
    doc, end = reading.doc, mention.first
    while (
        end > 0
        and doc[end - 1].text in gazetteer.titles()
        and not gazetteer.titles()[doc[end - 1].text].office
    ):
        end -= 1
    if end == 0:
        return None
    if doc[end - 1].text == ",":
        return set_off_before(reading, end - 1)
    title = gazetteer.titles().get(doc[end - 1].text)
    if title and title.office:
        return OfficeHeld(title.office, country_beside(reading, end - 1) or title.country)
    return office_ending(reading, end)


def set_off_before(reading: Reading, comma: int) -> OfficeHeld | None:
    """“the foreign minister of Ruritania, Alba Testoni,”, unless that describes the name before it."""
    doc, head = reading.doc, head_before(reading, comma)
    if head is None:
        return None
    start = modifiers_before(reading, head)
    while start > 0 and head - start < REACH and doc[start - 1].pos_ in ("ADJ", "PROPN", "NOUN", "PUNCT"):
        if doc[start - 1].text in STOPS:
            break
        start -= 1
    if start > 0 and doc[start - 1].lower_ in DETERMINERS:
        start -= 1
    if start > 1 and doc[start - 1].text == "," and is_name_word(doc[start - 2]):
        return None
    definite = doc[start].lower_ in DETERMINERS or (start > 0 and doc[start - 1].text in ("'s", "’s"))
    return office_ending(reading, comma) if definite or doc[head].text[0].isupper() else None


def office_ending(reading: Reading, end: int) -> OfficeHeld | None:
    """The office whose words end right before a token, with its country."""
    head = head_before(reading, end)
    return None if head is None else office_of(reading, head, modifiers_before(reading, head), end)


def office_of(reading: Reading, head: int, start: int, end: int) -> OfficeHeld:
    """The office with its noun at `head` and its words from `start` to `end`, and the country it is of."""
    doc = reading.doc
    beside = start
    while beside > 0 and doc[beside - 1].lower_ in VISITING:
        beside -= 1
    country = country_beside(reading, beside) or country_behind(reading, head, end)
    if doc[head].lower_ in COUNTERPARTS:
        return OfficeHeld(None, country, counterpart=True)
    if start > 1 and doc[start - 1].text == "," and doc[start - 2].lower_ in COUNTERPARTS:
        country = country or country_beside(reading, start - 2)
    return OfficeHeld(shown_office(reading, start, head, end), country)


def head_before(reading: Reading, end: int) -> int | None:
    """Index of the noun of office that ends before a token, or has only “of …” or “for …” behind it."""
    doc = reading.doc
    if is_role(reading, end - 1):
        return end - 1
    for i in range(end - 2, max(-1, end - REACH), -1):
        token = doc[i + 1]
        if token.text in STOPS or "\n" in token.text or token.pos_ in ("VERB", "AUX", "PRON"):
            return None
        if (token.lower_ in JOINING or token.text == "-") and is_role(reading, i):
            return i
    return None


def is_role(reading: Reading, i: int) -> bool:
    if i < 0:
        return False
    word = reading.doc[i].lower_
    return word in gazetteer.roles() or (
        word == "number" and i > 0 and reading.doc[i - 1].lower_ == "opposite"
    )


def modifiers_before(reading: Reading, head: int) -> int:
    """Index of the first token of an office: “Deputy Foreign Minister”, without the country before it."""
    doc, start = reading.doc, head
    while start > 0 and head - start < MODIFIERS and is_modifier(reading, start - 1):
        start -= 1
    while start < head and doc[start].text in "-/":
        start += 1
    return start


def is_modifier(reading: Reading, i: int) -> bool:
    token = reading.doc[i]
    if "\n" in token.text or token.lower_ in DETERMINERS:
        return False
    if token.text == "-":
        return i > 0 and not token.whitespace_ and is_modifier(reading, i - 1)
    word = token.text.replace("’", "'")
    if word in gazetteer.countries() or word in gazetteer.organizations() or word in VISITING:
        return False
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and token.is_alpha


def country_beside(reading: Reading, start: int) -> str | None:
    """The country or organisation named right before an office, in the same clause."""
    return country_within(reading, max(0, start - 6), start, touching_end=True)


def country_behind(reading: Reading, head: int, end: int) -> str | None:
    """The first country or organisation behind an office; an envoy does not serve whom he is sent “to”."""
    doc = reading.doc
    for i in range(head + 1, end):
        for size in range(LONGEST_WORD, 0, -1):
            if i + size <= end and (found := place_at(reading, i, i + size - 1)):
                sent = doc[i - 1].lower_ == "to" or (doc[i - 1].lower_ == "the" and doc[i - 2].lower_ == "to")
                return None if sent else found
    return None


def shown_office(reading: Reading, first: int, head: int, end: int) -> str:
    """An office in the gazetteer's spelling, or in capitals; what else somebody is, as the text says it."""
    doc = reading.doc
    while end > head + 1 and (shorter := country_at_end(reading, head, end)):
        end = shorter
    known = gazetteer.offices().get(tuple(token.lower_ for token in doc[first:end]))
    if known:
        return known[0]
    words = reading.span_of(first, head).of(reading.text).split()
    if doc[head].lower_ in office_heads():
        words = [w if w.lower() in LOWER or not w[0].islower() else w[0].upper() + w[1:] for w in words]
    rest = reading.text[doc[head].idx + len(doc[head]) : doc[end - 1].idx + len(doc[end - 1])]
    return " ".join(" ".join(words).split() + rest.split())


def country_at_end(reading: Reading, head: int, end: int) -> int:
    """Where an office ends without the “of Ruritania” behind it; 0 where it has none."""
    for i in range(max(head + 1, end - LONGEST_WORD - 2), end - 1):
        if reading.doc[i].lower_ in JOINING:
            first = i + 2 if reading.doc[i + 1].lower_ == "the" else i + 1
            if first < end and place_at(reading, first, end - 1):
                return i
    return 0


@cache
def office_heads() -> frozenset[str]:
    """The last words of known offices: what stands beside them is spelled with capitals."""
    return frozenset(words[-1] for words in gazetteer.offices())


def after(reading: Reading, mention: NameMention) -> OfficeHeld | None:
    """Office in an apposition: “Testoni, the foreign minister of Ruritania,”, “Testoni, 45, a nurse”."""
    doc, start = reading.doc, mention.last + 1
    if start < len(doc) and doc[start].lower_ == "of":
        return of_country(reading, mention)
    if start + 1 >= len(doc) or doc[start].text != ",":
        return None
    if doc[start + 1].text.isdigit() and start + 2 < len(doc) and doc[start + 2].text == ",":
        start += 2
    end = apposition_end(reading, start + 1)
    head = head_within(reading, start + 1, end)
    if head is None:
        return None
    if head + 1 < len(doc) and (is_another_persons(reading, head + 1) or acts(reading, head + 1)):
        return None
    last = (
        end if head + 1 < end and (doc[head + 1].lower_ in JOINING or doc[head + 1].text == "-") else head + 1
    )
    return office_of(reading, head, max(start + 1, modifiers_before(reading, head)), last)


def head_within(reading: Reading, start: int, end: int) -> int | None:
    """Index of the noun of the first office in a range: of “deputy prime minister” the last word."""
    head = next((i for i in range(start, end) if is_role(reading, i)), None)
    i = head
    while i is not None and i + 1 < end and (is_modifier(reading, i + 1) or reading.doc[i + 1].text == "-"):
        i += 1
        head = i if is_role(reading, i) else head
    return head


def apposition_end(reading: Reading, start: int) -> int:
    """Index of the token behind an apposition that begins at a token."""
    doc, end, joined = reading.doc, start, False
    while end < min(len(doc), start + REACH) and doc[end].text not in STOPS and doc[end].tag_ not in FINITE:
        word = doc[end].lower_
        lists = joined and word == "and" and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if (word in ("who", "which", "said", "says", "and") and not lists) or "\n" in doc[end].text:
            break
        joined = joined or word in JOINING
        end += 1
    return end


def is_another_persons(reading: Reading, i: int) -> bool:
    """Whether a name follows an office: “President Alba Testoni, Prime Minister Bruno Esempio” is a list."""
    return is_name_word(reading.doc[i])


def acts(reading: Reading, i: int) -> bool:
    """Whether a verb follows an office: “in Testonia, the mayor said” is no apposition."""
    return reading.doc[i].pos_ in ("VERB", "AUX", "ADV")


def of_country(reading: Reading, mention: NameMention) -> OfficeHeld | None:
    """The country in “Foreign Minister Alba Testoni of Ruritania”; a senator of Georgia is of a state.

    An organisation needs no office beside it: “Alba Testoni of the World Health Organization”.
    """
    held = before(reading, mention)
    first = mention.last + 2
    if first < len(reading.doc) and reading.doc[first].lower_ == "the":
        first += 1
    for last in range(min(first + LONGEST_WORD, len(reading.doc)) - 1, first - 1, -1):
        if country := place_at(reading, first, last):
            if len(country) > 2 and country in gazetteer.organizations():
                return OfficeHeld(None, country)
            if held and held.role and not any(word in held.role for word in OF_STATES):
                return replace(held, role=None, country=country)
    return None
