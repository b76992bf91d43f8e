"""What a query is made of, and how words “as written” are found in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

# Signs that typists and typesetters take for one another.
ALIKE = ("'’‘ʼ", "-‐‑–—", '"“”„«»')
BLANKS = r"[\s\u00a0\u2009\u202f]+"
ANY_WORD = re.compile(r"\w+")
LEAST_BEFORE_STAR = 3
STAR = re.compile(rf"\w{{{LEAST_BEFORE_STAR},}}\*(?!\w)")
PIECE = re.compile(rf"{STAR.pattern}|\s+|.", re.DOTALL)
# The words that PostgreSQL's “english” configuration leaves out of its index.
LEFT_OUT = """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves what which who whom this that these those am is
    are was were be been being have has had having do does did doing a an the and but if or because as until
    while of at by for with about against between into through during before after above below to from up
    down in out on off over under again further then once here there when where why how all any both each few
    more most other some such no nor not only own same so than too very s t can will just don should now
"""
STOP_WORDS = frozenset(LEFT_OUT.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms: “sanction” finds “sanctions” and “sanctioned”."""

    text: str

    @property
    def is_stop(self) -> bool:
        """It is in the index of no text, being in every text."""
        return all(run.lower() in STOP_WORDS for run in ANY_WORD.findall(self.text))


@dataclass(frozen=True, slots=True)
class Exact:
    """Words as written, stop words and punctuation included; a star stands for any ending."""

    text: str

    @property
    def lexemes(self) -> list[str]:
        """The words in it, with the star where there is one."""
        return re.findall(rf"{STAR.pattern}|\w+", self.text)

    def pattern(self, boundary: str) -> str:
        r"""A regular expression; ``boundary`` is a word's edge in its dialect: ``\b`` here, ``\y`` in SQL."""
        pieces = PIECE.findall(self.text)
        body = "".join(_piece(piece) for piece in pieces)
        first, last = self.text[:1], self.text[-1:]
        before = boundary if ANY_WORD.match(first) else ""
        after = boundary if ANY_WORD.match(last) or (last == "*" and len(pieces[-1]) > 1) else ""
        return f"{before}{body}{after}"


@dataclass(frozen=True, slots=True)
class Near:
    """Two of these as written, in either order, with at most so many words between them."""

    left: Exact
    right: Exact
    distance: int

    def pattern(self, boundary: str) -> str:
        """A regular expression, as `Exact.pattern`."""
        left, right = self.left.pattern(boundary), self.right.pattern(boundary)
        between = rf"\W+(?:\w+\W+){{0,{self.distance}}}"
        return f"(?:{left}{between}{right}|{right}{between}{left})"


@dataclass(frozen=True, slots=True)
class Not:
    """Without this."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    nodes: tuple["Node", ...]


Node: TypeAlias = Word | Exact | Near | Not | And | Or


def leaves(node: Node) -> Iterator[Word | Exact]:
    """The words and phrases that a match holds, those that are excluded left out."""
    if isinstance(node, Near):
        yield from (node.left, node.right)
    elif isinstance(node, And | Or):
        for one in node.nodes:
            yield from leaves(one)
    elif not isinstance(node, Not):
        yield node


def _piece(piece: str) -> str:
    """One sign, run of blanks or word with a star, as both dialects of regular expressions read it."""
    if piece.isspace():
        return BLANKS
    if len(piece) > 1:
        return rf"{piece[:-1]}\w*"
    for alike in ALIKE:
        if piece in alike:
            return "[" + re.escape(alike) + "]"
    return re.escape(piece)
