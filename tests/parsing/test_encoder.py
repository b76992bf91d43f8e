"""The encoder as shipped: any text, its windows, its files."""

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.parsing.encoder import (
    IS_CONTENT,
    MODEL,
    MODELS,
    TO_SOURCE,
    TOKENIZER,
    Encoder,
    ModelUnavailableError,
    encoder,
    windows,
)

SENTENCE = (
    "Foreign Minister Alba Testoni of Ruritania said on Monday that her country would sign the treaty. "
)


@pytest.mark.parametrize("size", [1, 100, 254, 255, 476, 477, 1000])
def test_windows_take_each_piece_once_and_in_order(size: int) -> None:
    parts = list(windows(size))
    taken = [row for _, _, first, last in parts for row in range(first, last)]
    assert taken == list(range(size))
    assert all(start <= first and last <= end <= size for start, end, first, last in parts)


def test_no_text_has_no_windows() -> None:
    assert list(windows(0)) == []
    assert len(encoder().encode("").outputs) == 0


@settings(deadline=None, max_examples=30)
@given(text=st.text(max_size=80))
def test_any_text_has_a_row_of_probabilities_for_each_piece(text: str) -> None:
    encoding = encoder().encode(text)
    assert encoding.outputs.shape == (len(encoding.pieces), 9)
    assert ((encoding.outputs >= 0) & (encoding.outputs <= 1)).all()
    assert np.allclose(encoding.outputs[:, :4].sum(axis=1), 1, atol=1e-3)


def test_reported_speech_is_content_and_points_at_its_source() -> None:
    encoding = encoder().encode(SENTENCE)
    rows = np.arange(*encoding.pieces.between(SENTENCE.index("her"), SENTENCE.index(".")))
    source = range(*encoding.pieces.between(0, SENTENCE.index(" said")))
    assert encoding.outputs[rows, IS_CONTENT].min() > 0.5
    assert encoding.pointed(TO_SOURCE, rows)[list(source)].sum() > 0.8


def test_a_long_text_is_read_like_a_short_one() -> None:
    short, long = encoder().encode(SENTENCE), encoder().encode(SENTENCE * 40)
    rows = np.flatnonzero(short.outputs[:, IS_CONTENT] > 0.5)
    assert len(long.pieces) > 600
    assert (long.outputs[np.flatnonzero(long.outputs[:, IS_CONTENT] > 0.5)].shape[0]) > 30 * len(rows)
    assert long.columns.max() < len(long.pieces)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError, match="make train"):
        Encoder(tmp_path)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
def test_a_damaged_model_is_refused(tmp_path: Path, name: str) -> None:
    folder = Path(copytree(MODELS, tmp_path / "models"))
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelUnavailableError, match=name):
        Encoder(folder)
