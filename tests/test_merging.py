"""Two rows of one person become one, and are taken apart again exactly."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from statements.corrections import CorrectionError, merge_people, record_correction, undo_merge
from statements.ingest.people import find_person
from statements.models import Merge, Person, Quote, Suggestion
from statements.parsing import ParsedPerson
from tests.factories import (
    AliasFactory,
    EditorFactory,
    MeetingFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
)
from tests.test_overlay import snapshot

pytestmark = pytest.mark.django_db


def merge(kept: Person, merged: Person) -> Merge:
    return merge_people(kept, merged, editor=EditorFactory(), reason="The same minister.")


def full(name: str, **values: Any) -> Person:
    """Somebody with names, an office, a meeting, quotes."""
    person = PersonFactory(name=name, **values)
    AliasFactory(person=person, name=name)
    AliasFactory(person=person, name="Testov")
    OfficeFactory(person=person, title=f"Minister {name}")
    ParticipationFactory(person=person, meeting=MeetingFactory(slug=f"meeting-{person.pk}"))
    QuoteFactory(speaker=person)
    QuoteFactory(relayed=person, speaker=None)
    return person


def test_everything_follows_and_old_addresses_lead_on() -> None:
    kept, merged = full("Sergey Testov"), full("Sergei Testov", country="RU")

    merge(kept, merged)

    kept.refresh_from_db()
    assert sorted(kept.aliases.values_list("name", flat=True)) == ["Sergei Testov", "Sergey Testov", "Testov"]
    assert (kept.quotes.count(), kept.relayed_quotes.count(), kept.participations.count()) == (2, 2, 2)
    assert (kept.offices.count(), kept.country) == (2, "RU")
    assert Client().get(merged.get_absolute_url())["Location"] == kept.get_absolute_url()
    assert find_person(ParsedPerson("Sergei Testov", country="RU")) == kept


def test_undoing_leaves_no_trace() -> None:
    kept, merged = full("Sergey Testov"), full("Sergei Testov", country="RU")
    older = PersonFactory(merged_into=merged)
    meeting = MeetingFactory(slug="both")
    for person in (kept, merged):
        ParticipationFactory(person=person, meeting=meeting, side=person.name)
    OfficeFactory(person=kept, title="Envoy")
    OfficeFactory(person=merged, title="Envoy")
    before = snapshot()

    made = merge(kept, merged)
    older.refresh_from_db()
    assert older.merged_into == kept
    undo_merge(made, editor=EditorFactory())
    undo_merge(made, editor=EditorFactory())

    assert snapshot() == before


def test_what_happened_since_stays_when_a_merge_is_undone() -> None:
    kept, merged, third = full("Sergey Testov"), full("Sergei Testov"), PersonFactory()
    moved, corrected = merged.quotes.get(), QuoteFactory(speaker=merged)
    made = merge(kept, merged)
    record_correction(corrected, field="speaker", after=third.slug, editor=EditorFactory(), reason="Third.")
    since = QuoteFactory(speaker=kept, attributed_to="Sergei Testov")
    plain = QuoteFactory(speaker=kept, attributed_to="Sergey Testov")
    moved.refresh_from_db()
    moved.parsed = moved.parsed | {"speaker": kept.slug}
    moved.save()

    undo_merge(made, editor=EditorFactory())

    speakers = {quote: Quote.objects.get(pk=quote.pk).speaker for quote in (moved, corrected, since, plain)}
    assert speakers == {moved: merged, corrected: third, since: merged, plain: kept}
    assert Quote.objects.get(pk=moved.pk).parsed["speaker"] == merged.slug


@pytest.mark.parametrize("case", ["itself", "merged", "no reason"])
def test_a_merge_that_means_nothing_is_refused(case: str) -> None:
    one, other = PersonFactory(), PersonFactory()
    gone = PersonFactory(merged_into=other)
    pair = {"itself": (one, one), "merged": (one, gone), "no reason": (one, other)}[case]
    before = snapshot()

    with pytest.raises(CorrectionError):
        merge_people(*pair, editor=EditorFactory(), reason=" " if case == "no reason" else "So.")

    assert snapshot() == before


def test_a_merge_in_a_row_is_undone_from_its_end() -> None:
    first, second, third = PersonFactory(), PersonFactory(), PersonFactory()
    earlier = merge(second, first)
    merge(third, second)
    first.refresh_from_db()
    assert first.merged_into == third

    with pytest.raises(CorrectionError, match="undo that first"):
        undo_merge(earlier, editor=EditorFactory())


def test_a_suggestion_is_decided_by_a_merge_and_open_again_without_it() -> None:
    one, other = PersonFactory(), PersonFactory()
    suggestion = Suggestion.objects.create(one=one, other=other, evidence="They sound alike.")

    made = merge(one, other)
    suggestion.refresh_from_db()
    assert suggestion.state == "merged"

    undo_merge(made, editor=EditorFactory())
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by) == ("open", None)


def test_a_verdict_made_under_the_old_name_counts_on_both_sides_of_a_merge() -> None:
    kept, merged = PersonFactory(), PersonFactory()
    quote = QuoteFactory(said_on=date(2020, 1, 1))
    record_correction(quote, field="speaker", after=merged.slug, editor=EditorFactory(), reason="He did.")

    made = merge(kept, merged)
    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (kept, "reviewed")

    undo_merge(made, editor=EditorFactory())
    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (merged, "reviewed")
