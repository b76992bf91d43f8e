"""The public figures on accuracy come from the blind sample alone, with intervals."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from statements.models import Batch, Judgement, Quote, Sample
from statements.pages.statistics import kappa, wilson
from tests.factories import EditorFactory, QuoteFactory

pytestmark = pytest.mark.django_db


def sampled(*verdicts: str, confidence: float = 0.9, **values: Any) -> Sample:
    """A quote of the sample, judged by an editor each."""
    defaults = {"kind": "direct", "form": "news", "source": "Ruritanian Wire", "parser_version": "test-1"}
    sample = Sample.objects.create(
        quote=QuoteFactory(), parsed={}, confidence=confidence, **(defaults | values)
    )
    for verdict in verdicts:
        editor = EditorFactory()
        batch = Batch.objects.create(what="review", editor=editor, summary="Judged")
        Judgement.objects.create(sample=sample, editor=editor, batch=batch, verdict=verdict)
    return sample


@pytest.mark.parametrize(
    ("right", "number", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (950, 1000, 0.9347, 0.9619),
    ],
)
def test_wilsons_interval(right: int, number: int, low: float, high: float) -> None:
    assert wilson(right, number) == pytest.approx((low, high), abs=0.0001)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("right", "right")] * 3, None),
        ([("right", "right"), ("none", "none")], 1.0),
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
        ([("a", "b"), ("b", "a")], -1.0),
    ],
)
def test_cohens_kappa(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert kappa(pairs) == (None if expected is None else pytest.approx(expected))


def test_without_a_sample_the_page_says_so() -> None:
    QuoteFactory(review="reviewed")

    page = Client().get("/accuracy/").content.decode()

    assert "No random sample has been checked yet" in page
    assert "1 statements have been reviewed" in page


def test_the_first_answer_counts_and_groups_have_their_own_shares() -> None:
    for _ in range(3):
        sampled("right")
    sampled("speaker", "right", kind="indirect", confidence=0.5, source="")
    sampled("words")
    sampled()

    context = Client().get("/accuracy/").context

    assert (context["whole"].right, context["whole"].number) == (3, 5)
    assert context["wrong"] == [("wrong speaker", 1), ("wrong words", 1)]
    groups = {
        title: [(one.name, one.right, one.number) for one in shares] for title, shares in context["groups"]
    }
    assert groups["By kind"] == [("Direct quote", 3, 4), ("Reported speech", 0, 1)]
    assert groups["By source"] == [("Ruritanian Wire", 3, 4), ("Source not known", 0, 1)]
    assert [(one.name, one.right, one.number) for one in context["calibration"]] == [
        ("40–60 %", 0, 1),
        ("80–100 %", 3, 4),
    ]
    assert (context["twice"], context["agreed"], context["editors"]) == (1, 0.0, 6)


def test_an_answer_in_the_queue_outside_the_sample_changes_no_figure() -> None:
    sampled("right")
    QuoteFactory(review=Quote.Review.REVIEWED)

    assert Client().get("/accuracy/").context["whole"].number == 1


def test_the_page_costs_the_same_for_any_sample() -> None:
    counts = []
    for number in (2, 10):
        for _ in range(number):
            sampled("right", "none")
        with CaptureQueriesContext(connection) as queries:
            Client().get("/accuracy/")
        counts.append(len(queries))

    assert counts == [2, 2]
