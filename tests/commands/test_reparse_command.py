"""``manage.py reparse``: which articles, what it tells, and how it stops."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from statements.corrections import record_correction
from statements.ingest.articles import ingest_article
from statements.models import Article
from statements.parsing import PARSER_VERSION
from tests.factories import EditorFactory, PersonFactory
from tests.ingest.test_articles import STORY

pytestmark = pytest.mark.django_db


def reparse(*arguments: str) -> list[str]:
    """The lines that the command prints."""
    out = StringIO()
    call_command("reparse", *arguments, stdout=out, stderr=out)
    return out.getvalue().splitlines()


@pytest.fixture
def articles() -> list[Article]:
    return [ingest_article(STORY + f"Report {number}.\n".encode()).article for number in range(2)]


def test_one_article_is_parsed_by_its_id(articles: list[Article]) -> None:
    quotes = articles[0].quotes.current().count()

    assert reparse(articles[0].public_id) == [f"parsed     {articles[0].public_id}: {quotes} quotes"]


def test_all_articles_are_parsed(articles: list[Article]) -> None:
    assert [line.split(":")[0] for line in reparse("--all")] == [
        f"parsed     {article.public_id}" for article in articles
    ]


def test_only_what_another_parser_read_is_outdated(articles: list[Article]) -> None:
    Article.objects.filter(pk=articles[1].pk).update(parser_version="older")

    assert [line.split(":")[0] for line in reparse("--outdated")] == [f"parsed     {articles[1].public_id}"]
    articles[1].refresh_from_db()
    assert articles[1].parser_version == PARSER_VERSION


def test_a_correction_outlives_it(articles: list[Article]) -> None:
    quote, person = articles[0].quotes.current().first(), PersonFactory()
    assert quote is not None
    record_correction(
        quote, field="speaker", after=person.slug, editor=EditorFactory(), reason="As the text says."
    )

    reparse("--all")

    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (person, "reviewed")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Say which articles"),
        (["--all", "--outdated"], "Say which articles"),
        (["0000000000zz"], "There is no article 0000000000zz"),
    ],
)
def test_a_choice_that_means_nothing_is_refused(arguments: list[Any], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        reparse(*arguments)
