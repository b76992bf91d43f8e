"""Where a list marks what a search found, and which stretch of a long quote it shows."""

import pytest
from django.test import Client

from statements.models import Quote
from statements.pages.matches import CLOSE, OPEN, mark_matches
from statements.search import read
from tests.factories import ArticleFactory, QuoteFactory
from tests.pages.rows import HOSTILE, MARKUP

pytestmark = pytest.mark.django_db


def marked(text: str, query: str) -> list[str]:
    """What is marked in a quote of this text."""
    quote = QuoteFactory(article=ArticleFactory(text=text), text=text)
    mark_matches([quote], read(query))
    return [quote.text[start:end] for start, end in quote.matches]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("bridge", ["bridges", "Bridge"]),
        ('"the river" -tower', ["The river"]),
        ("bridge NEAR/3 river", ["river", "Bridge", "river"]),
        ("built OR tower", ["built"]),
        ("build*", ["Builders"]),
        ("tower", []),
        ("", []),
        ("-bridge", []),
        ("the", ["The", "the"]),
    ],
)
def test_what_is_looked_for_is_marked(query: str, words: list[str]) -> None:
    text = "Builders want bridges. The river, they say; Bridge by the old river built."
    assert marked(text, query) == words


def test_signs_like_the_databases_own_mark_nothing() -> None:
    assert marked(f"A {OPEN}bridge{CLOSE} stands.", "bridge") == []


def test_a_long_quote_shows_the_stretch_that_was_found(client: Client) -> None:
    text = f"{'Bread and fish. ' * 400}The castle stands. {'Fish and bread. ' * 400}"
    QuoteFactory(article=ArticleFactory(text=text), text=text.strip())
    page = client.get("/quotes/?q=castle").content.decode()
    assert '<mark class="match">castle</mark> stands.' in page
    assert "“… " in page
    assert len(page) < 40_000


def test_marks_stay_marks_and_texts_texts(client: Client) -> None:
    text = 'The "castle" & its <moat stands.'
    QuoteFactory(article=ArticleFactory(text=text), text=text)
    page = client.get("/quotes/?q=castle").content.decode()
    assert '&quot;<mark class="match">castle</mark>&quot; &amp; its &lt;moat' in page


def test_a_text_that_looks_like_markup_is_found_and_shown_as_text(client: Client) -> None:
    text = f"The castle {HOSTILE} stands."
    QuoteFactory(article=ArticleFactory(text=text), text=text)
    page = client.get("/quotes/?q=castle").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert not [markup for markup in MARKUP if markup in page]


def test_marking_takes_one_query_for_all(django_assert_num_queries: object) -> None:
    for _ in range(3):
        QuoteFactory()
    quotes = list(Quote.objects.all())
    with django_assert_num_queries(1):  # type: ignore[operator]
        mark_matches(quotes, read("bridge river OR built"))
    assert all(quote.matches for quote in quotes)
