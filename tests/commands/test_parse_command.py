"""``manage.py parse`` as a person runs it; there is no database anywhere near."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.documents.test_reading import PAGE
from tests.ingest.test_articles import SAMPLE, STORY

ROOT = Path(__file__).parents[2]


def parse(*arguments: str | Path, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "manage.py", "parse", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"},
        check=False,
        timeout=120,
    )


def objects(done: "subprocess.CompletedProcess[bytes]") -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_a_file_gives_the_object_of_the_contract() -> None:
    (told,) = objects(parse(SAMPLE))

    keys = ["id", "title", "published", "form", "dateline", "meetings", "people", "topics", "quotes"]
    assert list(told) == keys
    assert set(told["quotes"][0]) == {
        *("start", "end", "text", "verbatim", "kind", "speaker", "speaker_kind"),
        *("mention_start", "mention_end", "cue", "relayed", "confidence", "topics"),
    }
    text = SAMPLE.read_bytes().decode()
    spans = [span for quote in told["quotes"] for span in (quote, *quote["verbatim"])]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_standard_input_and_a_day_of_publication() -> None:
    (told,) = objects(parse("-", "--published", "2020-05-05", stdin=STORY))

    assert (told["id"], told["published"]) == ("stdin", "2020-05-05")


def test_a_folders_files_come_in_order_by_any_number_of_processes(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        (tmp_path / name).write_bytes(STORY)
    (tmp_path / "page.html").write_bytes(PAGE.format(charset="utf-8").encode())
    (tmp_path / "notes.md").write_text("not read")

    one, two = parse(tmp_path), parse(tmp_path, "--jobs", "2")

    assert [told["id"] for told in objects(one)] == ["a", "b", "page", "sub-c"]
    assert [("text" in told) for told in objects(one)] == [False, False, True, False]
    assert one.stdout == two.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bad_file_is_named_and_the_rest_is_parsed(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.txt").write_bytes(b"Bad \xff byte")
    (tmp_path / "b.txt").write_bytes(STORY)

    done = parse(tmp_path, "--jobs", jobs)

    assert done.returncode == 1
    assert [told["id"] for told in objects(done)] == ["b"]
    assert f"{tmp_path}/a.txt: The text is not valid UTF-8".encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_html_comes_with_the_text_that_its_offsets_index(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(charset="utf-8"), "utf-8")

    (told,) = objects(parse(page))

    assert "Home | News" not in told["text"]
    assert told["quotes"]
    for quote in told["quotes"]:
        assert told["text"][quote["start"] : quote["end"]] == quote["text"]


def test_bad_standard_input_is_named() -> None:
    done = parse("-", stdin=b"")

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"standard input: The document is empty")


def test_a_file_over_the_limit_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: larger than the memory, no blocks on the disk

    done = parse(large)

    assert (done.returncode, done.stdout) == (1, b"")
    assert b"more than the 5,000,000 allowed" in done.stderr


def test_a_folder_without_articles_says_what_it_looks_for(tmp_path: Path) -> None:
    done = parse(tmp_path)

    assert done.returncode == 1
    assert b"holds no .htm, .html, .txt files" in done.stderr


def test_no_processes_at_all_are_refused(tmp_path: Path) -> None:
    done = parse(SAMPLE, "--jobs", "0")

    assert (done.returncode, done.stdout) == (1, b"")
    assert b"--jobs needs a number of 1 or more" in done.stderr


def test_a_missing_file_and_a_wrong_date_are_one_sentence_each() -> None:
    missing, wrong = parse("no-such-file.txt"), parse("-", "--published", "soon")

    assert missing.returncode == 1
    assert wrong.returncode != 0
    assert missing.stderr.decode().startswith("CommandError: There is no file or folder 'no-such-file.txt'.")
    assert wrong.stderr.decode().endswith("“soon” is no date: give it as YYYY-MM-DD\n")
