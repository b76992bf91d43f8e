"""Requests that nobody would make in good faith: a problem each, never a failure of ours."""

import base64
import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.rows import connected_quote

pytestmark = pytest.mark.django_db
LISTS = [
    *("quotes", "speakers", "meetings", "topics", "articles", "sources", "countries", "corrections"),
    "changes",
]


def refused(response: Any) -> None:
    assert 400 <= response.status_code < 500, (response.status_code, response.content[:200])
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"].startswith("/api/problems/")


def forged(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "cursor=%00",
        "cursor=é",
        "cursor=" + "A" * 20_000,
        "page_size=99999999999999999999",
        "page_size=-1",
        "page_size=1e2",
        "fields=%00",
        "fields=" + "a," * 5_000,
        "expand=__class__",
        "format=%00",
        "x" * 5_000 + "=1",
        "%00=1",
        "speaker__slug=a",
        "cursor[]=1",
        "page_size=1&page_size=2",
    ],
)
def test_a_parameter_that_tries_something_is_refused(client: APIClient, name: str, query: str) -> None:
    refused(client.get(f"/api/v1/{name}/?{query}"))


@pytest.mark.parametrize("name", [name for name in LISTS if name not in {"countries", "changes"}])
@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        None,
        ["next"],
        ["next", None, None],
        ["next", "2020-01-01", "x"],
        ["next", "9999999-01-01", 1],
        ["next", "a\0b", 1],
        ["next", {"a": 1}, [2]],
        ["sideways", "2020-01-01", 1],
        ["next", 10**400, 10**400],
        [[[[]]]],
    ],
)
def test_a_forged_cursor_is_refused_or_a_place_like_any_other(
    client: APIClient, name: str, value: Any
) -> None:
    connected_quote()

    response = client.get(f"/api/v1/{name}/?cursor={forged(value)}")

    if response.status_code != 200:  # a name of digits is a place in a list of names
        refused(response)


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "speaker=%00",
        "speaker=" + "a" * 10_000,
        "min_confidence=" + "9" * 5_000,
        "min_confidence=1e999999999",
        "updated_since=" + "x" * 5_000,
        "updated_since=99999-01-01",
        "since=0000-00-00",
        "since=2020-13-45",
        "kind=direct%00",
        "country=" + "FR," * 3_000 + "XX",
        "not_speaker=%00",
        "relayed='; DROP TABLE statements_quote; --",
    ],
)
def test_a_filter_that_means_nothing_is_refused(client: APIClient, query: str) -> None:
    refused(client.get(f"/api/v1/quotes/?{query}"))


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a " * 2_000,
        "q=" + "(" * 3_000,
        "q=" + "-" * 3_000,
        'q="' + "a" * 3_000,
        "q=%27%22%5C%25_",
        "kind=" + ",".join(["direct"] * 500),
        "speaker=" + ",".join([""] * 500),
    ],
)
def test_odd_words_are_answered_or_refused(client: APIClient, query: str) -> None:
    connected_quote()

    response = client.get(f"/api/v1/quotes/?{query}")

    if response.status_code != 200:
        refused(response)


KEYS = ["quotes/%00/", "quotes/..%2f/", "countries/fr/", "corrections/99999999999999999999/"]
HEADERS = ["If-None-Match", "If-Modified-Since", "Range", "Idempotency-Key", "Origin"]


@pytest.mark.parametrize("path", [*KEYS, f"quotes/{'a' * 500}/"])
def test_a_key_that_can_be_none_is_404(client: APIClient, path: str) -> None:
    response = client.get(f"/api/v1/{path}")

    refused(response)
    assert response.status_code == 404


@pytest.mark.parametrize(
    "accept", ["", "*", ";;;", "text/html;q=x", "application/json;" + "a" * 5_000, "image/png", "\xff"]
)
def test_an_odd_accept_header_is_answered_or_refused(client: APIClient, accept: str) -> None:
    response = client.get("/api/v1/topics/", headers={"accept": accept})

    assert response.status_code in {200, 406}


@pytest.mark.parametrize("header", HEADERS)
def test_an_odd_header_is_passed_over(client: APIClient, header: str) -> None:
    for value in ("\xff\xfe", '"' * 5_000, "W/" * 5_000, "Mon, 99 Xxx 99999 99:99:99 GMT"):
        assert client.get("/api/v1/topics/", headers={header: value}).status_code == 200
