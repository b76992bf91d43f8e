"""Where a text speaks of a meeting: who takes part, where, when, and how it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.coreference import Person
from statements.parsing.dates import Dated, find_dates
from statements.parsing.document import MeetingKind
from statements.parsing.joint import coordinated, pair_meant, principals
from statements.parsing.language import Reading
from statements.parsing.offices import COUNTERPARTS
from statements.parsing.sides import acting_countries
from statements.parsing.sources import source_at
from statements.parsing.speakers import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

MEETING_VERBS = frozenset({"meet", "host", "receive", "confer", "co-chair", "welcome"})
RECEIVING = frozenset({"host", "receive", "welcome"})
"""Those of which the object must be somebody."""
TALKING_VERBS = frozenset({"speak", "talk", "sit"})
"""Verbs that tell of a meeting where somebody is spoken with."""
CALLING_VERBS = frozenset({"phone", "telephone"})
MEETING_NOUNS = frozenset({
    "talk", "meeting", "summit", "discussion", "negotiation", "consultation", "conference", "call",
    "conversation", "round", "session", "gathering", "dialogue", "encounter", "visit", "briefing",
})  # fmt: skip
HOLDING = frozenset({
    "hold", "have", "conduct", "begin", "open", "conclude", "finish", "start", "attend", "host", "convene",
    "end", "chair", "pay", "wrap", "resume", "join", "make",
})  # fmt: skip
AROUND = frozenset({"after", "before", "during", "following", "at", "in", "since", "for", "to"})
"""Prepositions that put something else in time by a meeting: “after talks in Vienna”."""
LINKS = frozenset({"between", "with", "in", "at", "to", "of", "among", "on"})
BY_PHONE = (
    "phone", "telephone", "by video", "video call", "video conference", "videoconference", "video link",
    "spoke with", "call with", "virtually",
)  # fmt: skip
PLACES = frozenset({"GPE", "FAC", "LOC", "ORG"})
LIST_REACH = 12
"""Tokens after the last participant in which the list may go on."""
SPELLS = frozenset({"day", "hour", "round", "week", "series", "month"})
"""What talks are counted by: “two days of talks”."""
TOGETHER = frozenset({"they", "both", "two", "pair"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A meeting where the text speaks of it."""

    token: int
    people: tuple[Person, ...]
    place: str | None
    day: str | None
    kind: MeetingKind
    subordinate: bool
    """In a clause that only explains another (“when they met in May”), or yet to come."""
    to_come: bool = False


def find_sightings(reading: Reading, cast: Cast, published: date | None) -> list[Sighting]:
    """Every meeting spoken of outside quotation marks, sentence by sentence."""
    found = []
    for sentence in reading.doc.sents:
        triggers = [t for t in sentence if is_trigger(t) and not reading.quoted[t.i]]
        if not triggers:
            continue
        days = find_dates(reading.text, sentence.start_char, sentence.end_char, published)
        for n, token in enumerate(triggers):
            following = triggers[n + 1] if n + 1 < len(triggers) else None
            limit = sentence.end
            if following is not None:
                limit = following.left_edge.i if following.left_edge.i > token.i else following.i
            found.append(sight(reading, cast, token, limit, nearest(reading, token, triggers, days)))
    return found


def is_trigger(token: "Token") -> bool:
    """Whether a word tells that people met or are to meet."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        if lemma in TALKING_VERBS:
            words = {child.lower_ for child in token.children}
            by_phone = bool(words & {"by", "over", "on"}) and is_by_phone(token.sent.text.lower())
            return "with" in words or by_phone or speaks_to_counterpart(token)
        if lemma in RECEIVING and not any(
            c.dep_ in ("dobj", "nsubjpass") and is_somebody(c) for c in token.children
        ):
            return False
        return lemma in MEETING_VERBS or (
            lemma in CALLING_VERBS and any(c.dep_ == "dobj" for c in token.children)
        )
    if token.pos_ not in ("NOUN", "PROPN") or lemma not in MEETING_NOUNS or token.dep_ == "compound":
        return False
    linked = any(c.dep_ == "prep" and c.lower_ in LINKS for c in token.children)
    around = token.dep_ == "pobj" and token.head.lower_ in AROUND
    return linked or around or holder_of(token).lemma_ in HOLDING


def speaks_to_counterpart(verb: "Token") -> bool:
    """“spoke to her Ruritanian counterpart”: to a colleague, not to the press."""
    told = [c for prep in verb.children if prep.lower_ == "to" for c in prep.children]
    return any(noun.lemma_.lower() in COUNTERPARTS for noun in told)


def is_somebody(token: "Token") -> bool:
    return token.ent_type_ == "PERSON" or is_human(token.lemma_.lower())


def is_human(noun: str) -> bool:
    return noun in gazetteer.humans() or noun in gazetteer.roles()


def holder_of(noun: "Token") -> "Token":
    """The verb that a meeting is the object of, also as “two days of talks”."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in SPELLS:
        return noun.head.head.head
    return noun.head


