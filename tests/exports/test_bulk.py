"""Whole lists as CSV, JSON Lines and Parquet, read back and compared."""

import csv
import gzip
import io
from threading import BoundedSemaphore
from typing import Any

import pyarrow.lib
import pytest
from rest_framework.test import APIClient

from statements.api import bulk
from statements.exports.tables import TABLES, Table
from statements.exports.writing import MEDIA_TYPES, WRITERS
from tests.exports.corpus import DIFFICULT, difficult_corpus
from tests.exports.reading import plain, read_csv, read_jsonl, read_parquet
from tests.factories import PersonFactory, QuoteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> APIClient:
    return APIClient()


def body(response: Any) -> bytes:
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("name", TABLES)
def test_every_format_holds_the_same_records_in_the_same_order(client: APIClient, name: str) -> None:
    difficult_corpus()
    table = TABLES[name]
    address = f"/api/v1/{name}/?format="

    lines, _ = read_jsonl(body(client.get(f"{address}jsonl")))

    assert lines == read_csv(body(client.get(f"{address}csv")), table)[0]
    assert lines == read_parquet(body(client.get(f"{address}parquet")), table)[0]
    key = "slug" if "slug" in table.names else table.names[0]
    page = client.get(f"/api/v1/{name}/?page_size=1000" if name != "countries" else f"/api/v1/{name}/")
    assert [record[key] for record in lines] == [record[key] for record in page.json()["results"]]
    assert len(lines) >= 1


def test_a_flat_quote_says_what_the_nested_one_says(client: APIClient) -> None:
    difficult_corpus()
    flat, _ = read_jsonl(body(client.get("/api/v1/quotes/?format=jsonl")))

    for record, nested in zip(flat, client.get("/api/v1/quotes/").json()["results"], strict=True):
        for name in ("speaker", "relayed", "meeting"):
            assert record[name] == (nested[name] and nested[name]["slug"])
        assert record["topics"] == sorted(topic["slug"] for topic in nested["topics"])
        assert record["verbatim"] == [[span["start"], span["end"]] for span in nested["verbatim"]]
        assert record["article"] == nested["article"]["id"]
        for name in ("mention", "cue"):
            span = nested[name] or {"start": None, "end": None}
            assert (record[f"{name}_start"], record[f"{name}_end"]) == (span["start"], span["end"])
        same = {"id", "text", "start", "end", "kind", "speaker_kind", "attributed_to", "said_on"}
        same |= {"confidence", "review", "standing", "found", "parser_version", "created_at", "updated_at"}
        assert {name: record[name] for name in same} == {name: nested[name] for name in same}


@pytest.mark.parametrize("name", TABLES)
def test_the_values_are_those_of_the_database(name: str) -> None:
    difficult_corpus()
    table = TABLES[name]
    rows = [[plain(value) for value in row] for row in table.read_all()]

    written = b"".join(WRITERS["parquet"](table, table.read_all(), None))

    assert [list(record.values()) for record in read_parquet(written, table)[0]] == rows


def test_the_trailer_counts_and_names_query_and_licence(client: APIClient) -> None:
    speaker = PersonFactory()
    [QuoteFactory(speaker=speaker) for _ in range(3)]
    QuoteFactory()
    query = f"/api/v1/quotes/?speaker={speaker.slug}&format="

    for name, read in (
        ("jsonl", read_jsonl),
        ("csv", lambda data: read_csv(data, TABLES["quotes"])),
        ("parquet", lambda data: read_parquet(data, TABLES["quotes"])),
    ):
        records, about = read(body(client.get(f"{query}{name}")))
        assert len(records) == 3
        assert about.get("rows", 3) == 3
        assert about["query"] == f"http://testserver{query}{name}"
        assert about["licence"]["name"] == "CC-BY-4.0"
        assert about["table"] == "quotes"


def broken(table: Table) -> Any:
    """All rows but the last, then a failure."""
    rows = list(table.read_all())
    yield from rows[:-1]
    raise ConnectionError


