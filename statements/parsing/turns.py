"""Turns of a transcript: “FOREIGN MINISTER TESTONI: …” begins a paragraph, outside quotation marks."""

import re
from collections import Counter
from dataclasses import dataclass

from statements.parsing.document import Span
from statements.parsing.segmentation import trimmed

LABEL = re.compile(
    r"(?P<label>(?:[A-ZÀ-Þ][\w.'’-]*)(?: (?:[A-ZÀ-Þ(][\w.'’)-]*|of|the|for|de|van|von|al|bin|y)){0,6})"
    r"(?P<title>, [A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,60})?(?: ?\([^()\n]{2,40}\))?:(?=\s)"
)
FEWEST = 3
"""Labelled paragraphs that make a transcript."""
NOT_LABELS = frozenset({
    "note", "source", "related", "read more", "photo", "video", "contact", "subject", "date",
    "update", "editor's note", "more", "see also", "watch", "caption", "image", "credit", "tags",
    "by",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """A label and the words that follow it, up to the next label."""

    label: Span
    content: Span

    def name(self, text: str) -> str:
        """The words of the label that name somebody, without the brackets behind them."""
        return self.label.of(text).split("(")[0].strip()


def find_turns(text: str, paragraphs: list[Span]) -> list[Turn]:
    """The turns of a transcript; none where too few paragraphs have labels."""
    labels = {i: match for i, p in enumerate(paragraphs) if (match := label_at(text, p))}
    heads = Counter(match["label"] for match in labels.values())
    if len(labels) < FEWEST or (max(heads.values()) < 2 and len(labels) < 0.5 * len(paragraphs)):
        return []
    turns: list[Turn] = []
    for i in range(min(labels), len(paragraphs)):
        paragraph = paragraphs[i]
        if i in labels:
            match = labels[i]
            content = trimmed(text, match.end(), paragraph.end)
            if content:
                turns.append(Turn(Span(*match.span("label")), content))
        elif turns and not is_remark(text, paragraph):
            turns[-1] = Turn(turns[-1].label, Span(turns[-1].content.start, paragraph.end))
    return turns


def label_at(text: str, paragraph: Span) -> re.Match[str] | None:
    match = LABEL.match(text, paragraph.start, paragraph.end)
    if match and match["label"].lower() not in NOT_LABELS and len(match["label"]) <= 60:
        return match
    return None


def is_remark(text: str, paragraph: Span) -> bool:
    """“(Applause.)”, “# # #”, “(End of transcript)”: not spoken."""
    words = paragraph.of(text)
    return (words[0] in "([" and words[-1] in ")].") or not any(c.isalpha() for c in words)
