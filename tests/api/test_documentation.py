"""The examples of docs/api.md do what they say, on the sample article."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from statements.filters import PersonFilter, QuoteFilter
from statements.ingest.articles import ingest_article

ROOT = Path(settings.BASE_DIR)
GUIDE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "statements" / "samples" / "pompeo-lavrov-2019-12-10.txt"
DEMO = "http://127.0.0.1:8000"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def site(live_server: Any) -> str:
    """The address of a site that holds the sample article."""
    ingest_article(SAMPLE.read_bytes(), name=SAMPLE.name, source="EIR News Service")
    return str(live_server.url)


@pytest.mark.django_db(transaction=True)
def test_the_program_that_checks_every_offset_finds_none_wrong(site: str) -> None:
    program = next(program for program in blocks("python") if "hashlib" in program)

    done = subprocess.run(
        [sys.executable, "-c", program.replace(DEMO, site)], capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) > 5  # more than one page


@pytest.mark.django_db(transaction=True)
def test_the_program_that_checks_quotations_tells_them_apart(site: str) -> None:
    program = next(program for program in blocks("python") if "/check/" in program)

    done = subprocess.run(
        [sys.executable, "-c", program.replace(DEMO, site)], capture_output=True, text=True, timeout=60
    )

    assert (done.returncode, done.stderr) == (0, "")
    verdicts = re.findall(r"^(\w.*?) \|", done.stdout, flags=re.MULTILINE)
    assert verdicts == ["verbatim", "different", "other speaker"]
    assert "harder → easier" in done.stdout


@pytest.mark.django_db(transaction=True)
def test_the_parser_reads_the_text_of_the_example(site: str, client: Any) -> None:
    [body] = re.findall(r"--json '([^']+)'", GUIDE)

    response = client.post("/api/v1/parse/", body, content_type="application/json")

    assert [quote["speaker"] for quote in response.json()["quotes"]] == ["Alba Testoni"]


@pytest.mark.django_db(transaction=True)
def test_each_request_finds_something(site: str, client: Any) -> None:
    addresses = re.findall(rf"'{DEMO}([^']+)'", "".join(blocks("sh")))

    assert len(addresses) == 8
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        found = b"".join(response.streaming_content) if response.streaming else response.json()["results"]
        assert found, address


@pytest.mark.django_db(transaction=True)
def test_the_record_shown_has_the_fields_of_a_real_one(site: str, client: Any) -> None:
    shown = re.findall(r'^  "(\w+)":', blocks("json")[0], flags=re.MULTILINE)

    [record, *_] = client.get("/api/v1/quotes/").json()["results"]

    assert shown == list(record)


def test_every_filter_is_explained() -> None:
    table = GUIDE.partition("## Filters")[2].partition("## Pages")[0]
    explained = set(re.findall(r"`(\w+)`", table))

    assert explained >= {*QuoteFilter.base_filters, *PersonFilter.base_filters}
