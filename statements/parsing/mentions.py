"""Names of persons in a text, with what stands beside them: title, office, country."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.document import Span
from statements.parsing.language import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
PARTICLES = frozenset({
    "de", "da", "do", "dos", "del", "der", "den", "di", "du", "la", "le", "van", "von", "bin", "bint",
    "ibn", "al", "el", "ul", "ter", "ten", "y", "-", "'",
})  # fmt: skip
NOT_NAMES = frozenset({
    "State", "Department", "House", "Senate", "Congress", "Ministry", "Party", "Committee", "Council",
    "University", "Institute", "Center", "Centre", "Street", "Times", "Post", "Journal", "News",
    "Republican", "Republicans", "Democrat", "Democrats", "Democratic", "GOP", "Twitter", "Facebook",
    "Affairs", "Foreign", "Minister", "President", "Secretary", "Treaty", "Agreement", "Accord",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
    "February", "March", "April", "June", "July", "August", "September", "October", "November",
    "December", "I", "It", "We", "The", "A", "An", "He", "She", "They", "This", "That", "Talks",
    "Meeting", "Summit", "Statement", "Press", "Question", "Answer",
})  # fmt: skip
NICKNAMED = re.compile(r"\b[A-ZÀ-Þ][a-zß-ÿ]+(?: [A-Z]\.)? [\"“][A-ZÀ-Þ][\w.-]*[\"”] [A-ZÀ-Þ][\w’'-]*[\w]")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person's name where it stands, title left out."""

    span: Span
    words: tuple[str, ...]
    first: int
    """Index of its first token; `last` of its last."""
    last: int
    gender: str | None = None
    titled: bool = False


def find_names(reading: Reading) -> list[NameMention]:
    """Every name of a person: those the model sees, those after a title, and their surnames alone."""
    taken: dict[int, NameMention] = {}
    ranges = [
        *entity_ranges(reading),
        *titled_ranges(reading),
        *nicknamed_ranges(reading),
        *first_named_ranges(reading),
    ]
    for first, last in sorted(ranges, key=lambda r: (r[0] - r[1], r[0])):
        if not any(i in taken for i in range(first, last + 1)):
            take(reading, first, last, taken)
    add_known_surnames(reading, taken)
    return sorted(set(taken.values()), key=lambda mention: mention.span.start)


def take(reading: Reading, first: int, last: int, taken: dict[int, NameMention]) -> None:
    mention = as_mention(reading, first, last)
    if mention:
        taken.update(dict.fromkeys(range(first, last + 1), mention))


def as_mention(reading: Reading, first: int, last: int) -> NameMention | None:
    span = reading.span_of(first, last)
    words = tuple(word.replace("’", "'") for word in span.of(reading.text).split())
    gender, titled = title_before(reading, first)
    return NameMention(span, words, first, last, gender, titled) if words else None


def entity_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Token ranges of the names that the model found, rid of titles, possessives and other company."""
    found = []
    for entity in reading.doc.ents:
        first_name = reading.doc[entity.start].text in gazetteer.first_names() and len(entity) > 1
        if entity.label_ == "PERSON" or (first_name and entity.label_ in ("ORG", "GPE", "FAC", "NORP")):
            trimmed = trim_name(reading, entity.start, entity.end - 1)
            if trimmed:
                found.append(trimmed)
    return found


def nicknamed_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Token ranges of names with a nickname in marks: “Robert C. "Bobby" Testoni”."""
    tokens = [reading.token_range(Span(*match.span())) for match in NICKNAMED.finditer(reading.text)]
    return [(found[0], found[-1]) for found in tokens if found]


def first_named_ranges(reading: Reading) -> list[tuple[int, int]]:
    """A known first name and the capitalised words after it, where the model saw no name of anything."""
    found = []
    for token in reading.doc:
        if token.text in gazetteer.first_names() and not token.ent_type_:
            run = capital_run(reading, token.i)
            if run and run[1] > run[0] and not any(t.ent_type_ for t in reading.doc[run[0] : run[1] + 1]):
                found.append(run)
    return found


