"""One quote: its words, its evidence, its history, its address for ever."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from statements.corrections import record_correction, withdraw_correction
from statements.models import Quote
from tests.factories import (
    AdminFactory,
    ArticleFactory,
    CorrectionFactory,
    EditorFactory,
    OfficeFactory,
    PersonFactory,
    QuoteFactory,
    UserFactory,
)
from tests.pages.rows import MARKUP, full_quotes, hostile_quote, meeting_of, speaker_of

pytestmark = pytest.mark.django_db


def page(client: Client, quote: Quote) -> str:
    """The text of the quote's page, blanks made one."""
    response = client.get(quote.get_absolute_url())
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def attributed_quote() -> Quote:
    """A quote with mention and cue in its paragraph, after a paragraph that has nothing to do with it."""
    text = "Rain fell.\n\n“🕊 Peace 𝔸 is near,” said Testoni.\n\nThe end."
    start, mention, cue = (text.index(words) for words in ("🕊", "Testoni", "said"))
    return QuoteFactory(
        article=ArticleFactory(text=text),
        text="🕊 Peace 𝔸 is near,",
        start=start,
        mention_start=mention,
        mention_end=mention + 7,
        cue_start=cue,
        cue_end=cue + 4,
        confidence=0.88,
    )


def test_the_paragraph_shows_content_mention_and_cue(client: Client) -> None:
    found = page(client, attributed_quote())
    assert '“<mark class="in-content ">🕊 Peace 𝔸 is near,</mark>”' in found
    assert '<mark class="in-cue ">said</mark> <mark class="in-mention ">Testoni</mark>' in found


def test_what_stands_before_and_after_is_shown_apart(client: Client) -> None:
    found = page(client, attributed_quote())
    for words in ("Rain fell.", "The end."):
        assert f'<p dir="auto" class="beside">{words}</p>' in found


def test_the_original_is_linked_at_the_very_words(client: Client) -> None:
    quote = QuoteFactory(article=ArticleFactory(url="https://wire.example/1#top"))
    assert "https://wire.example/1#top:~:text=The%20bridge%20will%20be%20built." in page(client, quote)


def test_an_address_that_is_none_of_the_web_is_no_link(client: Client) -> None:
    quote = QuoteFactory(article=ArticleFactory(url="javascript:alert(1)"))
    assert "javascript:" not in page(client, quote)


def test_the_page_says_how_sure_and_why(client: Client) -> None:
    found = page(client, attributed_quote())
    assert "Very likely, 88 %" in found
    assert 'signalled by “<span dir="auto">said</span>”' in found
    assert "Not reviewed" in found


def test_the_office_is_that_of_the_day(client: Client) -> None:
    speaker = PersonFactory()
    OfficeFactory(person=speaker, title="Harbour Master", since=date(2010, 1, 1), until=date(2019, 12, 31))
    OfficeFactory(person=speaker, title="Foreign Minister", since=date(2020, 1, 1))
    assert "Harbour Master" in page(client, QuoteFactory(speaker=speaker, said_on=date(2015, 6, 1)))
    assert "Foreign Minister" in page(client, QuoteFactory(speaker=speaker, said_on=date(2021, 6, 1)))


def test_reported_speech_has_no_quotation_marks(client: Client) -> None:
    direct, indirect = QuoteFactory(), QuoteFactory(kind="indirect", verbatim=[])
    assert "“The bridge will be built.” </blockquote>" in page(client, direct)
    assert ">The bridge will be built. </blockquote>" in page(client, indirect)


def test_a_mixed_quote_tells_the_reporters_words_apart(client: Client) -> None:
    text = "Testoni said that it “will be built” by spring, “God willing.”"
    content = "it “will be built” by spring, “God willing."
    spans = [
        [text.index(words), text.index(words) + len(words)] for words in ("will be built", "God willing.")
    ]
    quote = QuoteFactory(article=ArticleFactory(text=text), text=content, kind="mixed", verbatim=spans)
    reporters = [f'<span class="reporter">{words}</span>' for words in ("it “", "” by spring, “")]
    assert f"{reporters[0]}will be built{reporters[1]}God willing.”" in page(client, quote)


