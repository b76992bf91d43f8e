"""Mentions of one person gathered: who is who, by what names, in what office, of what country."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from statements.parsing import gazetteer
from statements.parsing.language import Reading
from statements.parsing.mentions import NameMention, find_names, surname
from statements.parsing.name_words import SUFFIXES
from statements.parsing.offices import OfficeHeld, describe

RECENT = 1000
"""Code points from a person's last mention to a surname alone, at most, for it to be the nearest bearer's."""


@dataclass(eq=False)
class Person:
    """A person as the article builds them up, mention by mention."""

    mentions: list[NameMention]
    words: tuple[str, ...]
    gender: str | None = None
    office: OfficeHeld = field(default_factory=OfficeHeld)

    @property
    def name(self) -> str:
        return " ".join(self.words).rstrip(",")

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(" ".join(mention.words) for mention in self.mentions))


def find_people(reading: Reading, labels: Iterable[str] = ()) -> list[Person]:
    """The people of a text, in order of first mention; `labels` are those of a transcript's turns."""
    names = find_names(reading, labels)
    people: list[Person] = []
    for mention in (m for m in names if len(m.words) > 1):
        join(mention, people, same_full_name)
    full = list(people)
    for mention in (m for m in names if len(m.words) == 1):
        join_short(mention, full, people)
    for person in people:
        person.mentions.sort(key=lambda mention: mention.span.start)
        person.words = tuple(cased(word) for word in fullest(person))
        person.gender = gender_of(person)
        person.office = describe(reading, person.mentions)
    kept = [person for person in people if is_plausible(person) and not only_in_heading(reading, person)]
    return sorted(kept, key=lambda person: person.mentions[0].span.start)


def join(mention: NameMention, people: list[Person], same: "object") -> None:
    for person in people:
        if any(same_full_name(known.words, mention.words) for known in person.mentions):
            person.mentions.append(mention)
            return
    people.append(Person([mention], mention.words))


def same_full_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of several words may be one person's: same surname, first names that begin alike."""
    if one == other:
        return True
    a, b = (tuple(cased(word) for word in without_suffix(words)) for words in (one, other))
    suffixes = [{w for w in words if w in SUFFIXES} for words in (one, other)]
    if (all(suffixes) and suffixes[0] != suffixes[1]) or not a or not b:
        return False
    short, long = sorted(([word.lower() for word in words] for words in (a, b)), key=len)
    if len(short) > 1 and long[-len(short) :] == short:
        return True
    return a[-1] == b[-1] and any(
        first_names_agree(x, y) for x in (a[0], *nicknames(a)) for y in (b[0], *nicknames(b))
    )


def cased(word: str) -> str:
    """A name in capitals, as a transcript or a headline has it, in ordinary case."""
    return word.title() if word.isupper() and len(word) > 2 else word


def nicknames(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip('"“”') for word in words if word[0] in '"“')


def without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.rstrip(",") for word in words if word not in SUFFIXES)


def first_names_agree(one: str, other: str) -> bool:
    one, other = one.rstrip("."), other.rstrip(".")
    return (
        one == other
        or (one[:3] == other[:3] and len(one) > 2)
        or (1 in (len(one), len(other)) and one[0] == other[0])
    )


def join_short(mention: NameMention, full: list[Person], people: list[Person]) -> None:
    """Give a single word to the person it belongs to: by surname, then by first name; else to a new one."""
    word = mention.words[0].lower()
    named = [p for p in full if word in {surname(words).lower() for words in all_forms(p)}]
    named = named or [p for p in full if word in map(str.lower, p.words)]
    if mention.gender:
        named = [p for p in named if gender_of(p) in (None, mention.gender)]
    if named:
        recent = [p for p in named if was_named(p, mention)]
        just_one = recent[0] if len(recent) == 1 else None
        best = just_one or max(named, key=lambda p: (times_in_full(p), -full.index(p)))
        best.mentions.append(mention)
        return
    same = next((p for p in people if len(p.words) == 1 and p.words[0].lower() == word), None)
    if same:
        same.mentions.append(mention)
    else:
        people.append(Person([mention], mention.words))


def all_forms(person: Person) -> set[tuple[str, ...]]:
    return {person.words, *(mention.words for mention in person.mentions)}


def times_in_full(person: Person) -> int:
    return sum(len(mention.words) > 1 for mention in person.mentions)


def was_named(person: Person, mention: NameMention) -> bool:
    """Whether a person was named shortly before: of several of one surname, that one is meant."""
    return any(0 <= mention.span.start - m.span.end < RECENT for m in person.mentions)


def fullest(person: Person) -> tuple[str, ...]:
    """The name with most words, first names written out; of equals the most frequent."""
    counts = Counter(mention.words for mention in person.mentions)
    if len(counts) > 1:
        told = {mention.words for mention in person.mentions if mention.titled}
        counts = Counter({w: n for w, n in counts.items() if w in told or not has_stray_word(w, counts)})
    return max(
        counts, key=lambda words: (len(words), sum(len(w.rstrip(".")) > 1 for w in words), counts[words])
    )


def has_stray_word(words: tuple[str, ...], known: Counter[tuple[str, ...]]) -> bool:
    """Whether a name is another full one with a word before it that is no first name: “Slam Alba Testoni”."""
    for other in known:
        extra = len(words) - len(other)
        if len(other) > 1 and extra > 0 and words[extra:] == other:
            return words[0] not in gazetteer.first_names() and other[0] in gazetteer.first_names()
    return False


def gender_of(person: Person) -> str | None:
    """m or f by title, else by first name; None where neither tells."""
    told = Counter(mention.gender for mention in person.mentions if mention.gender)
    if told:
        return told.most_common(1)[0][0]
    firsts = [m.words[0] for m in person.mentions if len(m.words) > 1]
    return next((gazetteer.first_names()[word] for word in firsts if word in gazetteer.first_names()), None)


def is_plausible(person: Person) -> bool:
    """A single word seen once without a title is as often a place or a brand as a person."""
    return len(person.words) > 1 or any(m.titled for m in person.mentions) or len(person.mentions) > 1


def only_in_heading(reading: Reading, person: Person) -> bool:
    """A “name” that stands nowhere but in headlines, where every word has a capital."""
    if person.words[0] in gazetteer.first_names() or any(m.titled for m in person.mentions):
        return False
    return all(is_heading(reading, mention.span.start) for mention in person.mentions)


def is_heading(reading: Reading, offset: int) -> bool:
    words = [
        w for w in reading.paragraphs[reading.paragraph_of(offset)].of(reading.text).split() if w[0].isalpha()
    ]
    return len(words) < 25 and sum(word[0].isupper() for word in words) >= 0.6 * len(words)
