"""The editors' lists cost the same for a few rows and for many."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from statements.corrections import merge_people, record_together, restrict
from statements.models import Suggestion
from tests.factories import EditorFactory, OfficeFactory, PersonFactory, QuoteFactory, ReportFactory

pytestmark = pytest.mark.django_db


def _batch() -> None:
    record_together(QuoteFactory(), {"date": None}, what="review", summary="Dated", **_act())


def _merge() -> None:
    merge_people(PersonFactory(), PersonFactory(), **_act())


def _restriction() -> None:
    restrict(QuoteFactory(), basis="law", **_act())


def _report() -> None:
    ReportFactory()


def _act() -> dict[str, Any]:
    return {"editor": EditorFactory(), "reason": "So it says."}


@pytest.mark.parametrize(
    ("name", "make"),
    [("batch", _batch), ("merge", _merge), ("restriction", _restriction), ("report", _report)],
)
def test_a_list_costs_the_same_for_many_rows(as_admin: Client, name: str, make: Callable[[], None]) -> None:
    counts = []
    for number in (2, 10):
        for _ in range(number):
            make()
        with CaptureQueriesContext(connection) as queries:
            assert as_admin.get(f"/admin/statements/{name}/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_suspected_pairs_cost_the_same_for_many(as_editor: Client) -> None:
    counts = []
    for number in (2, 4):
        for _ in range(number):
            one, other = OfficeFactory().person, OfficeFactory().person
            Suggestion.objects.create(one=one, other=other, evidence="They sound alike.")
        with CaptureQueriesContext(connection) as queries:
            as_editor.get("/admin/statements/person/suspected/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_an_answer_costs_the_same_however_many_wait(as_editor: Client) -> None:
    counts = []
    for number in (2, 10):
        quotes = [QuoteFactory(confidence=0.1) for _ in range(number)]
        given = {"answer": "confirm", "seen": quotes[0].updated_at.isoformat()}
        with CaptureQueriesContext(connection) as queries:
            as_editor.post(f"/admin/statements/quote/review/{quotes[0].public_id}/", given)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 45
