"""Who a source is: a person of the article, an organisation, or somebody it never names."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.coreference import Person
from statements.parsing.document import Span, SpeakerKind
from statements.parsing.joint import coordinated, pair_meant, principals
from statements.parsing.language import Reading
from statements.parsing.mentions import NameMention
from statements.parsing.offices import modifiers_before, shown_office
from statements.parsing.places import country_within
from statements.parsing.sources import Source, source_at

if TYPE_CHECKING:
    from spacy.tokens import Token

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "we", "us", "both", "their"})
ANSWERS = frozenset({"a", "answer"})
"""Labels of whoever is interviewed: the one whom the head names first."""
SIDES = frozenset({"side", "delegation", "government"})
"""Nouns that with a country's adjective mean its government."""
FAR = 6
"""Paragraphs back in which a pronoun's antecedent is looked for."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a source resolves to."""

    kind: SpeakerKind
    name: str | None = None
    others: tuple[str, ...] = ()
    """Names of those who speak with him: “both ministers agreed”."""


UNNAMED = Speaker(SpeakerKind.UNNAMED)


def as_speaker(*people: Person) -> Speaker:
    """One person, or several with one voice; nobody named where there is none."""
    if not people:
        return UNNAMED
    return Speaker(SpeakerKind.PERSON, people[0].name, tuple(person.name for person in people[1:]))


