"""The front page leads to everything, whatever is there."""

from collections.abc import Callable

import pytest
from django.test import Client

from statements.models import Quote
from tests.factories import PersonFactory, QuoteFactory, TopicFactory
from tests.pages.rows import MARKUP, full_quotes, hostile_quote

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_so(client: Client) -> None:
    assert "No statements yet" in client.get("/").content.decode()


def test_speakers_are_in_the_order_of_their_statements(client: Client) -> None:
    quiet, loud = PersonFactory(name="Quiet Testoni"), PersonFactory(name="Loud Testoni")
    QuoteFactory(speaker=quiet)
    for _ in range(3):
        QuoteFactory(speaker=loud)
    bars = client.get("/").context["speakers"]
    assert [(bar.item, bar.number, bar.width) for bar in bars] == [(loud, 3, 100.0), (quiet, 1, 33.3)]


def test_a_topic_counts_its_narrower_ones_and_each_quote_once(client: Client) -> None:
    broad = TopicFactory()
    narrow = TopicFactory(parent=broad)
    QuoteFactory(topics=[broad, narrow])
    QuoteFactory(topics=[narrow])
    assert set(client.get("/").context["topics"]) == {(broad, 2), (narrow, 2)}


def test_withdrawn_quotes_appear_nowhere(client: Client) -> None:
    quote = full_quotes(1, status=Quote.Status.WITHDRAWN)[0]
    context = client.get("/").context
    assert [*context["quotes"], *context["speakers"], *context["topics"]] == []
    assert context["count"] == 0
    assert quote.text not in client.get("/").content.decode()


def test_the_question_offers_speakers_and_topics_by_slug(client: Client) -> None:
    quote = full_quotes(1)[0]
    page = client.get("/").content.decode()
    assert quote.speaker is not None
    assert f'<option value="{quote.speaker.slug}">' in page
    assert f'<option value="{quote.topics.all()[0].slug}">' in page


def test_hostile_texts_stay_texts(client: Client) -> None:
    hostile_quote()
    page = client.get("/").content.decode()
    assert not [markup for markup in MARKUP if markup in page]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    full_quotes(2)
    few = queries_for("/")
    full_quotes(20)
    assert queries_for("/") == few <= 12


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.head("/").status_code == 200
    assert client.post("/").status_code == 405
