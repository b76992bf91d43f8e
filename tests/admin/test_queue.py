"""The editors' queue: what comes first, whose it is meanwhile, what an answer records and undoes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from statements.corrections import apply_verdicts, queue, record_correction
from statements.models import Claim, Correction, Judgement, Quote, Report, Sample
from tests.admin.conftest import signed_in
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    EditorFactory,
    OfficeFactory,
    PersonFactory,
    QuoteFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/admin/statements/quote/review/"


@pytest.fixture(autouse=True)
def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lottery is tested by itself."""
    monkeypatch.setattr(queue, "SAMPLED", 0)


def unsure(confidence: float = 0.3, **values: Any) -> Quote:
    return QuoteFactory(confidence=confidence, **values)


def shown(client: Client, query: str = "") -> Quote | None:
    quote: Quote | None = client.get(f"{PAGE}{query}").context["quote"]
    return quote


def answer(client: Client, quote: Quote, value: str, **values: str) -> Any:
    given = {"answer": value, "seen": quote.updated_at.isoformat()} | values
    return client.post(f"{PAGE}{quote.public_id}/", given, follow=True)


def test_what_is_most_worth_an_answer_comes_first(as_editor: Client) -> None:
    disputed, nameless = unsure(0.9, review="disputed"), unsure(0.7, speaker=None)
    doubtful, likelier, indirect = unsure(0.2), unsure(0.5), unsure(0.2, kind="indirect")
    QuoteFactory(confidence=0.9)

    order = []
    for _ in range(5):
        quote = shown(as_editor)
        assert quote
        order.append(quote)
        answer(as_editor, quote, "confirm")

    assert order == [disputed, doubtful, nameless, indirect, likelier]
    assert shown(as_editor) is None


def test_what_readers_reported_goes_before_all(as_editor: Client) -> None:
    unsure(0.1)
    reported = ReportFactory(quote=QuoteFactory()).quote

    assert shown(as_editor) == reported


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?what=disputed", "disputed"),
        ("?what=nameless", "nameless"),
        ("?what=unsure", "unsure"),
        ("?what=reported", "reported"),
        ("?kind=indirect", "nameless"),
        ("?source=strelsau-post", "unsure"),
        ("?source=nobody", ""),
        ("?what=reported&kind=turn", ""),
    ],
)
def test_a_part_of_the_queue_can_be_chosen(as_editor: Client, query: str, found: str) -> None:
    quotes = {
        "disputed": QuoteFactory(review="disputed"),
        "nameless": QuoteFactory(speaker=None, kind="indirect"),
        "unsure": unsure(0.5, article__source__slug="strelsau-post"),
        "reported": ReportFactory(quote=QuoteFactory()).quote,
    }

    assert shown(as_editor, query) == quotes.get(found)


@pytest.mark.parametrize("query", ["?what=nonsense", "?kind=%00", "?source=%00", "?quote=%00", "?who=%00"])
def test_an_address_that_means_nothing_shows_the_queue(as_editor: Client, query: str) -> None:
    unsure()

    assert as_editor.get(PAGE + query).status_code == 200


def test_confirming_records_the_speaker_and_goes_on(as_editor: Client, editor: User) -> None:
    quote, following = unsure(0.1), unsure(0.2)

    response = answer(as_editor, quote, "confirm")

    correction = Correction.objects.get()
    assert (correction.field, correction.before == correction.after) == ("speaker", True)
    assert (correction.editor, correction.reason) == (editor, "Confirmed in the queue.")
    quote.refresh_from_db()
    assert quote.review == "reviewed"
    assert (response.context["quote"], response.context["today"]) == (following, 1)


@pytest.mark.parametrize(
    ("value", "field", "after"),
    [
        ("nobody", "speaker", None),
        ("none", "statement", False),
        ("person:bruno-esempio", "speaker", "bruno-esempio"),
    ],
)
def test_an_answer_is_a_verdict_with_the_reason_given(
    as_editor: Client, value: str, field: str, after: Any
) -> None:
    PersonFactory(slug="bruno-esempio")

    answer(as_editor, unsure(), value, reason="He is named before.")

    correction = Correction.objects.get()
    assert (correction.field, correction.after, correction.reason) == (field, after, "He is named before.")


