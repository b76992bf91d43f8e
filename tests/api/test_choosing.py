"""Fewer fields, or whole records within records, in as few queries."""

import hashlib
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.rows import connected_quote
from tests.factories import QuoteFactory

pytestmark = pytest.mark.django_db
QUOTES = "/api/v1/quotes/"


def test_fields_chooses_in_the_schemas_order(client: APIClient) -> None:
    quote = QuoteFactory()

    expected = {"id": quote.public_id, "text": quote.text}
    assert client.get(f"{QUOTES}?fields=text,id").json()["results"] == [expected]
    assert client.get(f"{QUOTES}{quote.public_id}/?fields=id&fields=text").json() == expected


@pytest.mark.parametrize("parameter", ["fields", "expand"])
def test_a_field_that_there_is_none_of_is_named(client: APIClient, parameter: str) -> None:
    response = client.get(f"{QUOTES}?{parameter}=speker")

    assert response.status_code == 400
    assert response.json()["errors"] == {parameter: ["There is no “speker” here: did you mean “speaker”?"]}


def test_an_expanded_record_is_that_of_its_own_address(client: APIClient) -> None:
    quote = connected_quote()

    [found] = client.get(f"{QUOTES}?expand=speaker,relayed,article,meeting,topics").json()["results"]

    for name in ("speaker", "relayed", "article", "meeting"):
        assert found[name] == client.get(found[name]["url"]).json(), name
    assert found["topics"] == [client.get(topic["url"]).json() for topic in found["topics"]]
    assert (
        found
        == client.get(f"{QUOTES}{quote.public_id}/?expand=speaker,relayed,article,meeting,topics").json()
    )


def test_what_is_null_stays_null_when_expanded(client: APIClient) -> None:
    QuoteFactory(speaker=None)

    [found] = client.get(f"{QUOTES}?expand=speaker,meeting").json()["results"]

    assert (found["speaker"], found["meeting"]) == (None, None)


def test_every_slice_can_be_checked_with_the_text_that_comes_along(client: APIClient) -> None:
    connected_quote()

    [quote] = client.get(f"{QUOTES}?expand=article").json()["results"]

    text = quote["article"]["text"]
    assert hashlib.sha256(text.encode()).hexdigest() == quote["article"]["digest"]
    for span in (quote, quote["mention"], quote["cue"], *quote["verbatim"]):
        assert text[span["start"] : span["end"]] == span["text"]


def test_expansion_takes_the_same_queries_for_any_number_of_rows(
    client: APIClient, django_assert_max_num_queries: Any
) -> None:
    for count in (2, 12):
        [connected_quote() for _ in range(count)]
        with django_assert_max_num_queries(22):
            found = client.get(f"{QUOTES}?expand=speaker,relayed,article,meeting,topics").json()["results"]
        assert len(found) >= count
