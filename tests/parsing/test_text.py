"""Paragraphs and quotation marks: where a text is cut before anything is read into it."""

from typing import Any

import pytest

from statements.parsing.language import LONGEST_SUFFIX, model
from statements.parsing.quotations import find_quotations
from statements.parsing.segmentation import find_paragraphs, flattened

WRAPPED = (
    "Bridge talks go on\n\n"
    "The ministers of both countries met in the old town hall of\n"
    "Strelsau to speak about the bridge, and they stayed there for\n"
    "longer than anybody in the city had thought that they would.\n\n"
    "The river has been high for weeks, and the people who live by\n"
    "it have asked for help more than once since the snow was gone\n"
    "from the hills.\n"
)


def quoted(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in find_quotations(text, find_paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\t\n\ufeff", []),
        ("One.\nTwo.", ["One.", "Two."]),
        ("  One. \r\n\r\n Two.\r", ["One.", "Two."]),
        ("\ufeffOne.\u2028Two.", ["One.", "Two."]),
    ],
)
def test_a_paragraph_is_a_line_without_its_blanks(text: str, paragraphs: list[str]) -> None:
    assert [paragraph.of(text) for paragraph in find_paragraphs(text)] == paragraphs


def test_lines_broken_by_width_are_joined_and_keep_their_offsets() -> None:
    paragraphs = find_paragraphs(WRAPPED)
    flat = flattened(WRAPPED, paragraphs)

    assert [paragraph.of(WRAPPED).split()[0] for paragraph in paragraphs] == ["Bridge", "The", "The"]
    assert len(flat) == len(WRAPPED)
    assert "hall of Strelsau" in flat


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("«One», „two“ and ”three”", ["One", "two", "three"]),
        ("“One “two” three", ["One ", "two"]),
        ("“Unclosed to the end", ["Unclosed to the end"]),
        ("“One.\n“Two.”", ["One.", "Two."]),
        ("A tower of 6'3\" and “one word”", ["one word"]),
        ("‘One,’ he said of the minister’s plan", ["One,"]),
        ("“Don’t say ‘no,’” she said", ["Don’t say ‘no,’"]),
        ("“”", []),
        ("No marks, only the ministers' words", []),
    ],
)
def test_marks_are_paired_within_their_paragraph(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("word", "suffix"), [("x" * 5_000 + "'s", "'s"), ('"' * 5_000, '"'), ("x" * 5_000, "")]
)
def test_the_suffix_of_a_long_word_is_looked_for_at_its_end_alone(word: str, suffix: str) -> None:
    tokenizer: Any = model().tokenizer
    match = tokenizer.suffix_search(word)

    assert (match[0] if match else "") == suffix
    assert match is None or len(match.string) == LONGEST_SUFFIX
