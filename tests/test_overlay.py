"""Any sequence of parses, corrections, undoings and merges: no verdict is ever lost or misplaced."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from statements.corrections import (
    CorrectionError,
    add_quote,
    join_quotes,
    merge_people,
    record_correction,
    split_quote,
    undo_batch,
    undo_merge,
    withdraw_correction,
)
from statements.ingest.articles import reparse_article
from statements.ingest.reconciliation import SAME_QUOTE
from statements.models import Batch, Correction, Merge, Office, Participation, Person, Quote
from statements.parsing import ParsedArticle, ParsedPerson, ParsedQuote, QuoteKind, Span, SpeakerKind
from tests.factories import ArticleFactory, EditorFactory

NAMES = ("Alba Testoni", "Bruno Esempio", "Carla Prova", "Dario Invenzio")
TEXT = " ".join(f"word{n:02}" for n in range(24))
WORD = len("word00 ")
NUMBER = count()

words = st.tuples(st.integers(0, 23), st.integers(1, 8)).map(
    lambda pair: Span(pair[0] * WORD, min(pair[0] + pair[1], 24) * WORD - 1)
)
finds = st.lists(
    st.tuples(words, st.sampled_from([None, *NAMES]), st.sampled_from(list(QuoteKind))),
    max_size=5,
    unique_by=lambda found: found[0],
)
Finds = list[tuple[Span, str | None, QuoteKind]]


def parser(found: Finds, text: str) -> Callable[..., ParsedArticle]:
    """A parser that finds just this."""
    quotes = tuple(
        ParsedQuote(
            span,
            kind,
            speaker=name,
            speaker_kind=SpeakerKind.PERSON if name else SpeakerKind.UNNAMED,
            confidence=0.7,
        )
        for span, name, kind in sorted(found, key=lambda one: one[0].start)
    )
    people = tuple(ParsedPerson(name, "Minister", "FR") for name in NAMES)
    return lambda *args, **kwargs: ParsedArticle(text, people=people, quotes=quotes)


def shared(one: Span, other: Span) -> float:
    common = one.overlap(other)
    return common / (one.end - one.start + other.end - other.start - common)


def who(slug: str | None) -> Person | None:
    person = Person.objects.filter(slug=slug).first()
    return person and (person.merged_into or person)


class Overlay(RuleBasedStateMachine):
    """One article, in the hands of many parsers and editors."""

    @initialize(found=finds)
    def begin(self, found: Finds) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.editor = EditorFactory()
        self.article = ArticleFactory(text=f"{TEXT} {next(NUMBER)}")
        self.ids: dict[str, int] = {}
        self.made = 0
        self.reparse(found)

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            try:
                for public_id in self.ids:
                    assert Client().get(f"/quotes/{public_id}/").status_code in {200, 302, 410}
            finally:
                transaction.set_rollback(True)
                self.transaction.__exit__(None, None, None)

    @rule(found=finds)
    def reparse(self, found: Finds) -> None:
        reparse_article(self.article, parser=parser(found, self.article.text))
        self._check_spans(found)

    @precondition(lambda self: self.ids)
    @rule(
        data=st.data(),
        field=st.sampled_from(["speaker", "relayed", "statement", "kind", "date", "boundaries", "topics"]),
    )
    def correct(self, data: Any, field: str) -> None:
        people = st.sampled_from([None, *Person.objects.current().values_list("slug", flat=True)])
        values: dict[str, Any] = {
            "speaker": people,
            "relayed": people,
            "statement": st.booleans(),
            "kind": st.sampled_from(Quote.Kind.values),
            "date": st.sampled_from([None, "2020-05-04", "2021-01-01"]),
            "boundaries": words.map(lambda span: [span.start, span.end]),
            "topics": st.just([]),
        }
        quote, after = self._quote(data), data.draw(values[field], label=field)
        record_correction(quote, field=field, after=after, editor=self.editor, reason="It says so.")
        self.made += 1

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def take_back(self, data: Any) -> None:
        correction = data.draw(st.sampled_from(list(Correction.objects.order_by("pk"))))
        withdraw_correction(correction, editor=self.editor)

    @rule(pair=st.permutations(NAMES))
    def merge(self, pair: list[str]) -> None:
        one, other = (Person.objects.get(name=name) for name in pair[:2])
        if not (one.merged_into or other.merged_into):
            merge_people(one, other, editor=self.editor, reason="One person.")

    @precondition(lambda self: Merge.objects.filter(undone_at=None).exists())
    @rule()
    def unmerge(self) -> None:
        undo_merge(Merge.objects.filter(undone_at=None).latest("pk"), editor=self.editor)

    @rule(pair=st.permutations(NAMES))
    def a_merge_undone_at_once_leaves_no_trace(self, pair: list[str]) -> None:
        one, other = (Person.objects.get(name=name) for name in pair[:2])
        if one.merged_into or other.merged_into:
            return
        before = snapshot()
        undo_merge(merge_people(one, other, editor=self.editor, reason="No."), editor=self.editor)
        assert snapshot() == before

    @rule(span=words, name=st.sampled_from(NAMES))
    def add(self, span: Span, name: str) -> None:
        speaker = who(Person.objects.get(name=name).slug)
        options: Any = {"speaker": speaker, "kind": "direct", "editor": self.editor, "reason": "Missed."}
        with transaction.atomic():
            try:
                add_quote(self.article, span.start, span.end, **options)
            except CorrectionError as error:
                assert "a quote already" in str(error)  # noqa: PT017

    @precondition(lambda self: self.ids)
    @rule(data=st.data())
    def split(self, data: Any) -> None:
        quote = self._quote(data)
        try:
            split_quote(
                quote, quote.start + len(quote.text) // 2, editor=self.editor, reason="Two statements."
            )
        except CorrectionError as error:
            assert "a quote already" in str(error) or len(quote.text) == 1  # noqa: PT017

    @precondition(lambda self: len(self.ids) > 1)
    @rule(data=st.data())
    def join(self, data: Any) -> None:
        quotes = data.draw(st.permutations(self._oldest_first()))[:2]
        first, second = (Quote.objects.get(public_id=public_id) for public_id in quotes)
        join_quotes(first, second, editor=self.editor, reason="One statement.")

    @precondition(lambda self: Batch.objects.filter(undone_at=None).exists())
    @rule(data=st.data())
    def undo(self, data: Any) -> None:
        undo_batch(
            data.draw(st.sampled_from(list(Batch.objects.filter(undone_at=None).order_by("pk")))),
            editor=self.editor,
        )

    @invariant()
    def every_quote_keeps_its_id(self) -> None:
        now = dict(Quote.objects.values_list("public_id", "pk"))
        assert self.ids.items() <= now.items()
        self.ids = now
        self.made = max(self.made, Correction.objects.count())
        assert Correction.objects.count() == self.made

    @invariant()
    def the_last_standing_verdict_counts_and_a_stale_one_is_put_up(self) -> None:
        for quote in Quote.objects.select_related("speaker", "relayed", "article"):
            verdicts = {one.field: one for one in quote.corrections.standing().order_by("pk")}
            redrawn = verdicts.get("boundaries")
            for field, verdict in verdicts.items():
                seen = redrawn is not None and redrawn.pk >= verdict.pk
                now = quote.opinion()[field]
                if field in {"speaker", "relayed"}:
                    assert getattr(quote, field) == who(verdict.after)
                    assert not (getattr(quote, field) and getattr(quote, field).merged_into)
                    stale = who(quote.parsed.get(field)) not in {who(verdict.parsed), who(verdict.after)}
                else:
                    assert now == verdict.after
                    stale = quote.parsed.get(field) not in (verdict.parsed, verdict.after)
                if stale or (verdict.words != quote.text and not seen):
                    assert quote.review == Quote.Review.DISPUTED
            if not verdicts:
                assert quote.review == Quote.Review.UNREVIEWED
                assert (quote.status == Quote.Status.CURRENT) == quote.parsed["statement"]
            elif not quote.found and "statement" not in verdicts:
                assert quote.review == Quote.Review.DISPUTED

    def _check_spans(self, found: Finds) -> None:
        """Each found span has one row; a judged one holds words that were judged."""
        rows = list(self.article.quotes.filter(found=True))
        assert sorted(row.parsed["boundaries"] for row in rows) == sorted(
            [span.start, span.end] for span, _, _ in found
        )
        for row in rows:
            verdicts = list(row.corrections.standing().order_by("pk"))
            if verdicts and not any(verdict.field == "boundaries" for verdict in verdicts):
                start = verdicts[-1].start
                assert start is not None
                judged = Span(start, start + len(verdicts[-1].words))
                assert shared(judged, Span(row.start, row.end)) >= SAME_QUOTE

    def _quote(self, data: Any) -> Quote:
        return Quote.objects.get(public_id=data.draw(st.sampled_from(self._oldest_first()), label="quote"))

    def _oldest_first(self) -> list[str]:
        """Public ids in an order that is the same each time: they are drawn by lot."""
        return sorted(self.ids, key=lambda public_id: self.ids[public_id])


def snapshot() -> dict[str, Any]:
    """All that a merge touches, times of change left out."""
    quotes = Quote.objects.order_by("pk").values_list(
        "pk", "speaker", "relayed", "parsed", "review", "status", "start", "end"
    )
    people = Person.objects.order_by("pk").values_list("pk", "name", "country", "organization", "merged_into")
    return {
        "quotes": list(quotes),
        "people": list(people),
        "aliases": sorted(
            (person.pk, alias.name) for person in Person.objects.all() for alias in person.aliases.all()
        ),
        "offices": list(Office.objects.order_by("pk").values_list("pk", "person", "title")),
        "participations": list(Participation.objects.order_by("pk").values_list("pk", "person", "side")),
    }


@pytest.mark.django_db
def test_no_sequence_of_acts_loses_or_misplaces_a_verdict() -> None:
    run_state_machine_as_test(
        Overlay, settings=settings(max_examples=15, stateful_step_count=14, deadline=None)
    )