@dataclass
class Cast:
    """The people of an article by position, and the last speakers, which pronouns prefer."""

    reading: Reading
    people: list[Person]
    by_token: dict[int, Person] = field(init=False)
    order: list[tuple[NameMention, Person]] = field(init=False)
    recent: list[tuple[int, Person]] = field(default_factory=list)
    official: bool = False
    """Whether it is official paper on two sides, whose “they” are the two."""
    joint: tuple[Person, ...] = ()
    """Those who spoke last, if they were several."""

    def __post_init__(self) -> None:
        self.by_token = {
            i: person for person in self.people for m in person.mentions for i in range(m.first, m.last + 1)
        }
        pairs = [(mention, person) for person in self.people for mention in person.mentions]
        self.order = sorted(pairs, key=lambda pair: pair[0].span.start)

    def resolve(self, source: Source) -> Speaker:
        """The speaker of a source; remembers persons for the pronouns that follow."""
        together = self.together(source)
        if together:
            self.joint = together
            return as_speaker(*together)
        speaker = self.identify(source)
        self.joint = ()
        if speaker.kind is SpeakerKind.PERSON:
            person = next(p for p in self.people if p.name == speaker.name)
            self.recent.append((source.span.start, person))
        return speaker

    def together(self, source: Source) -> tuple[Person, ...]:
        """The people who speak with one voice; empty where it is one, or nobody who is named."""
        token = self.reading.doc[source.entity]
        if token.lower_ == "they":
            return self.joint or (principals(self.people, token.idx, "", 2) if self.official else ())
        inside = self.reading.token_range(source.span)
        members = [member for member in coordinated(token) if member.i in inside]
        if len(members) > 1:
            found = [self.by_token.get(m.i) or self.by_office(m, source_at(self.reading, m)) for m in members]
            people = tuple(dict.fromkeys(person for person in found if person))
            return people if len(people) > 1 else ()
        return pair_meant(self.reading, self.people, source)

    def identify(self, source: Source) -> Speaker:
        token = self.reading.doc[source.entity]
        person = self.by_token.get(token.i) or self.apposed(token) or self.within(source)
        if person:
            return Speaker(SpeakerKind.PERSON, person.name)
        word = token.lower_
        if word in MALE or word in FEMALE:
            found = self.antecedent(token, "m" if word in MALE else "f")
            return Speaker(SpeakerKind.PERSON, found.name) if found else UNNAMED
        if token.pos_ == "PRON" or word in PLURAL:
            return UNNAMED
        return self.by_description(token, source)

    def by_label(self, label: Span) -> Speaker:
        """The speaker of a turn: “FOREIGN MINISTER TESTONI”, “Q”."""
        words = [w.strip("().,").lower() for w in label.of(self.reading.text).split()]
        if words[-1] in ANSWERS and self.people:
            return Speaker(SpeakerKind.PERSON, self.people[0].name)
        for person in self.people:
            if person.words[-1].lower() == words[-1]:
                return Speaker(SpeakerKind.PERSON, person.name)
        return UNNAMED

    def first_within(self, span: Span) -> Person | None:
        """The first person whom a stretch of text names."""
        return next((person for mention, person in self.order if span.overlap(mention.span)), None)

    def apposed(self, token: "Token") -> Person | None:
        """“the minister, Alba Testoni,” and “Alba Testoni, the minister, who …”"""
        if token.dep_ == "appos" and token.head.i in self.by_token:
            return self.by_token[token.head.i]
        for child in token.children:
            if child.dep_ == "appos" and child.i in self.by_token:
                return self.by_token[child.i]
        return None

    def within(self, source: Source) -> Person | None:
        """The full name that the source ends with or sets off; a surname where all is in capitals."""
        for i in self.reading.token_range(source.span):
            person = self.by_token.get(i)
            if person and self.is_set_off(i, source):
                return person
        words = source.span.of(self.reading.text).strip(" ()").split()
        last = words[-1].lower() if words else ""
        if not words or not source.span.of(self.reading.text).isupper():
            return None
        return next((p for p in self.people if p.words[-1].lower() == last), None)

    def is_set_off(self, i: int, source: Source) -> bool:
        """Whether a full name that begins at a token is the source's own: “a friend, Alba Testoni, 53”."""
        doc, first = self.reading.doc, self.reading.token_range_start(source.span.start)
        mention = next((m for m, _ in self.order if m.first == i), None)
        if mention is None or len(mention.words) < 2:
            return False
        behind = self.reading.token_range(source.span)[-1]
        ends = mention.last >= behind or doc[mention.last + 1].text in (",", "(")
        comma = max((n for n in range(first, i) if doc[n].text == ","), default=first - 1)
        # “a spokesman for President Alba Testoni” is somebody else; so is one of two.
        return ends and not any(doc[n].pos_ in ("ADP", "CCONJ") for n in range(comma + 1, i))

    def antecedent(self, token: "Token", gender: str | None) -> Person | None:
        """The most salient person before a pronoun or a description: near, a subject, of the gender."""
        here = self.reading.paragraph_of(token.idx)
        best, best_score = None, 0.0
        for mention, person in reversed(self.order[: self.index_before(token.idx)]):
            distance = here - self.reading.paragraph_of(mention.span.start)
            if distance > FAR:
                break
            if self.reading.quoted[mention.first] or is_barred(person, gender):
                continue
            score = self.salience(mention, person, distance) * agreement(person, gender)
            if score > best_score:
                best, best_score = person, score
        return best

    def index_before(self, offset: int) -> int:
        return bisect_right(self.order, offset, key=lambda pair: pair[0].span.start)

    def salience(self, mention: NameMention, person: Person, distance: int) -> float:
        """How much a mention stays in mind: its subject, the last speaker and who was just introduced."""
        head = self.reading.doc[mention.last]
        subject = head.dep_ in ("nsubj", "nsubjpass")
        owner = head.dep_ == "poss"
        said = bool(self.recent) and self.recent[-1][1] is person
        introduced = person.mentions[0] is mention and len(mention.words) > 1
        return 0.6**distance * (1.0 + 0.8 * subject + 0.4 * introduced + 0.8 * said - 0.4 * owner)

    def by_description(self, token: "Token", source: Source) -> Speaker:
        """An office, a nationality, an organisation; else nobody named."""
        reading, text = self.reading, source.span.of(self.reading.text)
        bare = text.removeprefix("the ").removeprefix("The ")
        if bare in gazetteer.organizations():
            return Speaker(SpeakerKind.ORGANIZATION, bare)
        person = self.by_office(token, source)
        if person:
            return Speaker(SpeakerKind.PERSON, person.name)
        side = country_of_side(reading, token, source)
        if side:
            return Speaker(SpeakerKind.ORGANIZATION, side)
        if token.ent_type_ in ("ORG", "GPE") and token.pos_ == "PROPN":
            entity = next((e for e in reading.doc.ents if e.start <= token.i < e.end), None)
            name = (
                reading.span_of(entity.start, entity.end - 1).of(reading.text) if entity is not None else text
            )
            return Speaker(SpeakerKind.ORGANIZATION, name.removeprefix("the ").removesuffix("’s"))
        lemma = token.lemma_.lower()
        documents = gazetteer.reporting()["documents"]
        return Speaker(SpeakerKind.ORGANIZATION, text) if lemma in documents else UNNAMED

    def by_office(self, token: "Token", source: Source) -> Person | None:
        """“the minister”, “the Russian diplomat”: the one person introduced so."""
        reading = self.reading
        first = reading.token_range_start(source.span.start)
        determiner = reading.doc[first].lower_
        if determiner in ("a", "an", "one", "another", "his", "her", "their", "some"):
            return None
        if token.lower_ not in gazetteer.roles():
            return None
        begins = min(token.i, max(first, modifiers_before(reading, token.i)))
        country = country_within(reading, first, token.i + 1)
        candidates = [p for p in self.people if p.office.role and fits(p, token.lower_, country)]
        named = any(reading.doc[i].pos_ == "PROPN" for i in range(first, token.i))
        if not candidates and determiner == "the" and not (country or named):
            return self.antecedent(token, None)
        seen = [p for p in candidates if p.mentions[0].span.start < token.idx]
        office = shown_office(reading, begins, token.i, token.i + 1)
        seen = [p for p in seen if p.office.role == office] or seen
        return seen[-1] if len(seen) == 1 or (seen and not country) else None


def country_of_side(reading: Reading, token: "Token", source: Source) -> str | None:
    """The name of the country in “the Ruritanian side”."""
    if token.lower_ not in SIDES:
        return None
    code = country_within(reading, reading.token_range_start(source.span.start), token.i)
    return next((c.name for c in gazetteer.countries().values() if c.code == code), None)


def is_barred(person: Person, gender: str | None) -> bool:
    """Whether a title or an office says that a person is of the other gender."""
    told = {mention.gender for mention in person.mentions if mention.gender}
    return bool(gender and told and gender not in told)


def agreement(person: Person, gender: str | None) -> float:
    """What a first name counts for: a hint, since some are of both."""
    if gender is None or person.gender is None:
        return 1.0
    return 1.5 if person.gender == gender else 0.2


def fits(person: Person, word: str, country: str | None) -> bool:
    """Whether a person may be called by an office's last word, and is of the country named, if any."""
    role = (person.office.role or "").lower().replace("-", " ")
    if country and person.office.country != country:
        return False
    return word in role.split() or (
        word == "diplomat" and any(w in role for w in ("minister", "secretary", "ambassador", "envoy"))
    )
