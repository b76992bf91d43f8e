"""Meetings: who met whom, where and when, as far as the sentence says."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from statements.parsing import gazetteer
from statements.parsing.coreference import Person
from statements.parsing.dates import Dated, find_dates
from statements.parsing.document import MeetingKind, ParsedMeeting
from statements.parsing.language import Reading
from statements.parsing.speakers import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

MEETING_VERBS = frozenset({"meet", "host", "receive", "confer"})
MEETING_NOUNS = frozenset(
    {
        "talk",
        "meeting",
        "summit",
        "discussion",
        "negotiation",
        "consultation",
        "conference",
        "call",
        "conversation",
    }
)
HOLDING = frozenset(
    {"hold", "have", "conduct", "begin", "open", "conclude", "finish", "start", "attend", "host", "convene"}
)
BY_PHONE = ("phone", "telephone", "by video", "video call", "video conference", "spoke with", "call with")
PLACES = frozenset({"GPE", "FAC", "LOC", "ORG"})
LIST_REACH = 12
"""Tokens after the last participant in which the list may go on."""
LEAD = 3
"""Paragraphs of the body in which an article says what it reports."""
RECENT = 10
"""Days before publication that a reported meeting may lie back."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A meeting where the text speaks of it."""

    token: int
    people: tuple[Person, ...]
    place: str | None
    day: str | None
    kind: MeetingKind
    subordinate: bool
    """In a clause that only explains another (“when they met in May”)."""


def find_meetings(
    reading: Reading, cast: Cast, published: date | None, first: int
) -> tuple[ParsedMeeting, ...]:
    """The article's own meetings, then those it mentions; its body begins in paragraph `first`."""
    sightings = find_sightings(reading, cast, published)
    meetings: list[ParsedMeeting] = []
    for sighting in sightings:
        paragraph = reading.paragraph_of(reading.doc[sighting.token].idx)
        mentioned = sighting.subordinate or paragraph - first >= LEAD or is_distant(sighting.day, published)
        mentioned = mentioned or len(sighting.people) < 2
        names = tuple(person.name for person in sighting.people)
        merge(meetings, ParsedMeeting(sighting.kind, sighting.day, sighting.place, names, mentioned))
    told = [m for m in meetings if len(m.participants) > 1 or m.place]
    return tuple(sorted(told, key=lambda meeting: meeting.mentioned))


def merge(meetings: list[ParsedMeeting], new: ParsedMeeting) -> None:
    """Add a meeting, or what it adds to one that it may be the same as."""
    for i, old in enumerate(meetings):
        if may_be_same(old, new):
            wider = max(old.participants, new.participants, key=len)
            kind = old.kind if len(old.participants) >= len(new.participants) else new.kind
            meetings[i] = ParsedMeeting(
                kind, old.date or new.date, old.place or new.place, wider, old.mentioned and new.mentioned
            )
            return
    meetings.append(new)


def may_be_same(one: ParsedMeeting, other: ParsedMeeting) -> bool:
    """Nothing told of both differs, and at least the people or the place agree."""
    if one.date and other.date and not (one.date.startswith(other.date) or other.date.startswith(one.date)):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    a, b = set(one.participants), set(other.participants)
    if a and b:
        return a == b or ((a <= b or b <= a) and (one.place == other.place or one.date == other.date))
    return bool(one.place and one.place == other.place)


def is_distant(day: str | None, published: date | None) -> bool:
    if not day or not published:
        return False
    if len(day) < 10:
        return not published.isoformat().startswith(day)
    return not -1 <= (published - date.fromisoformat(day)).days <= RECENT


def find_sightings(reading: Reading, cast: Cast, published: date | None) -> list[Sighting]:
    """Every meeting spoken of outside quotation marks, sentence by sentence."""
    found = []
    for sentence in reading.doc.sents:
        triggers = [t for t in sentence if is_trigger(t) and not reading.quoted[t.i]]
        if not triggers:
            continue
        days = find_dates(reading.text, sentence.start_char, sentence.end_char, published)
        for n, token in enumerate(triggers):
            end = (
                triggers[n + 1].left_edge.i
                if n + 1 < len(triggers) and triggers[n + 1].left_edge.i > token.i
                else None
            )
            limit = end or (triggers[n + 1].i if n + 1 < len(triggers) else sentence.end)
            found.append(sight(reading, cast, token, limit, nearest(reading, token, triggers, days)))
    return found


