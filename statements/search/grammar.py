"""The grammar of queries, read into a tree. Nothing raises: what is odd is told, the rest is used.

    query   = all { "OR" all }
    all     = item { item }                  both, and in this order of strength
    item    = [ "-" ] near
    near    = unit { "NEAR/" number unit }
    unit    = word | "phrase" | "(" query ")"

Words are found in all their forms, phrases as written. ``or`` is understood in small letters too, ``NOT`` as
``-``, and ``AND`` may be said.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from statements.search.terms import ANY_WORD, LEAST_BEFORE_STAR, STAR, And, Exact, Near, Node, Not, Or, Word

LONGEST = 1000
MOST_TERMS = 40
DEEPEST = 10
FARTHEST = 50
USUAL_DISTANCE = 10
QUOTES = '"“”„«»'
TOKEN = re.compile(
    rf"""(?P<minus>-*)(?:
        (?P<open>\()
        | [{QUOTES}](?P<phrase>[^{QUOTES}]*)(?P<close>[{QUOTES}]?)
        | (?P<word>[^\s(){QUOTES}]+)
    ) | (?P<end>\))""",
    re.VERBOSE,
)
NEAR = re.compile(r"NEAR(?:/(\d{1,9}))?")
SHORT_STAR = re.compile(rf"(?<!\w)\w{{1,{LEAST_BEFORE_STAR - 1}}}\*")
NOTHING = "There is no word to look for: give one, or a phrase in quotation marks."
ONE_SIDED = "{} belongs between two words or phrases: it was passed over."


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood. ``tree`` is None where there is nothing to look for."""

    text: str
    """What was read of it."""
    tree: Node | None
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """word, phrase, open or end."""
    text: str = ""
    excluded: bool = False

    @property
    def near(self) -> re.Match[str] | None:
        return NEAR.fullmatch(self.text) if self.kind == "word" else None


def read(given: str) -> Query:
    """The query in this text, of any length and make."""
    text, problems = given.strip(), list[str]()
    if len(text) > LONGEST:
        problems.append(
            f"Of these {len(text):,} characters only the first {LONGEST:,} were used. Fewer words find more."
        )
        text = text[:LONGEST].rsplit(None, 1)[0]
    tree = _Reader(_tokens(text, problems), problems).query()
    if tree is None and text and not problems:
        problems.append(NOTHING)
    return Query(text, tree, list(dict.fromkeys(problems)))


def _tokens(text: str, problems: list[str]) -> list[_Token]:
    tokens: list[_Token] = []
    for match in TOKEN.finditer(text):
        kind = str(match.lastgroup if match.lastgroup != "close" else "phrase")
        words = match[kind].strip() if kind in {"word", "phrase"} else ""
        if kind == "phrase" and not match["close"]:
            problems.append(
                f"The quotation mark before “{words[:40]}” is not closed: it was read to the end."
            )
        if kind in {"word", "phrase"} and not ANY_WORD.search(words):
            continue
        tokens.append(_Token(kind, words, bool(match["minus"])))
    if len(tokens) > MOST_TERMS:
        problems.append(f"Only the first {MOST_TERMS} words and phrases were used.")
        tokens = tokens[:MOST_TERMS]
    if sum(token.kind == "open" for token in tokens) > DEEPEST:
        problems.append(f"More than {DEEPEST} parentheses: they were passed over.")
        tokens = [token for token in tokens if token.kind in {"word", "phrase"}]
    return tokens


class _Reader:
    """Reads tokens from left to right, once, as the grammar above says."""

    def __init__(self, tokens: list[_Token], problems: list[str]) -> None:
        self.tokens = tokens[::-1]
        self.problems = problems

    def query(self) -> Node | None:
        """All of it; a parenthesis that nothing opened is passed over."""
        nodes = [self._any()]
        while self.tokens:
            self.tokens.pop()
            self.problems.append("There is a “)” without its “(”.")
            nodes.append(self._any())
        return _all_of([node for node in nodes if node])

    def _any(self) -> Node | None:
        nodes = [self._all()]
        while self._takes("OR", "Or", "or"):
            nodes.append(self._all())
        if len(nodes) > 1 and None in nodes:
            self.problems.append(ONE_SIDED.format("OR"))
        found = [node for node in nodes if node]
        return Or(tuple(found)) if len(found) > 1 else next(iter(found), None)

    def _all(self) -> Node | None:
        items: list[Node] = []
        while self.tokens and self.tokens[-1].kind != "end" and not self._sees("OR", "Or", "or"):
            if self._takes("AND"):
                continue
            excluded = self._takes("NOT")
            excluded = excluded or bool(self.tokens and self.tokens[-1].excluded)
            if item := self._near():
                items.append(Not(_all_of([item]) or item) if excluded else item)
        return _all_of(items)

    def _near(self) -> Node | None:
        units, distances = [self._unit()], list[int]()
        while self.tokens and (near := self.tokens[-1].near):
            self.tokens.pop()
            distances.append(int(near[1] or USUAL_DISTANCE))
            units.append(self._unit() if self.tokens and not self.tokens[-1].excluded else None)
        if not distances:
            return units[0]
        if max(distances) > FARTHEST:
            self.problems.append(f"NEAR reaches {FARTHEST} words at most, not {max(distances):,}.")
        found, joined = list[Node](), set[int]()
        for at, distance in enumerate(distances):
            left, right = units[at : at + 2]
            if isinstance(left, Word | Exact) and isinstance(right, Word | Exact):
                found.append(Near(Exact(left.text), Exact(right.text), min(distance, FARTHEST)))
                joined |= {at, at + 1}
            else:
                self.problems.append(ONE_SIDED.format("NEAR"))
        return _all_of(found + [unit for at, unit in enumerate(units) if unit and at not in joined])

    def _unit(self) -> Node | None:
        """A word, phrase or group; None, and nothing is read, where none begins."""
        if not self.tokens or self.tokens[-1].kind == "end" or self.tokens[-1].near:
            return None
        if self._sees("OR", "Or", "or"):
            return None
        token = self.tokens.pop()
        if token.kind == "phrase":
            return Exact(self._starred(token.text))
        if token.kind == "word":
            text = self._starred(token.text)
            return Exact(text) if STAR.search(text) else Word(text)
        found = self._any()
        if self.tokens:
            self.tokens.pop()
        else:
            self.problems.append("There is a “(” without its “)”: it was read to the end.")
        return found

    def _starred(self, text: str) -> str:
        """The text without stars that would find almost anything."""
        if short := SHORT_STAR.search(text):
            self.problems.append(f"“{short[0]}” needs {LEAST_BEFORE_STAR} letters before its star.")
        return SHORT_STAR.sub(lambda match: match[0][:-1], text)

    def _sees(self, *words: str) -> bool:
        return self.tokens[-1].kind == "word" and self.tokens[-1].text in words

    def _takes(self, *words: str) -> bool:
        """Whether one of these words came next, which is then read."""
        taken = bool(self.tokens) and not self.tokens[-1].excluded and self._sees(*words)
        if taken:
            self.tokens.pop()
        return taken


def _all_of(nodes: Sequence[Node]) -> Node | None:
    """All of these. Stop words are passed over beside others, and looked for as written without them."""
    telling = [node for node in nodes if not (isinstance(node, Word) and node.is_stop)]
    if all(isinstance(node, Not) for node in telling):
        telling = [Exact(node.text) if isinstance(node, Word) and node.is_stop else node for node in nodes]
    return And(tuple(telling)) if len(telling) > 1 else next(iter(telling), None)
