"""Annotated articles (brat standoff, as PolNeAR has them) as pieces with labels."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from statements.parsing.pieces import SEP, Pieces, cut

OTHER, SOURCE, CUE, CONTENT = range(4)
ROLES = {"Source": SOURCE, "Cue": CUE, "Content": CONTENT}
SIGNALS = 5
"""Yes-or-no outputs of a piece: source, cue, content, content starts, content ends."""
IGNORED, NOBODY = -1, 0
"""In `Article.links`: no label, and words that are nobody's; above, 1 + the attribution's index."""

Ranges = list[tuple[int, int]]


@dataclass(slots=True)
class Attribution:
    """Offsets of one annotated attribution; each part may be in several stretches, source and cue absent."""

    source: Ranges = field(default_factory=list)
    cue: Ranges = field(default_factory=list)
    content: Ranges = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.content)


@dataclass(frozen=True, slots=True)
class Target:
    """The pieces of one attribution that pointers may point at."""

    source: NDArray[np.int64]
    cue: NDArray[np.int64]
    anchor: NDArray[np.int64]
    """Its first piece of content: what all of its content points at, so that two neighbours stay two."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its pieces and, for each piece, what to learn."""

    stem: str
    text: str
    pieces: Pieces
    tags: NDArray[np.int64]
    signals: NDArray[np.float32]
    links: NDArray[np.int64]
    targets: dict[int, Target]
    """By value of `links`; attributions without a source are not in it."""


def read_split(folder: Path, tokenizer: Tokenizer) -> list[Article]:
    """Every article of ``folder/text``, in the order of names."""
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        articles.append(label(path.stem, text, read_attributions(annotations[0]), tokenizer))
    return articles


def read_attributions(path: Path) -> list[Attribution]:
    """The attributions (events) of a brat file."""
    rows = re.findall(r"^([TE]\d+)\t([^\t\n]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    spans: dict[str, Ranges] = {}
    for key, value in rows:
        if key.startswith("T"):
            offsets = value.split(" ", 1)[1]
            spans[key] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", offsets)]
    attributions = []
    for key, value in rows:
        if key.startswith("E"):
            parts: dict[str, Ranges] = defaultdict(list)
            for argument in value.split():
                role, span = argument.split(":")
                parts[re.sub(r"\d+$", "", role).lower()] += spans[span]
            attributions.append(Attribution(parts["source"], parts["cue"], parts["content"]))
    return attributions


def label(stem: str, text: str, attributions: list[Attribution], tokenizer: Tokenizer) -> Article:
    """The labels of an article: tags and signals by piece, links of content, cue and quotations."""
    pieces = cut(text, tokenizer)
    tags, signals = tags_of(text, pieces, attributions)
    targets: dict[int, Target] = {}
    links = np.full(len(pieces), IGNORED, np.int64)
    for start, end in quotations(text):
        owner = owner_of((start, end), attributions)
        first, last = pieces.between(start, end)
        links[first:last] = NOBODY if owner is None else IGNORED
    # The largest first, so that an attribution inside another keeps its own words.
    for number in sorted(range(len(attributions)), key=lambda n: -attributions[n].size):
        attribution = attributions[number]
        target = target_of(pieces, attribution)
        if not len(target.source) or not len(target.anchor):
            continue
        targets[number + 1] = target
        for start, end in attribution.content + attribution.cue:
            first, last = pieces.between(start, end)
            links[first:last] = number + 1
    return Article(stem, text, pieces, tags, signals, links, targets)


def tags_of(
    text: str, pieces: Pieces, attributions: list[Attribution]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """For each piece its tag, and its signals: a piece starts or ends content if any letter of it does."""
    tags = np.zeros(len(text) + 1, np.int64)
    signals = np.zeros((len(text) + 1, SIGNALS), np.float32)
    for attribution in sorted(attributions, key=lambda a: -a.size):
        for role, tag in reversed(ROLES.items()):
            for start, end in getattr(attribution, role.lower()):
                tags[start:end] = tag
                signals[start:end, tag - 1] = 1
        if attribution.content:
            signals[min(start for start, _ in attribution.content), 3] = 1
            signals[max(end for _, end in attribution.content) - 1, 4] = 1
    by_piece = signals[pieces.starts].copy()
    for index, (start, end) in enumerate(zip(pieces.starts, pieces.ends, strict=True)):
        if end > start:
            by_piece[index, 3:] = signals[start:end, 3:].max(axis=0)
    return tags[pieces.starts], by_piece


def target_of(pieces: Pieces, attribution: Attribution) -> Target:
    def indices(ranges: Ranges) -> NDArray[np.int64]:
        found = [np.arange(*pieces.between(start, end)) for start, end in sorted(ranges)]
        joined = np.concatenate(found) if found else np.zeros(0, np.int64)
        return np.asarray(joined[pieces.ids[joined] != SEP], np.int64)

    return Target(indices(attribution.source), indices(attribution.cue), indices(attribution.content)[:1])


def owner_of(stretch: tuple[int, int], attributions: list[Attribution]) -> Attribution | None:
    """The attribution whose content holds at least half of a stretch."""

    def held(attribution: Attribution) -> int:
        return sum(
            max(0, min(stretch[1], end) - max(stretch[0], start)) for start, end in attribution.content
        )

    best = max(attributions, key=held, default=None)
    return best if best and 2 * held(best) >= stretch[1] - stretch[0] else None


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Each stretch between quotation marks, marks left out, as the scorer pairs them."""
    for line in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for at in range(*line.span()):
            mark = text[at]
            if mark == "“" or (mark == '"' and opened is None):
                if opened is not None and at - opened > 1:
                    yield opened + 1, at
                opened = at
            elif mark in '”"' and opened is not None:
                yield opened + 1, at
                opened = None
        if opened is not None:
            yield opened + 1, line.end()
