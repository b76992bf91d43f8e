"""Links to words inside a page."""

from urllib.parse import unquote

import pytest

from statements.pages.fragments import at_words


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("The bridge will be built.", "The%20bridge%20will%20be%20built."),
        ("a-b, c & d", "a%2Db%2C%20c%20%26%20d"),
        (
            "one two three four five six seven eight nine ten eleven",
            "one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
        ),
        ("First line.\n\nLast line.", "First%20line.,Last%20line."),
        ("мир 平和", "%D0%BC%D0%B8%D1%80%20%E5%B9%B3%E5%92%8C"),
    ],
)
def test_words_become_a_text_fragment(words: str, fragment: str) -> None:
    assert at_words("https://wire.example/1", words) == f"https://wire.example/1#:~:text={fragment}"


def test_an_anchor_that_is_there_stays() -> None:
    assert at_words("https://wire.example/1#a", "Peace.") == "https://wire.example/1#a:~:text=Peace."


def test_edges_are_words_of_the_text_and_lie_within_a_line() -> None:
    text = (
        "Short.\nOne two three four five six seven eight nine ten eleven twelve.\nThe very end of all of it."
    )
    start, end = unquote(at_words("", text).split("text=")[1]).split(",")
    assert (start, end) == ("Short.", "end of all of it.".removeprefix("very "))
    assert at_words("https://wire.example/1", " \n ") == "https://wire.example/1"
