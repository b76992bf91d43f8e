"""One query string, one meaning: the API and the site's pages give the same rows in the same order."""

import re

import pytest
from django.test import Client

from tests.factories import (
    AliasFactory,
    ArticleFactory,
    MeetingFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus() -> None:
    """Two of everything, combined in every way, all by invented people."""
    alba = AliasFactory(person__slug="alba-testoni", person__name="Alba Testoni", person__country="FR").person
    PersonFactory(slug="alba-testony", merged_into=alba)
    bruno = PersonFactory(slug="bruno-esempio", country="DE")
    rivers = TopicFactory(slug="rivers")
    topics = [[TopicFactory(slug="bridges", parent=rivers)], [rivers], []]
    article = ArticleFactory(source=SourceFactory(slug="wire"))
    for speaker in (alba, bruno, None):
        for number, chosen in enumerate(topics):
            QuoteFactory(
                speaker=speaker,
                topics=chosen,
                kind=["direct", "mixed", "indirect"][number],
                said_on=[f"2020-0{number + 1}-01", None][number == 2],
                confidence=[0.9, 0.6, 0.59][number],
            )
    QuoteFactory(article=article, meeting=MeetingFactory(slug="zenda"), speaker=alba, topics=topics[0])
    QuoteFactory(speaker=alba, topics=topics[0], status="withdrawn")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 10),
        ("speaker=alba-testoni", 4),
        ("speaker=alba-testoni&topic=bridges", 2),
        ("speaker=alba-testoni&topic=rivers", 3),
        ("speaker=alba-testoni&speaker=bruno-esempio&topic=bridges", 3),
        ("topic=rivers&topic=bridges", 7),
        ("country=FR", 4),
        ("country=FR&country=DE&kind=mixed", 2),
        ("meeting=zenda", 1),
        ("source=wire&q=bridge", 1),
        ('q="the bridge" -tower', 10),
        ("q=tower", 0),
        ('q="the bridge" OR castle', 10),
        ("q=bridge NEAR/2 built", 10),
        ("q=bridge&sort=relevance", 10),
        ("year=2020&topic=bridges&not_speaker=alba-testoni", 2),
        ("not_kind=direct&not_country=FR", 4),
        ("kind=direct&kind=mixed", 7),
        ("standing=unsettled", 3),
        ("standing=settled", 7),
        ("standing=settled&standing=unsettled", 10),
        ("since=2020-02-01", 4),
        ("until=2020-01-31", 3),
        ("since=2020-01-01&until=2020-12-31&topic=rivers&speaker=bruno-esempio", 2),
    ],
)
def test_a_query_means_the_same_on_the_page_and_in_the_api(
    client: Client, corpus: None, query: str, count: int
) -> None:
    page = client.get(f"/quotes/?{query}").content.decode()
    records = client.get(f"/api/v1/quotes/?{query}").json()["results"]

    on_page = list(dict.fromkeys(re.findall(r'href="/quotes/([0-9a-z]{12})/"', page)))
    assert on_page == [record["id"] for record in records]
    assert len(on_page) == count


def test_the_quotes_link_of_a_speaker_lists_what_their_page_counts(client: Client, corpus: None) -> None:
    speaker = client.get("/api/v1/speakers/alba-testoni/").json()

    quotes = client.get(speaker["quotes"]).json()["results"]

    assert len(quotes) == 4
    assert {quote["speaker"]["slug"] for quote in quotes} == {"alba-testoni"}


@pytest.mark.parametrize(
    "query", ["speaker=nobody", "kind=shouted", "standing=up", "since=never", "speker=alba-testoni"]
)
def test_what_the_api_refuses_the_page_explains_in_the_same_words(
    client: Client, corpus: None, query: str
) -> None:
    name = query.split("=")[0]
    [message] = client.get(f"/api/v1/quotes/?{query}").json()["errors"][name]

    assert message in client.get(f"/quotes/?{query}").content.decode()
