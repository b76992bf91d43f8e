"""The parser's table of contents: the steps from a text to what was said in it, in order."""

from datetime import date

from statements.parsing.attribution import behind, find_statements
from statements.parsing.coreference import find_people
from statements.parsing.dateline import Dateline, find_dateline, place_in_margin
from statements.parsing.declarations import declared_quotes, find_declared
from statements.parsing.document import Form, ParsedArticle, ParsedPerson
from statements.parsing.encoder import encoder
from statements.parsing.form import find_form
from statements.parsing.language import Reading, read
from statements.parsing.meetings import find_meetings
from statements.parsing.quotes import resolve_all, turn_quotes
from statements.parsing.sides import infer_countries
from statements.parsing.speakers import Cast
from statements.parsing.title import date_in_head, find_title
from statements.parsing.topics import find_signals, with_broader
from statements.parsing.turns import find_turns

PARSER_VERSION = "encoder-4"
"""Changes whenever the same text may parse differently."""


PROSE = 150
"""Code points of the longest headline."""


def body_of(reading: Reading, dateline: Dateline | None) -> int | None:
    """Index of the paragraph that the date line opens; None where it stands alone or there is none."""
    if dateline is None:
        return None
    paragraph = reading.paragraph_of(dateline.span.start)
    return paragraph if reading.paragraphs[paragraph].end > dateline.span.end else None


def first_prose(reading: Reading) -> int:
    """Index of the first paragraph that is longer than a headline; 0 where there is none."""
    return next((i for i, p in enumerate(reading.paragraphs) if p.end - p.start > PROSE), 0)


def parse_article(text: str, published: date | None = None) -> ParsedArticle:
    """Who said what in a text, and the people, meetings and topics of it.

    Any string will do. Every offset counts code points of `text` as given; `published` is the day that
    “today” means, where the caller knows it better than the date line.
    """
    reading = read(text)
    dateline = find_dateline(text, reading.paragraphs)
    day = published or (dateline.published if dateline else None) or date_in_head(text, reading.paragraphs)
    place = (dateline.place if dateline else None) or place_in_margin(text, reading.paragraphs)
    body = body_of(reading, dateline)
    title = find_title(text, reading.paragraphs, body)
    turns = find_turns(text, reading.paragraphs)

    people = find_people(reading, [turn.name(text) for turn in turns])
    lead = first_prose(reading) if body is None else body
    signals = find_signals(text)
    form = find_form(text, title, reading.paragraphs, turns)
    infer_countries(reading, people, place, lead, form)
    cast = Cast(reading, people, official=form in (Form.READOUT, Form.JOINT_STATEMENT))
    spoken = find_declared(text, reading.paragraphs, form)
    if form is Form.TRANSCRIPT and not spoken:
        quotes = turn_quotes(reading, cast, turns, signals)
    elif spoken:
        quotes = declared_quotes(reading, cast, spoken, signals)
    else:
        statements = find_statements(reading, encoder().encode(text))
        if dateline:
            statements = [said for one in statements if (said := behind(text, one, dateline.span))]
        quotes = resolve_all(reading, cast, statements, signals)
    return ParsedArticle(
        text=text,
        title=title,
        published=day,
        form=form,
        dateline=place,
        meetings=find_meetings(reading, cast, day, lead, place, form),
        people=tuple(ParsedPerson(p.name, p.office.role, p.office.country, p.aliases) for p in people),
        topics=with_broader(signal.slug for signal in signals),
        quotes=tuple(quotes),
    )