def test_an_unnamed_speaker_is_shown_as_the_article_has_it(client: Client) -> None:
    quote = QuoteFactory(speaker=None, attributed_to="a senior official")
    assert "a senior official" in page(client, quote)
    assert "Speaker not named" in page(client, QuoteFactory(speaker=None, attributed_to=""))


def test_the_person_whose_words_are_repeated_is_named(client: Client) -> None:
    relayed = PersonFactory(name="Bruno Querelle")
    assert "Repeating the words of" in page(client, QuoteFactory(relayed=relayed))


def test_neighbours_are_those_before_and_after_it_in_the_article(client: Client) -> None:
    article = ArticleFactory(text="“One.” “Two.” “Three.” “Four.”")
    one, two, three, four = (
        QuoteFactory(article=article, text=text) for text in ("One.", "Two.", "Three.", "Four.")
    )
    Quote.objects.filter(pk=two.pk).update(status="withdrawn")
    context = client.get(three.get_absolute_url()).context
    assert (context["previous"], context["following"]) == (one, four)
    assert client.get(one.get_absolute_url()).context["previous"] is None
    assert client.get(four.get_absolute_url()).context["following"] is None


def test_neighbours_of_equal_start_are_all_reached(client: Client) -> None:
    article = ArticleFactory(text="“One two.”")
    short, long = QuoteFactory(article=article, text="One"), QuoteFactory(article=article, text="One two.")
    assert client.get(short.get_absolute_url()).context["following"] == long
    assert client.get(long.get_absolute_url()).context["previous"] == short


def test_the_page_leads_to_the_quote_in_its_article(client: Client) -> None:
    quote = QuoteFactory()
    assert f'href="{quote.article.get_absolute_url()}#q-{quote.public_id}"' in page(client, quote)


def test_corrections_are_public_but_the_editor_is_not(client: Client) -> None:
    quote, other = QuoteFactory(), PersonFactory(name="Carla Nemo")
    editor = EditorFactory(username="secretive-sam")
    record_correction(
        quote, field="speaker", after=other.slug, editor=editor, reason="The transcript says so."
    )
    found = page(client, quote)
    assert f'<s dir="auto">{speaker_of(quote).name}</s>' in found
    assert '<strong dir="auto">Carla Nemo</strong>' in found
    assert "The transcript says so." in found
    assert "Reviewed by an editor" in found
    assert "secretive-sam" not in found


def test_a_correction_taken_back_is_shown_as_such(client: Client) -> None:
    quote, editor = QuoteFactory(), EditorFactory()
    correction = record_correction(quote, field="topics", after=[], editor=editor, reason="Off topic.")
    withdraw_correction(correction, editor=editor)
    assert "Taken back on" in page(client, quote)


def test_a_withdrawn_quote_is_gone_and_says_why(client: Client) -> None:
    quote = QuoteFactory()
    record_correction(
        quote, field="statement", after=False, editor=EditorFactory(), reason="A banner’s slogan."
    )
    response = client.get(quote.get_absolute_url())
    assert response.status_code == 410
    assert "A banner’s slogan." in unescape(response.content.decode())
    assert quote.article.get_absolute_url() in response.content.decode()


def test_a_quote_that_a_newer_parser_dropped_is_gone_and_says_so(client: Client) -> None:
    response = client.get(QuoteFactory(status="withdrawn", found=False).get_absolute_url())
    assert response.status_code == 410
    assert "no longer finds a statement" in response.content.decode()


def test_a_quote_whose_words_another_one_holds_now_leads_there(client: Client) -> None:
    article = ArticleFactory(text="He said: “One two. Three four five. Six.”")
    gone = QuoteFactory(article=article, text="Three four", status="withdrawn", found=False)
    QuoteFactory(article=article, text="One two.")
    successor = QuoteFactory(article=article, text="Three four five. Six.")
    response = client.get(gone.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, successor.get_absolute_url())


