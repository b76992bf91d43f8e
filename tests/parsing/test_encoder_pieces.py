"""Texts cut into pieces: offsets into the text as given, shapes, quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from statements.parsing.encoder import MODELS, TOKENIZER, bare_tokenizer
from statements.parsing.pieces import INSIDE, SEP, cut, inside_marks, shape


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return bare_tokenizer((MODELS / TOKENIZER).read_bytes())


def test_offsets_count_code_points_of_the_text(tokenizer: Tokenizer) -> None:
    text = "😀 Ünal Testoğlu said\nso."
    pieces = cut(text, tokenizer)
    words = [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert "".join(words) == text.replace(" ", "").replace("\n", "")


def test_each_line_ends_with_a_separator_of_no_width(tokenizer: Tokenizer) -> None:
    pieces = cut("one\n\ntwo", tokenizer)
    at = [i for i, piece in enumerate(pieces.ids) if piece == SEP]
    assert [(pieces.starts[i], pieces.ends[i]) for i in at] == [(3, 3), (8, 8)]


@given(text=st.text(max_size=60))
def test_pieces_of_any_text_go_forward(text: str) -> None:
    tokenizer = bare_tokenizer((MODELS / TOKENIZER).read_bytes())
    pieces = cut(text.encode("utf-8", "replace").decode(), tokenizer)
    assert (pieces.starts <= pieces.ends).all()
    assert (pieces.starts[1:] >= pieces.starts[:-1]).all()
    assert all(0 <= end <= len(text) for end in pieces.ends)


@pytest.mark.parametrize(
    ("word", "expected"), [("42", 1), ("“", 2), ("said", 3), ("NATO", 4), ("A", 5), ("Alba", 6), ("iPad", 7)]
)
def test_the_shape_of_a_word_tells_its_capitals(word: str, expected: int) -> None:
    assert shape(word) == expected


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("a “b c” d", "“b c”"),
        ('a "b c" d', '"b c"'),
        ("a «b c» d", "«b c»"),
        ("a „b c“ d", "„b c“"),
        ("a “b c\nd", "“b c"),
        ("a 6'3\" b", ""),
    ],
)
def test_words_between_marks_of_any_kind_are_inside(text: str, quoted: str) -> None:
    assert "".join(c for c, inside in zip(text, inside_marks(text), strict=False) if inside) == quoted


def test_pieces_inside_marks_carry_the_feature(tokenizer: Tokenizer) -> None:
    pieces = cut("he said “yes”", tokenizer)
    assert (pieces.cases >= INSIDE).tolist() == [False, False, True, True, True, False]