@pytest.mark.parametrize("name", WRITERS)
def test_a_stream_that_was_cut_off_can_be_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("statements.exports.writing.PIECE", 1)
    difficult_corpus()
    table = TABLES["quotes"]
    pieces: list[bytes] = []

    with pytest.raises(ConnectionError):
        pieces.extend(WRITERS[name](table, broken(table), {"table": "quotes"}))

    data = b"".join(pieces)
    if name == "parquet":
        with pytest.raises(pyarrow.lib.ArrowInvalid):
            read_parquet(data, table)
    else:
        assert b"Testoni" in data
        assert b"#end" not in data
        assert b'"end":{' not in data


def test_no_cell_begins_like_a_formula_and_none_loses_its_text(client: APIClient) -> None:
    difficult_corpus()

    data = body(client.get("/api/v1/articles/?format=csv"))

    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))[:-1]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert {row["text"].removeprefix("'") for row in rows} >= set(DIFFICULT)


def test_lines_end_as_the_standard_says(client: APIClient) -> None:
    QuoteFactory()

    data = body(client.get("/api/v1/quotes/?format=csv"))

    assert data.count(b"\r\n") == data.count(b"\n") == 3


def test_an_empty_list_has_a_header_and_a_trailer(client: APIClient) -> None:
    table = TABLES["quotes"]

    assert read_csv(body(client.get("/api/v1/quotes/?format=csv")), table)[1]["rows"] == 0
    assert read_jsonl(body(client.get("/api/v1/quotes/?format=jsonl")))[0] == []
    assert read_parquet(body(client.get("/api/v1/quotes/?format=parquet")), table)[0] == []


def test_fields_chooses_columns(client: APIClient) -> None:
    quote = QuoteFactory()

    lines, _ = read_jsonl(body(client.get("/api/v1/quotes/?format=jsonl&fields=speaker,id")))
    text = body(client.get("/api/v1/quotes/?format=csv&fields=id")).decode()

    assert quote.speaker
    assert lines == [{"id": quote.public_id, "speaker": quote.speaker.slug}]
    assert text.startswith(f"id\r\n{quote.public_id}\r\n")
    assert text.splitlines()[-1].startswith('"#end {')


@pytest.mark.parametrize(
    ("name", "accept"), [("csv", "text/csv"), *((name, kind) for name, kind in MEDIA_TYPES.items())]
)
def test_a_format_may_be_asked_for_by_media_type(client: APIClient, name: str, accept: str) -> None:
    response = client.get("/api/v1/quotes/", headers={"accept": accept})

    assert response["Content-Type"].startswith(MEDIA_TYPES[name])
    assert response["Content-Disposition"] == f'attachment; filename="quotes.{name}"'
    body(response)


@pytest.mark.parametrize(
    "query", ["page_size=2", "cursor=x", "count=true", "expand=speaker", "speaker=nobody", "fields=speker"]
)
def test_what_means_nothing_for_a_whole_list_is_a_problem(client: APIClient, query: str) -> None:
    response = client.get(f"/api/v1/quotes/?format=csv&{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"].keys() == {query.split("=")[0]}


def test_a_single_record_has_no_bulk_format(client: APIClient) -> None:
    assert client.get(f"/api/v1/quotes/{QuoteFactory().public_id}/?format=csv").status_code == 400


def test_head_tells_the_headers_and_reads_nothing(
    client: APIClient, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        response = client.head("/api/v1/quotes/?format=csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response.content == b""


def test_text_travels_compressed(client: APIClient) -> None:
    [QuoteFactory() for _ in range(5)]
    headers = {"accept-encoding": "gzip"}

    response = client.get("/api/v1/quotes/?format=jsonl", headers=headers)
    assert response["Content-Encoding"] == "gzip"
    assert len(read_jsonl(gzip.decompress(body(response)))[0]) == 5
    parquet = client.get("/api/v1/quotes/?format=parquet", headers=headers)
    assert "Content-Encoding" not in parquet
    body(parquet)
    page = client.get("/api/v1/quotes/", headers=headers)
    assert page["Content-Encoding"] == "gzip"


def test_too_many_streams_at_once_are_asked_to_wait(
    client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_free", BoundedSemaphore(bulk.AT_ONCE))  # none of another test's are taken
    running = [client.get("/api/v1/sources/?format=csv") for _ in range(bulk.AT_ONCE)]

    refused = client.get("/api/v1/sources/?format=csv")
    assert (refused.status_code, refused["Retry-After"]) == (503, "60")

    for response in running:
        body(response)
    body(client.get("/api/v1/sources/?format=csv"))
