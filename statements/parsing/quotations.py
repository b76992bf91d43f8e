"""Quotation marks paired: the stretches of exact words."""

import re
from dataclasses import dataclass

from statements.parsing.document import Span
from statements.parsing.segmentation import trimmed

OPENING = "“„«"
CLOSING = "”»"
STRAIGHT = '"'
SINGLE = {"‘": "’", "'": "'"}
"""Single opening marks, and what closes them."""
HEAD = 6
"""Paragraphs among which headlines stand."""
LONGEST_HEADLINE = 160
"""Characters a headline may have."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, the marks left out."""

    span: Span
    paragraph: int
    """Index of its paragraph."""
    closed: bool
    """False where the paragraph ends before the quotation does: it may run on."""

    @property
    def outer(self) -> Span:
        """The stretch with its marks."""
        return Span(self.span.start - 1, self.span.end + (1 if self.closed else 0))


def find_quotations(text: str, paragraphs: list[Span]) -> list[Quotation]:
    """Every quotation, in order. Single marks count where they are the text's own, and in headlines."""
    single = prefers_single(text)
    return [
        quotation
        for index, paragraph in enumerate(paragraphs)
        for quotation in pair_marks(
            text, paragraph, index, single=single or is_headline(text, index, paragraph)
        )
    ]


def prefers_single(text: str) -> bool:
    """British style: ‘…’ outside, “…” within."""
    singles = len(re.findall(r"(?<![\w’])‘(?=\w)", text))
    doubles = len(re.findall(r"[“„«]|(?<!\w)\"(?=\w)", text))
    return singles > 2 * doubles and (singles > 1 or not doubles)


def is_headline(text: str, index: int, paragraph: Span) -> bool:
    """A short line of the head, without double marks or full stop: headlines have single ones everywhere."""
    words = paragraph.of(text)
    in_head = index < HEAD and len(words) <= LONGEST_HEADLINE
    return in_head and words[-1] not in ".:;," and not any(m in words for m in OPENING + CLOSING + STRAIGHT)


def pair_marks(text: str, paragraph: Span, index: int, *, single: bool = False) -> list[Quotation]:
    """The quotations of one paragraph; the last may be unclosed."""
    found: list[Quotation] = []
    opened: int | None = None
    for at in range(paragraph.start, paragraph.end):
        mark = text[at]
        if opened is not None and text[opened] in SINGLE and mark not in SINGLE.values():
            continue  # what stands inside is a quotation within the quotation
        if opens(text, at, opened, paragraph, single=single):
            if opened is not None:
                found += as_quotation(text, opened + 1, at, index, closed=False)
            opened = at
        elif opened is not None and closes(text, at, opened, paragraph, single=single):
            found += as_quotation(text, opened + 1, at, index, closed=True)
            opened = None
        elif mark in CLOSING and opened is None and starts_word(text, at, paragraph):
            opened = at
    if opened is not None:
        found += as_quotation(text, opened + 1, paragraph.end, index, closed=False)
    return found


def as_quotation(text: str, start: int, end: int, index: int, *, closed: bool) -> list[Quotation]:
    span = trimmed(text, start, end)
    return [Quotation(Span(start, end), index, closed)] if span else []


def opens(text: str, at: int, opened: int | None, paragraph: Span, *, single: bool) -> bool:
    mark = text[at]
    if mark == "“":
        return not closes(text, at, opened, paragraph, single=single) if opened is not None else True
    if mark in "„«":
        return True
    if mark == STRAIGHT:
        return opened is None and not is_inches(text, at, paragraph)
    if not single or opened is not None or not starts_word(text, at, paragraph):
        return False
    return mark == "‘" or (mark == "'" and text[at + 1 : at + 2].isalpha())


def closes(text: str, at: int, opened: int, paragraph: Span, *, single: bool) -> bool:
    mark = text[at]
    if text[opened] in SINGLE:
        return single and mark == SINGLE[text[opened]] and ends_word(text, at, opened, paragraph)
    if mark in CLOSING or mark == STRAIGHT:
        return True
    return mark == "“" and (text[opened] == "„" or is_turned(text, at, paragraph))


def ends_word(text: str, at: int, opened: int, paragraph: Span) -> bool:
    """Whether a single mark closes; behind an s it may as well be an apostrophe, if another one follows."""
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if after.isalnum():
        return False
    possessive = text[at - 1] == "s" and after.isspace()
    return not possessive or not closes_later(text, at + 1, text[at], paragraph)


def closes_later(text: str, at: int, mark: str, paragraph: Span) -> bool:
    """Whether a closing single mark follows before another one opens."""
    for i in range(at, paragraph.end):
        after = text[i + 1] if i + 1 < paragraph.end else " "
        if text[i] == "‘":
            return False
        if text[i] == mark and not after.isalnum() and not text[i - 1].isspace():
            return True
    return False


def is_turned(text: str, at: int, paragraph: Span) -> bool:
    """An opening mark typed where a closing one belongs: after a comma or full stop, before a blank."""
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return text[at - 1] in ",.?!" and after.isspace()


def is_inches(text: str, at: int, paragraph: Span) -> bool:
    """6'3" is a height: a digit before, no word after."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return before.isdigit() and not after.isalnum()


def starts_word(text: str, at: int, paragraph: Span) -> bool:
    """Whether a mark stands where a quotation could begin: after a blank or bracket, before a word."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in "([—–-:") and not after.isspace() and after not in ".,;:?!)—–―-"
