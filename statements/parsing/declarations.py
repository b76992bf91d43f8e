"""Texts that are somebody's words from beginning to end: speeches, statements, declarations."""

import re

from statements.parsing.coreference import Person
from statements.parsing.document import Form, ParsedQuote, Span
from statements.parsing.form import find_speech
from statements.parsing.language import Reading
from statements.parsing.quotes import turn_quote
from statements.parsing.speakers import Cast, as_speaker
from statements.parsing.topics import Signal

ANNOUNCED = re.compile(
    r"(?:issued|made|released|delivered) (?:today )?the following (?:\w+ )?statement[^.\n]*[:.]?$"
    r"|following (?:\w+ ){0,4}statement (?:was|is) (?:issued|released|attributable)[^.\n]*[:.]?$",
    re.IGNORECASE,
)
"""The paragraph after which a statement stands."""
STATEMENT = re.compile(r"statement (?:by|of|from)\b", re.IGNORECASE)
HEADING = re.compile(r"(?:statement|remarks|speech|address|intervention) (?:by|of) .{3,140}$", re.IGNORECASE)
"""The line over the words of the next speaker, where a paper holds several speeches."""
WE = re.compile(r"(?:we|i), (?:the )?[A-ZÀ-Þ\w]", re.IGNORECASE)
"""“We, the ministers …,” opens a declaration."""
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s)\b")
FOOT = re.compile(
    r"end of (?:statement|text)|\(end\)|#+|-+ ?end ?-+|press contacts?\b|for (?:more|further) information",
    re.IGNORECASE,
)
"""How the foot begins, which nobody says."""
HEAD = 8
"""Paragraphs among which such a text begins."""


def find_declared(text: str, paragraphs: list[Span], form: Form) -> list[Span]:
    """The paragraphs that are all one speaker's words; none where a text only reports."""
    first = None
    if form is Form.TRANSCRIPT:
        first = find_speech(text, paragraphs)
    elif form is Form.JOINT_STATEMENT:
        first = next((i for i, p in enumerate(paragraphs[:HEAD]) if WE.match(p.of(text))), None)
    elif form is Form.READOUT:
        first = first_declared(text, paragraphs)
    if first is None:
        return []
    found = []
    for paragraph in paragraphs[first:]:
        if FOOT.match(paragraph.of(text)):
            break
        found.append(paragraph)
    return found


def first_declared(text: str, paragraphs: list[Span]) -> int | None:
    """Where a written statement begins: behind its announcement or its title, if it says “we” or “I”."""
    for i, paragraph in enumerate(paragraphs[:HEAD]):
        words = paragraph.of(text)
        if ANNOUNCED.search(words) and i + 1 < len(paragraphs) and text[paragraphs[i + 1].start] not in '“"':
            return i + 1 if speaks_for_itself(text, paragraphs[i + 1 :]) else None
        if STATEMENT.match(words) and len(words) < 250:
            following = next(
                (n for n in range(i + 1, len(paragraphs)) if is_prose(text, paragraphs[n])), None
            )
            return following if following and speaks_for_itself(text, paragraphs[following:]) else None
    return None


def is_prose(text: str, paragraph: Span) -> bool:
    return paragraph.end - paragraph.start > 80 and text[paragraph.end - 1] in '.!?”"’'


def speaks_for_itself(text: str, paragraphs: list[Span]) -> bool:
    """Whether a statement is in the first person at all, and nobody's words are quoted in most of it."""
    return any(FIRST_PERSON.search(paragraph.of(text)) for paragraph in paragraphs)


def declared_quotes(
    reading: Reading, cast: Cast, paragraphs: list[Span], signals: list[Signal]
) -> list[ParsedQuote]:
    """A quote for each paragraph, credited to whom the head names."""
    speaker = as_speaker(
        *declarers(cast, paragraphs[0], WE.match(paragraphs[0].of(reading.text)) is not None)
    )
    quotes = []
    for paragraph in paragraphs:
        if HEADING.match(paragraph.of(reading.text)) and (named := cast.first_within(paragraph)):
            speaker = as_speaker(named)
        else:
            quotes.append(turn_quote(reading, paragraph, None, speaker, signals))
    return quotes


def declarers(cast: Cast, first: Span, signed: bool) -> tuple[Person, ...]:
    """All whom the opening paragraph of a declaration names, else the first whom the head names."""
    if signed:
        named = [person for mention, person in cast.order if first.overlap(mention.span)]
        if named:
            return tuple(dict.fromkeys(named))
    head = [person for mention, person in cast.order if mention.span.start < first.start]
    return tuple(head[:1])
