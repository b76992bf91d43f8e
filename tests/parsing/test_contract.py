"""The parse as JSON: the keys, types and words that users of the command rely on."""

import json
import re
from typing import Any

import pytest

from statements.parsing import Form, MeetingKind, QuoteKind, SpeakerKind, parse_article, to_json
from statements.parsing.topics import load_vocabulary
from tests.parsing.told import ARRIVAL, WELCOME

NEWS = (
    f"{ARRIVAL}{WELCOME}Testoni met Esempio in Vienna on May 4, 2020. They had met in Oslo in May 2019.\n\n"
    "“Arms control needs patience,” she said.\n\nEsempio said that the river was “too wide” for a ferry.\n\n"
    "NATO said in a statement that it would send engineers. “No comment,” a spokesman said."
)
TRANSCRIPT = (
    "Remarks in Strelsau\n\nFOREIGN MINISTER ALBA TESTONI: Good morning. The bridge will be built.\n\n"
    "QUESTION: When will that be?\n\nFOREIGN MINISTER TESTONI: Before the winter comes, I am sure.\n"
)
SPAN = {"start", "end", "text"}
QUOTE = SPAN | {"verbatim", "kind", "speaker", "speaker_kind", "mention_start", "mention_end"}
QUOTE |= {"cue", "relayed", "confidence", "topics"}


@pytest.fixture(scope="module", params=[NEWS, TRANSCRIPT, ""], ids=["news", "transcript", "empty"])
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def told(text: str) -> dict[str, Any]:
    """What a reader of the line gets."""
    value: dict[str, Any] = json.loads(json.dumps(to_json(parse_article(text), "invented")))
    return value


def test_an_article_has_exactly_these_keys(told: dict[str, Any]) -> None:
    keys = ["id", "title", "published", "form", "dateline", "meetings", "people", "topics", "quotes"]

    assert list(told) == keys
    assert (told["id"], told["form"]) == ("invented", Form(told["form"]))
    assert told["published"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", told["published"])


def test_a_quote_has_exactly_these_keys_and_kinds(told: dict[str, Any]) -> None:
    for quote in told["quotes"]:
        assert set(quote) == QUOTE
        assert QuoteKind(quote["kind"])
        assert (quote["speaker"] is None) == (SpeakerKind(quote["speaker_kind"]) is SpeakerKind.UNNAMED)
        assert 0 <= quote["confidence"] <= 1
        assert (quote["kind"] in {"direct", "mixed"}) == bool(quote["verbatim"])


def test_offsets_slice_to_the_words(told: dict[str, Any], text: str) -> None:
    for quote in told["quotes"]:
        for span in (quote, *quote["verbatim"]):
            assert set(span) >= SPAN
            assert text[span["start"] : span["end"]] == span["text"]
        assert text[quote["mention_start"] : quote["mention_end"]].strip()


def test_a_person_has_exactly_these_keys(told: dict[str, Any]) -> None:
    for person in told["people"]:
        assert list(person) == ["name", "role", "country", "aliases"]
        assert person["aliases"]


def test_a_meeting_says_mentioned_only_where_it_is(told: dict[str, Any]) -> None:
    for meeting in told["meetings"]:
        assert set(meeting) - {"mentioned"} == {"date", "place", "kind", "participants"}
        assert meeting.get("mentioned", True) is True
        assert MeetingKind(meeting["kind"])
        assert meeting["date"] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", meeting["date"])


def test_topics_are_slugs_of_the_vocabulary(told: dict[str, Any]) -> None:
    slugs = {topic.slug for topic in load_vocabulary()}

    assert set(told["topics"]) <= slugs
    assert all(set(quote["topics"]) <= slugs for quote in told["quotes"])


def test_the_examples_show_every_kind_of_quote_and_speaker() -> None:
    quotes = [quote for text in (NEWS, TRANSCRIPT) for quote in parse_article(text).quotes]

    assert {quote.kind for quote in quotes} == set(QuoteKind)
    assert {quote.speaker_kind for quote in quotes} == set(SpeakerKind)
