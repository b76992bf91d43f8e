"""Lists in pages."""

import re
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.rows import connected_quote
from tests.factories import ArticleFactory, PersonFactory, QuoteFactory, SourceFactory

pytestmark = pytest.mark.django_db
QUOTES = "/api/v1/quotes/"
LIMITING = 3  # begin, the time limit, and end


def names(response: Any) -> list[str]:
    return [record["slug"] for record in response.json()["results"]]


def test_following_next_meets_every_record_once(client: APIClient) -> None:
    expected = [SourceFactory(name=f"Wire {n}").slug for n in range(5)]

    found, address = [], "/api/v1/sources/?page_size=2"
    while address:
        response = client.get(address)
        found += names(response)
        address = response.json()["next"]

    assert found == expected


def test_previous_leads_back(client: APIClient) -> None:
    [SourceFactory() for _ in range(3)]
    first = client.get("/api/v1/sources/?page_size=2")
    second = client.get(first.json()["next"])

    assert first.json()["previous"] is None
    assert second.json()["next"] is None
    assert names(client.get(second.json()["previous"])) == names(first)


def test_a_row_added_meanwhile_shifts_no_page(client: APIClient) -> None:
    old = [QuoteFactory(said_on=f"2020-01-0{n}").public_id for n in (4, 3, 2, 1)]
    first = client.get(QUOTES, {"page_size": 2}).json()

    QuoteFactory(said_on="2020-02-01")

    second = client.get(first["next"]).json()
    assert [quote["id"] for quote in first["results"] + second["results"]] == old


def test_the_link_header_says_the_same_as_the_body(client: APIClient) -> None:
    [SourceFactory() for _ in range(5)]
    first = client.get("/api/v1/sources/?page_size=2")
    second = client.get(first.json()["next"])

    links = {name: address for address, name in re.findall(r'<([^>]+)>; rel="(\w+)"', second["Link"])}

    assert links == {"next": second.json()["next"], "prev": second.json()["previous"]}
    assert links["next"].startswith("http://testserver/api/v1/sources/?")


def test_a_single_page_has_no_links(client: APIClient) -> None:
    SourceFactory()

    assert "Link" not in client.get("/api/v1/sources/")


def test_the_filters_stay_on_the_next_page(client: APIClient) -> None:
    speaker = PersonFactory()
    [QuoteFactory(speaker=speaker) for _ in range(3)]
    QuoteFactory()

    first = client.get(f"{QUOTES}?speaker={speaker.slug}&page_size=2").json()
    second = client.get(first["next"]).json()

    assert {quote["speaker"]["slug"] for quote in first["results"] + second["results"]} == {speaker.slug}
    assert len(second["results"]) == 1


def test_a_page_has_50_records_unless_told(client: APIClient) -> None:
    article = ArticleFactory()
    [QuoteFactory(article=article, speaker=None) for _ in range(51)]

    assert len(client.get(QUOTES).json()["results"]) == 50
    assert len(client.get(QUOTES, {"page_size": 1000}).json()["results"]) == 51


def test_undated_quotes_come_last_and_can_be_paged(client: APIClient) -> None:
    undated, dated = QuoteFactory(said_on=None), QuoteFactory()

    first = client.get(QUOTES, {"page_size": 1}).json()
    second = client.get(first["next"]).json()

    assert [first["results"][0]["id"], second["results"][0]["id"]] == [dated.public_id, undated.public_id]


def test_a_cursor_of_another_list_is_refused(client: APIClient) -> None:
    [SourceFactory() for _ in range(2)]
    other = client.get("/api/v1/sources/?page_size=1").json()["next"].split("cursor=")[1].split("&")[0]

    response = client.get(f"{QUOTES}?cursor={other}")

    assert response.status_code == 400
    assert response.json()["errors"].keys() == {"cursor"}


@pytest.mark.parametrize(
    ("resource", "queries"),
    [("quotes", 5), ("speakers", 3), ("meetings", 6), ("topics", 2), ("sources", 1), ("articles", 2)],
)
def test_a_list_takes_the_same_queries_for_any_number_of_rows(
    client: APIClient, django_assert_num_queries: Any, resource: str, queries: int
) -> None:
    for count in (2, 18):
        [connected_quote() for _ in range(count)]
        with django_assert_num_queries(queries + LIMITING):
            response = client.get(f"/api/v1/{resource}/")
        assert len(response.json()["results"]) >= count
