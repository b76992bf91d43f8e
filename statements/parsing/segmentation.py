"""Paragraphs of a text, offsets kept."""

import itertools

from statements.parsing.document import Span

LINE_ENDS = "\n\r\u2028\u2029\x0b\x0c\x85"
INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
WRAPPED_WIDTH = 100
"""No line of a hard-wrapped text is longer (characters)."""


def find_lines(text: str) -> list[Span]:
    """The lines that hold something, without the blanks around it."""
    lines, start = [], 0
    for end in [*(i for i, character in enumerate(text) if character in LINE_ENDS), len(text)]:
        span = trimmed(text, start, end)
        if span:
            lines.append(span)
        start = end + 1
    return lines


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks and invisible characters at its ends; None where nothing is left."""
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def is_blank(character: str) -> bool:
    return character.isspace() or character in INVISIBLE


def find_paragraphs(text: str) -> list[Span]:
    """A paragraph is a line; in a hard-wrapped text, the lines between two empty ones."""
    lines = find_lines(text)
    if not is_wrapped(text, lines):
        return lines
    paragraphs: list[Span] = []
    for line in lines:
        if paragraphs and not has_empty_line(text, paragraphs[-1].end, line.start):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the lines look broken by width: none long, most running on in the next after a full line."""
    if len(lines) < 4 or max(line.end - line.start for line in lines) > WRAPPED_WIDTH:
        return False
    pairs = list(itertools.pairwise(lines))
    run_on = [a for a, b in pairs if not has_empty_line(text, a.end, b.start)]
    full = [line for line in run_on if line.end - line.start >= 45 and text[line.end - 1] not in '.!?:”"']
    return len(full) >= 0.4 * len(pairs) and len(run_on) < len(pairs)


def has_empty_line(text: str, start: int, end: int) -> bool:
    return text[start:end].replace("\r\n", "\n").count("\n") > 1


def flattened(text: str, paragraphs: list[Span]) -> str:
    """The text with line breaks inside a paragraph as spaces: of the same length, for reading only."""
    pieces, at = [], 0
    for paragraph in paragraphs:
        pieces.append(text[at : paragraph.start])
        body = paragraph.of(text)
        pieces.append("".join(" " if character in LINE_ENDS else character for character in body))
        at = paragraph.end
    return "".join([*pieces, text[at:]])
