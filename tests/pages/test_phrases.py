"""Phrases: who used these words, how often, when."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from statements.models import Article, Quote
from statements.pages import phrases
from tests.factories import ArticleFactory, PersonFactory, QuoteFactory
from tests.pages.rows import HOSTILE, MARKUP, full_quotes

pytestmark = pytest.mark.django_db


def said(words: str, day: date | None = date(2020, 5, 4), **kwargs: object) -> Quote:
    """A quote of these words."""
    article = ArticleFactory(text=f"Article {Article.objects.count()}. She said: “{words}”")
    return QuoteFactory(article=article, text=words, said_on=day, **kwargs)


def test_who_used_the_words_how_often_first_and_last(client: Client) -> None:
    alba, bruno = PersonFactory(), PersonFactory()
    first = said("The old bridge stands.", date(2019, 1, 5), speaker=alba)
    said("An old bridge is a friend.", date(2020, 2, 6), speaker=alba)
    last = said("We want no old bridge.", date(2021, 3, 7), speaker=bruno)
    said("The bridge is old.", date(2022, 1, 1), speaker=bruno)
    said("One more old bridge.", None, speaker=None)
    context = client.get("/phrases/?q=old+bridge").context
    use = context["use"]
    assert (use.number, use.people, use.capped) == (4, 2, False)
    assert [(bar.item.person, bar.number, bar.item.first, bar.item.last) for bar in use.users] == [
        (alba, 2, date(2019, 1, 5), date(2020, 2, 6)),
        (bruno, 1, date(2021, 3, 7), date(2021, 3, 7)),
    ]
    assert (context["first"], context["quotes"][0]) == (first, last)
    assert [strip.number for strip in use.chart.strips] == [3, 2, 1]


def test_the_link_lists_what_was_counted(client: Client) -> None:
    for words in ("Peace, not war, for all.", "Peace not war.", "War, not peace."):
        said(words)
    context = client.get("/phrases/?q=peace+not+war").context
    assert client.get(context["list_url"]).context["count"].number == context["use"].number


def test_beyond_the_cap_the_newest_are_looked_into_and_the_page_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "CAP", 2)
    for day in (1, 2, 3):
        said("The old bridge stands.", date(2020, 1, day))
    response = client.get("/phrases/?q=old+bridge")
    assert response.context["first"].said_on == date(2020, 1, 1)
    assert [bar.item.first for bar in response.context["use"].users] == [date(2020, 1, 2), date(2020, 1, 3)]
    assert "of the newest 2" in response.content.decode()


def test_words_that_nobody_used_lead_on(client: Client) -> None:
    page = client.get("/phrases/?q=purple+ferry").content.decode()
    assert "Nobody here used these words together" in page
    assert "/quotes/?q=purple%20ferry" in page


def test_marks_around_and_in_the_words_mean_nothing(client: Client) -> None:
    said("The old bridge stands.")
    for query in ('"old bridge"', "“old bridge”", 'old" bridge', " old  bridge "):
        assert client.get("/phrases/", {"q": query}).context["use"].number == 1


def test_too_long_a_text_and_unknown_parameters_are_told(client: Client) -> None:
    page = unescape(client.get("/phrases/", {"q": "x" * 10_000, "speker": "y"}).content.decode())
    assert "no more than 200 characters" in page
    assert "There is no parameter “speker”" in page
    assert client.get("/phrases/", {"q": "\0"}).status_code == 200


def test_hostile_texts_stay_texts(client: Client) -> None:
    said(f"{HOSTILE} peace.", speaker=PersonFactory(name=HOSTILE))
    for words in ("peace", HOSTILE):
        page = client.get("/phrases/", {"q": words}).content.decode()
        assert not [markup for markup in MARKUP if markup in page]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    full_quotes(2)
    few = queries_for("/phrases/?q=the+bridge")
    full_quotes(12)
    assert queries_for("/phrases/?q=the+bridge") == few <= 12


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.get("/phrases/").status_code == 200
    assert client.post("/phrases/").status_code == 405