def nearest(reading: Reading, token: "Token", triggers: list["Token"], days: list[Dated]) -> str | None:
    """The date that stands nearest to this trigger and to no other."""
    mine = []
    for day in days:
        at = reading.token_range_start(day.span.start)
        if min(triggers, key=lambda t: abs(t.i - at)).i == token.i:
            mine.append((abs(token.i - at), day.iso))
    return min(mine)[1] if mine else None


def sight(reading: Reading, cast: Cast, token: "Token", limit: int, day: str | None) -> Sighting:
    people = participants(reading, cast, token)
    head = token if token.pos_ == "VERB" else holder_of(token)
    subordinate = any(t.dep_ in ("advcl", "relcl", "acl") for t in (token, head)) or is_past_perfect(head)
    words = reading.doc[token.sent.start : limit].text.lower()
    kind = kind_of(token, people, words)
    place = None if kind is MeetingKind.PHONE else place_near(reading, token, limit)
    return Sighting(token.i, people, place, day, kind, subordinate, is_to_come(token, head))


def is_past_perfect(verb: "Token") -> bool:
    return any(
        c.dep_ == "aux" and c.lower_ in ("had", "will", "would", "may", "could") for c in verb.children
    )


def is_to_come(token: "Token", verb: "Token") -> bool:
    """Whether the meeting is yet to take place: “will meet”, “to hold”, “the next round”."""
    planned = any(c.dep_ == "aux" and c.lower_ in ("will", "to", "would") for c in verb.children)
    return planned or any(c.lower_ in ("next", "upcoming", "forthcoming", "planned") for c in token.children)


def is_by_phone(words: str) -> bool:
    return any(phrase in words for phrase in BY_PHONE)


def kind_of(token: "Token", people: tuple[Person, ...], words: str) -> MeetingKind:
    if token.lemma_ in ("call", "conversation") or token.lemma_ in CALLING_VERBS or is_by_phone(words):
        return MeetingKind.PHONE
    if token.lemma_ == "summit":
        return MeetingKind.SUMMIT
    if token.lemma_ in ("conference", "briefing") and len(people) < 2:
        return MeetingKind.PRESS_CONFERENCE
    return MeetingKind.BILATERAL if len(people) == 2 else MeetingKind.MULTILATERAL


def participants(reading: Reading, cast: Cast, token: "Token") -> tuple[Person, ...]:
    """The people who are subject or object of the meeting, or joined to it by with, between, and.

    Where only states are named (“talks between Ruritania and Graustark”), it is who stands for each.
    """
    members = [member for root in roots_of(token) for member in named_at(reading, cast, root)]
    members += listed_after(cast, members)
    people = tuple(dict.fromkeys(person for _, person in members))
    if len(people) > 1:
        return people
    envoys = envoys_of(reading, cast, token)
    return envoys if len(envoys) > 1 and set(people) <= set(envoys) else people


