"""A link that can say “changed since you cited it”."""

from datetime import date
from html import unescape

import pytest
from django.test import Client

from statements.corrections import record_correction
from statements.models import Quote
from statements.pages.fingerprints import Change, fingerprint, since_cited
from tests.factories import ArticleFactory, EditorFactory, PersonFactory, QuoteFactory
from tests.pages.rows import full_meeting, speaker_of

pytestmark = pytest.mark.django_db


def changes(quote: Quote, cited: str) -> list[Change]:
    found = since_cited(Quote.objects.for_display().get(pk=quote.pk), cited)
    assert found.readable
    return found.changes


def test_a_quote_that_stayed_as_it_was_says_so(client: Client) -> None:
    quote = QuoteFactory(meeting=full_meeting())
    assert changes(quote, fingerprint(quote)) == []
    link = client.get(quote.get_absolute_url()).context["permalink"]
    assert "Unchanged since it was cited" in client.get(link).content.decode()


def test_another_speaker_is_a_change_and_both_are_named(client: Client) -> None:
    quote, other = QuoteFactory(), PersonFactory(name="Carla Nemo")
    before, cited = speaker_of(quote).name, fingerprint(quote)
    record_correction(quote, field="speaker", after=other.slug, editor=EditorFactory(), reason="Heard it.")
    assert changes(quote, cited) == [Change("Speaker", before, "Carla Nemo")]
    page = unescape(client.get(f"{quote.get_absolute_url()}?cited={cited}").content.decode())
    assert "Changed since it was cited" in page
    assert f'<s dir="auto">{before}</s>' in page


def test_a_speaker_merged_into_another_is_told_by_both_names() -> None:
    old, new = PersonFactory(name="Alba Testone"), PersonFactory(name="Alba Testoni")
    quote = QuoteFactory(speaker=old)
    cited = fingerprint(quote)
    type(old).objects.filter(pk=old.pk).update(merged_into=new)
    Quote.objects.filter(pk=quote.pk).update(speaker=new)
    assert changes(quote, cited) == [Change("Speaker", "Alba Testone", "Alba Testoni")]


def test_a_name_given_to_somebody_unnamed_is_a_change() -> None:
    quote, person = QuoteFactory(speaker=None, attributed_to="the envoy"), PersonFactory(name="Carla Nemo")
    cited = fingerprint(quote)
    record_correction(quote, field="speaker", after=person.slug, editor=EditorFactory(), reason="Heard it.")
    assert changes(quote, cited) == [Change("Speaker", "the envoy", "Carla Nemo")]


def test_other_words_and_another_day_are_changes_whose_past_may_be_unknown() -> None:
    quote = QuoteFactory(article=ArticleFactory(text="“One two three four.”"), text="One two")
    cited = fingerprint(quote)
    Quote.objects.filter(pk=quote.pk).update(
        text="One two three", end=quote.end + 6, said_on=date(2020, 5, 5)
    )
    assert changes(quote, cited) == [
        Change("Words", "", "One two three"),
        Change("Date", "", "5 May 2020"),
    ]


def test_words_that_an_editor_judged_are_remembered() -> None:
    quote = QuoteFactory(article=ArticleFactory(text="“One two three four.”"), text="One two")
    cited = fingerprint(quote)
    record_correction(quote, field="topics", after=[], editor=EditorFactory(), reason="Off topic.")
    Quote.objects.filter(pk=quote.pk).update(text="One two three", end=quote.end + 6)
    assert changes(quote, cited) == [Change("Words", "One two", "One two three")]


def test_a_day_that_an_editor_corrected_is_remembered() -> None:
    quote = QuoteFactory()
    cited = fingerprint(quote)
    record_correction(quote, field="date", after="2020-05-01", editor=EditorFactory(), reason="A Friday.")
    assert changes(quote, cited) == [Change("Date", "4 May 2020", "1 May 2020")]


def test_bounds_that_an_editor_moved_are_remembered() -> None:
    quote = QuoteFactory(article=ArticleFactory(text="“One two three four.”"), text="One two")
    cited = fingerprint(quote)
    bounds = [quote.start, quote.end + 6]
    record_correction(quote, field="boundaries", after=bounds, editor=EditorFactory(), reason="Cut short.")
    assert changes(quote, cited) == [Change("Words", "One two", "One two three")]


def test_a_meeting_given_later_is_a_change() -> None:
    quote, meeting = QuoteFactory(), full_meeting()
    cited = fingerprint(quote)
    record_correction(quote, field="meeting", after=meeting.slug, editor=EditorFactory(), reason="There.")
    assert changes(quote, cited) == [Change("Meeting", "none", str(meeting))]


@pytest.mark.parametrize(
    "cited", ["x", "0000-0000-0000", "ILOU-0000-0000-0000", "<script>", "0" * 5000, "\0"]
)
def test_a_damaged_link_is_told_and_the_page_is_there(client: Client, cited: str) -> None:
    response = client.get(QuoteFactory().get_absolute_url(), {"cited": cited})
    assert response.status_code == 200
    assert "is damaged" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_blanks_and_line_ends_are_no_change() -> None:
    one = QuoteFactory(article=ArticleFactory(text="“One two.”"), text="One two.")
    two = QuoteFactory(article=ArticleFactory(text="“One\n two.”"), text="One\n two.", speaker=one.speaker)
    assert fingerprint(one) == fingerprint(two)