def test_choosing_a_speaker_settles_the_rest_that_was_in_question(as_editor: Client, editor: User) -> None:
    quote, person = QuoteFactory(), PersonFactory()
    record_correction(quote, field="date", after="2020-05-05", editor=editor, reason="So it says.")
    quote.refresh_from_db()
    quote.parsed = quote.parsed | {"date": "2020-06-01"}
    apply_verdicts(quote)
    assert quote.review == "disputed"

    answer(as_editor, quote, f"person:{person.slug}")

    quote.refresh_from_db()
    assert (quote.review, quote.speaker) == ("reviewed", person)


def test_an_answer_that_means_nothing_or_comes_late_is_refused(as_editor: Client) -> None:
    quote = unsure()

    for value, seen in (("person:nobody", None), ("maybe", None), ("confirm", "yesterday")):
        response = answer(as_editor, quote, value, **({"seen": seen} if seen else {}))
        assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert not Correction.objects.exists()


def test_wrong_words_lead_to_the_boundaries(as_editor: Client) -> None:
    quote = unsure()

    response = as_editor.post(
        f"{PAGE}{quote.public_id}/", {"answer": "words", "seen": quote.updated_at.isoformat()}
    )

    assert response["Location"] == f"/admin/statements/quote/{quote.pk}/change/#boundaries"
    assert not Correction.objects.exists()


def test_later_shows_another_one_and_lets_others_have_it(as_editor: Client) -> None:
    quote, following = unsure(0.1), unsure(0.2)
    assert shown(as_editor) == quote

    answer(as_editor, quote, "skip")

    assert shown(as_editor) == following
    assert shown(signed_in(EditorFactory())) == quote


def test_the_last_answer_is_taken_back_whole(as_editor: Client) -> None:
    quote = ReportFactory(quote=unsure()).quote
    before = quote.speaker
    answer(as_editor, quote, f"person:{PersonFactory().slug}")

    response = as_editor.post(f"{PAGE}undo/", follow=True)

    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (before, "unreviewed")
    assert (response.context["quote"], response.context["today"]) == (quote, 0)
    assert Report.objects.get().state == "open"


def test_undoing_reaches_no_answer_of_another_editor(as_editor: Client) -> None:
    quote = unsure()
    answer(signed_in(EditorFactory()), quote, "confirm")

    as_editor.post(f"{PAGE}undo/")

    assert Correction.objects.standing().count() == 1


def test_an_answer_closes_the_readers_reports(as_editor: Client) -> None:
    kept, changed = ReportFactory(quote=QuoteFactory()), ReportFactory(quote=QuoteFactory())

    answer(as_editor, kept.quote, "confirm")
    answer(as_editor, changed.quote, "none", reason="A slogan.")

    kept.refresh_from_db()
    changed.refresh_from_db()
    assert (kept.state, changed.state, changed.answer) == ("kept", "corrected", "A slogan.")


def test_candidates_are_the_parsers_choice_the_editors_and_who_speaks_nearest(as_editor: Client) -> None:
    article = ArticleFactory(text="“One.” “Two.” “Three.” “Four.”")
    people = {name: PersonFactory(name=f"{name} Testoni") for name in ("Alba", "Bea", "Carla", "Dora")}
    for words, person in (("One.", "Alba"), ("Two.", "Bea"), ("Four.", "Dora")):
        QuoteFactory(article=article, text=words, speaker=people[person])
    quote = unsure(0.1, article=article, text="Three.", speaker=people["Carla"])

    offers = as_editor.get(f"{PAGE}?quote={quote.public_id}").context["offers"]

    assert [offer.text for offer in offers] == ["Carla Testoni", "Bea Testoni", "Dora Testoni"]
    assert [(offer.shown, offer.parsed) for offer in offers] == [(True, True), (False, False), (False, False)]


def test_someone_else_is_found_by_alias_and_office(as_editor: Client) -> None:
    person = PersonFactory(name="Alba Testoni")
    AliasFactory(person=person, name="The Ferrywoman")
    OfficeFactory(person=person, title="Harbour Master")

    for who in ("ferrywoman", "harbour", "master alba"):
        response = as_editor.get(f"{PAGE}people/", {"who": who})
        assert [text for _, text in response.context["people"]] == ["Alba Testoni, Harbour Master"]
    assert "Nobody is found" in as_editor.get(f"{PAGE}people/", {"who": "<b>"}).content.decode()


