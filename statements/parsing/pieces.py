"""A text cut into the word pieces that the encoder reads, each with its offsets and its case feature."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
"""BERT's ids of a window's start (in pointers: nobody) and end; lines are joined by SEP too."""
INSIDE = 8
"""Added to a piece's shape (below 8) where it stands between quotation marks."""
CASES = 2 * INSIDE

LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Parallel arrays, one entry a piece; offsets are code points of the text, SEP's are empty."""

    ids: "NDArray[np.int64]"
    starts: "NDArray[np.int64]"
    ends: "NDArray[np.int64]"
    cases: "NDArray[np.int64]"
    """Letter shape, plus `INSIDE` between quotation marks: the vocabulary itself knows no capitals."""

    def __len__(self) -> int:
        return len(self.ids)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """First and past-last index of the pieces that begin in a span of the text."""
        first, last = np.searchsorted(self.starts, (start, end))
        return int(first), int(last)


def cut(text: str, tokenizer: "Tokenizer") -> Pieces:
    """The pieces of a text, line by line; any string will do, the empty one gives none."""
    rows: list[tuple[int, int, int, int]] = []
    for line in LINE.finditer(text):
        base, words = line.start(), line.group()
        encoding: Any = tokenizer.encode(words, add_special_tokens=False)
        rows += [
            (piece, base + start, base + end, shape(words[start:end]))
            for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True)
        ]
        rows.append((SEP, line.end(), line.end(), 0))
    ids, starts, ends, cases = np.array(rows, np.int64).reshape(-1, 4).T
    return Pieces(ids, starts, ends, cases + INSIDE * inside_marks(text)[starts])


def shape(word: str) -> int:
    """1 figures, 2 neither figures nor letters, 3 lower, 4 upper, 5 one capital, 6 Capitalised, 7 miXed."""
    if not any(map(str.isalpha, word)):
        return 1 if any(map(str.isdigit, word)) else 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    return 6 if word[0].isupper() else 7


def inside_marks(text: str) -> "NDArray[np.int64]":
    """For each offset (the text's end too) 1 between quotation marks, the marks themselves included, else 0.

    A quotation never closed runs to the end of its line. Kept apart from `quotations` on purpose: the model
    was trained on exactly this.
    """
    inside = np.zeros(len(text) + 1, np.int64)
    for line in LINE.finditer(text):
        opened: int | None = None
        for at in range(*line.span()):
            mark = text[at]
            if opened is None:
                if mark in "“„«" or (mark == '"' and not is_inches(text, at)):
                    opened = at
            elif mark in '”"»' or (mark == "“" and text[opened] == "„"):
                inside[opened : at + 1] = 1
                opened = None
        if opened is not None:
            inside[opened : line.end()] = 1
    return inside


def is_inches(text: str, at: int) -> bool:
    """6'3" is a height."""
    return at > 0 and text[at - 1].isdigit() and not text[at + 1 : at + 2].isalnum()
