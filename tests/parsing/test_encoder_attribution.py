"""Attributions that the encoder decides, on invented people and countries."""

import pytest

from statements.parsing import ParsedQuote, QuoteKind, parse_article

INTRODUCTION = "VILLANOVA — Foreign Minister Alba Testoni of Ruritania met reporters on Monday.\n"


def quote_with(text: str, words: str) -> ParsedQuote:
    return next(q for q in parse_article(text).quotes if words in q.content.of(text))


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("“We will sign the treaty next week,” Testoni said.", "sign the treaty", QuoteKind.DIRECT),
        ("Testoni said that Ruritania would sign the treaty.", "sign the treaty", QuoteKind.INDIRECT),
        ("Testoni called the draft treaty “a good start for both sides.”", "a good start", QuoteKind.MIXED),
        (
            "According to Testoni, the talks will resume in the spring.",
            "talks will resume",
            QuoteKind.INDIRECT,
        ),
    ],
)
def test_a_source_named_beside_its_words_is_credited(sentence: str, words: str, kind: QuoteKind) -> None:
    text = INTRODUCTION + sentence
    quote = quote_with(text, words)
    assert quote.speaker == "Alba Testoni"
    assert quote.kind is kind
    assert quote.mention is not None
    assert "Testoni" in quote.mention.of(text)


def test_the_cue_is_the_word_that_the_content_points_at() -> None:
    text = INTRODUCTION + "“We will sign the treaty next week,” Testoni insisted."
    cue = quote_with(text, "sign the treaty").cue
    assert cue is not None
    assert cue.of(text) == "insisted"


def test_a_quotation_around_its_cue_is_one_statement() -> None:
    text = INTRODUCTION + "“The talks were long,” Testoni said, “but they were worth the trouble.”"
    quote = quote_with(text, "The talks were long")
    assert [span.of(text) for span in quote.verbatim] == [
        "The talks were long,",
        "but they were worth the trouble.",
    ]


def test_words_put_by_another_than_the_sentence_reports_are_that_persons() -> None:
    text = INTRODUCTION + (
        "Her guest was President Bruno Fittizio of Syldavia. Both spoke of their hope that the two countries "
        "“should trade more,” as Fittizio put it."
    )
    assert quote_with(text, "should trade more").speaker == "Bruno Fittizio"


def test_confidence_is_a_probability_and_higher_for_a_plain_quotation() -> None:
    text = INTRODUCTION + (
        "“We will sign the treaty next week,” Testoni said.\nRuritania seems to hope for the treaty."
    )
    quotes = parse_article(text).quotes
    assert all(0 < quote.confidence < 1 for quote in quotes)
    assert quote_with(text, "sign the treaty").confidence > 0.85
