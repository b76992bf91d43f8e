"""``manage.py ingest`` as a person runs it: a process, its lines, its exit status."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from statements.models import Article, Quote
from tests.ingest.test_articles import SAMPLE, STORY

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ingest(database_url: str):  # type: ignore[no-untyped-def]
    """Runs the command on the test database."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "manage.py", "ingest", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database_url},
            check=False,
            timeout=120,
        )

    return run


def test_a_file_is_stored_and_again_unchanged(ingest) -> None:  # type: ignore[no-untyped-def]
    first, second = ingest(SAMPLE), ingest(SAMPLE)

    article = Article.objects.get()
    assert first.returncode == second.returncode == 0
    quotes = Quote.objects.current().count()
    told = f"stored     {SAMPLE}: {quotes} quotes, /articles/{article.public_id}/\n"
    assert first.stdout.decode() == told
    assert second.stdout.decode() == f"unchanged  {SAMPLE}: /articles/{article.public_id}/\n"


def test_standard_input_is_an_article(ingest) -> None:  # type: ignore[no-untyped-def]
    done = ingest("-", "--source", "Ruritanian Wire", "--published", "2020-05-05", stdin=STORY)

    article = Article.objects.get()
    assert (done.returncode, str(article.source), str(article.published_on)) == (
        0,
        "Ruritanian Wire",
        "2020-05-05",
    )


def test_one_bad_file_is_named_with_its_reason_and_the_rest_is_stored(ingest, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"Bad \xff bytes")
    (tmp_path / "sub" / "c.txt").write_bytes(STORY)
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")

    done = ingest(tmp_path, tmp_path / "missing.txt")

    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.decode().splitlines()] == [
        f"refused    {tmp_path}/a.txt",
        f"refused    {tmp_path}/b.txt",
        f"refused    {tmp_path}/missing.txt",
        "CommandError",
    ]
    assert Article.objects.count() == 1
    assert b"Traceback" not in done.stderr


def test_a_wrong_date_is_one_sentence(ingest) -> None:  # type: ignore[no-untyped-def]
    done = ingest(SAMPLE, "--published", "yesterday")

    assert done.returncode == 2
    assert done.stderr.decode().endswith("“yesterday” is no date: give it as YYYY-MM-DD\n")


def test_help_explains_to_a_newcomer(ingest) -> None:  # type: ignore[no-untyped-def]
    told = ingest("--help").stdout.decode()

    for words in ("stored whole or not at all", "FILE|FOLDER|-", "--source", "--published YYYY-MM-DD"):
        assert words in " ".join(told.split())
