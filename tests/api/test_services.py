"""The parser and the check as services; what is sent is hostile until it is read."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from statements.ingest import trial
from statements.models import Article
from tests.api.test_errors import problem
from tests.factories import AliasFactory, QuoteFactory

pytestmark = pytest.mark.django_db
CHECK, PARSE = "/api/v1/check/", "/api/v1/parse/"
TEXT = "Foreign Minister Alba Testoni of France said: “The bridge will be built.” She left."


def post(client: APIClient, address: str, body: Any) -> Any:
    return client.post(address, body, format="json")


def test_many_pairs_are_checked_at_once(client: APIClient) -> None:
    quote = QuoteFactory(speaker=AliasFactory(name="Testoni", person__slug="alba-testoni").person)
    pairs = [
        {"words": "the bridge will be built", "speaker": "Testoni"},
        {"words": "the bridge will be broken"},
        {"words": "the bridge will be built", "speaker": "Esempio"},
        {"words": "never said at all"},
    ]

    response = post(client, CHECK, {"pairs": pairs})

    assert response.status_code == 200
    results = response.json()["results"]
    assert [result["verdict"] for result in results] == [
        *("verbatim", "different", "other speaker", "not found")
    ]
    assert results[0]["matches"][0]["quote"]["url"].endswith(f"/api/v1/quotes/{quote.public_id}/")
    assert {"given": "broken", "found": "built"} in results[1]["matches"][0]["differences"]
    assert [result["speaker_known"] for result in results] == [True, True, False, True]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "pairs"),
        ({"pairs": []}, "pairs"),
        ({"pairs": [{"words": "a b"}] * 101}, "pairs"),
        ({"pairs": "words"}, "pairs"),
        ({"pairs": [{}]}, "pairs.0.words"),
        ({"pairs": [{"words": "a\0b"}]}, "pairs.0.words"),
        ({"pairs": [{"words": "a" * 1001}]}, "pairs.0.words"),
        ({"pairs": [{"words": "a b", "speker": "x"}]}, "pairs.0.speker"),
        ({"pairs": [{"words": ["a"]}]}, "pairs.0.words"),
        ({"pairs": [7]}, "pairs.0"),
    ],
)
def test_what_is_wrong_in_a_body_is_named_by_its_place(client: APIClient, body: Any, place: str) -> None:
    assert place in problem(post(client, CHECK, body), 400, "wrong-parameter")["errors"]


def test_a_text_is_parsed_and_nothing_stored(client: APIClient) -> None:
    response = post(client, PARSE, {"text": TEXT, "published": "2020-05-04"})

    assert response.status_code == 200, response.content
    parsed = response.json()
    [quote] = parsed["quotes"]
    assert (quote["text"], quote["speaker"]) == ("The bridge will be built.", "Alba Testoni")
    assert parsed["text"][quote["start"] : quote["end"]] == quote["text"]
    assert parsed["parser_version"]
    assert Article.objects.count() == 0


def test_a_page_is_parsed_by_its_text(client: APIClient) -> None:
    html = f"<html><body><article><h1>Two met</h1><p>{TEXT}</p><script>x</script></article></body></html>"

    parsed = post(client, PARSE, {"html": html}).json()

    assert [quote["speaker"] for quote in parsed["quotes"]] == ["Alba Testoni"]
    assert "<" not in parsed["text"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "a", "html": "b"},
        {"text": ""},
        {"text": "a" * 200_001},
        {"text": "a", "published": "never"},
        {"text": "a\0b"},
        {"text": 7.5, "html": None},
        {"txt": "a"},
    ],
)
def test_a_body_that_cannot_be_parsed_is_refused(client: APIClient, body: Any) -> None:
    problem(post(client, PARSE, body), 400, "wrong-parameter")


def test_a_page_without_words_is_unusable(client: APIClient) -> None:
    body = problem(post(client, PARSE, {"html": "<html><body><img src=x></body></html>"}), 422, "unusable")

    assert "holds no text" in body["detail"]


def test_a_text_that_takes_too_long_is_ended_and_the_next_is_read(
    client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post(client, PARSE, {"text": TEXT}).status_code == 200
    [process] = trial._reader._pool._processes.values()  # type: ignore[union-attr]
    monkeypatch.setattr(trial, "SECONDS", 0)

    problem(post(client, PARSE, {"text": TEXT}), 422, "unusable")

    process.join(10)
    assert not process.is_alive()
    monkeypatch.undo()
    assert post(client, PARSE, {"text": TEXT}).status_code == 200


def test_one_text_is_read_at_a_time(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "SECONDS", 0.1)
    with trial._reader._lock:
        response = post(client, PARSE, {"text": TEXT})

    problem(response, 503, "busy")
    assert response["Retry-After"] == "10"


@pytest.mark.parametrize("address", [CHECK, PARSE])
@pytest.mark.parametrize(
    ("data", "status", "name"),
    [
        (b"{", 400, "malformed"),
        (b"\xff\xfe", 400, "malformed"),
        (b"[" * 100_000, 400, "malformed"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, 400, "malformed"),
        (b'{"pairs": NaN}', 400, "malformed"),
        (b"7", 400, "malformed"),
        (b"null", 400, "malformed"),
        (b" " * 1_000_001, 413, "too-large"),
    ],
)
def test_a_hostile_body_is_a_problem(
    client: APIClient, address: str, data: bytes, status: int, name: str
) -> None:
    problem(client.post(address, data, content_type="application/json"), status, name)


@pytest.mark.parametrize("address", [CHECK, PARSE])
def test_only_plain_json_is_taken(client: APIClient, address: str) -> None:
    body = json.dumps({"text": "a b"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"):
        problem(client.post(address, body, content_type=kind), 415, "unsupported-media-type")
    packed = client.post(
        address, b"\x1f\x8b", content_type="application/json", headers={"content-encoding": "gzip"}
    )
    problem(packed, 415, "unsupported-media-type")
    problem(client.get(address), 405, "method-not-allowed")
