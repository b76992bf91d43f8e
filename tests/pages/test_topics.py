"""Topics: the tree with its counts, and one issue."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from tests.factories import PersonFactory, QuoteFactory, TopicFactory
from tests.pages.rows import MARKUP, full_quotes, hostile_quote

pytestmark = pytest.mark.django_db


def test_the_tree_has_every_topic_in_its_place_with_its_count(client: Client) -> None:
    fish, birds = TopicFactory(name="Fish"), TopicFactory(name="Birds")
    herring = TopicFactory(name="Herring", parent=fish)
    QuoteFactory(topics=[fish, herring])
    QuoteFactory(topics=[herring])
    roots = client.get("/topics/").context["roots"]
    assert [(node.topic, node.number) for node in roots] == [(birds, 0), (fish, 2)]
    assert [(node.topic, node.number) for node in roots[1].narrower] == [(herring, 2)]


def test_topics_that_name_each_other_as_broader_do_not_hang_the_site(client: Client) -> None:
    one = TopicFactory()
    other = TopicFactory(parent=one)
    one.parent = other
    one.save()
    QuoteFactory(topics=[one])
    assert client.get("/topics/").status_code == 200
    assert client.get(other.get_absolute_url()).context["number"] == 1


def test_the_page_shows_what_is_above_below_and_what_signals_it(client: Client) -> None:
    broad = TopicFactory(name="Animals")
    topic = TopicFactory(
        name="Fish", parent=broad, description="All that swims.", phrases=["herring", "cod war"]
    )
    narrow = TopicFactory(name="Herring", parent=topic)
    page = client.get(topic.get_absolute_url()).content.decode()
    for part in (
        "All that swims.",
        ">herring</a>",
        "/phrases/?q=cod%20war",
        broad.get_absolute_url(),
        narrow.get_absolute_url(),
    ):
        assert part in page


def test_who_speaks_of_it_most_comes_first_and_leads_to_what_they_said(client: Client) -> None:
    topic, loud, quiet = TopicFactory(), PersonFactory(), PersonFactory()
    for speaker in (quiet, loud, loud):
        QuoteFactory(speaker=speaker, topics=[TopicFactory(parent=topic)])
    QuoteFactory(speaker=quiet)
    response = client.get(topic.get_absolute_url())
    assert [(bar.item, bar.number) for bar in response.context["speakers"]] == [(loud, 2), (quiet, 1)]
    assert f"/quotes/?speaker={loud.slug}&topic={topic.slug}" in unescape(response.content.decode())


def test_hostile_texts_stay_texts(client: Client) -> None:
    topic = hostile_quote().topics.get()
    for address in ("/topics/", topic.get_absolute_url()):
        page = client.get(address).content.decode()
        assert not [markup for markup in MARKUP if markup in page]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    full_quotes(2)
    few = queries_for("/topics/")
    full_quotes(18)
    assert queries_for("/topics/") == few <= 2
    topic = TopicFactory()
    full_quotes(2, topics=[topic, TopicFactory(parent=topic)])
    few = queries_for(topic.get_absolute_url())
    for _ in range(18):
        full_quotes(1, topics=[topic, TopicFactory(parent=topic)])
    assert queries_for(topic.get_absolute_url()) == few <= 12


def test_unknown_topics_and_writing_are_refused(client: Client) -> None:
    assert client.get("/topics/nothing/").status_code == 404
    assert client.head("/topics/").status_code == 200
    assert client.post("/topics/").status_code == 405
