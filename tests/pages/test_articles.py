"""Articles: the whole text, each quote marked and reachable."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from statements.models import Quote
from statements.pages.article_detail import MOST_LISTED
from tests.factories import ArticleFactory, MeetingReportFactory, PersonFactory, QuoteFactory
from tests.pages.rows import MARKUP, full_meeting, full_quotes, hostile_quote, source_of

pytestmark = pytest.mark.django_db


def plain(markup: str) -> str:
    """What a reader without styles sees."""
    return unescape(re.sub(r"<span class=\"visually-hidden\">.*?</span>|<[^>]+>", "", markup))


def body(client: Client, article: object) -> str:
    """The marked text of the article's page."""
    content = client.get(article.get_absolute_url()).content.decode()  # type: ignore[attr-defined]
    return content.split('<div class="report-text">')[1].split("</div>")[0]


def test_the_whole_text_is_there_in_paragraphs(client: Client) -> None:
    quote = QuoteFactory(
        article=ArticleFactory(text="A title\n\nHe said: “𝔸 <b>.”\r\n  \nThe end."), text="𝔸 <b>."
    )
    marked = body(client, quote.article)
    assert [plain(part) for part in re.findall(r"<p[^>]*>(.*?)</p>", marked)] == [
        "A title",
        "He said: “𝔸 <b>.”",
        "The end.",
    ]


def test_every_quote_is_a_link_with_its_anchor(client: Client) -> None:
    article = ArticleFactory(text="“One,” said Testoni. “Two,” said Querelle.")
    quotes = [QuoteFactory(article=article, text=text) for text in ("One,", "Two,")]
    marked = body(client, article)
    for quote in quotes:
        link = re.search(
            rf'<a class="said said-\d" href="{quote.get_absolute_url()}" id="q-{quote.public_id}"', marked
        )
        assert link


def test_nested_quotes_have_an_anchor_each(client: Client) -> None:
    article = ArticleFactory(text="“One two three four,” said Testoni.")
    texts = ("One two three four,", "One two", "One", "three")
    quotes = [QuoteFactory(article=article, text=text) for text in texts]
    marked = body(client, article)
    for quote in quotes:
        assert marked.count(f'id="q-{quote.public_id}"') == 1
        assert f'href="{quote.get_absolute_url()}"' in marked
    assert plain(marked) == article.text


def test_a_quote_over_several_paragraphs_has_one_anchor(client: Client) -> None:
    article = ArticleFactory(text="“One.\n\nTwo.\n\nThree.”")
    quote = QuoteFactory(article=article, text="One.\n\nTwo.\n\nThree.", kind="turn")
    marked = body(client, article)
    assert marked.count(f'id="q-{quote.public_id}"') == 1
    assert marked.count(f'href="{quote.get_absolute_url()}"') == 3


def test_the_keyboard_stops_once_at_each_quote(client: Client) -> None:
    article = ArticleFactory(text="“One two\n\nthree four five.\n\nSix.” “Seven.”")
    outer = QuoteFactory(article=article, text="One two\n\nthree four five.\n\nSix.", kind="turn")
    inner = QuoteFactory(article=article, text="One two")
    other = QuoteFactory(article=article, text="Seven.")
    links = re.findall(r'<a class="said[^>]*>', body(client, article))
    stops = [re.sub(r'.*href="([^"]+)".*', r"\1", link) for link in links if "tabindex" not in link]
    assert stops == [inner.get_absolute_url(), outer.get_absolute_url(), other.get_absolute_url()]
    assert len(links) == 4


def test_the_statements_are_listed_beside_the_text_with_their_places(client: Client) -> None:
    article = ArticleFactory(text="“One,” said Testoni. “Two,” said Querelle.")
    one = QuoteFactory(article=article, text="One,", confidence=0.2)
    two = QuoteFactory(article=article, text="Two,")
    page = client.get(article.get_absolute_url()).content.decode()
    listed = page.split('<ol class="listed">')[1].split("</ol>")[0]
    items = [plain(item).strip() for item in listed.split("</li>")[:-1]]
    assert ["One," in items[0], "?" in items[0]] == [True, True]
    assert ["Two," in items[1], "?" in items[1]] == [True, False]
    for quote in (one, two):
        assert f'href="#q-{quote.public_id}"' in listed
        assert page.count(f'id="q-{quote.public_id}"') == 1


def test_of_very_many_statements_the_first_are_listed_and_all_are_linked(client: Client) -> None:
    article = ArticleFactory(text=" ".join(f"{number}." for number in range(1000, 1000 + MOST_LISTED + 1)))
    Quote.objects.bulk_create(
        QuoteFactory.build(article=article, text=f"{number}.", speaker=None)
        for number in range(1000, 1000 + MOST_LISTED + 1)
    )
    response = client.get(article.get_absolute_url())
    assert len(response.context["listed"]) == MOST_LISTED
    assert (
        f'href="/quotes/?article={article.public_id}">All {MOST_LISTED + 1} statements'
        in response.content.decode()
    )


