"""Why a quote is credited to its speaker, in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from statements.parsing import Span, explain, parse_article
from statements.parsing.document import RunnerUp

SAMPLE = Path(__file__).parents[2] / "statements" / "samples" / "pompeo-lavrov-2019-12-10.txt"
TEXT = (
    "Bridge talks\n\nForeign Minister Alba Testoni of Portugal met Belgian Prime Minister Bruno Esempio. "
    "“The bridge will be built,” she said.\n\nMinister Testoni said Esempio had told her that it would rain."
)


def test_the_words_that_credit_a_quote_are_told_and_whom_they_name() -> None:
    quote = parse_article(TEXT).quotes[0]

    why = explain(TEXT, quote)
    assert "“said” credits them to “she” beside them." in why
    assert "“she” stands for Alba Testoni" in why


def test_a_label_and_a_head_are_reasons_too() -> None:
    turns = "Remarks\n\n" + "MINISTER TESTONI: It rains in May, as ever.\n\nQUESTION: And in June?\n\n" * 2
    speech = (
        "Remarks by Foreign Minister Alba Testoni of Portugal\n\nExcellencies,\n\nIt rains, and it is May."
    )

    assert "The label “MINISTER TESTONI” stands before" in explain(turns, parse_article(turns).quotes[0])
    assert "The head of the text says whose" in explain(speech, parse_article(speech).quotes[0])


def test_who_came_next_is_told_with_its_share() -> None:
    quote = parse_article(TEXT).quotes[0]
    at = TEXT.index("Esempio")

    doubted = replace(quote, runner_up=RunnerUp(Span(at, at + len("Esempio")), 0.21, "Bruno Esempio"))
    assert explain(TEXT, doubted).endswith("Next comes “Esempio” (Bruno Esempio) with 21%.")


def test_who_came_next_is_never_the_speaker_again() -> None:
    quotes = parse_article(SAMPLE.read_text("utf-8")).quotes

    assert all(quote.runner_up is None or quote.runner_up.speaker != quote.speaker for quote in quotes)


@pytest.mark.parametrize("name", [None, "Alba Testoni"])
def test_nobody_named_is_said_so(name: str | None) -> None:
    source = name or "An official"
    text = f"Talks\n\nIn Lisbon, {source} said: “The bridge will be built before winter.”"

    assert ("does not name" in explain(text, parse_article(text).quotes[0])) is (name is None)
