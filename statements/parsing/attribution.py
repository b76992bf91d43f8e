"""Who each quotation is credited to: rules in order of trust, the first that applies decides."""

from dataclasses import dataclass, replace

from statements.parsing.cues import Cue
from statements.parsing.frames import Frame, Piece, cues_in, frame_quotations
from statements.parsing.governors import governing_source
from statements.parsing.labels import label_inside, signature_after
from statements.parsing.language import Reading
from statements.parsing.quotations import Quotation
from statements.parsing.sources import Source

SUBORDINATORS = frozenset({"if", "because", "when", "while", "although", "though", "and", "but", "which", "that", "who",
                           "or", "so", "since", "unless", "until", "where", "whether", "after", "before"})  # fmt: skip
NEAR = 3
"""Tokens between a quotation and the “he said” after it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation with its source; `cue` is None where no word signals it."""

    quotation: Quotation
    source: Source
    cue: Cue | None
    confidence: float
    rule: str
    """Name of the rule that found it."""


def attribute_quotations(reading: Reading, cues: list[Cue]) -> list[Attribution]:
    """The attribution of each quotation that has one, in order."""
    found: list[Attribution | None] = []
    frames = frame_quotations(reading)
    for n, frame in enumerate(frames):
        found.append(
            by_label(reading, frame)
            or by_frame(reading, frame, cues)
            or in_same_sentence(frame, n, frames, found)
            or by_governor(reading, frame)
            or by_context(reading, frames, n, found, cues)
        )
    found = backfill(reading, frames, found)
    return [attribution for attribution in found if attribution]


def by_label(reading: Reading, frame: Frame) -> Attribution | None:
    """A label inside the marks (“WALLACE: …”) or a name signed below them (“…” — Alba Testoni)."""
    source = label_inside(reading, frame.quotation) or signature_after(reading, frame)
    return Attribution(frame.quotation, source, None, 0.97, "label") if source else None


def by_frame(reading: Reading, frame: Frame, cues: list[Cue]) -> Attribution | None:
    """A cue in the quotation's own sentence: “…,” he said; he said “…”; or the verb that governs it."""
    trailing = trailing_cue(reading, frame, cues)
    if trailing and not runs_on(reading, frame):
        return Attribution(frame.quotation, trailing.source, trailing, 0.97, "trailing")
    leading = leading_cue(reading, frame, cues)
    if leading:
        return Attribution(frame.quotation, leading.source, leading, 0.93, "leading")
    if trailing:
        return Attribution(frame.quotation, trailing.source, trailing, 0.9, "trailing")
    if not frame.own_ending and (later := cues_in(cues, frame.trail)):
        return Attribution(frame.quotation, later[0].source, later[0], 0.75, "later")
    return None


def in_same_sentence(
    frame: Frame, n: int, frames: list[Frame], found: list[Attribution | None]
) -> Attribution | None:
    """A further quotation in a sentence that has named its source already."""
    previous = found[n - 1] if n else None
    if not previous or frames[n - 1].quotation.paragraph != frame.quotation.paragraph:
        return None
    if len(frame.before) > 1 or frames[n - 1].own_ending:
        return None
    return replace(previous, quotation=frame.quotation, confidence=0.85, rule="same sentence")


def by_governor(reading: Reading, frame: Frame) -> Attribution | None:
    """A few words quoted inside somebody else's sentence."""
    source = governing_source(reading, frame)
    return Attribution(frame.quotation, source, None, 0.6, "governor") if source else None


def runs_on(reading: Reading, frame: Frame) -> bool:
    """Whether what follows rather belongs to a next sentence: the quotation has a full stop of its own."""
    return frame.own_ending


def trailing_cue(reading: Reading, frame: Frame, cues: list[Cue]) -> Cue | None:
    """“…,” he said: the cue, or its source, follows at once."""
    piece = frame.trail
    if not piece.empty and reading.doc[piece.first].lower_ in SUBORDINATORS:
        return None
    for cue in cues_in(cues, piece):
        beginning = min(cue.token, reading.token_range_start(cue.source.span.start))
        between = [
            t
            for t in reading.doc[piece.first : max(piece.first, beginning)]
            if not (t.is_punct or t.is_space)
        ]
        if len(between) <= NEAR and beginning >= piece.first:
            return cue
        break
    return None


def leading_cue(reading: Reading, frame: Frame, cues: list[Cue]) -> Cue | None:
    """He said, “…”: the last cue before the quotation in its sentence."""
    inside = cues_in(cues, frame.lead)
    strong = [cue for cue in inside if cue.strength == 1.0 and not cue.according]
    return (strong or inside or [None])[-1]


def by_context(
    reading: Reading, frames: list[Frame], n: int, found: list[Attribution | None], cues: list[Cue]
) -> Attribution | None:
    """A quotation whose own sentence says nothing: what goes before it in the text decides."""
    frame, previous = frames[n], found[n - 1] if n else None
    before = frames[n - 1].quotation if n else None
    same = before is not None and before.paragraph == frame.quotation.paragraph
    if not same or not previous:
        introduced = introduced_by(reading, frame, cues)
        if introduced:
            return introduced
    if previous and (same or continues(frame, frames[n - 1])):
        return replace(previous, quotation=frame.quotation, confidence=0.88, rule="continued")
    return None


def introduced_by(reading: Reading, frame: Frame, cues: list[Cue]) -> Attribution | None:
    """The last cue of the sentence before, in the paragraph or, where nothing stands before, the one above."""
    for piece in reversed(frame.before[:-1]):
        inside = cues_in(cues, piece)
        if inside:
            return Attribution(frame.quotation, inside[-1].source, inside[-1], 0.7, "introduced")
        break
    if len(frame.before) > 1 or not frame.lead.empty or frame.quotation.paragraph == 0:
        return None
    above = reading.paragraphs[frame.quotation.paragraph - 1]
    if above.of(reading.text)[-1:] in ":,":
        piece = Piece(reading.token_range_start(above.start), reading.token_range_start(above.end), True)
        inside = cues_in(cues, piece)
        if inside:
            return Attribution(frame.quotation, inside[-1].source, inside[-1], 0.9, "introduced above")
    return None


def continues(frame: Frame, before: Frame) -> bool:
    """Whether a quotation that begins a paragraph goes on from the paragraph above."""
    begins = len(frame.before) == 1 and frame.lead.empty
    return begins and frame.quotation.paragraph - before.quotation.paragraph <= 1


def backfill(
    reading: Reading, frames: list[Frame], found: list[Attribution | None]
) -> list[Attribution | None]:
    """Quotations still without a source take that of the next one in their paragraph."""
    filled = list(found)
    for n in range(len(frames) - 2, -1, -1):
        following = filled[n + 1]
        if filled[n] is None and following and following.quotation.paragraph == frames[n].quotation.paragraph:
            filled[n] = replace(following, quotation=frames[n].quotation, confidence=0.6, rule="backfilled")
    return filled
