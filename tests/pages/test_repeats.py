"""The same statement where it is reported again."""

import pytest
from django.db import connection
from django.test import Client

from statements.models import Quote
from statements.pages.repeats import MOST_REPORTS, Reports
from tests.factories import ArticleFactory, PersonFactory, QuoteFactory

pytestmark = pytest.mark.django_db


def reported(words: str, before: str = "", **kwargs: object) -> Quote:
    """A quote of these words in an article of its own."""
    number = Quote.objects.count()
    return QuoteFactory(article=ArticleFactory(text=f"{number} {before}“{words}”"), text=words, **kwargs)


def others(quote: Quote) -> set[Quote]:
    return set(Reports(Quote.objects.get(pk=quote.pk)).rows)


def test_the_same_words_in_other_articles_are_one_statement() -> None:
    quote = reported("The bridge will be built,")
    again = {
        reported("The bridge will be built."),
        reported("the  bridge\nwill be built"),
        reported("“The bridge—will be built…", speaker=PersonFactory()),
    }
    reported("The bridge will not be built.")
    assert others(quote) == again


@pytest.mark.parametrize(
    "words", ["Мост будет построен к весне.", "سيتم بناء الجسر قريبا", "CAFÉ, NAÏVE, ÉTÉ, ŒUVRE."]
)
def test_words_of_every_script_are_compared(words: str) -> None:
    quote, again = reported(words), reported(words.lower().rstrip("."))
    reported(words[::-1])
    assert others(quote) == {again}


def test_a_headline_that_the_body_repeats_is_the_same_statement() -> None:
    body = "I tell you that the bridge will be built by spring, and that is final."
    article = ArticleFactory(text=f"Testoni: The bridge will be built by spring\n\n“{body}”\n\n“No bridge.”")
    headline = QuoteFactory(article=article, text="The bridge will be built by spring")
    whole = QuoteFactory(article=article, text=body)
    QuoteFactory(article=article, text="No bridge.")
    assert others(headline) == {whole}
    assert others(whole) == {headline}


def test_what_anybody_may_say_again_is_no_report_of_the_same() -> None:
    quote = reported("Thank you all.")
    reported("Thank you all.")
    assert others(quote) == set()


def test_withdrawn_reports_are_left_out() -> None:
    quote = reported("The bridge will be built.")
    reported("The bridge will be built.", status="withdrawn")
    assert others(quote) == set()


def test_the_page_names_the_article_and_who_is_credited_there(client: Client) -> None:
    quote = reported("The bridge will be built.")
    again = reported("The bridge will be built.", speaker=PersonFactory(name="Carla Nemo"))
    page = client.get(quote.get_absolute_url()).content.decode()
    assert f'href="{again.get_absolute_url()}"' in page
    assert "Carla Nemo" in page.split("Other reports of this statement")[1].split("</section>")[0]


def test_of_many_reports_a_few_are_named_and_the_others_are_found(client: Client) -> None:
    quote = reported("The bridge will be built.")
    for _ in range(MOST_REPORTS + 2):
        reported("The bridge will be built.")
    response = client.get(quote.get_absolute_url())
    reports = response.context["reports"]
    assert len(reports.rows) == MOST_REPORTS
    found = client.get(reports.more_url)
    assert len(found.context["listing"].rows) == MOST_REPORTS + 3


def test_in_a_large_table_indexes_alone_are_read() -> None:
    quote = reported("The bridge will be built.")
    articles = [ArticleFactory(text=" ".join(f"{n}.{i} is it." for i in range(20))) for n in range(100)]
    Quote.objects.bulk_create(
        QuoteFactory.build(article=article, text=f"{n}.{i} is it.", speaker=None)
        for n, article in enumerate(articles)
        for i in range(20)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE statements_quote")
    plan = Quote.objects.current().reporting_the_same(Quote.objects.get(pk=quote.pk)).explain()
    assert "quote_wording_idx" in plan
    assert "Index Cond: (article_id = " in plan
    assert "Seq Scan" not in plan
    assert "quote_date_idx" not in plan
