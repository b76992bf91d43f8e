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

__all__ = [
    "Form",
    "MeetingKind",
    "ParsedArticle",
    "ParsedMeeting",
    "ParsedPerson",
    "ParsedQuote",
    "QuoteKind",
    "Span",
    "SpeakerKind",
]
