"""The shipped sample against its labels, made by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from statements.parsing import ParsedArticle, parse_article, to_json

NAME = "pompeo-lavrov-2019-12-10"
SAMPLE = Path(__file__).parents[2] / "statements" / "samples" / f"{NAME}.txt"
LABELS: dict[str, Any] = json.loads((Path(__file__).parent / "examples" / f"{NAME}.json").read_text("utf-8"))


def label_id(label: dict[str, Any]) -> str:
    words = label.get("text") or label.get("name") or label["place"]
    return " ".join(str(words).split()[:4])


@pytest.fixture(scope="module")
def parsed() -> ParsedArticle:
    return parse_article(SAMPLE.read_bytes().decode())


@pytest.fixture(scope="module")
def exact(parsed: ParsedArticle) -> list[dict[str, Any]]:
    """Each stretch of exact words, with the attribution of its quote."""
    return [quote | span for quote in to_json(parsed, NAME)["quotes"] for span in quote["verbatim"]]


def covering(exact: list[dict[str, Any]], label: dict[str, Any]) -> dict[str, Any] | None:
    """The stretch that covers most of the labelled words, more than half of them."""

    def common(span: dict[str, Any]) -> int:
        return int(min(span["end"], label["end"]) - max(span["start"], label["start"]))

    best = max(exact, key=common)
    return best if common(best) > 0.5 * (label["end"] - label["start"]) else None


@pytest.mark.parametrize("label", LABELS["quotes"], ids=label_id)
def test_each_quote_has_its_words_and_its_speaker(exact: list[dict[str, Any]], label: dict[str, Any]) -> None:
    found = covering(exact, label)

    if found is None:
        assert label.get("optional"), "missing"
        return
    assert (found["start"], found["end"]) == (
        pytest.approx(label["start"], abs=1),
        pytest.approx(label["end"], abs=1),
    )
    assert found["speaker"] == label["speaker"]
    assert label.get("relayed") in {None, found["relayed"]}


@pytest.mark.parametrize("label", LABELS["nobodys_words"], ids=label_id)
def test_nobodys_words_are_given_to_nobody(exact: list[dict[str, Any]], label: dict[str, Any]) -> None:
    found = covering(exact, label)

    assert found is None or found["speaker"] is None


def test_title_date_and_form_are_read(parsed: ParsedArticle) -> None:
    told = to_json(parsed, NAME)

    assert {key: told[key] for key in ("title", "published", "form")} == {
        key: LABELS[key] for key in ("title", "published", "form")
    }


@pytest.mark.parametrize("label", LABELS["people"], ids=label_id)
def test_each_person_has_office_and_country(parsed: ParsedArticle, label: dict[str, Any]) -> None:
    person = next(person for person in parsed.people if person.name == label["name"])

    assert person.country == label["country"]
    assert label["role"].lower() in (person.role or "").lower()


@pytest.mark.parametrize("label", LABELS["meetings"], ids=label_id)
def test_each_meeting_has_date_place_and_people(parsed: ParsedArticle, label: dict[str, Any]) -> None:
    found = [
        meeting
        for meeting in parsed.meetings
        if (meeting.date or "").startswith(label.get("date", ""))
        and label["place"] in (meeting.place or "")
        and meeting.mentioned == label.get("mentioned", False)
    ]

    assert len(found) == 1
    assert set(label["participants"]) <= set(found[0].participants)
