"""Who each quotation is credited to: rules in order of trust, the first that applies decides."""

from dataclasses import dataclass, replace

from statements.parsing import gazetteer
from statements.parsing.cues import OF_MANNER, OF_SAYING, OF_THINKING, Cue
from statements.parsing.frames import Frame, Piece, cues_in, frame_quotations, pieces
from statements.parsing.governors import governing_source
from statements.parsing.labels import label_inside, signature_after
from statements.parsing.language import Reading
from statements.parsing.quotations import Quotation
from statements.parsing.sources import Source, can_speak, source_at
from statements.parsing.titles import spoken

SUBORDINATORS = frozenset({"if", "because", "when", "while", "although", "though", "and", "but", "which", "that", "who",
                           "or", "so", "since", "unless", "until", "where", "whether", "after", "before"})  # fmt: skip
SENTENCE_LENGTH = 6
"""Words that make a quotation somebody's sentence, even where nothing says whose."""
FEWEST_WORDS = 3
"""Words of a quotation that may be somebody's without a cue."""
TAIL = 8
"""Tokens that may follow “he said” after a quotation that ended its sentence."""
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
    frames = frame_quotations(reading, spoken(reading))
    for n, frame in enumerate(frames):
        found.append(
            by_label(reading, frame)
            or by_frame(reading, frames, n, found, cues)
            or by_surroundings(reading, frames, n, found, cues)
        )
    found = fill_gaps(reading, frames, found, cues)
    return [attribution for attribution in found if attribution]


def by_surroundings(
    reading: Reading, frames: list[Frame], n: int, found: list[Attribution | None], cues: list[Cue]
) -> Attribution | None:
    """Without a cue of its own; one word or two are more often a term than a statement."""
    if len(frames[n].quotation.span.of(reading.text).split()) < FEWEST_WORDS:
        return None
    return by_governor(reading, frames[n]) or by_context(reading, frames, n, found, cues)


def by_label(reading: Reading, frame: Frame) -> Attribution | None:
    """A label inside the marks (“WALLACE: …”) or a name signed below them (“…” — Alba Testoni)."""
    source = label_inside(reading, frame.quotation) or signature_after(reading, frame)
    return Attribution(frame.quotation, source, None, 0.97, "label") if source else None


def by_frame(
    reading: Reading, frames: list[Frame], n: int, found: list[Attribution | None], cues: list[Cue]
) -> Attribution | None:
    """A cue in the quotation's own sentence: “…,” he said; he said “…”; or one further on in it."""
    frame = frames[n]
    trailing = trailing_cue(reading, frame, cues)
    leading = leading_cue(reading, frame, cues)
    if trailing and not (leading and frame.quotation.span.of(reading.text).rstrip()[-1:] in "?!"):
        return Attribution(frame.quotation, trailing.source, trailing, 0.97, "trailing")
    if leading:
        return Attribution(frame.quotation, leading.source, leading, 0.93, "leading")
    if trailing:
        return Attribution(frame.quotation, trailing.source, trailing, 0.9, "trailing")
    again = in_same_sentence(frame, n, frames, found)
    if again:
        return again
    later = [cue for cue in cues_in(cues, frame.trail) if is_main(reading, cue)] if not frame.own_ending else []
    return Attribution(frame.quotation, later[0].source, later[0], 0.75, "later") if later else None


