"""Sources that stand beside words without a verb: labels of turns, signatures."""

import re

from statements.parsing.document import Span
from statements.parsing.frames import Frame
from statements.parsing.language import Reading
from statements.parsing.quotations import Quotation
from statements.parsing.sources import Source

LABEL = re.compile(
    r"\s*\[?((?:[A-ZÀ-Þ][\w.'’-]*)(?: (?:[A-ZÀ-Þ(][\w.'’)-]*|of|the|de|van|von|al)){0,6})\]?\s*:\s"
)
CAPITALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’()-]+$")
MARKS = '“”"„«'
LAST_MARK = re.compile(r"[”\"»](?=\s*[—–―-]\s*[A-ZÀ-Þ][^”\"»]*$)")
"""The end of a paragraph's words before a signature, whatever marks stand inside them."""
LONGEST_SIGNATURE = 12
"""Words a signature may have."""


def label_inside(reading: Reading, quotation: Quotation) -> Source | None:
    """“WALLACE: …”: a label in capitals at the beginning of the quotation."""
    match = LABEL.match(quotation.span.of(reading.text) + " ")
    if not match or not CAPITALS.match(match[1]):
        return None
    start = quotation.span.start + match.start(1)
    return source_of_span(reading, Span(start, start + len(match[1])))


def source_of_span(reading: Reading, span: Span) -> Source | None:
    """A source for a stretch of text; its last token is its head."""
    tokens = reading.token_range(span)
    return Source(span, tokens[-1], tokens[-1]) if tokens else None


def signature_after(reading: Reading, frame: Frame) -> Source | None:
    """“…” — Alba Testoni: a dash, then a name, and nothing else in the paragraph."""
    text = reading.text
    paragraph = reading.paragraphs[frame.quotation.paragraph]
    start = frame.quotation.outer.end
    if text[paragraph.start] in MARKS:
        start = max([start, *(paragraph.start + m.end() for m in LAST_MARK.finditer(paragraph.of(text)))])
    rest = text[start : paragraph.end] if start < paragraph.end else ""
    if not rest.strip() and frame.quotation.paragraph + 1 < len(reading.paragraphs):
        following = reading.paragraphs[frame.quotation.paragraph + 1]
        rest, start = following.of(text), following.start
    dashed = rest.lstrip()
    if not dashed[:1] or dashed[0] not in "—–―-" or len(dashed.split()) > LONGEST_SIGNATURE:
        return None
    name = dashed.lstrip("—–―- \xa0")
    words = name.rstrip(" .").split()
    if not name[:1].isupper() or (
        name.rstrip()[-1:] in ".?!" and not all(word[0].isupper() for word in words)
    ):
        return None
    at = start + len(rest) - len(dashed) + len(dashed) - len(name)
    end = at + len(name.split(",")[0].split("(")[0].rstrip(" ."))
    return source_of_span(reading, Span(at, end)) if end > at else None
