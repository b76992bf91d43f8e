"""An editor corrects a quote on its page in the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from statements.corrections import record_correction
from statements.models import Correction, Quote
from tests.admin.conftest import signed_in
from tests.admin.forms import address_of, correct, messages, opened
from tests.factories import (
    ArticleFactory,
    CorrectionFactory,
    EditorFactory,
    MeetingFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
FILLED = ("seen", "reason", "topics", "kind", "said_on")
WHY = "The paragraph before names the other minister."


def recorded(quote: Quote) -> list[tuple[str, Any, Any]]:
    return [(one.field, one.before, one.after) for one in quote.corrections.all()]


def test_a_corrected_speaker_is_recorded_and_shown(as_editor: Client, editor: User) -> None:
    quote, right = QuoteFactory(speaker__slug="alba-testoni"), PersonFactory(slug="bruno-esempio")

    response = correct(as_editor, quote, speaker=right.pk, reason=WHY)

    assert messages(response) == ["Recorded: Speaker"]
    correction = quote.corrections.get()
    assert (correction.before, correction.after) == ("alba-testoni", "bruno-esempio")
    assert (correction.editor, correction.reason, correction.words) == (editor, WHY, quote.text)
    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (right, "reviewed")


def test_every_field_can_be_corrected_at_once(as_editor: Client) -> None:
    quote = QuoteFactory(speaker__slug="alba-testoni")
    speaker, relayed = PersonFactory(slug="bruno-esempio"), PersonFactory(slug="carla-prova")
    meeting = MeetingFactory(slug="zenda")
    topics = [TopicFactory(slug="rivers"), TopicFactory(slug="bridges")]

    response = correct(
        as_editor,
        quote,
        speaker=speaker.pk,
        relayed=relayed.pk,
        meeting=meeting.pk,
        topics=[topic.pk for topic in topics],
        no_statement="on",
        reason=WHY,
    )

    assert messages(response) == [
        "Recorded: Speaker, Whose words are repeated, Meeting, Topics, Is it a statement?"
    ]
    assert sorted(recorded(quote)) == [
        ("meeting", None, "zenda"),
        ("relayed", None, "carla-prova"),
        ("speaker", "alba-testoni", "bruno-esempio"),
        ("statement", True, False),
        ("topics", [], ["bridges", "rivers"]),
    ]
    quote.refresh_from_db()
    assert (quote.speaker, quote.relayed, quote.meeting) == (speaker, relayed, meeting)
    assert (set(quote.topics.all()), quote.status) == (set(topics), "withdrawn")


def test_only_changed_fields_are_recorded(as_editor: Client) -> None:
    quote = QuoteFactory(topics=[TopicFactory()], meeting=MeetingFactory())

    correct(as_editor, quote, relayed=PersonFactory(slug="carla-prova").pk, reason=WHY)

    assert recorded(quote) == [("relayed", None, "carla-prova")]


def test_nothing_changed_records_nothing(as_editor: Client) -> None:
    quote = QuoteFactory(topics=[TopicFactory()], meeting=MeetingFactory(), relayed=PersonFactory())

    response = correct(as_editor, quote)

    assert messages(response) == ["Nothing changed, so nothing was recorded."]
    assert recorded(quote) == []


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_change_without_reason_is_refused(as_editor: Client, reason: str) -> None:
    quote = QuoteFactory()

    response = correct(as_editor, quote, no_statement="on", reason=reason)

    assert response.context["form"].errors == {
        "reason": ["Say why: a correction without a reason cannot be judged later."]
    }
    assert recorded(quote) == []


def test_nobody_named_is_a_verdict(as_editor: Client) -> None:
    quote = QuoteFactory(speaker__slug="alba-testoni")

    correct(as_editor, quote, nobody="on", reason=WHY)

    assert recorded(quote) == [("speaker", "alba-testoni", None)]
    quote.refresh_from_db()
    assert (quote.speaker, quote.speaker_kind) == (None, "unnamed")


def test_an_emptied_speaker_is_not_taken_for_nobody(as_editor: Client) -> None:
    quote = QuoteFactory()

    response = correct(as_editor, quote, speaker="", reason=WHY)

    assert response.context["form"].errors == {
        "speaker": ["Choose who said it, or say that nobody is named."]
    }
    assert recorded(quote) == []


def test_another_speaker_and_nobody_at_once_are_refused(as_editor: Client) -> None:
    quote = QuoteFactory()

    response = correct(as_editor, quote, speaker=PersonFactory().pk, nobody="on", reason=WHY)

    assert response.context["form"].errors == {
        "speaker": ["Choose a speaker or “Nobody is named”, not both."]
    }
    assert recorded(quote) == []


def test_somebody_merged_cannot_be_chosen(as_editor: Client) -> None:
    quote, merged = QuoteFactory(), PersonFactory(merged_into=PersonFactory())

    response = correct(as_editor, quote, speaker=merged.pk, reason=WHY)

    assert response.context["form"].has_error("speaker", "invalid_choice")
    assert recorded(quote) == []


def test_a_withdrawn_quote_can_be_brought_back(as_editor: Client) -> None:
    quote = QuoteFactory()
    correct(as_editor, quote, no_statement="on", reason=WHY)
    values = opened(as_editor, quote)
    assert values.pop("no_statement") == ["on"]

    as_editor.post(address_of(quote), values | {"reason": "It was one after all."})

    quote.refresh_from_db()
    assert quote.status == "current"
    assert [after for _, _, after in recorded(quote)] == [False, True]


def test_confirming_records_the_speaker_as_it_is(as_editor: Client) -> None:
    quote = QuoteFactory(speaker__slug="alba-testoni")

    correct(as_editor, quote, confirm="on", reason="Checked against the video.")

    assert recorded(quote) == [("speaker", "alba-testoni", "alba-testoni")]
    quote.refresh_from_db()
    assert quote.review == "reviewed"


def test_confirming_settles_a_verdict_that_became_doubtful(as_editor: Client, editor: User) -> None:
    quote = QuoteFactory()
    record_correction(quote, field="topics", after=[], editor=editor, reason="Off topic.")
    quote.refresh_from_db()
    quote.parsed = quote.parsed | {"topics": [TopicFactory(slug="rivers").slug]}
    quote.review = Quote.Review.DISPUTED
    quote.save()

    correct(as_editor, quote, confirm="on", reason="Still off topic.")

    quote.refresh_from_db()
    assert quote.review == "reviewed"
    assert [field for field, _, _ in recorded(quote)] == ["topics", "topics"]


def test_who_saves_second_overwrites_nothing_and_sees_the_new_values(as_editor: Client) -> None:
    quote = QuoteFactory(speaker__slug="alba-testoni")
    theirs = PersonFactory(name="Bruno Esempio", slug="bruno-esempio")
    mine = PersonFactory(name="Carla Prova")
    stale = opened(as_editor, quote)
    record_correction(quote, field="speaker", after=theirs.slug, editor=EditorFactory(), reason="First.")

    response = as_editor.post(address_of(quote), stale | {"speaker": mine.pk, "reason": "Second."})

    assert "Somebody else changed this quote" in str(response.context["form"].non_field_errors())
    assert recorded(quote) == [("speaker", "alba-testoni", "bruno-esempio")]
    form = response.context["form"]
    assert (form["speaker"].value(), form["reason"].value()) == (theirs.pk, "Second.")
    assert "Bruno Esempio" in response.content.decode()


def test_after_being_told_the_second_editor_can_save(as_editor: Client) -> None:
    quote, mine = QuoteFactory(), PersonFactory()
    stale = opened(as_editor, quote)
    record_correction(quote, field="topics", after=[], editor=EditorFactory(), reason="First.")
    told = as_editor.post(address_of(quote), stale | {"speaker": mine.pk, "reason": "Second."})

    values = {name: told.context["form"][name].value() for name in FILLED}
    response = as_editor.post(address_of(quote), values | {"speaker": mine.pk}, follow=True)

    assert messages(response) == ["Recorded: Speaker"]


@pytest.mark.parametrize("seen", ["", "yesterday", "2020-01-01T00:00:00+00:00"])
def test_a_form_that_saw_no_version_of_the_quote_saves_nothing(as_editor: Client, seen: str) -> None:
    quote = QuoteFactory()

    response = correct(as_editor, quote, no_statement="on", reason=WHY, seen=seen)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert recorded(quote) == []


def test_the_columns_of_the_quote_cannot_be_posted(as_editor: Client) -> None:
    quote = QuoteFactory()
    text = quote.text

    correct(as_editor, quote, text="Other words.", kind="indirect", confidence="0.1", status="withdrawn")

    quote.refresh_from_db()
    assert (quote.text, quote.kind, quote.confidence, quote.status) == (text, "direct", 0.9, "current")


def test_the_page_shows_the_words_in_their_paragraph(as_editor: Client) -> None:
    article = ArticleFactory(text="First.\nTestoni <b>said</b>: “Build it.” She left.\nLast.")
    quote = QuoteFactory(article=article, text="Build it.")

    response = as_editor.get(address_of(quote))

    assert 'Testoni &lt;b&gt;said&lt;/b&gt;: “<mark class="in-content">Build it.</mark>” She left.<' in (
        response.content.decode()
    )


def test_the_page_shows_the_parsers_opinion_beside_the_editors(as_editor: Client) -> None:
    quote = QuoteFactory(speaker__name="Alba Testoni")
    correct(as_editor, quote, speaker=PersonFactory(name="Bruno Esempio").pk, reason=WHY)

    speaker = as_editor.get(address_of(quote)).context["opinions"][0]

    assert (speaker.field, speaker.effective, speaker.parsed) == ("Speaker", "Bruno Esempio", "Alba Testoni")
    assert speaker.verdict.reason == WHY


def test_an_own_correction_can_be_taken_back(as_editor: Client, editor: User) -> None:
    quote = QuoteFactory()
    parsed = quote.speaker
    correct(as_editor, quote, speaker=PersonFactory().pk, reason=WHY)
    correction = quote.corrections.get()
    address = f"/admin/statements/quote/{quote.pk}/take-back/{correction.pk}/"
    assert address in as_editor.get(address_of(quote)).content.decode()

    response = as_editor.post(address, follow=True)

    assert messages(response) == ["Taken back: Speaker. What was there before counts again."]
    correction.refresh_from_db()
    assert correction.withdrawn_by == editor
    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (parsed, "unreviewed")
    assert address not in response.content.decode()


def test_the_correction_of_another_editor_is_not_offered(as_editor: Client, as_admin: Client) -> None:
    quote = QuoteFactory()
    correct(signed_in(EditorFactory()), quote, speaker=PersonFactory().pk, reason=WHY)
    button = b"Take back"

    assert button not in as_editor.get(address_of(quote)).content
    assert button in as_admin.get(address_of(quote)).content


def test_a_correction_is_taken_back_only_on_its_own_quote(as_admin: Client) -> None:
    correction, other = CorrectionFactory(), QuoteFactory()

    response = as_admin.post(f"/admin/statements/quote/{other.pk}/take-back/{correction.pk}/")

    assert response.status_code == 404
    assert Correction.objects.get().withdrawn_at is None


def test_words_of_editors_are_never_markup(as_editor: Client) -> None:
    quote = QuoteFactory()

    response = correct(as_editor, quote, no_statement="on", reason="<script>alert(1)</script>")

    assert "<script>alert" not in response.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.content.decode()


@pytest.mark.parametrize("key", ["0", "9" * 30, "a", "a_00b", "-1"])
def test_a_quote_that_there_is_none_of_is_not_found(as_editor: Client, key: str) -> None:
    assert as_editor.get(f"/admin/statements/quote/{key}/change/").status_code == 404
