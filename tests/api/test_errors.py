"""Problem details: what the API answers where there is nothing to give."""

from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from statements.problems import PROBLEMS
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db
RESOURCES = [*("quotes", "speakers", "meetings", "topics", "articles", "sources", "countries", "corrections")]


def problem(response: Any, status: int, name: str) -> dict[str, Any]:
    """The answer's body, once it is known to be this problem and to describe itself rightly."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"/api/problems/{name}/"
    assert (body["status"], body["title"]) == (status, PROBLEMS[name].title)
    assert body["detail"]
    return body


@pytest.mark.parametrize("resource", RESOURCES)
def test_an_unknown_record_is_404(client: APIClient, resource: str) -> None:
    problem(client.get(f"/api/v1/{resource}/nothing/"), 404, "not-found")


@pytest.mark.parametrize(
    "path", ["", "v1/nothing/", "v2/quotes/", "v1/quotes/a/b/", "v1/quotes/a%00b/", "v1/speakers/é/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_address_is_404_with_a_way_on(client: APIClient, path: str, method: str) -> None:
    body = problem(getattr(client, method)(f"/api/{path}"), 404, "not-found")

    assert body["detail"] == "There is nothing at this address: start from http://testserver/api/v1/."


def test_an_address_without_its_last_slash_leads_on(client: APIClient) -> None:
    response = client.get("/api/v1/quotes?kind=direct")

    assert response.status_code == 301
    assert response["Location"] == "/api/v1/quotes/?kind=direct"


def test_a_form_of_answer_that_there_is_none_of_is_refused(client: APIClient) -> None:
    problem(client.get("/api/v1/quotes/", headers={"accept": "image/png"}), 406, "not-acceptable")
    body = problem(client.get("/api/v1/quotes/?format=xml"), 400, "wrong-parameter")
    assert body["errors"]["format"][0].startswith("There is no format “xml” here: use json")


def test_a_wrong_method_is_told_the_right_ones(client: APIClient) -> None:
    response = client.delete("/api/v1/sources/")

    problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_host_that_is_not_ours_is_a_problem_too(client: APIClient) -> None:
    problem(client.get("/api/v1/quotes/", headers={"host": "evil.example"}), 400, "malformed")


def test_a_fault_of_ours_is_500_with_details(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("statements.api.pagination.paginate", broken)
    client.raise_request_exception = False

    problem(client.get("/api/v1/quotes/"), 500, "failed")


def test_a_question_that_takes_too_long_is_ended(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    SourceFactory()
    monkeypatch.setattr("statements.api.views.SourceViewSet.statement_seconds", 0.05)
    slow = {"slow": "(SELECT 'x' FROM pg_sleep(5))"}
    monkeypatch.setattr(
        "statements.api.views.SourceViewSet.get_queryset",
        lambda view: view.queryset.extra(select=slow),  # noqa: S610 (our own words)
    )

    response = client.get("/api/v1/sources/")

    problem(response, 503, "too-slow")
    assert response["Retry-After"] == "60"


@pytest.mark.django_db(transaction=True)
def test_the_time_limit_ends_with_the_request(client: APIClient) -> None:
    assert client.get("/api/v1/quotes/").status_code == 200

    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.parametrize("name", sorted(PROBLEMS))
def test_every_type_of_problem_is_explained_at_its_address(client: APIClient, name: str) -> None:
    explained = client.get(PROBLEMS[name].type).json()

    assert (explained["status"], explained["advice"]) == (PROBLEMS[name].status, PROBLEMS[name].advice)
