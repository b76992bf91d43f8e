"""The database itself refuses what must never be."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from statements.models import Article, Correction, Quote
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    CorrectionFactory,
    MeetingFactory,
    OfficeFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words."},
        {"digest": "0" * 64},
        {"raw": b"other"},
        {"raw_digest": "0" * 64},
        {"public_id": "x"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_articles_text_bytes_digests_and_id_never_change(change: dict[str, Any]) -> None:
    article = ArticleFactory()

    with pytest.raises(DatabaseError):
        Article.objects.filter(pk=article.pk).update(**change)


def test_an_articles_text_withstands_raw_sql() -> None:
    article = ArticleFactory()

    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE statements_article SET text = 'Other words.' WHERE id = %s", [article.pk])


def test_what_is_known_about_an_article_may_change() -> None:
    article = ArticleFactory()

    Article.objects.filter(pk=article.pk).update(title="Another title")

    article.refresh_from_db()
    assert article.title == "Another title"


def test_the_same_text_is_stored_once() -> None:
    article = ArticleFactory()

    with pytest.raises(IntegrityError, match="digest"):
        ArticleFactory(text=article.text)


def test_a_digest_of_other_words_is_refused() -> None:
    with pytest.raises(IntegrityError, match="digest is not that of the text"):
        ArticleFactory(digest="0" * 64)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"confidence": 1.2}, "quote_confidence_is_a_probability"),
        ({"confidence": -0.1}, "quote_confidence_is_a_probability"),
        ({"mention_start": 5}, "quote_mention_is_a_span"),
        ({"mention_start": 5, "mention_end": 5}, "quote_mention_is_a_span"),
        ({"cue_start": 9, "cue_end": 5}, "quote_cue_is_a_span"),
        ({"speaker_kind": "organization"}, "quote_speaker_is_a_person"),
        ({"kind": "shouted"}, "quote_kind_known"),
        ({"status": "hidden"}, "quote_status_known"),
        ({"review": "maybe"}, "quote_review_known"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_quote_out_of_bounds_is_refused(values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        QuoteFactory(**values)


def test_a_quote_that_ends_before_it_starts_is_refused() -> None:
    quote = QuoteFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(start=quote.end, end=quote.start, text="")


def test_a_quote_that_is_not_what_the_article_says_there_is_refused() -> None:
    quote = QuoteFactory()

    for values in ({"text": "The bridge will fall."}, {"start": quote.start + 1}, {"end": quote.end - 1}):
        with pytest.raises(IntegrityError, match="not what the article says"), transaction.atomic():
            Quote.objects.filter(pk=quote.pk).update(**values)


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    article = ArticleFactory(text="🕊🕊 Testoni: “Peace 🕊 now.”")

    quote = QuoteFactory(article=article, text="Peace 🕊 now.")

    assert article.text[quote.start : quote.end] == "Peace 🕊 now."


def test_a_quotes_id_and_article_never_change() -> None:
    quote = QuoteFactory()

    for values in ({"public_id": "000000000000"}, {"article": ArticleFactory()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Quote.objects.filter(pk=quote.pk).update(**values)


def test_a_correction_is_never_rewritten_or_deleted() -> None:
    correction = CorrectionFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(after=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        correction.delete()


def test_a_correction_needs_a_reason() -> None:
    with pytest.raises(IntegrityError, match="correction_has_reason"):
        CorrectionFactory(reason="")


def test_a_person_is_not_merged_into_herself() -> None:
    person = PersonFactory()
    person.merged_into = person

    with pytest.raises(IntegrityError, match="person_not_merged_into_self"):
        person.save()


def test_an_alias_is_kept_once_a_person() -> None:
    alias = AliasFactory()

    with pytest.raises(IntegrityError, match="alias_once_a_person"):
        AliasFactory(person=alias.person, name=alias.name)


def test_an_office_does_not_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError, match="office_ends_after_start"):
        OfficeFactory(since="2020-02-01", until="2020-01-01")


def test_an_office_without_dates_is_kept_once() -> None:
    office = OfficeFactory()

    with pytest.raises(IntegrityError, match="office_once"):
        OfficeFactory(person=office.person)


def test_a_meetings_date_needs_a_precision() -> None:
    with pytest.raises(IntegrityError, match="meeting_date_has_precision"):
        MeetingFactory(precision="unknown")


def test_a_topic_is_not_its_own_parent() -> None:
    topic = TopicFactory()
    topic.parent = topic

    with pytest.raises(IntegrityError, match="topic_not_its_own_parent"):
        topic.save()
