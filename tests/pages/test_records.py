"""How attribution to a person has stood before editors."""

import pytest
from django.test import Client

from statements.corrections import record_correction
from statements.models import Person, Quote
from statements.pages.records import AttributionRecord, attribution_record
from tests.factories import EditorFactory, PersonFactory, QuoteFactory

pytestmark = pytest.mark.django_db


def decide(quote: Quote, speaker: Person | None) -> None:
    """An editor says who said it."""
    after = speaker.slug if speaker else None
    record_correction(quote, field="speaker", after=after, editor=EditorFactory(), reason="Heard it.")


def test_what_stood_was_taken_and_was_given_is_counted(client: Client) -> None:
    alba, bruno = PersonFactory(), PersonFactory()
    decide(QuoteFactory(speaker=alba), alba)
    decide(QuoteFactory(speaker=alba), bruno)
    decide(QuoteFactory(speaker=alba), None)
    decide(QuoteFactory(speaker=bruno), alba)
    decide(QuoteFactory(speaker=None), alba)
    QuoteFactory(speaker=alba)
    assert attribution_record(alba) == AttributionRecord(kept=1, taken=2, given=2)
    assert attribution_record(bruno) == AttributionRecord(kept=0, taken=1, given=1)
    assert "it stood 1, somebody else was meant 2" in client.get(alba.get_absolute_url()).content.decode()


def test_what_a_merged_name_was_credited_with_counts_as_theirs() -> None:
    alba = PersonFactory()
    former = PersonFactory()
    quote = QuoteFactory(speaker=former)
    former.merged_into = alba
    former.save()
    Quote.objects.update(speaker=alba)
    decide(quote, alba)
    assert attribution_record(alba) == AttributionRecord(kept=1, taken=0, given=0)


def test_without_a_decision_nothing_is_claimed(client: Client) -> None:
    speaker = QuoteFactory().speaker
    assert speaker
    assert not attribution_record(speaker)
    assert "How attribution has stood" not in client.get(speaker.get_absolute_url()).content.decode()