def is_trigger(token: "Token") -> bool:
    if token.pos_ == "VERB":
        return token.lemma_ in MEETING_VERBS
    if token.pos_ != "NOUN" or token.lemma_ not in MEETING_NOUNS:
        return False
    linked = any(c.dep_ == "prep" and c.lower_ in ("between", "with", "in", "at") for c in token.children)
    return linked or token.head.lemma_ in HOLDING


def nearest(reading: Reading, token: "Token", triggers: list["Token"], days: list[Dated]) -> str | None:
    """The date that stands nearest to this trigger and to no other."""
    mine = []
    for day in days:
        at = reading.token_range_start(day.span.start)
        if min(triggers, key=lambda t: abs(t.i - at)).i == token.i:
            mine.append((abs(token.i - at), day.iso))
    return min(mine)[1] if mine else None


def sight(reading: Reading, cast: Cast, token: "Token", limit: int, day: str | None) -> Sighting:
    people = participants(cast, token)
    head = token if token.pos_ == "VERB" else token.head
    subordinate = any(t.dep_ in ("advcl", "relcl", "acl") for t in (token, head)) or is_past_perfect(head)
    words = reading.doc[token.sent.start : limit].text.lower()
    return Sighting(
        token.i, people, place_after(reading, token, limit), day, kind_of(token, people, words), subordinate
    )


def is_past_perfect(verb: "Token") -> bool:
    return any(
        c.dep_ == "aux" and c.lower_ in ("had", "will", "would", "may", "could") for c in verb.children
    )


def kind_of(token: "Token", people: tuple[Person, ...], words: str) -> MeetingKind:
    if token.lemma_ in ("call", "conversation") or any(phrase in words for phrase in BY_PHONE):
        return MeetingKind.PHONE
    if token.lemma_ == "summit":
        return MeetingKind.SUMMIT
    if token.lemma_ == "conference":
        return MeetingKind.PRESS_CONFERENCE
    return MeetingKind.BILATERAL if len(people) == 2 else MeetingKind.MULTILATERAL


def participants(cast: Cast, token: "Token") -> tuple[Person, ...]:
    """The people who are subject or object of the meeting, or joined to it by with, between, and."""
    verb = token if token.pos_ == "VERB" else token.head
    roots = [c for c in token.children if c.dep_ in ("nsubj", "dobj", "nsubjpass")]
    if verb.lemma_ in HOLDING | MEETING_VERBS:
        roots += [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "agent")]
    for holder in {token, verb}:
        roots += [
            p
            for c in holder.children
            if c.dep_ in ("prep", "agent") and c.lower_ in ("with", "between", "by", "of", "among")
            for p in c.children
        ]
    members = [member for root in roots for member in conjoined(cast, root)]
    members += listed_after(cast, members)
    return tuple(dict.fromkeys(person for _, person in members))


def conjoined(cast: Cast, token: "Token") -> list[tuple[int, Person]]:
    """The person at a token, with the token's index, and those joined to it by “and” or a comma."""
    person = cast.by_token.get(token.i) or cast.apposed(token)
    if not person and token.lower_ in ("he", "she"):
        person = cast.antecedent(token, "m" if token.lower_ == "he" else "f")
    found = [(token.i, person)] if person else []
    for child in token.children:
        if child.dep_ in ("conj", "appos"):
            found += conjoined(cast, child)
    return found


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


def place_after(reading: Reading, token: "Token", limit: int) -> str | None:
    """The first place after “in” or “at” that follows the trigger, before the next one's clause."""
    for i in range(token.i + 1, min(limit, token.sent.end) - 1):
        if reading.doc[i].lower_ in ("in", "at") and (place := place_at(reading, i + 1)):
            return place
    return None


def place_at(reading: Reading, i: int) -> str | None:
    """The name of a place that begins at a token, the article left out."""
    if reading.doc[i].lower_ in ("the", "his", "her", "its") and i + 1 < len(reading.doc):
        i += 1
    for entity in reading.doc.ents:
        if entity.start <= i < entity.end and entity.label_ in PLACES:
            return reading.span_of(i, entity.end - 1).of(reading.text).removesuffix("’s").removesuffix("'s")
    known = gazetteer.countries().get(reading.doc[i].text)
    return reading.doc[i].text if known and known.kind in ("name", "capital") else None
