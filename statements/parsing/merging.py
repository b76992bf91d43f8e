"""Quotations of one attribution joined: “A,” he said. “B.”; and their content widened to the clause around them."""

from dataclasses import dataclass

from statements.parsing.attribution import Attribution
from statements.parsing.contents import clause_of, tidy
from statements.parsing.cues import Cue
from statements.parsing.document import Span
from statements.parsing.language import Reading
from statements.parsing.segmentation import trimmed
from statements.parsing.sources import Source

WIDEST = 400
"""Characters of unquoted text that a mixed quote may take up before its first quotation."""


@dataclass(frozen=True, slots=True)
class Group:
    """Quotations that make one quote."""

    content: Span
    verbatim: tuple[Span, ...]
    source: Source
    cue: Cue | None
    confidence: float
    direct: bool


def group_attributions(reading: Reading, attributions: list[Attribution]) -> list[Group]:
    """Attributions joined where they are one, each with the content it reports."""
    runs: list[list[Attribution]] = []
    for attribution in attributions:
        if runs and belongs_together(reading, runs[-1][-1], attribution):
            runs[-1].append(attribution)
        else:
            runs.append([attribution])
    groups: list[Group] = []
    for run in runs:
        floor = groups[-1].content.end if groups else 0
        group = as_group(reading, run, floor)
        if group:
            groups.append(group)
    return groups


def belongs_together(reading: Reading, one: Attribution, other: Attribution) -> bool:
    """Same source words, same paragraph, and nothing between but the frame."""
    if one.quotation.paragraph != other.quotation.paragraph or one.source.span != other.source.span:
        return False
    gap = reading.text[one.quotation.outer.end : other.quotation.outer.start]
    frame = one.quotation.outer.end <= one.source.span.start < other.quotation.outer.start
    sentences = sum(gap.count(mark + " ") for mark in ".!?")
    return sentences <= 1 if frame else sentences == 0


def as_group(reading: Reading, run: list[Attribution], floor: int) -> Group | None:
    spans = [trimmed(reading.text, a.quotation.span.start, a.quotation.span.end) for a in run]
    verbatim = tuple(span for span in spans if span)
    if not verbatim:
        return None
    first = run[0]
    bare = Span(verbatim[0].start, verbatim[-1].end)
    content = widened(reading, first, bare, floor)
    direct = content == bare and all(is_frame_gap(first, a, b) for a, b in zip(run, run[1:], strict=False))
    cue = next((a.cue for a in run if a.cue), None)
    return Group(content, verbatim, first.source, cue, max(a.confidence for a in run), direct)


def is_frame_gap(first: Attribution, one: Attribution, other: Attribution) -> bool:
    """Whether what stands between two quotations names the source: “…,” he said, “…”."""
    return one.quotation.outer.end <= first.source.span.start < other.quotation.outer.start


def widened(reading: Reading, first: Attribution, bare: Span, floor: int) -> Span:
    """The content with the unquoted words of its clause before and after the quotations."""
    start, end = bare.start, bare.end
    clause = clause_of(reading, first.cue) if first.cue else None
    if clause and clause.overlap(bare):
        start, end = min(start, clause.start), max(end, clause.end)
    elif first.rule == "leading" and first.cue:
        start = after_cue(reading, first.cue, bare)
    elif first.rule in ("trailing", "later"):
        start = before_frame(reading, first, bare)
    start = max(start, floor) if start < bare.start else start
    if bare.start - start > WIDEST or start <= first.source.span.start < bare.start:
        start = bare.start
    paragraph = reading.paragraphs[first.quotation.paragraph]
    end = min(end, paragraph.end)
    if bare.end <= first.source.span.start < end:
        end = bare.end
    unquoted = tidy(reading.text, Span(start, bare.start - 1)) if start < bare.start - 1 else None
    return Span(start if unquoted or start == bare.start else bare.start, end)


def after_cue(reading: Reading, cue: Cue, bare: Span) -> int:
    """Where the words after a leading cue begin; the quotation's own start where a mark introduces it."""
    between = reading.text[cue.span.end : bare.start - 1]
    if not between.strip() or between.rstrip()[-1:] in (",", ":"):
        return bare.start
    stripped = between.lstrip(" ,:")
    skipped = len(between) - len(stripped)
    if stripped.lower().startswith("that "):
        skipped += 5
    return cue.span.end + skipped


def before_frame(reading: Reading, first: Attribution, bare: Span) -> int:
    """Where the sentence begins that the quotation completes: “The plan is “a disaster,” he said”."""
    tokens = reading.token_range(first.quotation.outer)
    if not tokens:
        return bare.start
    i = tokens[0]
    paragraph = reading.paragraphs[first.quotation.paragraph]
    while (
        i > 0
        and reading.doc[i - 1].idx >= paragraph.start
        and reading.doc[i - 1].text not in (".", "!", "?", "”")
    ):
        if reading.quoted[i - 1]:
            break
        i -= 1
    start = reading.doc[i].idx
    return start if start < bare.start - 1 else bare.start