def test_a_quote_that_shares_a_few_words_is_no_successor(client: Client) -> None:
    article = ArticleFactory(text="He said: “One two three four five six.”")
    gone = QuoteFactory(article=article, text="three four five six.", status="withdrawn", found=False)
    QuoteFactory(article=article, text="One two three")
    assert client.get(gone.get_absolute_url()).status_code == 410


def test_what_an_editor_withdrew_leads_nowhere_else(client: Client) -> None:
    article = ArticleFactory(text="“One two three.”")
    gone = QuoteFactory(article=article, text="One two three.")
    record_correction(gone, field="statement", after=False, editor=EditorFactory(), reason="A song.")
    QuoteFactory(article=article, text="One two three.")
    assert client.get(gone.get_absolute_url()).status_code == 410


def test_a_speech_of_3000_words_stays_a_small_page(client: Client) -> None:
    text = "\n\n".join(
        " ".join(f"word{number}" for number in range(at, at + 100)) for at in range(0, 3000, 100)
    )
    quote = QuoteFactory(article=ArticleFactory(text=f"Before.\n\n{text}\n\nAfter."), text=text, kind="turn")
    response = client.get(quote.get_absolute_url())
    found = response.content.decode()
    assert len(response.content) < 60_000
    for words in ("word0 ", "word1500 ", "word2999"):
        assert words in found.split("</blockquote>")[0]
    assert "Some paragraphs are left out" in found


def test_words_beyond_all_measure_are_cut_and_found_in_the_article(client: Client) -> None:
    text = "word " * 10_000 + "end"
    quote = QuoteFactory(article=ArticleFactory(text=text), text=text, kind="turn")
    response = client.get(quote.get_absolute_url())
    assert len(response.content) < 60_000
    assert "the article has all of it" in response.content.decode()


def test_an_unknown_id_is_not_found(client: Client) -> None:
    assert client.get("/quotes/000000000000/").status_code == 404


@pytest.mark.parametrize(
    ("factory", "may"), [(EditorFactory, True), (AdminFactory, True), (UserFactory, False), (None, False)]
)
def test_only_those_who_may_correct_are_led_to_it(
    client: Client, factory: Callable[[], User] | None, may: bool
) -> None:
    quote = QuoteFactory()
    if factory:
        client.force_login(factory())
    link = f"/admin/statements/quote/{quote.pk}/change/"
    assert (link in page(client, quote)) is may


def test_hostile_texts_stay_texts(client: Client) -> None:
    quote = hostile_quote()
    CorrectionFactory(
        quote=quote, field="speaker", before=quote.text, after="<script>alert(3)", reason=quote.text
    )
    found = client.get(quote.get_absolute_url()).content.decode()
    assert not [markup for markup in MARKUP if markup in found]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    article = ArticleFactory(text=" ".join(f"“Sentence number {number}.”" for number in range(30)))
    quotes = [QuoteFactory(article=article, text=f"Sentence number {number}.") for number in (10, 11, 12)]
    full = full_quotes(1)[0]
    Quote.objects.filter(pk=quotes[1].pk).update(meeting=full.meeting)
    quotes[1].topics.set(full.topics.all())
    editor, another = EditorFactory(), full_quotes(1)[0]
    for field, value in (("speaker", speaker_of(another).slug), ("meeting", meeting_of(another).slug)):
        record_correction(quotes[1], field=field, after=value, editor=editor, reason="Heard it.")
    record_correction(quotes[1], field="topics", after=[], editor=editor, reason="Off topic.")
    address = f"{quotes[1].get_absolute_url()}?cited=0000-0000-0000-0000"
    few = queries_for(address)
    for number in range(13, 30):
        QuoteFactory(article=article, text=f"Sentence number {number}.")
        record_correction(quotes[1], field="topics", after=[], editor=editor, reason="Still off topic.")
        QuoteFactory(
            article=ArticleFactory(text=f"{number}: Sentence number 11."), text="Sentence number 11."
        )
    assert queries_for(address) == few <= 12


def test_only_reading_is_allowed(client: Client) -> None:
    address = QuoteFactory().get_absolute_url()
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