def is_main(reading: Reading, cue: Cue) -> bool:
    """Whether a cue is not tucked away in a relative or adverbial clause: “…” that they need, “…” as he left."""
    token = reading.doc[cue.token]
    if token.dep_ == "relcl":
        return False
    mark = next((child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")), "")
    return token.dep_ != "advcl" or (mark == "as" and cue.strength == OF_SAYING) or not mark


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


def trailing_cue(reading: Reading, frame: Frame, cues: list[Cue]) -> Cue | None:
    """“…,” he said: the cue, or its source, follows at once."""
    piece = frame.trail
    if not piece.empty and reading.doc[piece.first].lower_ in SUBORDINATORS:
        return None
    for cue in cues_in(cues, piece):
        beginning = min(cue.token, reading.token_range_start(cue.source.span.start))
        between = [t for t in reading.doc[piece.first : max(piece.first, beginning)] if not (t.is_punct or t.is_space)]
        if len(between) > NEAR or beginning < piece.first:
            return None
        if is_main(reading, cue) and not (frame.own_ending and begins_anew(frame, cue)):
            return cue
    return None


def begins_anew(frame: Frame, cue: Cue) -> bool:
    """Whether after a quotation with its own full stop the cue has a sentence, and words to report, of its own."""
    return not frame.lead.empty or frame.trail.end - cue.token > TAIL


def leading_cue(reading: Reading, frame: Frame, cues: list[Cue]) -> Cue | None:
    """He said, “…”: the last cue before the quotation in its sentence that no other report contains."""
    all_inside = cues_in(cues, frame.lead)
    inside = [cue for cue in all_inside if can_speak(reading, cue.source)] or all_inside
    strong = [cue for cue in inside if cue.strength >= OF_MANNER and not cue.according]
    candidates = strong or inside
    outer = [cue for cue in candidates if not any(contains(reading, other, cue) for other in candidates)]
    return outer[-1] if outer else None


def contains(reading: Reading, outer: Cue, inner: Cue) -> bool:
    """Whether one cue stands inside what another reports: “she said that he called it …”."""
    token, above = reading.doc[inner.token], reading.doc[outer.token]
    if outer.according or not above.is_ancestor(token):
        return False
    while token != above:
        if token.dep_ in ("ccomp", "relcl", "pcomp") or (token.dep_ == "xcomp" and inner.source != outer.source):
            return True
        token = token.head
    return False


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
    if len(frame.before) > 1:
        return introduction(reading, frame, frame.before[-2], cues, 0.7, "introduced")
    if not frame.lead.empty or frame.quotation.paragraph == 0:
        return None
    above = reading.paragraphs[frame.quotation.paragraph - 1]
    if above.of(reading.text)[-1:] not in (":", ","):
        return None
    sentences = pieces(reading, reading.token_range_start(above.start), reading.token_range_start(above.end))
    last = next((piece for piece in reversed(sentences) if not piece.empty), None)
    return introduction(reading, frame, last, cues, 0.9, "introduced above") if last else None


def introduction(
    reading: Reading, frame: Frame, piece: Piece, cues: list[Cue], confidence: float, rule: str
) -> Attribution | None:
    """The source of the last cue of a sentence; in a sentence without one, its subject."""
    inside = [cue for cue in cues_in(cues, piece) if can_speak(reading, cue.source) and cue.strength > OF_THINKING]
    outer = [cue for cue in inside if not any(contains(reading, other, cue) for other in inside)]
    if outer:
        return Attribution(frame.quotation, outer[-1].source, outer[-1], confidence, rule)
    for i in range(piece.end - 1, piece.first - 1, -1):
        token = reading.doc[i]
        if reading.quoted[i] or not (token.dep_ == "nsubj" or token.lemma_.lower() in gazetteer.reporting()["documents"]):
            continue
        source = source_at(reading, token)
        if can_speak(reading, source):
            return Attribution(frame.quotation, source, None, confidence - 0.2, rule)
    return None


def continues(frame: Frame, before: Frame) -> bool:
    """Whether a quotation that begins a paragraph goes on from the paragraph above."""
    begins = len(frame.before) == 1 and frame.lead.empty
    return begins and frame.quotation.paragraph - before.quotation.paragraph <= 1


def fill_gaps(
    reading: Reading, frames: list[Frame], found: list[Attribution | None], cues: list[Cue]
) -> list[Attribution | None]:
    """Sentences still without a source take that of the next in their paragraph, else that of the text before."""
    filled = list(found)
    for n in range(len(frames) - 1, -1, -1):
        if filled[n] is not None:
            continue
        following = filled[n + 1] if n + 1 < len(frames) else None
        if following and following.quotation.paragraph == frames[n].quotation.paragraph:
            filled[n] = replace(following, quotation=frames[n].quotation, confidence=0.6, rule="backfilled")
        elif len(frames[n].quotation.span.of(reading.text).split()) >= SENTENCE_LENGTH:
            filled[n] = last_source(frames[n], filled[:n], cues)
    return filled


def last_source(frame: Frame, before: list[Attribution | None], cues: list[Cue]) -> Attribution | None:
    """The source of the last report before a quotation that nothing introduces."""
    earlier = [cue for cue in cues if cue.span.end <= frame.quotation.span.start and cue.strength == OF_SAYING]
    known = [attribution for attribution in before if attribution]
    if known and (not earlier or earlier[-1].token <= (known[-1].cue.token if known[-1].cue else -1)):
        return replace(known[-1], quotation=frame.quotation, confidence=0.4, rule="last source")
    if earlier:
        return Attribution(frame.quotation, earlier[-1].source, earlier[-1], 0.4, "last source")
    return None