def roots_of(token: "Token") -> Iterator["Token"]:
    """The nouns that the grammar makes parties to the meeting."""
    verb = token if token.pos_ == "VERB" else holder_of(token)
    holders = [token]
    if verb.lemma_ in HOLDING | MEETING_VERBS | TALKING_VERBS | CALLING_VERBS:
        holders.append(verb)
        if verb.dep_ == "conj":  # “Testoni flew to Oslo and met Esempio”
            yield from (c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass"))
    elif token.dep_ == "pobj" and token.head.lower_ in AROUND:  # “Testoni said after talks with Esempio”
        yield from subjects_above(token)
    for holder in dict.fromkeys(holders):
        for child in holder.children:
            if child.dep_ in ("nsubj", "dobj", "nsubjpass", "poss"):
                yield child
            elif child.dep_ in ("prep", "agent") and child.lower_ in (
                "with",
                "between",
                "by",
                "of",
                "among",
                "to",
            ):
                yield from child.children


def subjects_above(token: "Token") -> Iterator["Token"]:
    """The subject of the clause that a meeting puts in time."""
    head = token.head
    while head.head.i != head.i and (head.pos_ != "VERB" or head.dep_ in ("advcl", "xcomp", "acl")):
        head = head.head
    yield from (child for child in head.children if child.dep_ == "nsubj")


def named_at(reading: Reading, cast: Cast, token: "Token") -> list[tuple[int, Person]]:
    """The people at a token, with its index, and those joined to it by “and” or a comma."""
    pair = pair_meant(reading, cast.people, source_at(reading, token))
    if not pair and token.lower_ in TOGETHER:
        pair = principals(cast.people, token.idx, "", 2)
    if pair:
        return [(token.i, person) for person in pair]
    found = []
    for member in coordinated(token):
        person = cast.by_token.get(member.i) or cast.apposed(member)
        if not person and member.lower_ in ("he", "she"):
            person = cast.antecedent(member, "m" if member.lower_ == "he" else "f")
        elif not person and member.lower_ in gazetteer.roles():
            person = cast.by_office(member, source_at(reading, member))
        if person:
            found.append((member.i, person))
        found += [
            pair
            for child in member.children
            if child.dep_ == "appos"
            for pair in named_at(reading, cast, child)
        ]
    return found


def envoys_of(reading: Reading, cast: Cast, token: "Token") -> tuple[Person, ...]:
    """Who stands for the states that the trigger's sentence names as acting: the first official of each."""
    codes = acting_countries(reading, token.sent.start, token.sent.end)
    found = []
    for code in codes:
        officials = [p for p in cast.people if p.office.role and p.office.country == code]
        if officials:
            found.append(officials[0])
    return tuple(found) if len(codes) <= 3 else ()


def listed_after(cast: Cast, members: list[tuple[int, Person]]) -> list[tuple[int, Person]]:
    """Those whose names go on the list that the grammar broke off: “… , and President Bruno Esempio”."""
    if not members:
        return []
    doc, last = cast.reading.doc, max(i for i, _ in members)
    found, joined = [], False
    for i in range(last + 1, min(len(doc), last + LIST_REACH)):
        token = doc[i]
        if i in cast.by_token:
            if joined:
                found.append((i, cast.by_token[i]))
                joined = False
        elif token.lower_ in (",", "and"):
            joined = True
        elif token.pos_ not in ("ADJ", "NOUN", "PROPN", "DET") or token.dep_ == "nsubj":
            break
    return found


def place_near(reading: Reading, token: "Token", limit: int) -> str | None:
    """The first place that follows the trigger, before the next one's clause; else the last one before it."""
    for i in range(token.i + 1, min(limit, token.sent.end) - 1):
        if (place := place_behind(reading, token, i)) is not None:
            return place
    for i in range(token.i - 1, token.sent.start - 1, -1):
        if (place := place_behind(reading, token, i)) is not None:
            return place
    return None


def place_behind(reading: Reading, token: "Token", i: int) -> str | None:
    """The place behind an “in” or “at”; of a visit, behind the “to”."""
    places = ("in", "at", "to") if token.lemma_ in ("visit", "fly", "travel") else ("in", "at")
    return place_named_at(reading, i + 1) if reading.doc[i].lower_ in places else None


def place_named_at(reading: Reading, i: int) -> str | None:
    """The name of a place that begins at a token, the article left out."""
    if i >= len(reading.doc):
        return None
    if reading.doc[i].lower_ in ("the", "his", "her", "its") and i + 1 < len(reading.doc):
        i += 1
    for entity in reading.doc.ents:
        if entity.start <= i < entity.end and entity.label_ in PLACES:
            name = reading.span_of(i, entity.end - 1).of(reading.text).split("\n")[0].strip()
            return name.removesuffix("’s").removesuffix("'s") or None
    known = gazetteer.countries().get(reading.doc[i].text)
    return reading.doc[i].text if known and known.kind in ("name", "capital") else None
