"""What the API answers where there is nothing to give."""

import pytest
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("resource", ["quotes", "speakers", "meetings", "topics", "articles", "sources"])
def test_an_unknown_record_is_404_in_json(client: APIClient, resource: str) -> None:
    response = client.get(f"/api/v1/{resource}/nothing/")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"
    assert response.json().keys() == {"detail"}


@pytest.mark.parametrize(
    "path", ["", "v1/nothing/", "v2/quotes/", "v1/quotes/a/b/", "v1/quotes/a%00b/", "v1/speakers/é/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_address_is_404_in_json(client: APIClient, path: str, method: str) -> None:
    response = getattr(client, method)(f"/api/{path}")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "detail": "There is nothing at this address: start from http://testserver/api/v1/."
    }


def test_an_address_without_its_last_slash_leads_on(client: APIClient) -> None:
    response = client.get("/api/v1/quotes?kind=direct")

    assert response.status_code == 301
    assert response["Location"] == "/api/v1/quotes/?kind=direct"


def test_a_form_of_answer_that_there_is_none_of_is_refused(client: APIClient) -> None:
    assert client.get("/api/v1/quotes/", headers={"accept": "image/png"}).status_code == 406
    assert client.get("/api/v1/quotes/?format=xml").status_code == 404