def test_what_the_parser_could_not_tell_is_said(client: Client) -> None:
    article = ArticleFactory(title="", source=None, published_on=None, text="“One.” “Two.” “Three.” “Four.”")
    QuoteFactory(article=article, text="One.", speaker=None, said_on=None)
    QuoteFactory(article=article, text="Two.", confidence=0.2)
    QuoteFactory(article=article, text="Three.", status="withdrawn")
    assert client.get(article.get_absolute_url()).context["missing"] == [
        "No title was found in it.",
        "Nobody has said who published it.",
        "No day of publication was found in it.",
        "No meeting was found in it.",
        "1 statement could be credited to no person.",
        "1 statement could not be dated.",
        "1 statement not settled: too unsure, or disputed.",
        "1 statement withdrawn since, by an editor or a newer reading.",
    ]
    assert (
        "No statement was found in it." in client.get(ArticleFactory().get_absolute_url()).context["missing"]
    )


def test_an_article_that_was_understood_lacks_nothing(client: Client) -> None:
    report = MeetingReportFactory(meeting=full_meeting())
    QuoteFactory(article=report.article)
    response = client.get(report.article.get_absolute_url())
    assert response.context["missing"] == []
    assert "What could not be told" not in response.content.decode()


def test_speakers_are_told_apart_by_style_and_letters(client: Client) -> None:
    article = ArticleFactory(text="“One.” “Two.” “Three.” “Four.”")
    alba, bruno = PersonFactory(name="Alba Testoni"), PersonFactory(name="Bruno de Querelle")
    QuoteFactory(article=article, text="One.", speaker=alba)
    QuoteFactory(article=article, text="Two.", speaker=bruno)
    QuoteFactory(article=article, text="Three.", speaker=alba)
    QuoteFactory(article=article, text="Four.", speaker=None, attributed_to="")
    voices = client.get(article.get_absolute_url()).context["voices"]
    assert [(voice.label, voice.initials, voice.style, voice.number) for voice in voices] == [
        ("Alba Testoni", "AT", 1, 2),
        ("Bruno de Querelle", "BQ", 2, 1),
        ("Speaker not named", "SN", 3, 1),
    ]


def test_two_people_of_one_name_are_two_voices(client: Client) -> None:
    article = ArticleFactory(text="“One.” “Two.”")
    for text in ("One.", "Two."):
        QuoteFactory(article=article, text=text, speaker=PersonFactory(name="Alba Testoni"))
    assert len(client.get(article.get_absolute_url()).context["voices"]) == 2


def test_withdrawn_quotes_are_not_marked(client: Client) -> None:
    quote = QuoteFactory(status=Quote.Status.WITHDRAWN)
    assert "<a " not in body(client, quote.article)


def test_the_record_holds_digest_source_and_meetings(client: Client) -> None:
    report = MeetingReportFactory(meeting=full_meeting())
    page = client.get(report.article.get_absolute_url()).content.decode()
    article = report.article
    for part in (
        article.digest,
        article.raw_digest,
        report.meeting.get_absolute_url(),
        source_of(article).name,
        "News report",
        f"by parser {article.parser_version}",
        "as plain text",
    ):
        assert part in page


def test_an_article_that_its_publisher_withdrew_says_so(client: Client) -> None:
    article = ArticleFactory(state="withdrawn")
    assert "has withdrawn this article" in client.get(article.get_absolute_url()).content.decode()


def test_only_web_addresses_become_links(client: Client) -> None:
    article = ArticleFactory(url="javascript:alert(1)")
    assert 'href="javascript:' not in client.get(article.get_absolute_url()).content.decode()


def test_the_list_pages_by_cursor_and_counts_statements(client: Client) -> None:
    articles = [QuoteFactory().article for _ in range(3)]
    QuoteFactory(article=articles[2], status="withdrawn")
    first = client.get("/articles/?page_size=2")
    assert first.context["rows"] == [(articles[2], 1), (articles[1], 1)]
    assert client.get(first.context["listing"].next_url).context["rows"] == [(articles[0], 1)]


def test_a_bad_cursor_is_told(client: Client) -> None:
    article = ArticleFactory()
    response = client.get("/articles/?cursor=x")
    assert "start from the first page" in response.content.decode()
    assert article.title in response.content.decode()


def test_hostile_texts_stay_texts(client: Client) -> None:
    article = hostile_quote().article
    for address in ("/articles/", article.get_absolute_url()):
        page = client.get(address).content.decode()
        assert not [markup for markup in MARKUP if markup in page]
    assert article.text in plain(body(client, article))


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    full_quotes(2)
    few = queries_for("/articles/")
    full_quotes(18)
    assert queries_for("/articles/") == few <= 4
    article = ArticleFactory(text=" ".join(f"“Sentence number {number}.”" for number in range(100, 130)))
    for number in range(100, 102):
        QuoteFactory(article=article, text=f"Sentence number {number}.")
        MeetingReportFactory(article=article, meeting=full_meeting())
    few = queries_for(article.get_absolute_url())
    for number in range(102, 120):
        QuoteFactory(article=article, text=f"Sentence number {number}.")
        MeetingReportFactory(article=article, meeting=full_meeting())
    assert queries_for(article.get_absolute_url()) == few <= 8


def test_unknown_articles_and_writing_are_refused(client: Client) -> None:
    assert client.get("/articles/000000000000/").status_code == 404
    assert client.head("/articles/").status_code == 200
    assert client.post("/articles/").status_code == 405
