"""``manage.py synthesize`` as a person runs it, and what its corpus is like."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from statements.models import Article, Meeting, Person, Quote, Tally
from statements.models.articles import digest_of
from tests.factories import PersonFactory
from tests.models.test_tallies import counted, counted_anew

ROOT = Path(__file__).parents[2]


@pytest.fixture
def synthesize(database_url: str):  # type: ignore[no-untyped-def]
    """Runs the command on the test database."""

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "manage.py", "synthesize", *arguments],
            capture_output=True,
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database_url},
            check=False,
            timeout=120,
            text=True,
        )

    return run


def upkeep() -> list[Any]:
    """Indexes, foreign keys and whether triggers fire, of the whole database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
        found = cursor.fetchall()
        cursor.execute(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2"
        )
        found += cursor.fetchall()
        cursor.execute(
            "SELECT tgname, tgrelid, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
        )
        return [*found, *cursor.fetchall()]


def test_a_corpus_is_whole_skewed_and_keeps_every_rule(synthesize) -> None:  # type: ignore[no-untyped-def]
    before = upkeep()
    done = synthesize("4000")
    assert done.returncode == 0, done.stderr
    assert re.match(r"4,000 quotes in [\d,]+ articles, [\d.]+ s: [\d,]+ a second\n$", done.stdout)
    assert upkeep() == before

    quotes = list(Quote.objects.select_related("article"))
    assert len(quotes) == 4000
    assert all(quote.text == quote.article.text[quote.start : quote.end] for quote in quotes)
    assert all(quote.cue in ("said", "said that") and quote.mention for quote in quotes)
    for article in Article.objects.all()[:50]:
        assert bytes(article.raw).decode() == article.text
        assert article.digest == article.raw_digest == digest_of(article.text.encode())
    assert Meeting.objects.current().count() == Meeting.objects.count() > 50

    said = Counter(quote.speaker_id for quote in quotes if quote.speaker_id).most_common()
    assert said[0][1] > 8 * said[len(said) // 2][1]
    assert all(person.name.endswith("-Ficto") for person in Person.objects.all())
    assert counted() == counted_anew()
    assert not Tally.objects.filter(posted=False).exists()
    Quote.objects.create(
        article=quotes[0].article, start=0, end=1, text=quotes[0].article.text[0], kind="direct", confidence=1
    )  # ids go on behind those taken


def test_a_seed_gives_one_corpus_and_another_seed_another(synthesize) -> None:  # type: ignore[no-untyped-def]
    assert synthesize("300").returncode == 0
    first = set(Article.objects.values_list("text", flat=True))
    again = synthesize("300", "--beside-content")
    assert again.returncode == 1
    assert "choose another --seed" in again.stderr
    assert "Traceback" not in again.stderr
    assert set(Article.objects.values_list("text", flat=True)) == first

    assert synthesize("300", "--beside-content", "--seed", "2").returncode == 0
    assert Quote.objects.count() == 600
    Quote.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE statements_article, statements_person, statements_meeting, statements_source CASCADE"
        )
    assert synthesize("300").returncode == 0
    assert set(Article.objects.values_list("text", flat=True)) == first


def test_other_content_is_not_mixed_with_unless_told_so(synthesize) -> None:  # type: ignore[no-untyped-def]
    PersonFactory()
    done = synthesize("10")
    assert done.returncode == 1
    assert "--beside-content" in done.stderr
    assert not Quote.objects.exists()


def test_a_number_that_means_nothing_is_refused(synthesize) -> None:  # type: ignore[no-untyped-def]
    assert "1 or more" in synthesize("0").stderr
