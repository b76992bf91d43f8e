"""The OpenAPI schema, and the application held against it by generated requests."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from rest_framework.test import APIClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from diplomacy.wsgi import application
from statements.api.filters import QuoteListFilter
from statements.filters import PersonFilter
from statements.models import Person
from tests.api.rows import connected_quote
from tests.factories import CorrectionFactory

pytestmark = pytest.mark.django_db
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PLAIN = {"Accept-Encoding": "identity"}  # the transport of these tests unpacks nothing
RESOURCES = [*("quotes", "speakers", "meetings", "topics", "articles", "sources", "countries", "corrections")]


def schema(client: APIClient) -> Any:
    return client.get("/api/v1/schema/?format=json").json()


def test_the_schema_is_valid_and_complete() -> None:
    out = io.StringIO()

    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)

    assert yaml.safe_load(out.getvalue())["openapi"] == "3.1.1"


def test_every_resource_has_a_list_and_a_record(client: APIClient) -> None:
    key = {"quotes": "public_id", "articles": "public_id", "countries": "code", "corrections": "id"}

    assert set(schema(client)["paths"]) == {
        path
        for name in RESOURCES
        for path in (f"/api/v1/{name}/", f"/api/v1/{name}/{{{key.get(name, 'slug')}}}/")
    } | {"/api/v1/changes/", "/api/v1/check/", "/api/v1/parse/"}


@pytest.mark.parametrize(("resource", "filterset"), [("quotes", QuoteListFilter), ("speakers", PersonFilter)])
def test_every_filter_is_a_described_parameter(client: APIClient, resource: str, filterset: Any) -> None:
    parameters = schema(client)["paths"][f"/api/v1/{resource}/"]["get"]["parameters"]

    names = {parameter["name"] for parameter in parameters}
    assert names - {"expand"} == {*filterset.base_filters, "cursor", "page_size", "count", "fields", "format"}
    assert all(parameter["description"] for parameter in parameters)


def test_nothing_in_the_schema_is_of_openapi_3_0(client: APIClient) -> None:
    assert "nullable" not in client.get("/api/v1/schema/").content.decode()


def test_errors_are_declared(client: APIClient) -> None:
    paths = schema(client)["paths"]

    every = {"200", "400", "401", "406", "429", "503"}
    assert set(paths["/api/v1/quotes/"]["get"]["responses"]) == every
    assert set(paths["/api/v1/quotes/{public_id}/"]["get"]["responses"]) == every | {"404", "410"}
    assert set(paths["/api/v1/speakers/{slug}/"]["get"]["responses"]) == every | {"404", "301"}
    for answer in ("400", "410"):
        content = paths["/api/v1/quotes/{public_id}/"]["get"]["responses"][answer]["content"]
        assert list(content) == ["application/problem+json"]


@pytest.fixture
def wsgi(db: None) -> Iterator[Any]:
    """The application as a server calls it, but on the test's own connection, which it would close."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield application
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(app: Any) -> Iterator[Any]:
    found: Any
    for found in schemathesis.openapi.from_wsgi("/api/v1/schema/", app).get_all_operations():
        yield found.ok()


def test_generated_requests_get_what_the_schema_says(wsgi: Any) -> None:
    connected_quote()
    for operation in operations(wsgi):

        @given(case=operation.as_strategy())
        @settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def holds(case: Any) -> None:
            # What `fields` leaves out is required otherwise: test_choosing looks at it.
            case.query = {name: value for name, value in (case.query or {}).items() if name != "fields"}
            case.call_and_validate(checks=CHECKS, headers=PLAIN)

        holds()


def test_real_records_are_as_the_schema_says(wsgi: Any) -> None:
    quote: Any = connected_quote()
    Person.objects.update(country="FR")
    keys = {
        "quotes": quote.public_id,
        "articles": quote.article.public_id,
        "speakers": quote.speaker.slug,
        "meetings": quote.meeting.slug,
        "topics": quote.topics.first().slug,
        "sources": quote.article.source.slug,
        "countries": "FR",
        "corrections": str(CorrectionFactory(quote=quote).pk),
    }
    for operation in operations(wsgi):
        key = keys.get(operation.path.split("/")[3])
        if key is None or operation.method != "get":
            continue
        parameters = {parameter.name: key for parameter in operation.path_parameters}
        response = operation.Case(path_parameters=parameters).call_and_validate(checks=CHECKS, headers=PLAIN)
        assert response.status_code == 200
        assert key in response.text
