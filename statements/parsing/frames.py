"""The words around a quotation: what its sentence says outside the marks, before and after."""

from dataclasses import dataclass

from statements.parsing.cues import Cue
from statements.parsing.language import Reading
from statements.parsing.quotations import Quotation

SENTENCE_ENDS = frozenset({".", "!", "?", "…", "...", "!!", "?!"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens outside quotation marks that belong to one sentence, between two quotations."""

    first: int
    end: int
    """Half-open: one past the last token."""
    ended: bool
    """Whether it ends with the sentence."""

    @property
    def empty(self) -> bool:
        return self.first >= self.end


@dataclass(frozen=True, slots=True)
class Frame:
    """A quotation with the pieces of text around it, inside its paragraph."""

    quotation: Quotation
    before: list[Piece]
    """Sentences between the quotation before, or the paragraph's start, and this one."""
    after: list[Piece]
    """Sentences between this quotation and the next (or the paragraph's end); the first runs on from it."""
    own_ending: bool
    """Whether the quotation ends its sentence by itself: its last mark is a full stop."""

    @property
    def lead(self) -> Piece:
        """The part of the quotation's own sentence that stands before it."""
        return self.before[-1]

    @property
    def trail(self) -> Piece:
        """What follows the quotation up to the end of the sentence."""
        return self.after[0]


def frame_quotations(reading: Reading, quotations: list[Quotation]) -> list[Frame]:
    """The frame of each quotation, in order."""
    frames = []
    for n, quotation in enumerate(quotations):
        paragraph = reading.paragraphs[quotation.paragraph]
        previous = quotations[n - 1] if n and quotations[n - 1].paragraph == quotation.paragraph else None
        following = quotations[n + 1] if n + 1 < len(quotations) else None
        if following and following.paragraph != quotation.paragraph:
            following = None
        begin = reading.token_range_start(previous.outer.end if previous else paragraph.start)
        end = reading.token_range_start(following.outer.start if following else paragraph.end)
        before = pieces(reading, begin, reading.token_range_start(quotation.outer.start))
        after = pieces(reading, reading.token_range_start(quotation.outer.end), end)
        frames.append(Frame(quotation, before, after, ends_sentence(reading, quotation)))
    return frames


def pieces(reading: Reading, first: int, end: int) -> list[Piece]:
    """Tokens cut at the ends of sentences; the last piece may be empty, there is always one."""
    found, start = [], first
    for i in range(first, end):
        if (
            reading.doc[i].text in SENTENCE_ENDS
            and not reading.quoted[i]
            and not (i + 1 < end and reading.doc[i + 1].text in ")],")
        ):
            found.append(Piece(start, i + 1, True))
            start = i + 1
    while start < end and reading.doc[start].is_space:
        start += 1
    found.append(Piece(start, end, False))
    return found


def ends_sentence(reading: Reading, quotation: Quotation) -> bool:
    """Whether the last mark inside is a full stop and the text after doesn't run on in lower case."""
    if quotation.span.of(reading.text).rstrip()[-1:] not in (".", "…"):
        return False
    after = reading.text[quotation.outer.end : quotation.outer.end + 20].lstrip(" ")
    return not after[:1].islower()


def cues_in(cues: list[Cue], piece: Piece) -> list[Cue]:
    return [cue for cue in cues if piece.first <= cue.token < piece.end]
