"""``manage.py export_corpus``: files that describe themselves, and are the same for the same data."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from statements.exports.tables import TABLES
from statements.models import Quote, Topic
from tests.exports.corpus import difficult_corpus
from tests.exports.reading import plain, read_parquet
from tests.factories import QuoteFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    difficult_corpus()
    call_command("export_corpus", tmp_path / "corpus", verbosity=0)
    return tmp_path / "corpus"


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    text = (folder / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def test_every_file_is_described_with_its_digest_and_rows(exported: Path) -> None:
    resources = package(exported)["resources"]

    assert {resource["path"] for resource in resources} == {
        f"{name}.{form}" for name in TABLES for form in ("parquet", "jsonl")
    }
    assert {path.name for path in exported.iterdir()} == {
        *(resource["path"] for resource in resources),
        "datapackage.json",
        "README.txt",
    }
    for resource in resources:
        data = (exported / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)
        if resource["format"] == "jsonl":
            assert resource["rows"] == data.count(b"\n")


def test_both_formats_hold_what_the_database_holds(exported: Path) -> None:
    for name, table in TABLES.items():
        rows = [dict(zip(table.names, map(plain, row), strict=True)) for row in table.read_all()]
        assert lines(exported, name) == rows, name
        assert read_parquet((exported / f"{name}.parquet").read_bytes(), table)[0] == rows, name
    assert len(lines(exported, "quotes")) == Quote.objects.current().count()
    assert len(lines(exported, "topics")) == Topic.objects.count()


def test_the_schema_names_each_column_in_order_and_every_reference_holds(exported: Path) -> None:
    for resource in package(exported)["resources"]:
        if resource["format"] != "jsonl":
            continue
        name = resource["name"].removesuffix("-jsonl")
        records, schema = lines(exported, name), resource["schema"]
        assert all(list(record) == [field["name"] for field in schema["fields"]] for record in records)
        assert all(field["description"] for field in schema["fields"])
        [key] = schema["primaryKey"]
        assert len({record[key] for record in records}) == len(records)
        for foreign in schema["foreignKeys"]:
            [column], [target] = foreign["fields"], foreign["reference"]["fields"]
            known = {record[target] for record in lines(exported, foreign["reference"]["resource"] or name)}
            assert {record[column] for record in records} <= known | {None}, (name, column)


def test_each_quote_is_the_slice_of_its_articles_text(exported: Path) -> None:
    articles = {article["id"]: article for article in lines(exported, "articles")}

    for quote in lines(exported, "quotes"):
        article = articles[quote["article"]]
        assert article["text"][quote["start"] : quote["end"]] == quote["text"]
        assert hashlib.sha256(article["text"].encode()).hexdigest() == article["digest"]


def test_the_licence_is_named(exported: Path) -> None:
    [terms] = package(exported)["licenses"]

    assert (terms["name"], terms["path"]) == (
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert terms["title"] in (exported / "README.txt").read_text(encoding="utf-8")


def test_the_same_data_give_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    for quote in Quote.objects.order_by("-pk"):  # the rows move within their table
        Quote.objects.filter(pk=quote.pk).update(found=not quote.found)
        Quote.objects.filter(pk=quote.pk).update(found=quote.found)

    call_command("export_corpus", tmp_path / "again", verbosity=0)

    for path in exported.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_a_change_of_the_data_changes_the_version(exported: Path, tmp_path: Path) -> None:
    QuoteFactory(said_on=timezone.now().date())
    call_command("export_corpus", tmp_path / "later", verbosity=0)

    assert package(tmp_path / "later")["version"] != package(exported)["version"]


def test_a_folder_that_holds_something_is_left_alone(exported: Path) -> None:
    before = {path.name: path.read_bytes() for path in exported.iterdir()}

    with pytest.raises(CommandError, match="is there already: name a new or an empty folder"):
        call_command("export_corpus", exported)

    assert {path.name: path.read_bytes() for path in exported.iterdir()} == before


def test_a_corpus_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("statements.exports.corpus.README", "{unknown}")
    difficult_corpus()

    with pytest.raises(KeyError):
        call_command("export_corpus", tmp_path / "corpus")

    assert list(tmp_path.iterdir()) == []
