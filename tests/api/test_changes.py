"""The feed of changes: nothing skipped, nothing out of order, whoever writes meanwhile."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from django.db import connection, connections, transaction
from rest_framework.test import APIClient

from statements.corrections import (
    lift_restriction,
    merge_people,
    record_correction,
    restrict,
    undo_merge,
    withdraw_correction,
)
from statements.ingest.articles import ingest_article, reparse_article
from statements.models import (
    Alias,
    Article,
    Correction,
    Meeting,
    Merge,
    Person,
    Quote,
    Restriction,
    Source,
    Topic,
)
from statements.models.feed import Position
from tests.api.mirror import Mirror, everything, wait_for_other_databases
from tests.api.rows import connected_quote
from tests.factories import (
    AliasFactory,
    CorrectionFactory,
    EditorFactory,
    MeetingFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)
from tests.ingest.test_reparse import TEXT, parser, says

pytestmark = pytest.mark.django_db(transaction=True)
FEED = "/api/v1/changes/"


def told(mirror: Mirror) -> list[tuple[str, str, str]]:
    return [(change["resource"], change["key"], change["change"]) for change in mirror.follow()]


def test_the_feed_begins_with_everything(client: APIClient) -> None:
    connected_quote()
    CorrectionFactory()
    mirror = Mirror(client)

    mirror.follow()

    assert mirror.records == everything(client)
    assert {resource for resource, _ in mirror.records} == {
        *("sources", "topics", "speakers", "articles", "meetings", "quotes", "corrections")
    }


def test_what_was_added_and_changed_is_told_once_a_transaction(client: APIClient) -> None:
    mirror = Mirror(client)
    source = SourceFactory()
    assert told(mirror) == [("sources", source.slug, "added")]

    with transaction.atomic():
        Source.objects.update(site="https://one.example/")
        Source.objects.update(site="https://two.example/")

    [change] = mirror.follow()
    assert (change["change"], change["record"]["site"]) == ("changed", "https://two.example/")
    assert mirror.follow() == []


def test_a_withdrawn_quote_leaves_with_the_reason_and_may_come_back(client: APIClient) -> None:
    quote, editor = QuoteFactory(), EditorFactory()
    mirror = Mirror(client, f"{FEED}?resource=quotes")
    mirror.follow()
    correction = record_correction(quote, field="statement", after=False, editor=editor, reason="A slogan.")

    [change] = mirror.follow()
    assert (change["change"], change["record"]) == ("withdrawn", None)
    assert change["reason"] == "An editor decided that this is not a statement: A slogan."
    assert client.get(change["url"]).status_code == 410

    withdraw_correction(correction, editor=editor)
    [change] = mirror.follow()
    assert (change["change"], change["record"]["id"]) == ("changed", quote.public_id)


def test_a_merged_person_leaves_with_the_successor(client: APIClient) -> None:
    kept, merged = AliasFactory(person__slug="kept").person, AliasFactory(person__slug="merged").person
    QuoteFactory(speaker=merged)
    mirror = Mirror(client)
    mirror.follow()
    merge = merge_people(kept, merged, editor=EditorFactory(), reason="One woman.")

    mirror.follow()
    change = mirror.removed["speakers", "merged"]
    assert (change["change"], change["successor"]) == ("merged", "kept")
    assert mirror.records == everything(client)

    undo_merge(merge, editor=EditorFactory())
    mirror.follow()
    assert mirror.records == everything(client)
    assert ("speakers", "merged") in mirror.records


def test_a_hidden_article_leaves_with_all_that_cites_it(client: APIClient) -> None:
    quote = connected_quote()
    CorrectionFactory(quote=quote)
    mirror = Mirror(client)
    mirror.follow()
    restriction = restrict(quote.article, basis="law", reason="A court said so.", editor=EditorFactory())

    mirror.follow()
    assert mirror.removed["articles", quote.article.public_id]["reason"].endswith("A court said so.")
    assert mirror.removed["quotes", quote.public_id]["reason"].endswith("A court said so.")
    assert mirror.records == everything(client)

    lift_restriction(restriction, editor=EditorFactory())
    mirror.follow()
    assert mirror.records == everything(client)


def test_a_deleted_record_leaves(client: APIClient) -> None:
    mirror = Mirror(client)
    TopicFactory(slug="rivers")
    meeting = MeetingFactory()
    mirror.follow()

    Topic.objects.all().delete()
    meeting.delete()

    assert sorted(told(mirror)) == [("meetings", meeting.slug, "deleted"), ("topics", "rivers", "deleted")]
    assert mirror.records == {}


@pytest.mark.parametrize(
    ("change", "resource"),
    [
        (lambda quote: quote.topics.clear(), "quotes"),
        (lambda quote: quote.article.topics.clear(), "articles"),
        (lambda quote: Alias.objects.update(name="Mrs T."), "speakers"),
        (lambda quote: quote.speaker.offices.update(title="Envoy"), "speakers"),
        (lambda quote: quote.meeting.participations.all().delete(), "meetings"),
        (lambda quote: quote.meeting.reports.update(mentioned=True), "meetings"),
        (lambda quote: Topic.objects.filter(parent__isnull=False).update(parent=None), "topics"),
    ],
)
def test_a_change_of_a_part_is_one_of_its_record(
    client: APIClient, change: Callable[[Any], Any], resource: str
) -> None:
    quote = connected_quote()
    mirror = Mirror(client)
    mirror.follow()

    change(quote)

    assert resource in {resource for resource, _, _ in told(mirror)}
    assert mirror.records == everything(client)


@contextmanager
def another_connection() -> Iterator[Any]:
    """A connection of its own, which somebody else writes by."""
    other = connection.copy("default")
    try:
        yield other
    finally:
        other.close()


def test_who_commits_late_is_not_skipped(client: APIClient) -> None:
    mirror = Mirror(client)
    insert = (
        "INSERT INTO statements_source (name, slug, site, kind, feed_url) VALUES (%s, %s, '', 'wire', '')"
    )
    with another_connection() as slow:
        slow.set_autocommit(False)
        slow.cursor().execute(insert, ["Slow", "slow"])  # draws the lower number, and waits
        SourceFactory(slug="quick")

        assert mirror.follow() == []  # “quick” is stored, but “slow” may come before it

        slow.commit()
        assert told(mirror) == [("sources", "slow", "added"), ("sources", "quick", "added")]


def test_who_rolls_back_holds_nobody_up(client: APIClient) -> None:
    mirror = Mirror(client)
    with another_connection() as other:
        other.set_autocommit(False)
        other.cursor().execute("UPDATE statements_topic SET name = name")
        other.rollback()
    SourceFactory(slug="quick")

    assert told(mirror) == [("sources", "quick", "added")]


def test_start_now_follows_beside_a_full_export(client: APIClient) -> None:
    SourceFactory()
    wait_for_other_databases()
    begin = client.get(f"{FEED}?start=now").json()
    later = SourceFactory()

    assert (begin["results"], begin["more"]) == ([], False)
    mirror = Mirror(client, begin["next"])
    assert told(mirror) == [("sources", later.slug, "added")]


def test_a_feed_of_another_life_of_the_database_says_so(
    client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = client.get(f"{FEED}?start=now").json()["next"]
    monkeypatch.setattr("statements.api.changes.present", lambda: ("another-1", Position(1, 0)))

    response = client.get(begin)

    assert response.status_code == 410
    assert response.json()["type"] == "/api/problems/feed-restarted/"


@pytest.mark.parametrize(
    "query",
    [
        "cursor=made-up",
        "cursor=WyJhIiwxXQ",
        "cursor=WyJhIiwtMSwtMV0",
        "cursor=" + "W" * 5000,
        "start=then",
        "resource=nothing",
        "page_size=0",
        "page_size=1&page_size=2",
        "speaker=a",
        "cursor=x&start=now",
    ],
)
def test_what_means_nothing_is_refused(client: APIClient, query: str) -> None:
    response = client.get(f"{FEED}?{query}")

    assert response.status_code == 400
    assert response.json()["errors"].keys() <= {"cursor", "start", "resource", "page_size", "speaker"}


def test_a_piece_takes_the_same_queries_for_any_number(
    client: APIClient, django_assert_max_num_queries: Any
) -> None:
    for count in (1, 6):
        for _ in range(count):
            record_withdrawn()
        wait_for_other_databases()
        with django_assert_max_num_queries(45):
            found = client.get(f"{FEED}?page_size=1000").json()
        assert len(found["results"]) >= count * 8


def record_withdrawn() -> None:
    """Something in every list, and a quote that was withdrawn."""
    quote = connected_quote()
    gone = QuoteFactory(article=quote.article)
    record_correction(gone, field="statement", after=False, editor=EditorFactory(), reason="A slogan.")
    PersonFactory(merged_into=quote.speaker)


# --- A mirror through anything --------------------------------------------------------------------------


def some(random: Random, queryset: Any) -> Any:
    keys = list(queryset.order_by("pk").values_list("pk", flat=True))
    return queryset.model._default_manager.get(pk=random.choice(keys)) if keys else None


class Writer:
    """Somebody who edits, parses, merges and hides at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.editor = EditorFactory(username=f"writer{seed}")
        self.seed = seed

    def step(self) -> None:
        random = self.random
        deed = random.choice(
            [
                *(self.add, self.correct, self.take_back, self.merge, self.unmerge, self.reparse),
                *(self.hide, self.show, self.rename, self.retag, self.roll_back),
            ]
        )
        deed()

    def add(self) -> None:
        text = f"{TEXT} {self.seed}.{self.random.random()}"
        ingest_article(text.encode(), source=f"Wire {self.random.randrange(3)}")

    def correct(self) -> None:
        quote, person = some(self.random, Quote.objects), some(self.random, Person.objects.current())
        field, after = self.random.choice(
            [("statement", False), ("statement", True), ("speaker", person.slug), ("topics", [])]
        )
        record_correction(quote, field=field, after=after, editor=self.editor, reason="At random.")

    def take_back(self) -> None:
        if correction := some(self.random, Correction.objects.standing()):
            withdraw_correction(correction, editor=self.editor)

    def merge(self) -> None:
        kept, merged = (some(self.random, Person.objects.current()) for _ in range(2))
        if kept != merged:
            merge_people(kept, merged, editor=self.editor, reason="At random.")

    def unmerge(self) -> None:
        if merge := some(self.random, Merge.objects.filter(undone_at=None)):
            undo_merge(merge, editor=self.editor)

    def reparse(self) -> None:
        words = ["The bridge will be built.", "The bridge will be built. It will be blue.", "The river"]
        chosen = self.random.sample(words, self.random.randrange(3))
        article = some(self.random, Article.objects.filter(text__startswith=TEXT))
        reparse_article(article, parser=parser(*(says(each) for each in chosen)))

    def hide(self) -> None:
        thing = some(self.random, self.random.choice([Quote.objects, Article.objects]))
        restrict(thing, basis="person", reason="Asked to.", editor=self.editor)

    def show(self) -> None:
        if restriction := some(self.random, Restriction.objects.filter(lifted_at=None)):
            lift_restriction(restriction, editor=self.editor)

    def rename(self) -> None:
        model = self.random.choice([Source, Topic, Meeting, Article])
        column = {Source: "site", Topic: "description", Meeting: "place", Article: "author"}[model]
        if row := some(self.random, model._default_manager):
            type(row).objects.filter(pk=row.pk).update(**{column: f"x{self.random.random()}"[:20]})

    def retag(self) -> None:
        quote, topic = some(self.random, Quote.objects), some(self.random, Topic.objects)
        with transaction.atomic():
            quote.topics.add(topic)
            quote.save()

    def roll_back(self) -> None:
        try:
            with transaction.atomic():
                self.add()
                raise InterruptedError
        except InterruptedError:
            pass


