"""Signing in, and what becomes of those who guess."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import EditorFactory

pytestmark = pytest.mark.django_db
RIGHT = "a long pass phrase"  # the factories' password


def attempt(username: str, password: str, ip: str = "192.0.2.1") -> Any:
    return Client(REMOTE_ADDR=ip).post(
        "/admin/login/?next=/admin/", {"username": username, "password": password, "next": "/admin/"}
    )


@pytest.fixture
def _five_failures() -> None:
    EditorFactory(username="edda")
    statuses = [attempt("edda", "a guess").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]


def test_an_editor_signs_in() -> None:
    EditorFactory(username="edda")

    response = attempt("edda", RIGHT)

    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.usefixtures("_five_failures")
def test_after_five_failures_even_the_right_password_is_refused() -> None:
    response = attempt("edda", RIGHT)

    assert response.status_code == 429
    assert "sessionid" not in response.cookies
    assert "429.html" in [template.name for template in response.templates]


@pytest.mark.usefixtures("_five_failures")
def test_nobody_else_is_locked_out() -> None:
    EditorFactory(username="emil")

    assert attempt("emil", RIGHT).status_code == 302


@pytest.mark.usefixtures("_five_failures")
def test_a_guesser_does_not_lock_the_editor_out_elsewhere() -> None:
    assert attempt("edda", RIGHT, ip="198.51.100.7").status_code == 302


def test_four_failures_are_forgiven_by_signing_in() -> None:
    EditorFactory(username="edda")
    for _ in range(2):
        assert [attempt("edda", "a guess").status_code for _ in range(4)] == [200] * 4
        assert attempt("edda", RIGHT).status_code == 302
