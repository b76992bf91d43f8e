"""Text set into a picture."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from statements.pages.card import SIZE, Card, draw_card
from statements.pages.typesetting import Face, fitted, reads_backward, runs, wrapped

FACE = Face(40)
PLAIN = Card("Peace.", own_words=True, speaker="Alba Testoni", office="Minister", day="4 May 2020")


def test_lines_are_broken_between_words_and_no_wider_than_asked() -> None:
    text = " ".join(["bridge", "ferry", "river"] * 20)
    lines = wrapped(text, FACE, 500)
    assert " ".join(lines) == text
    assert all(FACE.length(line) <= 500 for line in lines)


def test_a_word_that_is_too_wide_is_broken() -> None:
    lines = wrapped("Unbreakable" * 12, FACE, 500)
    assert "".join(lines) == "Unbreakable" * 12
    assert all(FACE.length(line) <= 500 for line in lines)


def test_short_words_get_the_largest_letters_and_long_ones_are_cut_at_a_word() -> None:
    faces = [Face(80), Face(40)]
    assert fitted("Peace.", faces, 1000, 300).face == faces[0]
    block = fitted("word " * 400, faces, 1000, 300)
    assert (block.face, block.cut) == (faces[1], True)
    assert block.height <= 300
    assert block.lines[-1].endswith("word …")
    assert FACE.length(block.lines[-1]) <= 1000


@pytest.mark.parametrize(
    ("text", "backward"),
    [("Alba", False), ("البا", True), ("“אלבה", True), ("1, 2", False), ("", False), ("Альба البا", False)],
)
def test_the_first_letter_decides_the_direction(text: str, backward: bool) -> None:
    assert reads_backward(text) is backward


def test_each_script_is_set_in_a_font_that_has_it() -> None:
    assert runs("Alba (Альба) البا, x") == [(True, "Alba (Альба) "), (False, "البا, "), (True, "x")]
    assert runs("«البا»") == [(False, "«البا»")]
    assert runs("") == []


def drawn(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(card))).convert("RGB")


ARABIC = "السلام "


@pytest.mark.parametrize(
    ("words", "name"),
    [("word " * 400, "Alba Testoni"), ("Unbreakable" * 60, "Maximiliana " * 30), (ARABIC * 90, ARABIC * 40)],
)
def test_nothing_is_drawn_beyond_the_margins(words: str, name: str) -> None:
    image = drawn(
        Card(words, own_words=True, speaker=name, office=name, day="Undated", warning="Not settled")
    )
    paper = Image.new("RGB", SIZE, image.getpixel((5, 300)))
    below_the_bar = (0, 14, *SIZE)
    box = ImageChops.difference(image.crop(below_the_bar), paper.crop(below_the_bar)).getbbox()
    assert box
    left, _, right, bottom = box
    assert left >= 60
    assert right <= SIZE[0] - 60
    assert bottom <= SIZE[1] - 14


@pytest.mark.parametrize(
    "change",
    [{"words": "War."}, {"speaker": "B"}, {"office": ""}, {"day": "Undated"}, {"warning": "Unsettled"}],
)
def test_every_part_of_a_card_is_drawn(change: dict[str, str]) -> None:
    assert ImageChops.difference(drawn(PLAIN), drawn(replace(PLAIN, **change))).getbbox()  # type: ignore[arg-type]


def test_only_the_speakers_own_words_stand_in_marks() -> None:
    assert ImageChops.difference(drawn(PLAIN), drawn(replace(PLAIN, own_words=False))).getbbox()
