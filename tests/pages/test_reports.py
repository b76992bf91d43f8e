"""A reader reports what is wrong, without an account, and sees what became of it."""

from typing import Any

import pytest
from django.test import Client

from statements.models import Quote, Report
from statements.pages import reports
from tests.factories import QuoteFactory, ReportFactory
from tests.pages.rows import HOSTILE, MARKUP

pytestmark = pytest.mark.django_db
GOOD = {"about": "speaker", "value": "Bruno Esempio", "why": "The caption says so.", "website": ""}


def send(quote: Quote, client: Client | None = None, **changes: Any) -> Any:
    return (client or Client()).post(f"{quote.get_absolute_url()}report/", GOOD | changes)


def test_the_page_of_a_quote_leads_to_the_form() -> None:
    address = QuoteFactory().get_absolute_url()

    assert f'href="{address}report/"' in Client().get(address).content.decode()
    assert Client().get(f"{address}report/").status_code == 200


def test_a_report_is_kept_and_its_link_tells_what_became_of_it() -> None:
    quote = QuoteFactory()

    response = send(quote)

    report = Report.objects.get()
    assert (report.quote, report.about, report.value) == (quote, "speaker", "Bruno Esempio")
    assert response["Location"] == f"/reports/{report.token}/"
    assert "An editor will look at it" in Client().get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("state", "words"), [("corrected", "Corrected"), ("kept", "Looked at and left as it is")]
)
def test_the_link_shows_the_answer(state: str, words: str) -> None:
    report = ReportFactory(
        state=state, answer="It was the other one.", answered_at="2020-05-06T00:00:00+00:00"
    )

    page = Client().get(report.get_absolute_url()).content.decode()

    assert words in page
    assert "It was the other one." in page


@pytest.mark.parametrize(
    "changes",
    [
        {"about": ""},
        {"about": "taste"},
        {"why": ""},
        {"why": "   "},
        {"why": "x" * 1001},
        {"value": "x" * 301},
        {"why": "\0"},
    ],
    ids=["nothing", "unknown", "no reason", "blanks", "long", "long value", "NUL"],
)
def test_what_cannot_be_checked_is_sent_back_with_what_is_missing(changes: dict[str, Any]) -> None:
    response = send(QuoteFactory(), **changes)

    assert response.status_code == 400
    assert "Nothing was sent" in response.content.decode()
    assert not Report.objects.exists()


def test_a_machine_that_fills_in_every_field_is_thanked_and_forgotten() -> None:
    quote = QuoteFactory()

    assert send(quote, website="https://spam.example")["Location"] == quote.get_absolute_url()
    assert not Report.objects.exists()


def test_a_flood_is_slowed_and_others_still_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "HOURLY", 2)
    quotes = [QuoteFactory() for _ in range(3)]

    statuses = [send(quote).status_code for quote in quotes]

    assert statuses == [302, 302, 429]
    assert send(quotes[2], Client(REMOTE_ADDR="198.51.100.7")).status_code == 302


def test_a_quote_that_many_reported_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "OPEN_AT_ONCE", 1)
    quote = QuoteFactory()

    assert [send(quote).status_code for _ in range(2)] == [302, 429]


def test_nothing_that_tells_who_sent_it_is_kept() -> None:
    send(QuoteFactory(), Client(REMOTE_ADDR="198.51.100.7", HTTP_USER_AGENT="Browser of Bruno"))

    kept = str(Report.objects.values().get())
    assert "198.51" not in kept
    assert "Bruno of" not in kept


@pytest.mark.parametrize(
    "address", ["/reports/no-such-token/", "/reports/%00/", "/quotes/nosuchquote/report/"]
)
def test_an_address_that_nobody_was_given_shows_nothing(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_withdrawn_quote_cannot_be_reported() -> None:
    assert send(QuoteFactory(status="withdrawn")).status_code == 404


def test_a_form_from_elsewhere_is_refused() -> None:
    assert send(QuoteFactory(), Client(enforce_csrf_checks=True)).status_code == 403


def test_words_of_others_are_never_markup() -> None:
    report = ReportFactory(value=HOSTILE, why=HOSTILE, answer=HOSTILE)
    pages = [
        Client().get(report.get_absolute_url()).content.decode(),
        send(report.quote, why="", value=HOSTILE).content.decode(),
    ]

    assert not [markup for markup in MARKUP for page in pages if markup in page]
