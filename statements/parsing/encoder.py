"""The small encoder: for each piece of a text, what it is and which words it points at. No torch, no Django.

The model is run on windows that overlap; each piece takes its values from the one with most context.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from statements.parsing.pieces import CLS, SEP, Pieces, cut

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODELS = Path(__file__).parent / "models"
MODEL, TOKENIZER, DIGESTS = "attribution.int8.onnx", "tokenizer.json", "SHA256SUMS"

WINDOW = 254
STRIDE = 222
"""Pieces from one window's start to the next: 32 are shared, each side keeps half of them."""
SHORTEST = 16
"""Length that shorter windows are padded to: the model names the twelve best pieces of each row."""

TAG_OTHER, TAG_SOURCE, TAG_CUE, TAG_CONTENT = range(4)
IS_SOURCE, IS_CUE, IS_CONTENT, STARTS, ENDS = range(4, 9)
"""Columns of `Encoding.outputs`: tags that exclude each other, then signals that do not."""
TO_SOURCE, TO_CUE, TO_ANCHOR = range(3)
"""Pointers: content points at the words of its source, of its cue, and at its attribution's first piece."""
NOBODY = -1
"""In `Encoding.columns`: nobody, or none."""


class ModelUnavailableError(RuntimeError):
    """A file of the model is missing or not the one that belongs here."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the model says of a text, a row a piece."""

    text: str
    pieces: Pieces
    outputs: "NDArray[np.float32]"
    """Pieces × 9 probabilities: see the columns above."""
    columns: "NDArray[np.int64]"
    """Pieces × pointers × 12: the pieces pointed at, best first, or `NOBODY`."""
    shares: "NDArray[np.float32]"
    """Probability of each of `columns`."""

    def pointed(
        self, pointer: int, rows: "NDArray[np.int64]", weights: "NDArray[np.float32] | None" = None
    ) -> "NDArray[np.float64]":
        """Mean distribution of some rows' pointer over all pieces; its last entry is nobody's."""
        if not len(rows):
            return np.zeros(len(self.pieces) + 1)
        scale = np.full(len(rows), 1 / len(rows)) if weights is None else weights / max(1e-9, weights.sum())
        shares = self.shares[rows, pointer] * scale[:, None]
        columns = self.columns[rows, pointer] % (len(self.pieces) + 1)  # NOBODY, -1, becomes the last
        total = np.bincount(columns.ravel(), shares.ravel(), len(self.pieces) + 1)
        return np.asarray(total, np.float64)


class Encoder:
    """The model and its tokenizer; safe to share between threads."""

    def __init__(self, folder: Path = MODELS) -> None:
        """Load from a folder whose digests agree, else `ModelUnavailableError`."""
        model = checked(folder, MODEL)
        self.tokenizer = bare_tokenizer(checked(folder, TOKENIZER))
        self.session = session_of(model)

    def encode(self, text: str) -> Encoding:
        """What the model says of any text, the empty one too."""
        pieces = cut(text.encode("utf-8", "replace").decode("utf-8"), self.tokenizer)
        size = len(pieces)
        found: list[tuple[Any, ...]] = [
            (
                np.zeros((0, 9), np.float32),
                np.zeros((0, 3, 12), np.int64),
                np.zeros((0, 3, 12), np.float32),
            )
        ]
        for start, end, first, last in windows(size):
            outputs, columns, shares = self.run(pieces, start, end)
            kept = slice(first - start + 1, last - start + 1)
            columns = columns[kept]
            found.append((outputs[kept], np.where(columns == 0, NOBODY, columns + start - 1), shares[kept]))
        outputs, columns, shares = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return Encoding(text, pieces, outputs, np.clip(columns, NOBODY, size - 1), shares)

    def run(self, pieces: Pieces, start: int, end: int) -> "tuple[NDArray[Any], ...]":
        """Outputs, columns (0 is nobody, 1 the window's first piece) and shares for one window."""
        length = max(SHORTEST, end - start + 2)
        ids, cases = np.zeros((2, 1, length), np.int64)
        ids[0, : end - start + 2] = [CLS, *pieces.ids[start:end], SEP]
        cases[0, 1 : end - start + 1] = pieces.cases[start:end]
        mask = np.arange(length)[None] < end - start + 2
        outputs, columns, shares = self.session.run(None, {"ids": ids, "cases": cases, "mask": mask})
        return outputs[0], columns[0].transpose(1, 0, 2), shares[0].transpose(1, 0, 2)


@cache
def encoder() -> Encoder:
    """The encoder of this process, loaded on first use."""
    return Encoder()


def windows(size: int) -> Iterator[tuple[int, int, int, int]]:
    """Start and end of each window over `size` pieces, and the part whose values are taken from it."""
    start, taken = 0, 0
    while taken < size:
        end = min(start + WINDOW, size)
        last = size if end == size else end - (WINDOW - STRIDE) // 2
        yield start, end, taken, last
        start, taken = start + STRIDE, last


def checked(folder: Path, name: str) -> bytes:
    """The bytes of a model file whose digest is the one in the folder's list."""
    try:
        lines = (folder / DIGESTS).read_text("ascii").splitlines()
        digests = {name: digest for digest, name in map(str.split, lines)}
        content = (folder / name).read_bytes()
    except OSError as error:
        raise ModelUnavailableError(
            f"The parser's model file {error.filename} cannot be read ({error.strerror}). Install the "
            "project again, or make the model anew: make train."
        ) from error
    if hashlib.sha256(content).hexdigest() != digests.get(name):
        raise ModelUnavailableError(
            f"The parser's model file {folder / name} is not the one that {DIGESTS} lists: it is damaged or "
            "of another version. Install the project again, or make the model anew: make train."
        )
    return content


def bare_tokenizer(content: bytes) -> "Tokenizer":
    """A tokenizer that neither cuts nor pads."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def session_of(model: bytes) -> "InferenceSession":
    """One thread: several processes are faster than several threads."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])