def write_at_random(seed: int, steps: int, errors: list[Exception], followed: threading.Event) -> None:
    """So many deeds, and more until they were followed; what cannot be done (a deadlock) is left."""
    writer = Writer(seed)
    try:
        for step in range(20 * steps):
            if step >= steps and followed.is_set():
                break
            try:
                writer.step()
            except Exception as error:
                errors.append(error)
    finally:
        connections.close_all()


def test_a_mirror_is_in_step_through_edits_parses_merges_and_concurrent_writers(client: APIClient) -> None:
    for number in range(3):
        ingest_article(f"{TEXT} {number}".encode(), source="Wire")
    mirror, errors = Mirror(client), []  # type: ignore[var-annotated]
    followed = threading.Event()
    writers = [
        threading.Thread(target=write_at_random, args=(seed, 30, errors, followed)) for seed in (1, 2, 3)
    ]
    for writer in writers:
        writer.start()
    pieces = 0
    while any(writer.is_alive() for writer in writers):
        pieces += bool(mirror.follow())
        if pieces > 3:
            followed.set()
    for writer in writers:
        writer.join()
    mirror.follow()

    assert mirror.records == everything(client)
    assert followed.is_set()  # several times while they wrote
    assert Correction.objects.count() + Merge.objects.count() + Restriction.objects.count() > 5, errors
