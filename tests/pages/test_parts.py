"""A long article in parts."""

import re

import pytest
from django.test import Client

from statements.models import Article, Quote
from statements.pages.parts import PART
from tests.factories import ArticleFactory, MeetingReportFactory, PersonFactory, QuoteFactory
from tests.pages.test_articles import body, plain

pytestmark = pytest.mark.django_db

WORDS = ("bridge", "ferry", "river", "customs", "treaty")


def transcript(turns: int, words: int, letters: str = "") -> Article:
    """An article of so many turns of so many words, each a quote of one of two speakers."""
    said = [
        f"{number}: " + " ".join(f"{letters}{WORDS[(number + at) % 5]}" for at in range(words))
        for number in range(1000, 1000 + turns)
    ]
    article: Article = ArticleFactory(text="\n\n".join(said), form="transcript")
    speakers = [PersonFactory(), PersonFactory()]
    Quote.objects.bulk_create(
        QuoteFactory.build(article=article, text=text, speaker=speakers[number % 2], kind="turn", verbatim=[])
        for number, text in enumerate(said)
    )
    return article


def ids_on(page: str) -> list[str]:
    return re.findall(r'id="q-([^"]+)"', page)


@pytest.mark.parametrize(("turns", "words", "letters"), [(200, 60, ""), (40, 300, ""), (60, 100, "мост")])
def test_every_part_is_a_small_page_and_together_they_are_the_text(
    client: Client, turns: int, words: int, letters: str
) -> None:
    article = transcript(turns, words, letters)
    of = client.get(article.get_absolute_url()).context["part"].of
    assert of > 1
    text, anchors = "", []
    for number in range(1, of + 1):
        response = client.get(f"{article.get_absolute_url()}?part={number}")
        page = response.content.decode()
        assert len(response.content) < 60_000
        text += plain(page.split('<div class="report-text">')[1].split("</div>")[0])
        anchors += ids_on(page)
    assert text == article.text.replace("\n", "")
    assert sorted(anchors) == sorted(article.quotes.values_list("public_id", flat=True))


def test_a_statement_leads_to_the_part_in_which_it_begins(client: Client) -> None:
    article = transcript(60, 100)
    for quote in (article.quotes.earliest("start"), article.quotes.latest("start"), article.quotes.all()[30]):
        link = client.get(quote.get_absolute_url()).context["in_article_url"]
        address, _, anchor = link.partition("#q-")
        assert anchor == quote.public_id
        assert quote.public_id in ids_on(client.get(address).content.decode())


def test_all_of_it_can_be_had_on_one_page(client: Client) -> None:
    article = transcript(60, 100)
    response = client.get(f"{article.get_absolute_url()}?part=all")
    assert len(ids_on(response.content.decode())) == 60
    assert response.context["part"].number == 0


def test_parts_lead_to_each_other(client: Client) -> None:
    article = transcript(60, 150)
    address = article.get_absolute_url()
    first, second = (client.get(f"{address}{query}").content.decode() for query in ("", "?part=2"))
    assert f'rel="next" href="{address}?part=2"' in first
    assert 'rel="prev"' not in first
    assert f'rel="prev" href="{address}"' in second
    assert f'<link rel="canonical" href="http://testserver{address}?part=2">' in second


def test_the_list_beside_a_part_names_its_own_statements(client: Client) -> None:
    article = transcript(60, 150)
    response = client.get(f"{article.get_absolute_url()}?part=2")
    listed = {said.public_id for said in response.context["listed"]}
    assert listed == set(ids_on(response.content.decode()))


@pytest.mark.parametrize("part", ["0", "99", "x", "-1", "²", "1" * 50, "<b>"])
def test_a_part_that_is_not_is_told_and_the_first_is_shown(client: Client, part: str) -> None:
    article = transcript(60, 100)
    response = client.get(article.get_absolute_url(), {"part": part})
    assert response.status_code == 200
    assert "Give a number from 1 to 2" in response.content.decode()
    assert response.context["part"].number == 1


def test_a_short_article_is_not_divided(client: Client) -> None:
    article = MeetingReportFactory().article
    assert "Part 1" not in client.get(article.get_absolute_url()).content.decode()
    assert plain(body(client, article)) == article.text


def test_a_paragraph_longer_than_a_part_stays_whole(client: Client) -> None:
    long = "word " * PART
    article = ArticleFactory(text=f"Before.\n{long}\nAfter.")
    quote = QuoteFactory(article=article, text=long.strip())
    link = client.get(quote.get_absolute_url()).context["in_article_url"]
    assert quote.public_id in ids_on(client.get(link.partition("#")[0]).content.decode())
