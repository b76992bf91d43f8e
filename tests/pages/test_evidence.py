"""The words that gave a quote its topics."""

import pytest

from statements.corrections import record_correction
from statements.models import Quote
from statements.pages.evidence import topic_evidence
from tests.factories import ArticleFactory, EditorFactory, QuoteFactory, TopicFactory

pytestmark = pytest.mark.django_db


def evidence(quote: Quote) -> list[tuple[str, bool, bool]]:
    quote = Quote.objects.for_display().get(pk=quote.pk)
    return [(one.words, one.beside, one.by_editor) for one in topic_evidence(quote, quote.article.text)]


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("The bridge will be built.", ["dam", "bridge"], ("bridge", False)),
        ("The bridge will be built.", ["STRELSAU"], ("", False)),
        ("The bridge will be built.", ["Strelsau"], ("Strelsau", True)),
        ("Bridges will be built.", ["bridge"], ("Bridges", False)),
        ("The bridges will be built.", ["Bridge"], ("", False)),  # a name, in its own case alone
        ("The cambridge will be built.", ["bridge"], ("", False)),
        ("The bridge will be built.", [], ("", False)),
        ("The c++ (new) bridge.", ["c++ (new)"], ("c++ (new)", False)),
    ],
)
def test_a_topic_is_given_by_words_in_the_quote_or_beside_it(
    text: str, phrases: list[str], expected: tuple[str, bool]
) -> None:
    topic = TopicFactory(phrases=phrases)
    article = ArticleFactory(text=f"Testoni said in Strelsau: “{text}”")
    quote = QuoteFactory(article=article, text=text, topics=[topic])
    Quote.objects.filter(pk=quote.pk).update(parsed={"topics": [topic.slug]})
    assert evidence(quote) == [(*expected, False)]


def test_a_topic_that_an_editor_gave_says_so() -> None:
    topic, quote = TopicFactory(), QuoteFactory()
    record_correction(quote, field="topics", after=[topic.slug], editor=EditorFactory(), reason="It is.")
    assert evidence(quote) == [("", False, True)]
