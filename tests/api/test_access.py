"""Tokens, limits, other sites, and answers that need not be sent again."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from statements.models import Article, Delivery, Person, Quote, Token
from tests.api.mirror import wait_for_other_databases
from tests.api.rows import connected_quote
from tests.api.test_errors import problem
from tests.factories import AdminFactory, EditorFactory, QuoteFactory, SourceFactory

pytestmark = pytest.mark.django_db
QUOTES, ARTICLES = "/api/v1/quotes/", "/api/v1/articles/"
TEXT = "Foreign Minister Alba Testoni of France said: “The bridge will be built.” She left."


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def issue(*scopes: str, **kwargs: Any) -> tuple[Token, dict[str, str]]:
    token, secret = Token.issue(kwargs.pop("owner", None) or AdminFactory(), "test", list(scopes), **kwargs)
    return token, bearer(secret)


# --- Tokens


def test_a_token_is_shown_once_and_kept_as_a_digest(client: Any) -> None:
    editor, browser = EditorFactory(), Client()
    browser.force_login(editor)

    made = browser.post("/api/tokens/", {"name": "Notebook", "scopes": ["read"], "days": "30"})

    [secret] = re.findall(r"<code>(dpl_[\w-]{43})</code>", made.content.decode())
    token = Token.objects.get(owner=editor)
    assert secret not in (token.digest, token.hint)
    assert secret not in browser.get("/api/tokens/").content.decode()
    assert client.get(QUOTES, headers=bearer(secret)).status_code == 200
    assert made["Cache-Control"].count("no-store") == 1


def test_a_revoked_token_opens_nothing(client: APIClient) -> None:
    owner, browser = EditorFactory(), Client()
    token, header = issue("read", owner=owner)
    browser.force_login(owner)

    browser.post(f"/api/tokens/{token.pk}/revoke/")

    response = client.get(QUOTES, headers=header)
    problem(response, 401, "bad-token")
    assert response["WWW-Authenticate"] == "Bearer"


def test_nobody_revokes_or_sees_the_token_of_another() -> None:
    token, _ = issue("read")
    browser = Client()
    browser.force_login(EditorFactory())

    assert browser.post(f"/api/tokens/{token.pk}/revoke/").status_code == 404
    page = browser.get("/api/tokens/").content.decode()
    assert 'class="token-name"' not in page
    browser.force_login(token.owner)
    assert 'class="token-name"' in browser.get("/api/tokens/").content.decode()
    assert Client().get("/api/tokens/").status_code == 302


@pytest.mark.parametrize(
    "data",
    [{}, {"name": "x", "scopes": ["all"], "days": "30"}, {"name": "x", "scopes": ["read"], "days": "999"}],
)
def test_a_form_that_asks_for_too_much_makes_nothing(data: dict[str, Any]) -> None:
    browser = Client()
    browser.force_login(EditorFactory())

    assert browser.post("/api/tokens/", data).status_code == 400
    assert not Token.objects.exists()


@pytest.mark.parametrize("header", ["Bearer x", "Bearer", "Basic eDp4", "Bearer " + "x" * 9000, "é"])
def test_a_token_that_there_is_none_of_is_refused(client: APIClient, header: str) -> None:
    problem(client.get(QUOTES, headers={"Authorization": header}), 401, "bad-token")


def test_an_expired_token_and_one_of_a_blocked_owner_are_refused(client: APIClient) -> None:
    token, header = issue("read")
    assert client.get(QUOTES, headers=header).status_code == 200
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(QUOTES, headers=header).status_code == 401
    Token.objects.update(expires_at=timezone.now() + timedelta(days=1))
    token.owner.is_active = False
    token.owner.save()
    assert client.get(QUOTES, headers=header).status_code == 401


# --- Sending articles


def send(client: APIClient, header: dict[str, str], body: Any = None, key: str = "") -> Any:
    headers = header | ({"Idempotency-Key": key} if key else {})
    return client.post(ARTICLES, body or {"text": TEXT, "source": "Wire"}, format="json", headers=headers)


def test_an_article_is_stored_and_known_again(client: APIClient) -> None:
    _, header = issue("write:articles")

    first, second = send(client, header), send(client, header)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first["Location"] == first.json()["url"]
    assert client.get(first["Location"]).json()["text"] == TEXT
    assert [quote.text for quote in Quote.objects.all()] == ["The bridge will be built."]


def test_the_same_key_does_the_same_request_once(client: APIClient) -> None:
    _, header = issue("write:articles")

    first = send(client, header, key="one")
    again = send(client, header, key="one")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    problem(send(client, header, {"text": "Other words."}, key="one"), 409, "conflict")
    assert (Article.objects.count(), Delivery.objects.count()) == (1, 1)
    problem(send(client, header, key="x" * 101), 400, "wrong-parameter")


def test_sending_takes_the_scope_and_an_owner_who_may(client: APIClient) -> None:
    problem(send(client, {}), 401, "bad-token")
    problem(send(client, issue("read")[1]), 403, "not-allowed")
    problem(send(client, issue("write:articles", owner=EditorFactory(is_staff=False))[1]), 403, "not-allowed")
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        ({"text": " "}, 422, "unusable"),
        ({"html": "<p></p>"}, 422, "unusable"),
        ({"source": "Wire"}, 400, "wrong-parameter"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, 400, "wrong-parameter"),
        ({"text": TEXT, "editor": "x"}, 400, "wrong-parameter"),
    ],
)
def test_what_cannot_be_stored_is_a_problem(client: APIClient, body: Any, status: int, name: str) -> None:
    problem(send(client, issue("write:articles")[1], body), status, name)


# --- Limits


def test_limits_are_told_and_kept(client: APIClient, settings: Any) -> None:
    settings.API_RATES = {"anonymous": 2, "token": 3}
    first, second, third = (client.get(QUOTES) for _ in range(3))

    assert first["RateLimit-Policy"] == '"anonymous";q=2;w=60'
    assert re.fullmatch(r'"anonymous";r=1;t=\d+', first["RateLimit"])
    assert second.status_code == 200
    problem(third, 429, "too-many-requests")
    assert 1 <= int(third["Retry-After"]) <= 61
    with_token = client.get(QUOTES, headers=issue("read")[1])
    assert (with_token.status_code, with_token["RateLimit-Policy"]) == (200, '"token";q=3;w=60')


def test_a_limit_cannot_be_slipped_by_a_made_up_address(client: APIClient, settings: Any) -> None:
    settings.API_RATES = {"anonymous": 1, "token": 3}
    client.get(QUOTES, headers={"X-Forwarded-For": "203.0.113.1"})

    assert client.get(QUOTES, headers={"X-Forwarded-For": "203.0.113.2"}).status_code == 429


# --- Other sites' scripts


def test_scripts_of_other_sites_may_read(client: APIClient) -> None:
    for address in (QUOTES, f"{QUOTES}?format=csv", f"{QUOTES}?speker=x", "/api/v1/", "/api/nothing/"):
        response = client.get(address, headers={"Origin": "https://other.example"})
        assert response["Access-Control-Allow-Origin"] == "*", address
        assert "RateLimit" in response["Access-Control-Expose-Headers"]
        list(getattr(response, "streaming_content", ()))
        assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize(
    ("address", "methods"),
    [
        (QUOTES, {"GET", "HEAD", "OPTIONS"}),
        ("/api/v1/check/", {"POST", "OPTIONS"}),
        (ARTICLES, {"GET", "HEAD", "OPTIONS", "POST"}),
    ],
)
def test_options_tells_what_may_be_asked(client: APIClient, address: str, methods: set[str]) -> None:
    response = client.options(address, headers={"Origin": "https://other.example"})

    assert (response.status_code, response.content) == (204, b"")
    assert set(response["Allow"].split(", ")) == methods
    assert response["Access-Control-Allow-Methods"] == response["Allow"]


# --- Freshness


@pytest.mark.parametrize("address", [QUOTES, "/api/v1/countries/", f"{QUOTES}?format=json&q=bridge"])
def test_an_answer_that_is_still_right_is_not_sent_again(
    client: APIClient, django_assert_num_queries: Any, address: str
) -> None:
    connected_quote()
    Person.objects.update(country="FR")
    first = client.get(address)
    known = {"If-None-Match": first["ETag"]}

    with django_assert_num_queries(3):  # begin, the question whether anything changed, end
        again = client.get(address, headers=known)

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get("/api/v1/topics/", headers=known).status_code == 200
    SourceFactory()
    assert client.get(address, headers=known).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_changed_name_changes_the_quotes_that_show_it(client: APIClient) -> None:
    quote = connected_quote()
    address = f"{QUOTES}{quote.public_id}/"
    known = {"If-None-Match": client.get(address)["ETag"]}

    Person.objects.update(name="Bruno Esempio")

    assert client.get(address, headers=known).json()["speaker"]["name"] == "Bruno Esempio"


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_long_over_has_a_date(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    QuoteFactory()
    assert "Last-Modified" not in client.get(QUOTES)  # another one may fall into the same second

    monkeypatch.setattr("statements.api.freshness.SETTLING", -1)

    wait_for_other_databases()
    since = {"If-Modified-Since": client.get(QUOTES)["Last-Modified"]}
    assert client.get(QUOTES, headers=since).status_code == 304
    before = {"If-Modified-Since": "Mon, 04 May 2020 00:00:00 GMT"}
    assert client.get(QUOTES, headers=before).status_code == 200


def test_head_is_get_without_the_body(client: APIClient) -> None:
    QuoteFactory()
    for address in (QUOTES, "/api/v1/", f"{QUOTES}nothing/"):
        got, headed = client.get(address), client.head(address)
        assert (headed.status_code, headed.content) == (got.status_code, b"")
        assert headed["Content-Type"] == got["Content-Type"]
