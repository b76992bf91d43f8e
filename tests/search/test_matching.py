"""What a query finds among real rows, compared with what plain Python says of the same texts."""

import re
from functools import cache

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements.models import Quote
from statements.search.grammar import read
from statements.search.terms import STOP_WORDS, And, Exact, Near, Node, Not, Or
from tests.factories import ArticleFactory, PersonFactory, QuoteFactory

pytestmark = pytest.mark.django_db

TEXTS = [
    "The bridges of the river will be built.",
    "We will not, ever, build a bridge.",
    "We will not ever build the bridge and/or tunnel.",
    "The U.S.-led talks on arms control; China stayed away.",
    "Arms control talks went on for weeks and weeks in a cold hall by the old river before China came.",
    "Arm controls, said the miller, “are not a bridge”.",
    "It’s the river's water: to be or not to be.",
    "China built bridges; Ruritania tunnels. S-400s were not built.",
    "Żołnierze nie chcą, straße ΣΊΣΥΦΟΣ 中国 мост.",
]
WORDS = [
    *("bridge", "Bridges", "built", "build", "river", "china", "the", "we", "will", "not", "to", "be"),
    *("arms", "control", "talks", "U.S.", "and", "weeks", "tunnel", "straße", "мост", "ever"),
]
PHRASES = [
    *("will not", "will not, ever", "will not ever", "the river", "the river's", "arms control", "to be or"),
    *(
        "arm controls",
        "build a",
        "U.S.-led",
        "“are not",
        "and/or",
        "S-400s",
        "river’s water:",
        "ruri*",
        "bui*",
    ),
]


@pytest.fixture
def corpus() -> dict[str, Quote]:
    speaker = PersonFactory()
    return {
        text: QuoteFactory(article=ArticleFactory(text=text), text=text, speaker=speaker) for text in TEXTS
    }


def found(query: str) -> set[str]:
    return set(Quote.objects.matching(query).values_list("text", flat=True))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("bridge", {0, 1, 2, 5, 7}),
        ("bridges river", {0}),
        ('"bridge"', {1, 2, 5}),
        ("bridge -river", {1, 2, 5, 7}),
        ("bridge -build", {0, 5, 7}),
        ("tunnels OR weeks", {2, 4, 7}),
        ("(tunnels OR weeks) China", {4, 7}),
        ('"we will not"', {1, 2}),
        ('"will not ever"', {2}),
        ('"will not, ever"', {1}),
        ('"arms control"', {3, 4}),
        ('"arms control" NEAR/2 China', {3}),
        ('China NEAR/2 "arms control"', {3}),
        ('"arms control" NEAR/50 China', {3, 4}),
        ("weeks NEAR/1 weeks", {4}),
        ("to be or not to be", {6}),
        ('"to be"', {6}),
        ("the", {0, 2, 3, 4, 5, 6}),
        ('"U.S."', {3}),
        ('"and"', {2, 4}),
        ('"it\'s the"', {6}),
        ("tunnel*", {2, 7}),
        ('"S-400"', set()),
        ('"S-400*"', {7}),
        ("STRASSE", set()),
        ("МОСТ", {8}),
        ("-bridge", {3, 4, 6, 8}),
    ],
)
def test_a_query_finds(corpus: dict[str, Quote], query: str, numbers: set[int]) -> None:
    assert found(query) == {TEXTS[number] for number in numbers}


terms = st.sampled_from(WORDS) | st.sampled_from(PHRASES).map(lambda phrase: f'"{phrase}"')
nears = st.builds("{} NEAR/{} {}".format, st.sampled_from(WORDS), st.integers(0, 9), st.sampled_from(WORDS))
queries = st.recursive(
    terms | nears,
    lambda inner: (
        st.builds("({} {})".format, inner, inner)
        | st.builds("({} OR {})".format, inner, inner)
        | st.builds("-{}".format, inner.filter(lambda text: not text.startswith("-")))
    ),
    max_leaves=6,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_every_result_matches_and_every_match_is_a_result(corpus: dict[str, Quote], query: str) -> None:
    tree = read(query).tree
    assert tree
    assert found(query) == {text for text in TEXTS if holds(tree, text)}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_the_database_takes_every_query(corpus: dict[str, Quote], query: str) -> None:
    assert len(found(query)) <= len(TEXTS)


def test_the_words_left_out_are_those_of_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word WHERE to_tsvector('english', word) <> ''",
            [sorted(STOP_WORDS)],
        )
        assert not cursor.fetchall()
        assert len(STOP_WORDS) == 127


def holds(tree: Node, text: str) -> bool:
    """Whether the text matches, said without any of the code under test."""
    if isinstance(tree, And):
        return all(holds(node, text) for node in tree.nodes)
    if isinstance(tree, Or):
        return any(holds(node, text) for node in tree.nodes)
    if isinstance(tree, Not):
        return not holds(tree.node, text)
    if isinstance(tree, Near):
        return near(tree, text)
    return holds_written(tree.text, text) if isinstance(tree, Exact) else lexemes(tree.text) <= lexemes(text)


def holds_written(phrase: str, text: str) -> bool:
    phrase, text = plain(phrase), f" {plain(text)} "
    ending = phrase.endswith("*")
    phrase = phrase.removesuffix("*")
    at = text.find(phrase)
    while at >= 0:
        before, after = text[at - 1], text[at + len(phrase)]
        if not (before.isalnum() and phrase[0].isalnum()) and (
            ending or not (after.isalnum() and phrase[-1].isalnum())
        ):
            return True
        at = text.find(phrase, at + 1)
    return False


def plain(text: str) -> str:
    return text.lower().translate(str.maketrans("’“”", '\'""'))


def near(tree: Near, text: str) -> bool:
    words = re.findall(r"\w+", text.lower())
    left, right = (places(one.text, words) for one in (tree.left, tree.right))
    return any(
        0 <= max(a - d, c - b) <= tree.distance and (b <= c or d <= a) for a, b in left for c, d in right
    )


def places(phrase: str, words: list[str]) -> list[tuple[int, int]]:
    wanted = re.findall(r"\w+", phrase.lower())
    return [(at, at + len(wanted)) for at in range(len(words)) if words[at : at + len(wanted)] == wanted]


@cache
def lexemes(text: str) -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(to_tsvector('english', %s))", [text])
        return frozenset(cursor.fetchone()[0])
