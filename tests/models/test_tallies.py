"""Counts at hand are what counting anew gives, whatever happens to quotes, topics and articles."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements.corrections import (
    lift_restriction,
    record_correction,
    restrict,
    withdraw_correction,
)
from statements.ingest.articles import ingest_article, reparse_article
from statements.models import Article, Coverage, Person, Quote, Restriction, Source, Tally, Topic
from statements.models.meetings import UNDATED
from statements.models.tallies import post_entries, recount
from tests.factories import (
    ArticleFactory,
    EditorFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)
from tests.ingest.test_articles import SAMPLE, STORY

MEASURES = ("number", "unsettled", "reviewed")


def counted() -> tuple[dict[Any, list[int]], dict[Any, list[int]]]:
    """What the tables say: entries and balances summed, noughts left out."""
    tallies: dict[Any, list[int]] = {}
    for row in Tally.objects.all():
        line = tallies.setdefault((row.speaker_id, row.topic_id, row.month), [0, 0, 0])
        line[:] = [old + getattr(row, name) for old, name in zip(line, MEASURES, strict=True)]
    days: dict[Any, list[int]] = {}
    for day in Coverage.objects.all():
        place = days.setdefault((day.source_id, day.day), [0, 0])
        place[:] = [place[0] + day.articles, place[1] + day.statements]
    return (
        {key: line for key, line in tallies.items() if any(line)},
        {key: place for key, place in days.items() if any(place)},
    )


def counted_anew() -> tuple[dict[Any, list[int]], dict[Any, list[int]]]:
    """What one by one counting in Python gives."""
    parents = dict(Topic.objects.values_list("pk", "parent_id"))
    unsettled = set(Quote.objects.unsettled().values_list("pk", flat=True))
    tallies: dict[Any, list[int]] = {}
    for quote in Quote.objects.current().prefetch_related("topics"):
        subjects: set[int | None] = {None}
        for topic in quote.topics.all():
            above: int | None = topic.pk
            while above and above not in subjects:
                subjects.add(above)
                above = parents[above]
        month = quote.sort_on.replace(day=1)
        measures = (1, quote.pk in unsettled, quote.is_reviewed)
        for subject in subjects:
            keys: list[Any] = [(None, subject, month)]
            if quote.speaker_id:
                keys += [(quote.speaker_id, subject, month), (quote.speaker_id, subject, None)]
            for key in keys:
                line = tallies.setdefault(key, [0, 0, 0])
                line[:] = [old + new for old, new in zip(line, measures, strict=True)]
    held = Counter(Quote.objects.current().values_list("article", flat=True))
    days: dict[Any, list[int]] = {}
    for article in Article.objects.all():
        place = days.setdefault((article.source_id, article.published_on or UNDATED), [0, 0])
        shown = article.state != Article.State.RESTRICTED
        place[:] = [place[0] + shown, place[1] + held[article.pk]]
    return tallies, {key: place for key, place in days.items() if any(place)}


class World:
    """A small database, and things that can happen to it; numbers pick among what is there."""

    def __init__(self) -> None:
        self.people = [PersonFactory() for _ in range(3)]
        self.topics = [TopicFactory() for _ in range(4)]
        self.articles = [ArticleFactory(source=SourceFactory()) for _ in range(2)]
        self.editor = EditorFactory()

    def quote(self, pick: int) -> Quote | None:
        quotes = list(Quote.objects.order_by("pk"))
        return quotes[pick % len(quotes)] if quotes else None

    def add(self, pick: int, other: int) -> None:
        QuoteFactory(
            article=self.articles[pick % 2],
            speaker=[None, *self.people][pick % 4],
            topics=[self.topics[other % 4], self.topics[pick % 4]],
            said_on=[None, date(2020, 5, 4), date(2020, 5, 9), date(2021, 1, 1)][other % 4],
            confidence=[0.2, 0.9][pick % 2],
        )

    def tag(self, pick: int, other: int) -> None:
        if quote := self.quote(pick):
            quote.topics.set(topic for place, topic in enumerate(self.topics) if other >> place & 1)

    def retag(self, pick: int, other: int) -> None:
        tagged = Quote.topics.through._default_manager.order_by("pk")
        row = tagged.first()
        topic = self.topics[other % 4]
        if row and not tagged.filter(quote=row.quote_id, topic=topic).exists():
            tagged.filter(pk=row.pk).update(topic=topic)

    def move(self, pick: int, other: int) -> None:
        """Perhaps into a circle."""
        topic, parent = self.topics[pick % 4], [None, *self.topics][other % 5]
        if topic != parent:
            Topic.objects.filter(pk=topic.pk).update(parent=parent)

    def merge(self, pick: int, other: int) -> None:
        Quote.objects.filter(speaker=self.people[pick % 3]).update(speaker=self.people[other % 3])

    def correct(self, pick: int, other: int) -> None:
        if quote := self.quote(pick):
            field, after = [
                ("speaker", self.people[other % 3].slug),
                ("statement", bool(other % 2)),
                ("topics", [self.topics[other % 4].slug]),
            ][pick % 3]
            record_correction(quote, field=field, after=after, editor=self.editor, reason="A test.")

    def take_back(self, pick: int, other: int) -> None:
        quote = self.quote(pick)
        if quote and (correction := quote.corrections.first()):
            withdraw_correction(correction, editor=self.editor)

    def date(self, pick: int, other: int) -> None:
        Quote.objects.filter(pk__gte=pick).update(said_on=[None, date(2019, 2, 2)][other % 2], confidence=0.5)

    def remove(self, pick: int, other: int) -> None:
        quote = self.quote(pick)
        if quote and not quote.corrections.exists():
            quote.delete()

    def publish(self, pick: int, other: int) -> None:
        source = [None, *Source.objects.order_by("pk")][other % 3]
        Article.objects.filter(pk=self.articles[pick % 2].pk).update(
            source=source, published_on=[None, date(2020, 5, 4)][other % 2]
        )

    def hide(self, pick: int, other: int) -> None:
        article = self.articles[pick % 2]
        standing = Restriction.objects.hiding(article).first()
        if standing:
            lift_restriction(standing, editor=self.editor)
        else:
            restrict(article, basis="other", reason="A test.", editor=self.editor)

    def post(self, pick: int, other: int) -> None:
        post_entries()


ACTIONS = [name for name in vars(World) if name not in {"quote"} and not name.startswith("_")]
steps = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 15), st.integers(0, 15)), min_size=3, max_size=14
)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_counts_are_those_of_counting_anew(db: None, happened: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        world = World()
        for number in range(3):
            world.add(number, number)
        for action, pick, other in happened:
            getattr(world, action)(pick, other)
        assert counted() == counted_anew()
        recount()
        assert counted() == counted_anew()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_reading_an_article_in_and_again_keeps_counts_right() -> None:
    article = ingest_article(SAMPLE.read_bytes(), name=SAMPLE.name, source="Ruritanian Wire").article
    ingest_article(STORY)
    assert counted() == counted_anew()
    reparse_article(article)
    assert counted() == counted_anew()
    assert Tally.objects.by_month().total() == Quote.objects.current().count() > 0


@pytest.mark.django_db
def test_posting_leaves_one_row_a_key_and_none_of_nought() -> None:
    quotes = [QuoteFactory() for _ in range(3)]
    Quote.objects.filter(pk=quotes[0].pk).update(status="withdrawn")
    assert post_entries() > 0
    assert not Tally.objects.filter(posted=False).exists()
    assert not Tally.objects.filter(number=0).exists()
    keys = list(Tally.objects.values_list("speaker", "topic", "month"))
    assert len(keys) == len(set(keys))
    assert counted() == counted_anew()
    assert post_entries() == 0


@pytest.mark.django_db
def test_a_change_that_counts_for_nothing_writes_no_entry() -> None:
    quote = QuoteFactory(topics=[TopicFactory()])
    post_entries()
    quote.attributed_to = "somebody else"
    quote.save()
    quote.topics.set(quote.topics.all())
    assert not Tally.objects.filter(posted=False).exists()
    assert not Coverage.objects.filter(posted=False).exists()


def in_two_transactions(first: Callable[[], Any], second: Callable[[], Any]) -> None:
    """Run the second in another connection once the first is done but not committed."""
    done = threading.Event()

    def other() -> None:
        with transaction.atomic():
            second()
        done.set()
        connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        first()
        thread.start()
        done.wait(0.3)  # it may have to wait for us
    thread.join(10)
    assert done.is_set()


@pytest.mark.django_db(transaction=True)
def test_two_who_tag_a_quote_at_once_count_its_broader_topic_once() -> None:
    broad = TopicFactory()
    narrow = [TopicFactory(parent=broad) for _ in range(2)]
    quote = QuoteFactory()
    in_two_transactions(lambda: quote.topics.add(narrow[0]), lambda: quote.topics.add(narrow[1]))
    assert counted() == counted_anew()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tag_first", [True, False])
def test_a_quote_tagged_and_given_to_another_speaker_at_once_is_counted_right(tag_first: bool) -> None:
    quote, topic, other = QuoteFactory(), TopicFactory(), PersonFactory()

    def tag() -> None:
        quote.topics.add(topic)

    def give() -> None:
        Quote.objects.filter(pk=quote.pk).update(speaker=other)

    in_two_transactions(*((tag, give) if tag_first else (give, tag)))
    assert counted() == counted_anew()


@pytest.mark.django_db(transaction=True)
def test_a_topic_moved_while_a_quote_is_tagged_is_counted_right() -> None:
    topic, broad = TopicFactory(), TopicFactory()
    QuoteFactory(topics=[topic])
    quote = QuoteFactory()

    def move() -> None:
        topic.parent = broad
        topic.save()

    in_two_transactions(move, lambda: quote.topics.add(topic))
    assert counted() == counted_anew()


@pytest.mark.django_db(transaction=True)
def test_writers_of_the_same_speaker_do_not_wait_for_each_other() -> None:
    person: Person = PersonFactory()
    articles = [ArticleFactory() for _ in range(2)]
    done = threading.Event()

    def write() -> None:
        QuoteFactory(article=articles[1], speaker=person)
        done.set()
        connection.close()

    thread = threading.Thread(target=write)
    with transaction.atomic():
        QuoteFactory(article=articles[0], speaker=person)
        thread.start()
        assert done.wait(10), "the other writer waits for ours"
    thread.join(10)
    assert counted() == counted_anew()
