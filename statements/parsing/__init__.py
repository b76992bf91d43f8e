"""Text in, who said what out. Pure Python: no Django, no database, no network, no clock.

>>> from statements.parsing import parse_article
>>> parse_article(text, published=None).quotes
"""

from statements.parsing.document import (
    Form,
    MeetingKind,
    ParsedArticle,
    ParsedMeeting,
    ParsedPerson,
    ParsedQuote,
    QuoteKind,
    Span,
    SpeakerKind,
)
from statements.parsing.explaining import explain
from statements.parsing.pipeline import PARSER_VERSION, parse_article
from statements.parsing.serialization import to_json

__all__ = [
    "PARSER_VERSION",
    "Form",
    "MeetingKind",
    "ParsedArticle",
    "ParsedMeeting",
    "ParsedPerson",
    "ParsedQuote",
    "QuoteKind",
    "Span",
    "SpeakerKind",
    "explain",
    "parse_article",
    "to_json",
]
