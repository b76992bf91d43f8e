"""The labels stand on their texts: a wrong label would measure the parser wrongly.

See README.md for the format. Nothing here runs the parser.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
LABELS = sorted(FOLDER.rglob("*.json"))
FORMS = {"news", "readout", "transcript", "joint statement"}
KINDS = {"direct", "mixed", "indirect", "turn"}
MEETING_KINDS = {"bilateral", "multilateral", "phone", "video conference", "summit", None}
REQUIRED = {"title", "published", "form", "dateline", "meetings", "people", "quotes", "nobody", "topics"}
ALLOWED = REQUIRED | {"given_published"}
QUOTE_KEYS = {"text", "occurrence", "kind", "speaker", "speaker_kind", "relayed"}
PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
FULL_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")

document = pytest.mark.parametrize(
    "path", LABELS, ids=lambda path: str(path.relative_to(FOLDER).with_suffix(""))
)


def label_of(path: Path) -> dict[str, Any]:
    """The label as written."""
    label: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return label


def text_of(path: Path) -> str:
    """The text beside a label, code point for code point."""
    return path.with_suffix(".txt").read_bytes().decode("utf-8")


def place_of(text: str, wanted: str, occurrence: int) -> tuple[int, int] | None:
    """Half-open code points of the nth occurrence, counted with overlaps; None where there are fewer."""
    at = -1
    for _ in range(occurrence):
        at = text.find(wanted, at + 1)
        if at < 0:
            return None
    return at, at + len(wanted)


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """What stands between double quotation marks, line by line; the end of a line closes what it leaves open.

    Single marks cannot be told from apostrophes, so labels within them go unchecked.
    """
    for line in re.finditer(r"[^\n]+", text):
        start = None
        for at, mark in enumerate(line.group(), line.start()):
            if start is None and mark in '“"':
                start = at + 1
            elif start is not None and mark in '”"':
                yield start, at
                start = None
        if start is not None:
            yield start, line.end()


def unlabelled(text: str, label: dict[str, Any]) -> list[str]:
    """The stretches between quotation marks that are neither in a quote nor said to be nobody's."""
    spans = [place_of(text, quote["text"], quote["occurrence"]) for quote in label["quotes"]]
    covered = [
        span
        for span, quote in zip(spans, label["quotes"], strict=True)
        if span and quote["kind"] != "indirect"
    ]
    return [
        text[start:end]
        for start, end in stretches(text)
        if text[start:end] not in label["nobody"] and not any(a <= start and end <= b for a, b in covered)
    ]


def test_every_text_has_a_label_and_every_label_a_text() -> None:
    texts = {path.with_suffix("") for path in FOLDER.rglob("*.txt")}
    assert texts == {path.with_suffix("") for path in LABELS}
    assert texts


def test_a_stretch_that_no_label_mentions_is_reported() -> None:
    text = 'He said "yes" to "the plan".\nThey call it “a “deal”.'
    quote = {"text": "yes", "occurrence": 1, "kind": "mixed"}
    assert unlabelled(text, {"quotes": [quote], "nobody": []}) == ["the plan", "a “deal"]


@document
def test_a_label_has_its_keys_and_no_others(path: Path) -> None:
    label = label_of(path)
    assert label.keys() >= REQUIRED
    assert label.keys() <= ALLOWED
    assert label["form"] in FORMS
    assert label["topics"]
    assert label["title"] is None or label["title"] in text_of(path)
    for quote in label["quotes"]:
        assert quote.keys() == QUOTE_KEYS, quote
        assert quote["kind"] in KINDS, quote
    for person in label["people"]:
        assert person.keys() == {"name", "role", "country"}, person
    for meeting in label["meetings"]:
        assert meeting.keys() == {"date", "place", "kind", "participants", "mentioned"}, meeting
        assert meeting["kind"] in MEETING_KINDS, meeting


@document
def test_a_quote_stands_where_its_label_says_without_marks(path: Path) -> None:
    text = text_of(path)
    for quote in label_of(path)["quotes"]:
        span = place_of(text, quote["text"], quote["occurrence"])
        assert span, f"no occurrence {quote['occurrence']} of {quote['text']!r}"
        assert quote["text"] == quote["text"].strip()
        if quote["kind"] in ("direct", "mixed"):
            assert text[span[0] - 1] in "“\"‘'", quote["text"]
            assert span[1] == len(text) or text[span[1]] in "”\"’'\n", quote["text"]
            assert "\n" not in quote["text"], "a quote over paragraphs has an entry for each"
            assert quote["text"].count("“") == quote["text"].count("”"), quote["text"]


@document
def test_nobodys_words_stand_in_the_text(path: Path) -> None:
    text = text_of(path)
    assert [words for words in label_of(path)["nobody"] if words not in text] == []


@document
def test_every_stretch_in_quotation_marks_is_a_quote_or_nobodys(path: Path) -> None:
    assert unlabelled(text_of(path), label_of(path)) == []


@document
def test_everyone_credited_is_among_the_people(path: Path) -> None:
    label = label_of(path)
    people = {person["name"] for person in label["people"]}
    assert len(people) == len(label["people"])
    for quote in label["quotes"]:
        if quote["speaker_kind"] == "person":
            assert set(quote["speaker"].split("; ")) <= people, quote
        elif quote["speaker_kind"] == "unnamed":
            assert quote["speaker"] is None, quote
        else:
            assert quote["speaker_kind"] == "organization"
            assert quote["speaker"], quote
            assert quote["speaker"] not in people, quote
    for meeting in label["meetings"]:
        assert set(meeting["participants"]) <= people, meeting


@document
def test_a_name_stands_in_the_text_as_a_whole(path: Path) -> None:
    text = re.sub(r"\s+", " ", text_of(path)).casefold()
    assert [
        person["name"] for person in label_of(path)["people"] if person["name"].casefold() not in text
    ] == []


@document
def test_dates_are_well_formed(path: Path) -> None:
    label = label_of(path)
    for day in (label["published"], label.get("given_published")):
        assert day is None or FULL_DATE.fullmatch(day), day
    assert not (label["published"] and label.get("given_published")), (
        "a date is passed in only where the text has none"
    )
    for meeting in label["meetings"]:
        assert meeting["date"] is None or PARTIAL_DATE.fullmatch(meeting["date"]), meeting


def test_no_document_repeats_another() -> None:
    texts = [text_of(path) for path in LABELS]
    titles = [label_of(path)["title"] for path in LABELS if label_of(path)["title"]]
    assert len(set(texts)) == len(texts)
    assert len(set(titles)) == len(titles)
