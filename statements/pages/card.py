"""A quote as a picture, for where links are previewed."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from statements.pages.typesetting import Face, draw, fitted

SIZE = (1200, 630)
MARGIN = 72
WIDTH = SIZE[0] - 2 * MARGIN
WORDS_TOP, WORDS_HEIGHT = 118, 318
PAPER, INK, SOFT, ACCENT, WARN, RULE = "#fbfbf9", "#17202b", "#535d69", "#12496f", "#8a3b00", "#d8dad6"
COLOURS = 48
WORD_FACES = [Face(size) for size in (84, 72, 64, 56, 48, 42, 38)]
VERSION = 1
"""Raise it when cards are drawn otherwise, so that those kept elsewhere are asked for again."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says."""

    words: str
    own_words: bool
    speaker: str
    office: str
    day: str
    warning: str = ""


def draw_card(card: Card) -> bytes:
    """The card as PNG, 1200 by 630 pixels."""
    image = Image.new("RGB", SIZE, PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, SIZE[0], 12), fill=ACCENT)
    draw(canvas, "Diplomacy", Face(34, 700), (MARGIN, 78), WIDTH, INK)
    _words(canvas, card)
    canvas.line((MARGIN, 468, SIZE[0] - MARGIN, 468), fill=RULE, width=2)
    speaker = fitted(card.speaker, [Face(40, 600), Face(34, 600), Face(30, 600)], WIDTH, 56)
    draw(canvas, speaker.lines[0], speaker.face, (MARGIN, 522), WIDTH, INK)
    if card.office:
        office = fitted(card.office, [Face(28)], WIDTH, 40)
        draw(canvas, office.lines[0], office.face, (MARGIN, 562), WIDTH, SOFT)
    foot = Face(26)
    draw(canvas, card.day, foot, (MARGIN, 602), WIDTH, SOFT)
    if card.warning:
        x = round(SIZE[0] - MARGIN - foot.length(card.warning))
        draw(canvas, card.warning, foot, (x, 602), WIDTH, WARN)
    file = BytesIO()
    image.quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _words(canvas: ImageDraw.ImageDraw, card: Card) -> None:
    """The words, in the largest letters that they fit in; those that are the speaker's own in marks."""
    opening, closing = ("“", "”") if card.own_words else ("", "")
    block = fitted(f"{opening}{card.words}{closing}", WORD_FACES, WIDTH, WORDS_HEIGHT)
    lines = [*block.lines[:-1], block.lines[-1] + (closing if block.cut else "")]
    y = WORDS_TOP + (WORDS_HEIGHT - block.height) // 2 + block.face.size
    for line in lines:
        draw(canvas, line, block.face, (MARGIN, y), WIDTH, INK)
        y += block.line_height
