"""What takes several verdicts at once is taken back at once: moves, splits, joins, added quotes."""

from datetime import date
from typing import Any

import pytest

from statements.corrections import (
    CorrectionError,
    add_quote,
    batches,
    join_quotes,
    move_quotes,
    quotes_to_move,
    record_correction,
    split_person,
    split_quote,
    undo_batch,
    withdraw_correction,
)
from statements.ingest.articles import reparse_article
from statements.models import Batch, Quote
from statements.parsing import ParsedArticle, ParsedQuote, QuoteKind, Span
from tests.factories import ArticleFactory, EditorFactory, PersonFactory, QuoteFactory, TopicFactory

pytestmark = pytest.mark.django_db
TEXT = "Testoni said: “The bridge will be built. It will be blue.” Then she left."


def acting() -> dict[str, Any]:
    return {"editor": EditorFactory(), "reason": "The text says so."}


def whole() -> Quote:
    article = ArticleFactory(text=TEXT)
    return QuoteFactory(article=article, text="The bridge will be built. It will be blue.")


def test_boundaries_kind_and_date_are_corrected_and_taken_back() -> None:
    quote = whole()
    start = TEXT.index("It will")
    before = quote.opinion()

    for field, after in (("boundaries", [start, quote.end]), ("kind", "indirect"), ("date", "2020-05-01")):
        record_correction(quote, field=field, after=after, **acting())

    quote.refresh_from_db()
    assert (quote.text, quote.kind, quote.verbatim) == ("It will be blue.", "indirect", [])
    assert (quote.said_on, quote.review) == (date(2020, 5, 1), "reviewed")
    for correction in quote.corrections.all():
        withdraw_correction(correction, editor=EditorFactory())
    quote.refresh_from_db()
    assert (quote.opinion(), quote.verbatim) == (before, [[quote.start, quote.end]])


@pytest.mark.parametrize(
    ("field", "after", "message"),
    [
        ("boundaries", [0, 9999], "is no part of it"),
        ("boundaries", [5, 5], "is no part of it"),
        ("boundaries", [7, 8], "no words there"),
        ("kind", "song", "is no kind"),
        ("date", "yesterday", "is no date"),
    ],
)
def test_boundaries_kind_and_date_that_mean_nothing_are_refused(field: str, after: Any, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        record_correction(whole(), field=field, after=after, **acting())


def test_blanks_around_selected_words_are_left_out() -> None:
    quote = whole()

    record_correction(quote, field="boundaries", after=[0, len("Testoni ")], **acting())

    quote.refresh_from_db()
    assert quote.text == "Testoni"


def test_an_earlier_verdict_stays_good_for_boundaries_drawn_later() -> None:
    quote = whole()
    record_correction(quote, field="speaker", after=None, **acting())
    record_correction(quote, field="boundaries", after=[quote.start, quote.start + 10], **acting())

    quote.refresh_from_db()
    assert (quote.text, quote.review) == ("The bridge", "reviewed")


def test_a_quote_is_split_and_one_undo_makes_it_whole() -> None:
    quote = whole()
    topic = TopicFactory()
    quote.topics.add(topic)
    quote.parsed = quote.parsed | {"topics": [topic.slug]}
    quote.save()
    text = quote.text

    second = split_quote(quote, TEXT.index("It will"), **acting())

    quote.refresh_from_db()
    assert (quote.text, second.text) == ("The bridge will be built.", "It will be blue.")
    assert (second.speaker, second.kind, second.said_on) == (quote.speaker, quote.kind, quote.said_on)
    assert list(second.topics.all()) == list(quote.topics.all()) == [topic]
    assert {quote.review, second.review} == {"reviewed"}
    assert (quote.status, second.status, second.is_added) == ("current", "current", True)

    undo_batch(Batch.objects.get(), editor=EditorFactory())
    quote.refresh_from_db()
    second.refresh_from_db()
    assert (quote.text, quote.review, second.status) == (text, "unreviewed", "withdrawn")


@pytest.mark.parametrize("words", ["The bridge", "Then she"])
def test_a_quote_is_split_only_inside(words: str) -> None:
    with pytest.raises(CorrectionError, match="not inside the quote"):
        split_quote(whole(), TEXT.index(words), **acting())


def test_two_quotes_are_joined_and_one_undo_parts_them() -> None:
    article = ArticleFactory(text=TEXT)
    first = QuoteFactory(article=article, text="The bridge will be built.")
    second = QuoteFactory(article=article, text="It will be blue.")

    batch = join_quotes(second, first, **acting())

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, second.status) == ("The bridge will be built. It will be blue.", "withdrawn")
    undo_batch(batch, editor=EditorFactory())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, second.status) == ("The bridge will be built.", "current")


