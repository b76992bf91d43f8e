"""Text set into a picture: broken between words, in fonts that have the letters, in either direction."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont, features

FONTS = Path(__file__).parent / "fonts"
SERIF_SCRIPTS = {"LATIN", "GREEK", "CYRILLIC"}
RIGHT_TO_LEFT = {"R", "AL"}
SHAPING = features.check_feature("raqm")
ELLIPSIS = " …"


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size (pixels) and weight."""

    size: int
    weight: int = 400

    def font(self, serif: bool) -> ImageFont.FreeTypeFont:
        """The serif font, or the one for the scripts that it lacks."""
        return _font(self.size, self.weight, serif)

    def length(self, line: str) -> float:
        """How many pixels wide the line is."""
        return sum(self.font(serif).getlength(text) for serif, text in runs(line))


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in one face that fit where they were asked to."""

    face: Face
    lines: list[str]
    cut: bool

    @property
    def line_height(self) -> int:
        """Pixels from line to line."""
        return round(self.face.size * 1.32)

    @property
    def height(self) -> int:
        """Pixels of all lines."""
        return self.line_height * len(self.lines)


def fitted(text: str, faces: Iterable[Face], width: int, height: int) -> Block:
    """The text in the first face in which it fits; in the last one what fits, cut between two words."""
    block = Block(Face(1), [], cut=False)
    for face in faces:
        lines = wrapped(text, face, width)
        block = Block(face, lines, cut=False)
        if block.height <= height:
            return block
    kept = max(1, height // block.line_height)
    last = block.lines[kept - 1]
    while " " in last and block.face.length(last + ELLIPSIS) > width:
        last = last.rsplit(" ", 1)[0]
    return Block(block.face, [*block.lines[: kept - 1], last.rstrip(" ,;:–—") + ELLIPSIS], cut=True)


def wrapped(text: str, face: Face, width: int) -> list[str]:
    """Lines no wider than ``width`` pixels; a word that is wider by itself is broken."""
    lines: list[str] = []
    line = ""
    for word in _breakable(text, face, width):
        longer = f"{line} {word}" if line else word
        if line and face.length(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def draw(
    canvas: ImageDraw.ImageDraw, line: str, face: Face, at: tuple[int, int], width: int, fill: str
) -> None:
    """The line on its base ``at``; one that runs from right to left ends at ``width`` beyond."""
    backward = reads_backward(line)
    x = at[0] + (width - face.length(line) if backward else 0)
    pieces = runs(line)
    for serif, text in reversed(pieces) if backward else pieces:
        font = face.font(serif)
        direction = ("rtl" if reads_backward(text) else "ltr") if SHAPING else None
        canvas.text((x, at[1]), text, font=font, fill=fill, anchor="ls", direction=direction)
        x += font.getlength(text)


def reads_backward(text: str) -> bool:
    """Whether the first letter belongs to a script that runs from right to left."""
    ways = (unicodedata.bidirectional(letter) for letter in text if letter.isalpha())
    return next(ways, "L") in RIGHT_TO_LEFT


def runs(line: str) -> list[tuple[bool, str]]:
    """The line in stretches for one font each: (the serif font has it, text). Marks go with what precedes."""
    kinds: list[bool] = []
    first = next((_has_serif(letter) for letter in line if letter.isalpha()), True)
    for letter in line:
        previous = kinds[-1] if kinds else first
        kinds.append(_has_serif(letter) if letter.isalpha() else previous)
    pairs = groupby(zip(kinds, line, strict=True), key=lambda pair: pair[0])
    return [(kind, "".join(letter for _, letter in group)) for kind, group in pairs]


def _has_serif(letter: str) -> bool:
    return unicodedata.name(letter, "").split(" ")[0] in SERIF_SCRIPTS


def _breakable(text: str, face: Face, width: int) -> Sequence[str]:
    """The words, those wider than a line in pieces."""
    words = []
    for word in text.split():
        share = width / max(1, face.length(word))
        most = len(word) if share >= 1 else max(1, int(len(word) * share * 0.95))
        words += [word[at : at + most] for at in range(0, len(word), most)]
    return words


@cache
def _font(size: int, weight: int, serif: bool) -> ImageFont.FreeTypeFont:
    if not serif:
        return ImageFont.truetype(FONTS / "DejaVuSans.ttf", size)
    font = ImageFont.truetype(FONTS / "SourceSerif4.ttf", size)
    font.set_variation_by_axes([weight, min(60, max(8, size))])  # weight, optical size
    return font
