"""A verdict is recorded, becomes effective, can be taken back, and is never lost."""

import pytest

from statements.corrections import CorrectionError, apply_verdicts, record_correction, withdraw_correction
from statements.models import Correction, Quote
from tests.factories import EditorFactory, MeetingFactory, PersonFactory, QuoteFactory, TopicFactory

pytestmark = pytest.mark.django_db
Field = Correction.Field


def correct(quote: Quote, field: str, after: object, reason: str = "The text says so.") -> Correction:
    return record_correction(quote, field=field, after=after, editor=EditorFactory(), reason=reason)


def test_a_corrected_speaker_becomes_effective_beside_what_the_parser_said() -> None:
    quote, other = QuoteFactory(), PersonFactory()
    said = quote.parsed["speaker"]

    correction = correct(quote, Field.SPEAKER, other.slug)

    quote.refresh_from_db()
    assert (quote.speaker, quote.parsed["speaker"], quote.review) == (other, said, Quote.Review.REVIEWED)
    assert (correction.before, correction.after, correction.parsed) == (said, other.slug, said)
    assert correction.words == quote.text


def test_nobody_named_is_a_verdict() -> None:
    quote = QuoteFactory()

    correct(quote, Field.SPEAKER, None)

    quote.refresh_from_db()
    assert (quote.speaker, quote.speaker_kind) == (None, Quote.SpeakerKind.UNNAMED)


def test_topics_relayed_and_meeting_are_corrected() -> None:
    quote, topic, person, meeting = QuoteFactory(), TopicFactory(), PersonFactory(), MeetingFactory()

    correct(quote, Field.TOPICS, [topic.slug])
    correct(quote, Field.RELAYED, person.slug)
    correct(quote, Field.MEETING, meeting.slug)

    quote.refresh_from_db()
    assert quote.opinion() == {
        "speaker": quote.parsed["speaker"],
        "relayed": person.slug,
        "meeting": meeting.slug,
        "topics": [topic.slug],
        "statement": True,
        "boundaries": [quote.start, quote.end],
        "kind": "direct",
        "date": "2020-05-04",
    }


def test_what_is_no_statement_is_withdrawn_from_readers() -> None:
    quote = QuoteFactory()

    correct(quote, Field.STATEMENT, False)

    assert not Quote.objects.current().filter(pk=quote.pk).exists()
    assert Quote.objects.filter(pk=quote.pk, status=Quote.Status.WITHDRAWN).exists()


def test_a_verdict_taken_back_gives_way_to_the_one_before_and_then_to_the_parser() -> None:
    quote, first, second = QuoteFactory(), PersonFactory(), PersonFactory()
    said = quote.speaker
    earlier, later = correct(quote, Field.SPEAKER, first.slug), correct(quote, Field.SPEAKER, second.slug)
    editor = EditorFactory()

    seen = []
    for correction in (later, earlier):
        withdraw_correction(correction, editor=editor)
        quote.refresh_from_db()
        seen.append((quote.speaker, quote.review))

    assert seen == [(first, Quote.Review.REVIEWED), (said, Quote.Review.UNREVIEWED)]
    assert later.withdrawn_by == editor


def test_taking_back_twice_is_taking_back_once() -> None:
    correction = correct(QuoteFactory(), Field.STATEMENT, False)
    first, second = EditorFactory(), EditorFactory()

    withdraw_correction(correction, editor=first)
    withdraw_correction(correction, editor=second)

    correction.refresh_from_db()
    assert correction.withdrawn_by == first


def test_a_verdict_for_somebody_merged_counts_for_the_successor() -> None:
    quote, old, new = QuoteFactory(), PersonFactory(), PersonFactory()
    correct(quote, Field.SPEAKER, old.slug)
    old.merged_into = new
    old.save()
    quote.refresh_from_db()

    apply_verdicts(quote)

    assert quote.speaker == new


def test_a_merge_is_no_new_opinion_of_the_parser() -> None:
    quote, old, new = QuoteFactory(), PersonFactory(), PersonFactory()
    quote.parsed = quote.parsed | {"speaker": old.slug}
    quote.save()
    correct(quote, Field.SPEAKER, PersonFactory().slug)
    old.merged_into = new
    old.save()
    quote.refresh_from_db()

    quote.parsed = quote.parsed | {"speaker": new.slug}
    apply_verdicts(quote)

    assert quote.review == Quote.Review.REVIEWED


def test_a_quote_that_is_found_no_longer_is_settled_by_a_verdict_on_just_that() -> None:
    quote = QuoteFactory()
    correct(quote, Field.SPEAKER, None)
    quote.refresh_from_db()
    quote.found, quote.parsed = False, quote.parsed | {"statement": False}
    apply_verdicts(quote)
    assert quote.review == Quote.Review.DISPUTED

    correct(quote, Field.STATEMENT, True)

    quote.refresh_from_db()
    assert (quote.status, quote.review) == (Quote.Status.CURRENT, Quote.Review.REVIEWED)


@pytest.mark.parametrize(
    ("field", "after", "reason", "message"),
    [
        ("speaker", "nobody-by-this-name", "Why not.", "no person “nobody-by-this-name”"),
        ("meeting", "no-such-meeting", "Why not.", "no meeting “no-such-meeting”"),
        ("topics", ["no-such-topic"], "Why not.", "no topic “no-such-topic”"),
        ("statement", False, "  ", "Say why"),
        ("text", "Other words", "Why not.", "“text” cannot be corrected"),
    ],
)
def test_a_verdict_that_means_nothing_is_refused(
    field: str, after: object, reason: str, message: str
) -> None:
    quote = QuoteFactory()

    with pytest.raises(CorrectionError, match=message):
        correct(quote, field, after, reason)

    assert not quote.corrections.exists()
