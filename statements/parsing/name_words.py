"""Words that names are made of, and words of office that stand beside them."""

import re
from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.language import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
PARTICLES = frozenset({
    "de", "los", "las", "da", "do", "dos", "del", "der", "den", "di", "du", "la", "le", "van", "von",
    "bin", "bint", "ibn", "al", "el", "ul", "ter", "ten", "y", "-", "'",
})  # fmt: skip
NOT_NAMES = frozenset({
    "State", "Department", "House", "Senate", "Congress", "Ministry", "Party", "Committee", "Council",
    "University", "Institute", "Center", "Centre", "Street", "Times", "Post", "Journal", "News",
    "Republican", "Republicans", "Democrat", "Democrats", "Democratic", "GOP", "Twitter", "Facebook",
    "Affairs", "Foreign", "Minister", "President", "Secretary", "Treaty", "Agreement", "Accord",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
    "February", "March", "April", "June", "July", "August", "September", "October", "November",
    "December", "I", "It", "We", "The", "A", "An", "He", "She", "They", "This", "That", "Talks",
    "Meeting", "Summit", "Statement", "Press", "Question", "Answer", "Assembly", "Organization",
    "Organisation", "Agency", "Union", "Commission", "Court", "Fund", "Mission", "Embassy", "Office",
    "Association", "Alliance", "Forum", "Conference", "Convention", "Protocol", "Programme", "Program",
    "Government", "Parliament", "Republic", "Kingdom", "Federation", "Nations", "Airport", "Expatriates",
    "Joint", "Communiqué", "Communique", "Readout", "Declaration", "Ministers", "Parties", "Side",
    "Moderator", "Show", "Caucus", "And", "Or",
    "But", "In", "On", "At", "Of", "For", "With", "From", "By", "To", "As", "If", "When", "While", "After",
    "Before", "Under", "Over", "About", "Interviewer", "Interpreter", "Correspondent",
})  # fmt: skip
ELIDED = re.compile(r"[dl]['’][A-ZÀ-Þ]")
"""How a name begins whose particle is cut short: “d’Esempio”."""
VERBS_TOO = frozenset({"Will", "May"})
"""First names with which a sentence about a country may begin."""
LONGEST_NAME = 8
"""Tokens of a name, hyphens and particles included, at most."""


def is_name_word(token: "Token") -> bool:
    word = token.text
    if word.isupper() and len(word) > 1 and (word.title() in NOT_NAMES or word.lower() in gazetteer.roles()):
        return False
    return (
        (word[:1].isupper() or bool(ELIDED.match(word)))
        and any(character.isalpha() for character in word)
        and word not in NOT_NAMES
        and word not in gazetteer.titles()
        and (not is_country_word(word) or follows_first_name(token))
    )


def follows_first_name(token: "Token") -> bool:
    """“Alba Jordan” is no country."""
    before = token.nbor(-1).text if token.i else ""
    return before in gazetteer.first_names() and before not in VERBS_TOO


def is_country_word(word: str) -> bool:
    known = gazetteer.countries().get(word)
    return known is not None and known.kind != "seat" and word not in gazetteer.first_names()


def is_name_part(token: "Token") -> bool:
    return is_name_word(token) or token.text in PARTICLES or token.text in SUFFIXES


def office_at(reading: Reading, first: int, end: int) -> int:
    """Number of tokens of the office that begins at a token, 0 where none does."""
    words = [token.lower_ for token in reading.doc[first : min(end, first + 8)]]
    return next((n for n in range(len(words), 0, -1) if tuple(words[:n]) in gazetteer.offices()), 0)


def capital_run(reading: Reading, first: int) -> tuple[int, int] | None:
    """The run of name words that starts at a token, as far as it goes."""
    doc, last = reading.doc, first - 1
    while (
        last + 1 < len(doc) and last - first + 1 < LONGEST_NAME and continues_name(reading, first, last + 1)
    ):
        last += 1
    while last >= first and doc[last].text in PARTICLES:
        last -= 1
    return (first, last) if last >= first and is_name_word(doc[first]) else None


def continues_name(reading: Reading, first: int, i: int) -> bool:
    token = reading.doc[i]
    if i > first and token.is_sent_start and reading.doc[i - 1].text.endswith("\n"):
        return False
    particle = i > first and token.text in PARTICLES and i + 1 < len(reading.doc)
    if i > first + 1 and reading.doc[i - 1].text == "-" and token.is_alpha:
        return True
    if token.text == "-":
        return particle and reading.doc[i + 1].is_alpha and not reading.doc[i - 1].whitespace_
    return (is_name_word(token) and not office_at(reading, i, len(reading.doc))) or (
        particle and leads_to_name(reading, i)
    )


def leads_to_name(reading: Reading, i: int) -> bool:
    """Whether a word with a capital follows one particle or two: “de Testoni”, “de la Testoni”."""
    after = reading.doc[i + 1 : i + 3]
    return after[0].text[:1].isupper() or (
        len(after) > 1 and after[0].text in PARTICLES and after[1].text[:1].isupper()
    )


def hyphenated(reading: Reading, i: int) -> int:
    """Index of the last token of the word that a token begins: “Esempio-Modello” is three tokens."""
    doc = reading.doc
    while i + 2 < len(doc) and doc[i + 1].text == "-" and not (doc[i].whitespace_ or doc[i + 1].whitespace_):
        i += 2
    return i
