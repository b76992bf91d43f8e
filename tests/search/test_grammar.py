"""What a query is read as, and what is said of one that is odd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.search.grammar import DEEPEST, FARTHEST, LONGEST, MOST_TERMS, read
from statements.search.terms import And, Exact, Near, Node, Not, Or, Word

A, B, C = Word("bridge"), Word("river"), Word("tariff")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("bridge", A),
        ("bridge river", And((A, B))),
        ("bridge AND river", And((A, B))),
        ("bridge OR river", Or((A, B))),
        ("bridge or river tariff", Or((A, And((B, C))))),
        ("(bridge OR river) tariff", And((Or((A, B)), C))),
        ("bridge -river", And((A, Not(B)))),
        ("bridge NOT river", And((A, Not(B)))),
        ("-(bridge river)", Not(And((A, B)))),
        ('bridge -"the river"', And((A, Not(Exact("the river"))))),
        ('"to be or not"', Exact("to be or not")),
        ("“will not, ever”", Exact("will not, ever")),
        ("sanction*", Exact("sanction*")),
        ("S-400", Word("S-400")),
        ('"arms control" NEAR/5 China', Near(Exact("arms control"), Exact("China"), 5)),
        ("bridge NEAR river", Near(Exact("bridge"), Exact("river"), 10)),
        ("-bridge NEAR/2 river", Not(Near(Exact("bridge"), Exact("river"), 2))),
        ("near bridge", And((Word("near"), A))),
        ("the bridge", A),
        ("the", Exact("the")),
        ("the -bridge", And((Exact("the"), Not(A)))),
        ("the OR bridge", Or((Exact("the"), A))),
        ("don't", Exact("don't")),
        ("bridge — & river", And((A, B))),
    ],
)
def test_a_query_is_read_as(text: str, tree: Node | None) -> None:
    query = read(text)
    assert query.tree == tree
    assert not query.problems


@pytest.mark.parametrize(
    ("text", "tree", "message"),
    [
        ('bridge "the ri', And((A, Exact("the ri"))), "The quotation mark before “the ri” is not closed"),
        ("bridge OR", A, "OR belongs between two words"),
        ("OR", None, "OR belongs between two words"),
        ("NEAR/3 bridge", A, "NEAR belongs between two words"),
        ("bridge NEAR/3", A, "NEAR belongs between two words"),
        ("bridge NEAR/3 -river", And((A, Not(B))), "NEAR belongs between two words"),
        ("bridge NEAR/3 (river OR tariff)", And((A, Or((B, C)))), "NEAR belongs between two words"),
        (
            "bridge NEAR/999999999 river",
            Near(Exact("bridge"), Exact("river"), FARTHEST),
            "NEAR reaches 50 words at most, not 999,999,999.",
        ),
        ("bridge) river", And((A, B)), "There is a “)” without its “(”."),
        ("(bridge", A, "There is a “(” without its “)”"),
        ("(" * (DEEPEST + 1) + "bridge", A, "More than 10 parentheses"),
        ("br* river", And((Word("br"), B)), "“br*” needs 3 letters before its star."),
        ("—", None, "There is no word to look for"),
    ],
)
def test_what_is_odd_is_told_and_the_rest_is_used(text: str, tree: Node | None, message: str) -> None:
    query = read(text)
    assert query.tree == tree
    assert [problem for problem in query.problems if problem.startswith(message)] == query.problems


def test_of_ten_thousand_characters_the_first_words_are_used() -> None:
    query = read("word " * 2000)
    assert len(query.text) <= LONGEST
    assert query.text.endswith("word")
    assert query.tree == And((Word("word"),) * MOST_TERMS)
    assert query.problems == [
        "Of these 9,999 characters only the first 1,000 were used. Fewer words find more.",
        "Only the first 40 words and phrases were used.",
    ]


@given(st.text() | st.text('"“() -*/ORNEAR1ab\n', max_size=80))
def test_no_text_raises_and_what_was_read_reads_the_same_again(text: str) -> None:
    query = read(text)
    assert read(query.text).tree == query.tree
    assert query.tree or query.problems or not query.text