def trim_name(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    doc = reading.doc
    while first <= last and (not is_name_word(doc[first]) or office_at(reading, first, last + 1)):
        size = office_at(reading, first, last + 1)
        first += size or 1
    while last >= first and not (is_name_word(doc[last]) or doc[last].text in SUFFIXES):
        last -= 1
    inside = range(first, last + 1)
    if first > last or any(not is_name_part(doc[i]) and doc[i - 1].text != "-" for i in inside):
        return first_clean_run(reading, first, last)
    text = reading.span_of(first, last).of(reading.text)
    return None if text in gazetteer.countries() or text in gazetteer.organizations() else (first, last)


def first_clean_run(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    run = list(range(first, last + 1))
    for n, i in enumerate(run):
        if not is_name_part(reading.doc[i]) and reading.doc[i - 1].text != "-":
            return trim_name(reading, first, i - 1) if n else None
    return None


def is_name_word(token: "Token") -> bool:
    word = token.text
    return (
        word[:1].isupper()
        and any(character.isalpha() for character in word)
        and word not in NOT_NAMES
        and word not in gazetteer.titles()
        and (not is_country_word(word) or follows_first_name(token))
    )


def follows_first_name(token: "Token") -> bool:
    """“Alba Jordan” is no country."""
    return token.i > 0 and token.nbor(-1).text in gazetteer.first_names()


def is_country_word(word: str) -> bool:
    known = gazetteer.countries().get(word)
    return known is not None and known.kind != "seat" and word not in gazetteer.first_names()


def is_name_part(token: "Token") -> bool:
    return is_name_word(token) or token.text in PARTICLES or token.text in SUFFIXES


def office_at(reading: Reading, first: int, end: int) -> int:
    """Number of tokens of the office that begins at a token, 0 where none does."""
    words = [token.lower_ for token in reading.doc[first : min(end, first + 8)]]
    return next((n for n in range(len(words), 0, -1) if tuple(words[:n]) in gazetteer.offices()), 0)


def titled_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Capitalised words after a form of address or an office: “Foreign Minister Alba Testoni”."""
    found = []
    doc, i = reading.doc, 0
    while i < len(doc):
        size = (
            1
            if doc[i].text in gazetteer.titles()
            else (office_at(reading, i, len(doc)) if doc[i].text[:1].isupper() else 0)
        )
        if size and (run := capital_run(reading, i + size)):
            found.append(run)
            i = run[1]
        i += max(1, size)
    return found


def capital_run(reading: Reading, first: int) -> tuple[int, int] | None:
    """The run of name words that starts at a token, at most five long."""
    doc, last = reading.doc, first - 1
    while last + 1 < len(doc) and last - first < 4 and continues_name(reading, first, last + 1):
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


def title_before(reading: Reading, first: int) -> tuple[str | None, bool]:
    """Gender that the word before tells, and whether it is a title at all."""
    if first == 0:
        return None, False
    word = reading.doc[first - 1].text
    if word in gazetteer.titles():
        return gazetteer.titles()[word][0], True
    ends_office = any(office_at(reading, i, first) == first - i for i in range(max(0, first - 5), first))
    gender = {"spokesman": "m", "chairman": "m", "congressman": "m", "king": "m", "prince": "m"}.get(
        word.lower()
    )
    gender = gender or {"spokeswoman": "f", "chairwoman": "f", "congresswoman": "f", "queen": "f"}.get(
        word.lower()
    )
    return gender, ends_office


def add_known_surnames(reading: Reading, taken: dict[int, NameMention]) -> None:
    """Surnames of people named in full elsewhere, where the model saw none or something else."""
    full = [m for m in set(taken.values()) if len(m.words) > 1]
    known = {surname(m.words) for m in full} | {m.words[0] for m in taken.values() if len(m.words) == 1}
    for i, token in enumerate(reading.doc):
        last = hyphenated(reading, i)
        if (
            not any(n in taken for n in range(i, last + 1))
            and reading.span_of(i, last).of(reading.text) in known
            and (is_name_word(token) or is_country_word(token.text))
            and not inside_other_name(reading, last)
        ):
            take(reading, i, last, taken)


def hyphenated(reading: Reading, i: int) -> int:
    """Index of the last token of the word that a token begins: “Esempio-Modello” is three tokens."""
    doc = reading.doc
    while i + 2 < len(doc) and doc[i + 1].text == "-" and not (doc[i].whitespace_ or doc[i + 1].whitespace_):
        i += 2
    return i


def inside_other_name(reading: Reading, i: int) -> bool:
    """“Testoni Tower”, “the Esempio Foundation”: the surname belongs to a longer name."""
    doc = reading.doc
    after = doc[i + 1] if i + 1 < len(doc) else None
    return bool(
        after is not None
        and after.ent_iob_ == "I"
        and doc[i].ent_type_ in ("ORG", "FAC", "LAW", "WORK_OF_ART", "EVENT")
        and after.text not in ("'s", "'", ",")
        and after.text[:1].isupper()
    )


def surname(words: tuple[str, ...]) -> str:
    """The last word of a name, suffixes like “Jr.” left out."""
    kept = [word for word in words if word not in SUFFIXES]
    return (kept or list(words))[-1].rstrip(",")
