"""Windows of articles, and batches of them as tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from statements.parsing.pieces import CLS, SEP
from training.data import IGNORED, NOBODY, SIGNALS, Article
from training.model import POINTERS

WINDOW = 254
BATCH = 2048
"""Pieces a step, padding included."""
POOL = 96
"""Windows sorted by length together: little padding, yet batches of mixed articles."""

MARKS = {"“": 1523, "”": 1524, '"': 1000, "„": 1525, "«": 1077, "»": 1090}
"""Quotation marks' ids in BERT's vocabulary."""
STYLES = [
    (0.75, {}),
    (0.15, {"“": '"', "”": '"'}),
    (0.04, {"“": "«", "”": "»"}),
    (0.03, {"“": "„", "”": "“"}),
    (0.03, {"”": '"'}),
]
"""How often which marks stand for others in training: the corpus knows few habits, the world many."""


@dataclass(frozen=True, slots=True)
class Window:
    article: Article
    start: int
    end: int
    style: int = 0

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors batch × length; `wanted` (batch × pointers × length × length) marks where rows may point."""

    ids: Tensor
    cases: Tensor
    mask: Tensor
    tags: Tensor
    signals: Tensor
    wanted: Tensor


def training_windows(articles: Sequence[Article], rng: random.Random) -> list[Window]:
    """All articles cut into windows, the first cut at random so that no two epochs are alike."""
    windows = []
    for article in articles:
        style = rng.choices(range(len(STYLES)), [weight for weight, _ in STYLES])[0]
        start, end = 0, rng.randint(100, WINDOW)
        while start < len(article.pieces):
            end = min(end, len(article.pieces))
            windows.append(Window(article, start, end, style))
            start, end = end, end + WINDOW
    return windows


def epoch(articles: Sequence[Article], rng: random.Random) -> list[list[Window]]:
    """The batches of one pass over the articles, in random order, each to be collated when its turn comes."""
    windows = training_windows(articles, rng)
    rng.shuffle(windows)
    pools = [windows[at : at + POOL] for at in range(0, len(windows), POOL)]
    batches = [batch for pool in pools for batch in packed(pool)]
    rng.shuffle(batches)
    return batches


def packed(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of like length together, at most `BATCH` pieces with padding."""
    batch: list[Window] = []
    for window in sorted(windows, key=len):
        if batch and (len(window) + 2) * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def collate(windows: Sequence[Window]) -> Batch:
    """The tensors of some windows; position 0 is CLS, so piece `i` stands at ``i - start + 1``."""
    size, length = len(windows), max(map(len, windows)) + 2
    ids = np.zeros((size, length), np.int64)
    cases = np.zeros((size, length), np.int64)
    mask = np.zeros((size, length), bool)
    tags = np.full((size, length), IGNORED, np.int64)
    signals = np.zeros((size, length, SIGNALS), np.float32)
    wanted = np.zeros((size, POINTERS, length, length), bool)
    for row, window in enumerate(windows):
        article, span, inner = window.article, slice(window.start, window.end), slice(1, len(window) + 1)
        pieces = restyled(article.pieces.ids[span], window.style)
        ids[row, 0], ids[row, inner], ids[row, len(window) + 1] = CLS, pieces, SEP
        cases[row, inner] = article.pieces.cases[span]
        mask[row, : len(window) + 2] = True
        tags[row, inner] = np.where(pieces == SEP, IGNORED, article.tags[span])
        signals[row, inner] = article.signals[span]
        mark_pointers(wanted[row], window)
    return Batch(*map(torch.from_numpy, (ids, cases, mask, tags, signals, wanted)))


def restyled(ids: NDArray[np.int64], style: int) -> NDArray[np.int64]:
    """The same pieces with other quotation marks."""
    changed = ids.copy()
    for old, new in STYLES[style][1].items():
        changed[ids == MARKS[old]] = MARKS[new]
    return changed


def mark_pointers(wanted: NDArray[np.bool_], window: Window) -> None:
    """Set, for each labelled row, the columns it should point at; CLS where nobody or out of the window."""
    links = window.article.links[window.start : window.end]
    for value in np.unique(links):
        rows = np.flatnonzero(links == value) + 1
        if value == NOBODY:
            wanted[:, rows, 0] = True
        if value <= NOBODY:
            continue
        target = window.article.targets[int(value)]
        content = rows[window.article.signals[window.start + rows - 1, 2] > 0]
        for pointer, (targets, of) in enumerate(
            ((target.source, rows), (target.cue, content), (target.anchor, content))
        ):
            columns = targets[(targets >= window.start) & (targets < window.end)] - window.start + 1
            wanted[pointer][np.ix_(of, columns if len(columns) else np.zeros(1, np.int64))] = True
