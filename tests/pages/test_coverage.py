"""Coverage: what is here by source and day, and where gaps are."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from statements.ingest.jobs import reparse_stored_article
from tests.factories import ArticleFactory, QuoteFactory, SourceFactory
from tests.pages.rows import HOSTILE, MARKUP, full_quotes

pytestmark = pytest.mark.django_db


def test_gaps_are_the_days_between_a_sources_first_and_last_article(client: Client) -> None:
    source = SourceFactory()
    for day in (3, 4, 4, 8, 10):
        ArticleFactory(source=source, published_on=date(2020, 5, day))
    QuoteFactory(article=source.articles.first())
    chart = client.get("/coverage/").context["chart"]
    row = chart.sources[0]
    assert (row.source, row.number, row.statements) == (source, 5, 1)
    assert (row.gap_days, row.longest_gap) == (4, 3)
    assert chart.days[-1] == date(2020, 5, 10)
    assert dict(chart.rows)["2020-05-04"] == 2
    assert dict(chart.rows)["2020-05-05"] == 0


def test_the_days_and_the_source_are_chosen_by_the_address(client: Client) -> None:
    busy, other = SourceFactory(), SourceFactory()
    for source, day in ((busy, 3), (busy, 9), (other, 4)):
        ArticleFactory(source=source, published_on=date(2020, 5, day))
    context = client.get("/coverage/?since=2020-05-01&until=2020-05-05").context
    assert [(row.source, row.number) for row in context["chart"].sources] == [(busy, 1), (other, 1)]
    context = client.get(f"/coverage/?source={busy.slug}").context
    assert [(row.source, row.number) for row in context["chart"].sources] == [(busy, 2)]
    earlier = client.get(context["window"].earlier).context
    assert (earlier["source"], earlier["chart"]) == (busy, None)
    assert (context["window"].since - earlier["window"].until).days == 1


def test_totals_are_of_everything_and_undated_articles_are_told(client: Client) -> None:
    QuoteFactory(article__published_on=date(2010, 1, 1))
    ArticleFactory(published_on=None)
    context = client.get("/coverage/").context
    assert (context["articles"], context["statements"], context["undated"]) == (2, 1, 1)


def test_what_waits_to_be_read_in_is_told(client: Client) -> None:
    for _ in range(2):
        reparse_stored_article.defer(article_id=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' "
            "WHERE id = (SELECT min(id) FROM procrastinate_jobs)"
        )
    assert client.get("/coverage/").context["jobs"] == {"waiting": 1, "running": 0, "failed": 1}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("since=never", "Give a date as YYYY-MM-DD."),
        ("source=nobody", "There is no such source."),
        ("sorce=x", "did you mean “source”?"),
        ("source=%00&since=%00", "There is no such source.|Give a date"),
    ],
)
def test_what_means_nothing_is_told(client: Client, query: str, told: str) -> None:
    ArticleFactory()
    response = client.get(f"/coverage/?{query}")
    page = unescape(response.content.decode())
    assert response.context["chart"]
    assert any(part in page for part in told.split("|")) or "%00" in query


@pytest.mark.parametrize(
    "query",
    [
        "since=0001-01-01",
        "until=9999-12-31",
        "since=9999-12-31",
        "until=0001-01-01",
        "since=2020-06-01&until=2019-01-01",
    ],
)
def test_days_at_the_ends_of_time_are_no_trouble(client: Client, query: str) -> None:
    ArticleFactory()
    window = client.get(f"/coverage/?{query}").context["window"]
    assert window.since <= window.until
    assert (window.until - window.since).days <= 365


def test_hostile_texts_stay_texts(client: Client) -> None:
    ArticleFactory(source__name=HOSTILE)
    page = client.get("/coverage/").content.decode()
    assert not [markup for markup in MARKUP if markup in page]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    full_quotes(2)
    few = queries_for("/coverage/")
    full_quotes(12)
    assert queries_for("/coverage/") == few <= 7


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.get("/coverage/").status_code == 200  # an empty site, too
    assert client.post("/coverage/").status_code == 405