def test_quotes_of_two_articles_and_one_quote_are_not_joined() -> None:
    quote = whole()
    with pytest.raises(CorrectionError, match="two articles"):
        join_quotes(quote, QuoteFactory(), **acting())
    with pytest.raises(CorrectionError, match="one quote already"):
        join_quotes(quote, quote, **acting())


def test_a_missed_quote_is_added_and_outlives_a_parser_that_does_not_find_it() -> None:
    article, person = ArticleFactory(text=TEXT), PersonFactory()
    start = TEXT.index("The bridge")

    quote = add_quote(article, start, start + 25, speaker=person, kind="direct", **acting())
    reparse_article(article, parser=lambda *args, **kwargs: ParsedArticle(TEXT))

    quote.refresh_from_db()
    assert (quote.text, quote.speaker, quote.status) == ("The bridge will be built.", person, "current")
    assert (quote.review, quote.standing, quote.is_added) == ("reviewed", "settled", True)


def test_an_added_quote_that_a_parser_finds_later_stays_one_quote() -> None:
    article = ArticleFactory(text=TEXT)
    start = TEXT.index("The bridge")
    quote = add_quote(article, start, start + 25, speaker=None, kind="direct", **acting())
    found = ParsedQuote(Span(start, start + 25), QuoteKind.DIRECT, confidence=0.8)

    reparse_article(article, parser=lambda *args, **kwargs: ParsedArticle(TEXT, quotes=(found,)))

    assert article.quotes.get() == quote
    quote.refresh_from_db()
    assert (quote.found, quote.review, quote.confidence) == (True, "reviewed", 0.8)


def test_words_that_are_a_quote_already_are_not_added_again() -> None:
    quote = whole()
    with pytest.raises(CorrectionError, match=f"already .{quote.public_id}"):
        add_quote(quote.article, quote.start, quote.end, speaker=None, kind="direct", **acting())


def test_an_added_quote_taken_back_is_withdrawn() -> None:
    article = ArticleFactory(text=TEXT)
    quote = add_quote(article, 0, 7, speaker=None, kind="indirect", **acting())

    undo_batch(Batch.objects.get(), editor=EditorFactory())

    quote.refresh_from_db()
    assert quote.status == "withdrawn"


def test_all_quotes_of_a_period_or_an_article_are_moved_and_moved_back() -> None:
    one, other = PersonFactory(), PersonFactory()
    early, late = (QuoteFactory(speaker=one, said_on=date(year, 1, 1)) for year in (2019, 2023))

    batch = move_quotes(quotes_to_move(one, since=date(2020, 1, 1)), other, **acting())

    assert (Quote.objects.get(speaker=one), Quote.objects.get(speaker=other)) == (early, late)
    undo_batch(batch, editor=EditorFactory())
    undo_batch(batch, editor=EditorFactory())
    assert list(Quote.objects.filter(speaker=one).order_by("pk")) == [early, late]
    assert list(quotes_to_move(one, article=early.article)) == [early]


def test_somebody_is_split_by_moving_quotes_to_a_new_row() -> None:
    one = PersonFactory(name="Alba Testoni")
    quote = QuoteFactory(speaker=one)

    new, batch = split_person(quotes_to_move(one), "Alba Testoni", country="FR", organization="", **acting())

    quote.refresh_from_db()
    assert (quote.speaker, new.country, new != one) == (new, "FR", True)
    assert batch.summary == "Moved 1 quote to Alba Testoni"


def test_nothing_and_too_much_are_not_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    one = PersonFactory()
    with pytest.raises(CorrectionError, match="nothing to move"):
        move_quotes(quotes_to_move(one), PersonFactory(), **acting())
    monkeypatch.setattr(batches, "MOST_AT_ONCE", 1)
    for _ in range(2):
        QuoteFactory(speaker=one)
    with pytest.raises(CorrectionError, match="more than 1"):
        move_quotes(quotes_to_move(one), PersonFactory(), **acting())
    with pytest.raises(CorrectionError, match="was merged into"):
        move_quotes(quotes_to_move(one), PersonFactory(merged_into=PersonFactory()), **acting())
