"""A parsed article as the plain values that `manage.py parse` prints."""

from typing import Any

from statements.parsing.document import ParsedArticle, ParsedMeeting, ParsedPerson, ParsedQuote, Span
from statements.parsing.explaining import explain


def to_json(parsed: ParsedArticle, id: str, *, explained: bool = False) -> dict[str, Any]:
    """The article as JSON knows it: strings, numbers, lists; dates in ISO form, offsets in code points.

    `explained` adds to each quote why it is credited so, in words.
    """
    return {
        "id": id,
        "title": parsed.title,
        "published": parsed.published.isoformat() if parsed.published else None,
        "form": str(parsed.form),
        "dateline": parsed.dateline,
        "meetings": [meeting_json(meeting) for meeting in parsed.meetings],
        "people": [person_json(person) for person in parsed.people],
        "topics": list(parsed.topics),
        "quotes": [
            quote_json(quote, parsed.text) | (why_json(quote, parsed.text) if explained else {})
            for quote in parsed.quotes
        ],
    }


def why_json(quote: ParsedQuote, text: str) -> dict[str, Any]:
    """Why a quote is credited so, and the words that gave each topic."""
    words = {one.slug: one.span.of(text) for one in quote.evidence}
    return {"why": explain(text, quote), "topic_words": words}


def meeting_json(meeting: ParsedMeeting) -> dict[str, Any]:
    value = {
        "date": meeting.date,
        "place": meeting.place,
        "kind": str(meeting.kind),
        "participants": list(meeting.participants),
    }
    return value | {"mentioned": True} if meeting.mentioned else value


def person_json(person: ParsedPerson) -> dict[str, Any]:
    return {
        "name": person.name,
        "role": person.role,
        "country": person.country,
        "aliases": list(person.aliases),
    }


def span_json(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def quote_json(quote: ParsedQuote, text: str) -> dict[str, Any]:
    return {
        **span_json(quote.content, text),
        "verbatim": [span_json(span, text) for span in quote.verbatim],
        "kind": str(quote.kind),
        "speaker": "; ".join([quote.speaker, *quote.co_speakers]) if quote.speaker else None,
        "speaker_kind": str(quote.speaker_kind),
        "mention_start": quote.mention.start if quote.mention else None,
        "mention_end": quote.mention.end if quote.mention else None,
        "cue": quote.cue.of(text) if quote.cue else None,
        "relayed": quote.relayed,
        "confidence": round(quote.confidence, 3),
        "topics": list(quote.topics),
    }
