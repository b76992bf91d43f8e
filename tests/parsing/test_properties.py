"""Whatever the text: no exception, and every span is a stretch of it."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from statements.parsing import ParsedArticle, parse_article

BITS = [
    *(
        "“",
        "”",
        '"',
        "'",
        "’",
        "«",
        "»",
        "„",
        "(",
        ")",
        "[sic]",
        "—",
        "--",
        ":",
        ",",
        ".",
        "?",
        "…",
        "\n",
        "\n\n",
        "\r\n",
    ),
    *(
        "Foreign Minister Alba Testoni",
        "Testoni",
        "Bruno Esempio",
        "President Esempio of Ruritania",
        "he",
        "she",
        "who",
    ),
    *(
        "TESTONI:",
        "QUESTION:",
        "said",
        "said that",
        "told reporters",
        "according to",
        "as she put it",
        "added",
        "met",
    ),
    *(
        "STRELSAU, May 4 (Wire) —",
        "Dec. 10, 2019",
        "today",
        "last May",
        "the bridge will be built",
        "6'3\"",
        "Mr.",
    ),
    *(
        "arms control",
        "in Paris",
        "a spokesman for the ministry",
        "🕊",
        "é",
        "e\u0301",
        "\ufeff",
        "\u200b",
        "الوزير",
        "外长",
    ),
]
prose = st.lists(st.sampled_from(BITS), max_size=40).map(" ".join)
bounded = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(text: str, parsed: ParsedArticle) -> None:
    """What holds of every parse."""
    names = {person.name for person in parsed.people}
    assert parsed.text == text
    for quote in parsed.quotes:
        spans = [quote.content, *quote.verbatim, *filter(None, (quote.mention, quote.cue))]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(
            quote.content.start <= span.start and span.end <= quote.content.end for span in quote.verbatim
        )
        assert 0 <= quote.confidence <= 1
        assert quote.speaker_kind != "person" or quote.speaker in names
        assert quote.relayed is None or quote.relayed in names
    assert list(parsed.quotes) == sorted(parsed.quotes, key=lambda quote: quote.content.start)
    assert all(name in names for meeting in parsed.meetings for name in meeting.participants)
    assert len(names) == len(parsed.people)


@given(prose)
@example("“" * 50)
@example('"a "b "c" d" e')
@example("“Unclosed, said Testoni\n\nand a next paragraph\n\n“and another")
@bounded
def test_any_prose_parses_to_spans_of_itself(text: str) -> None:
    check(text, parse_article(text))


@given(st.text(max_size=200))
@example("\ud800 lone surrogate “said” he")
@bounded
def test_any_unicode_parses_to_spans_of_itself(text: str) -> None:
    check(text, parse_article(text))


@given(prose)
@settings(bounded, max_examples=15)
def test_the_same_text_parses_the_same(text: str) -> None:
    assert parse_article(text) == parse_article(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff"])
def test_nothing_in_nothing_out(text: str) -> None:
    parsed = parse_article(text)

    assert (parsed.title, parsed.people, parsed.meetings, parsed.quotes, parsed.topics) == (
        "",
        (),
        (),
        (),
        (),
    )


def test_what_stands_before_shifts_offsets_and_nothing_else() -> None:
    text = "STRELSAU, May 4, 2020 (Wire) — “The bridge will be built,” Foreign Minister Alba Testoni said.\n"
    plain, shifted = parse_article(text), parse_article("🕊🕊\n\n" + text)

    assert [quote.content.of(shifted.text) for quote in shifted.quotes] == ["The bridge will be built,"]
    assert [q.content.start + 4 for q in plain.quotes] == [q.content.start for q in shifted.quotes]
