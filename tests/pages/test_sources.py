"""Sources: whose articles are here."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import ArticleFactory, QuoteFactory, SourceFactory
from tests.pages.rows import MARKUP, full_quotes, hostile_quote

pytestmark = pytest.mark.django_db


def test_each_source_has_its_articles_and_statements_counted(client: Client) -> None:
    busy, idle = SourceFactory(name="A Wire"), SourceFactory(name="B Wire")
    article = ArticleFactory(source=busy)
    ArticleFactory(source=busy)
    QuoteFactory(article=article)
    QuoteFactory(article=article, status="withdrawn")
    assert client.get("/sources/").context["rows"] == [(busy, 2, 1), (idle, 0, 0)]


def test_sources_come_page_by_page(client: Client) -> None:
    sources = [SourceFactory(name=f"{letter} Wire") for letter in "ABC"]
    first = client.get("/sources/?page_size=2")
    second = client.get(first.context["listing"].next_url)
    assert [row[0] for page in (first, second) for row in page.context["rows"]] == sources


def test_hostile_texts_stay_texts(client: Client) -> None:
    hostile_quote()
    page = client.get("/sources/").content.decode()
    assert not [markup for markup in MARKUP if markup in page]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    full_quotes(2)
    few = queries_for("/sources/")
    full_quotes(18)
    assert queries_for("/sources/") == few <= 3


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.head("/sources/").status_code == 200
    assert client.post("/sources/").status_code == 405