def test_two_editors_are_given_different_items_until_a_claim_lapses(as_editor: Client) -> None:
    first, second = unsure(0.1), unsure(0.2)
    other = signed_in(EditorFactory())

    assert (shown(as_editor), shown(other)) == (first, second)
    assert (shown(as_editor), shown(other)) == (first, second)
    assert shown(signed_in(EditorFactory())) is None

    Claim.objects.filter(quote=first).update(until=timezone.now() - timedelta(seconds=1))
    assert shown(signed_in(EditorFactory())) == first


def test_an_item_that_another_editor_has_cannot_be_asked_for(as_editor: Client) -> None:
    first, second = unsure(0.1), unsure(0.2)
    shown(signed_in(EditorFactory()))

    assert shown(as_editor, f"?quote={first.public_id}") == second


def test_the_item_ahead_is_another_one_and_is_claimed(as_editor: Client) -> None:
    first, second, third = unsure(0.1), unsure(0.2), unsure(0.3)
    shown(as_editor)

    response = as_editor.get(f"{PAGE}ahead/", {"beside": [first.public_id]})

    assert response.context["quote"] == second
    assert shown(signed_in(EditorFactory())) == third


@pytest.mark.django_db(transaction=True)
def test_many_editors_at_once_never_get_the_same_item() -> None:
    quotes = [unsure(0.1) for _ in range(4)]
    browsers = [signed_in(EditorFactory()) for _ in range(4)]
    start = Barrier(4, timeout=10)

    def open_queue(browser: Client) -> str:
        try:
            start.wait()
            page: Any = html.fromstring(browser.get(PAGE).content.decode())
            return str(page.get_element_by_id("review-item").get("data-id"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(open_queue, browsers))

    assert sorted(given) == sorted(quote.public_id for quote in quotes)


def test_a_page_costs_the_same_however_long_the_queue(as_editor: Client) -> None:
    article = ArticleFactory()
    counted = []
    for number in (2, 20):
        for _ in range(number):
            unsure(0.1, article=article)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(as_editor)
        counted.append(len(queries))
        Claim.objects.all().delete()

    assert counted[0] == counted[1]
    assert counted[0] <= 24


def test_the_queue_is_read_from_its_index() -> None:
    for what, index in (("", "quote_waiting_idx"), ("nameless", "quote_nameless_idx")):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            plan = queue.Choice(what=what).quotes()[:20].explain()
        assert f"Index Scan using {index}" in plan
        assert "Sort" not in plan


def test_a_sampled_quote_is_mixed_in_and_judged(
    as_editor: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "SAMPLED", 1)
    settled = QuoteFactory(confidence=0.95)
    assert shown(as_editor) == settled

    answer(as_editor, settled, f"person:{PersonFactory().slug}")

    judgement = Judgement.objects.get()
    assert (judgement.editor, judgement.verdict, judgement.sample.confidence) == (editor, "speaker", 0.95)
    as_editor.post(f"{PAGE}undo/")
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    ("value", "verdict"), [("confirm", "right"), ("nobody", "speaker"), ("none", "none"), ("words", "words")]
)
def test_a_judgement_is_about_what_the_parser_said(as_editor: Client, value: str, verdict: str) -> None:
    quote = QuoteFactory()
    Sample.objects.create(
        quote=quote,
        kind="direct",
        form="news",
        parser_version="test-1",
        confidence=0.9,
        parsed=quote.parsed,
    )

    answer(as_editor, quote, value)

    assert Judgement.objects.get().verdict == verdict


def test_confidence_is_not_told(as_editor: Client) -> None:
    unsure(0.37)

    page = as_editor.get(PAGE).content.decode()

    assert "37" not in page.split('id="review-item"')[1].split("csrfmiddlewaretoken")[0]


def test_words_of_others_are_never_markup(as_editor: Client) -> None:
    hostile = "<script>alert(1)</script>"
    quote = unsure(article=ArticleFactory(text=f"{hostile} said: “{hostile}”"), text=hostile)
    ReportFactory(quote=quote, value=hostile, why=hostile)

    assert hostile not in as_editor.get(f"{PAGE}?who={hostile}").content.decode()
