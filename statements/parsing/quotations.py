"""Quotation marks paired: the stretches of exact words."""

from dataclasses import dataclass

from statements.parsing.document import Span
from statements.parsing.segmentation import trimmed

OPENING = "“„«"
CLOSING = "”»"
STRAIGHT = '"'


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
    """Every quotation, in order. Single marks count only where the text has no double ones."""
    single = not any(mark in text for mark in OPENING + CLOSING + STRAIGHT)
    return [
        quotation
        for index, paragraph in enumerate(paragraphs)
        for quotation in pair_marks(text, paragraph, index, single=single)
    ]


def pair_marks(text: str, paragraph: Span, index: int, *, single: bool = False) -> list[Quotation]:
    """The quotations of one paragraph; the last may be unclosed."""
    found: list[Quotation] = []
    opened: int | None = None
    for at in range(paragraph.start, paragraph.end):
        mark = text[at]
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
    return single and mark == "‘" and opened is None and starts_word(text, at, paragraph)


def closes(text: str, at: int, opened: int, paragraph: Span, *, single: bool) -> bool:
    mark = text[at]
    if mark in CLOSING or mark == STRAIGHT:
        return True
    if mark == "“":
        return text[opened] == "„" or is_turned(text, at, paragraph)
    if not (single and mark == "’" and text[opened] == "‘"):
        return False
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not after.isalnum() and (text[at - 1] in ",.?!…" or not after.isspace() or text[at - 1] != "s")


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
