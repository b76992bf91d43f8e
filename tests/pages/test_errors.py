"""Pages for what cannot be answered; the one for our own mistakes needs nothing but its template."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from statements.pages import errors
from tests.factories import EditorFactory


@pytest.mark.django_db
def test_an_unknown_address_gets_ways_on(client: Client) -> None:
    response = client.get("/nowhere/<script>alert(1)</script>")
    page = response.content.decode()
    assert response.status_code == 404
    assert '<form class="search search-big"' in page
    assert "/speakers/" in page
    assert "<script>alert" not in page


def test_a_host_that_is_not_ours_gets_400_without_an_echo(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "could not be read" in response.content.decode()
    assert "evil.example" not in response.content.decode()


def test_403_says_how_to_sign_in() -> None:
    response = errors.forbidden(RequestFactory().get("/somewhere/"), PermissionDenied())
    assert response.status_code == 403
    assert "/admin/login/" in response.content.decode()


def test_a_form_from_elsewhere_is_refused_with_advice() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "edda"})
    assert response.status_code == 403
    assert "load the page anew and send the form again" in response.content.decode()


def test_500_needs_no_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the django_db mark any query would fail the test: home's fails, and the page must not try."""
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


def test_429_says_how_long_it_lasts() -> None:
    page = unescape(render_to_string("429.html", {"cooloff_timedelta": timedelta(minutes=14, seconds=20)}))
    assert "Try again in 15 minutes." in page
    assert "Ask whoever runs this site" in render_to_string("429.html")


@pytest.mark.django_db
def test_guessing_a_password_ends_at_the_page_that_explains_it(client: Client) -> None:
    editor = EditorFactory()
    guess = {"username": editor.username, "password": "a wrong guess"}
    for _ in range(5):
        response = client.post("/admin/login/", guess)
    assert response.status_code == 429
    assert "Signing in is locked for a while" in response.content.decode()
    assert "15 minutes" in response.content.decode()
