"""Names of persons in a text, with what stands beside them: title, office, country."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from statements.parsing import gazetteer
from statements.parsing.document import Span
from statements.parsing.introductions import (
    described_behind,
    full_run,
    introduced_ranges,
    role_before,
)
from statements.parsing.language import Reading, is_known_word
from statements.parsing.name_words import (
    SUFFIXES,
    VERBS_TOO,
    capital_run,
    hyphenated,
    is_country_word,
    is_name_part,
    is_name_word,
    office_at,
)

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
    """Whether a title or an office stands beside it."""


def find_names(reading: Reading, labels: Iterable[str] = ()) -> list[NameMention]:
    """Every name of a person: those the model sees, those after a title, and their surnames alone.

    `labels` are those of a transcript's turns: who speaks there is somebody.
    """
    taken: dict[int, NameMention] = {}
    ranges = [
        *entity_ranges(reading),
        *titled_ranges(reading),
        *nicknamed_ranges(reading),
        *first_named_ranges(reading),
        *introduced_ranges(reading),
        *labelled_ranges(reading, labels),
    ]
    for first, last in sorted(ranges, key=lambda r: (r[0] - r[1], r[0])):
        if not any(i in taken for i in range(first, last + 1)):
            take(reading, first, last, taken)
    add_fuller_names(reading, taken)
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
    titled = titled or role_before(reading, first) or described_behind(reading, last)
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


def labelled_ranges(reading: Reading, labels: Iterable[str]) -> list[tuple[int, int]]:
    """Token ranges of full names whose surname is a label's: “ALBA TESTONI:”, “Alba Testoni” above it."""
    surnames = {label.split()[-1].lower() for label in labels if len(label.split()[-1]) > 2}
    if not surnames:
        return []
    found = []
    for i in range(len(reading.doc)):
        run = capital_run(reading, i)
        if run and run[1] > run[0] and (i == 0 or not is_name_part(reading.doc[i - 1])):
            last = reading.span_of(*run).of(reading.text).split()[-1]
            if last.lower() in surnames:
                found.append(run)
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
    while first <= last and (
        not is_name_word(doc[first]) or office_at(reading, first, last + 1) or is_rank(reading, first, last)
    ):
        size = office_at(reading, first, last + 1)
        first += size or 1
    while last >= first and not (is_name_word(doc[last]) or doc[last].text in SUFFIXES):
        last -= 1
    inside = range(first, last + 1)
    if first > last or any(not is_name_part(doc[i]) and doc[i - 1].text != "-" for i in inside):
        return first_clean_run(reading, first, last)
    text = reading.span_of(first, last).of(reading.text)
    return None if text in gazetteer.countries() or text in gazetteer.organizations() else (first, last)


def is_rank(reading: Reading, first: int, last: int) -> bool:
    """Whether a full name goes on behind a word for what somebody is: “Officer Alba Testoni”."""
    word = reading.doc[first].text
    return last - first > 1 and word.lower() in gazetteer.roles() and word not in gazetteer.first_names()


def first_clean_run(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    run = list(range(first, last + 1))
    for n, i in enumerate(run):
        if not is_name_part(reading.doc[i]) and reading.doc[i - 1].text != "-":
            return trim_name(reading, first, i - 1) if n else None
    return None


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


def title_before(reading: Reading, first: int) -> tuple[str | None, bool]:
    """Gender that the word before tells, and whether it is a title at all."""
    if first == 0:
        return None, False
    word = reading.doc[first - 1].text
    if word in gazetteer.titles():
        return gazetteer.titles()[word].gender, True
    ends_office = any(office_at(reading, i, first) == first - i for i in range(max(0, first - 5), first))
    gender = {"spokesman": "m", "chairman": "m", "congressman": "m", "king": "m", "prince": "m"}.get(
        word.lower()
    )
    gender = gender or {"spokeswoman": "f", "chairwoman": "f", "congresswoman": "f", "queen": "f"}.get(
        word.lower()
    )
    return gender, ends_office


def add_fuller_names(reading: Reading, taken: dict[int, NameMention]) -> None:
    """Capitalised words that end in the surname of somebody who has a title elsewhere: “Idriss Testoni”."""
    titled = {m.words[0] for m in taken.values() if m.titled and len(m.words) == 1}
    for i, token in enumerate(reading.doc):
        if token.text in titled and i and reading.doc[i - 1].text[:1].isupper():
            run = full_run(reading, i - 1)
            first = reading.doc[i - 1].text
            new = not (is_known_word(first) and is_known_word(token.text))
            named = first in gazetteer.first_names() or (new and first.lower() not in gazetteer.roles())
            if run and named and run[1] == hyphenated(reading, i) and i - 1 not in taken:
                for n in range(run[0], run[1] + 1):
                    taken.pop(n, None)
                take(reading, *run, taken)


def add_known_surnames(reading: Reading, taken: dict[int, NameMention]) -> None:
    """Surnames of people named in full elsewhere, where the model saw none or something else."""
    full = [m for m in set(taken.values()) if len(m.words) > 1]
    known = {surname(m.words) for m in full} | {m.words[0] for m in taken.values() if len(m.words) == 1}
    known |= {word for m in full for word in m.words if len(word) > 3 and not is_known_word(word)}
    firsts = {m.words[0] for m in full if len(m.words[0]) > 3} - VERBS_TOO
    for i, token in enumerate(reading.doc):
        last = hyphenated(reading, i)
        if (
            not any(n in taken for n in range(i, last + 1))
            and (
                reading.span_of(i, last).of(reading.text) in known
                or (token.text in firsts and token.pos_ == "PROPN" and token.dep_ in ("nsubj", "nsubjpass"))
            )
            and (is_name_word(token) or is_country_word(token.text))
            and not inside_other_name(reading, last)
        ):
            take(reading, i, last, taken)


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
