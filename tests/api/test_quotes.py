"""Quotes as data."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from statements.corrections import record_correction
from statements.models import Quote
from statements.problems import PROBLEMS
from tests.factories import (
    ArticleFactory,
    EditorFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def ids(response: Any) -> list[str]:
    """The ids of a list, in its order."""
    assert response.status_code == 200, response.json()
    return [quote["id"] for quote in response.json()["results"]]


def test_a_quote_has_all_its_fields(client: APIClient) -> None:
    speaker = PersonFactory(name="Alba Testoni", slug="alba-testoni", country="FR")
    meeting = ParticipationFactory(person=speaker, meeting__slug="strelsau").meeting
    topic = TopicFactory(name="Bridges", slug="bridges")
    article = ArticleFactory(source__name="Wire", source__slug="wire", title="Two met")
    start = article.text.index("Testoni said")
    quote = QuoteFactory(
        article=article,
        speaker=speaker,
        meeting=meeting,
        topics=[topic],
        mention_start=start,
        mention_end=start + 7,
        cue_start=start + 8,
        cue_end=start + 12,
    )

    record = client.get(f"/api/v1/quotes/{quote.public_id}/").json()

    assert record.pop("created_at") < record.pop("updated_at")
    person = {
        "slug": "alba-testoni",
        "name": "Alba Testoni",
        "country": "FR",
        "url": f"{HOST}/api/v1/speakers/alba-testoni/",
    }
    assert record == {
        "id": quote.public_id,
        "url": f"{HOST}/api/v1/quotes/{quote.public_id}/",
        "page": f"{HOST}/quotes/{quote.public_id}/",
        "text": "The bridge will be built.",
        "start": quote.start,
        "end": quote.end,
        "verbatim": [{"text": "The bridge will be built.", "start": quote.start, "end": quote.end}],
        "kind": "direct",
        "speaker": person,
        "speaker_kind": "person",
        "attributed_to": "Alba Testoni",
        "mention": {"text": "Testoni", "start": start, "end": start + 7},
        "cue": {"text": "said", "start": start + 8, "end": start + 12},
        "relayed": None,
        "meeting": {
            "slug": "strelsau",
            "name": "Testoni, Strelsau, 4 May 2020",
            "url": f"{HOST}/api/v1/meetings/strelsau/",
        },
        "topics": [{"slug": "bridges", "name": "Bridges", "url": f"{HOST}/api/v1/topics/bridges/"}],
        "said_on": "2020-05-04",
        "confidence": 0.9,
        "review": "unreviewed",
        "standing": "settled",
        "found": True,
        "parser_version": "test-1",
        "article": {
            "id": article.public_id,
            "title": "Two met",
            "url": f"{HOST}/api/v1/articles/{article.public_id}/",
            "source": {"slug": "wire", "name": "Wire", "url": f"{HOST}/api/v1/sources/wire/"},
        },
        "corrections": f"{HOST}/api/v1/corrections/?quote={quote.public_id}",
    }


def test_what_is_not_known_is_null(client: APIClient) -> None:
    quote = QuoteFactory(speaker=None, article__source=None, said_on=None)

    record = client.get(f"/api/v1/quotes/{quote.public_id}/").json()

    missing = {name for name, value in record.items() if value is None}
    assert missing == {"speaker", "attributed_to", "mention", "cue", "relayed", "meeting", "said_on"}
    assert record["article"]["source"] is None


def test_offsets_count_code_points(client: APIClient) -> None:
    article = ArticleFactory(text="🕊🕊 Testoni said: “The bridge will be built.”")
    quote = QuoteFactory(article=article)

    record = client.get(f"/api/v1/quotes/{quote.public_id}/").json()

    assert (record["start"], record["end"]) == (18, 43)
    text = client.get(record["article"]["url"]).json()["text"]
    assert text[18:43] == "The bridge will be built."


def test_the_list_is_newest_first_and_holds_the_detail(client: APIClient) -> None:
    old, new = QuoteFactory(said_on="2019-01-01"), QuoteFactory(said_on="2021-01-01")

    results = client.get("/api/v1/quotes/").json()["results"]

    assert [record["id"] for record in results] == [new.public_id, old.public_id]
    assert results[0] == client.get(f"/api/v1/quotes/{new.public_id}/").json()


def test_filters_combine(client: APIClient) -> None:
    speaker, topic = PersonFactory(), TopicFactory()
    both = QuoteFactory(speaker=speaker, topics=[topic])
    QuoteFactory(speaker=speaker)
    QuoteFactory(topics=[topic])

    assert ids(client.get("/api/v1/quotes/", {"speaker": speaker.slug, "topic": topic.slug})) == [
        both.public_id
    ]


def test_several_values_of_a_filter_widen(client: APIClient) -> None:
    one, other = PersonFactory(), PersonFactory()
    first, second, _ = QuoteFactory(speaker=one), QuoteFactory(speaker=other), QuoteFactory()

    found = ids(client.get("/api/v1/quotes/", {"speaker": [one.slug, other.slug]}))

    assert found == [second.public_id, first.public_id]


@pytest.mark.parametrize(
    ("parameter", "value", "message"),
    [
        ("speaker", "nobody", "There is no speaker “nobody”."),
        ("kind", "shouted", "“shouted” is no kind: use direct, mixed, indirect or turn."),
        ("since", "yesterday", "Give a date as YYYY-MM-DD."),
        ("speker", "alba", "There is no parameter “speker”: did you mean “speaker”?"),
        ("page_size", "0", "Give a whole number from 1 to 1000, not “0”."),
        ("page_size", "1001", "Give a whole number from 1 to 1000, not “1001”."),
        ("page_size", "many", "Give a whole number from 1 to 1000, not “many”."),
        ("page_size", "٣", "Give a whole number from 1 to 1000, not “٣”."),
        (
            "cursor",
            "made-up",
            "This page's address is not one that this site made: start from the first page.",
        ),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(
    client: APIClient, parameter: str, value: str, message: str
) -> None:
    response = client.get("/api/v1/quotes/", {parameter: value})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "/api/problems/wrong-parameter/",
        "title": "A parameter is wrong.",
        "status": 400,
        "detail": PROBLEMS["wrong-parameter"].advice,
        "errors": {parameter: [message]},
    }


def test_every_wrong_parameter_is_named(client: APIClient) -> None:
    response = client.get("/api/v1/quotes/?speker=a&topic=nothing&until=never")

    assert response.json()["errors"].keys() == {"speker", "topic", "until"}


@pytest.mark.parametrize("parameter", ["q", "speaker", "topic", "country", "article", "cursor", "since"])
def test_a_nul_character_is_refused(client: APIClient, parameter: str) -> None:
    response = client.get("/api/v1/quotes/", {parameter: "a\0b"})

    assert response.status_code == 400
    assert response.json()["errors"].keys() == {parameter}


def test_a_filter_on_a_single_quote_is_refused(client: APIClient) -> None:
    response = client.get(f"/api/v1/quotes/{QuoteFactory().public_id}/", {"speaker": "alba"})

    assert response.status_code == 400


def test_a_withdrawn_quote_leaves_the_list_and_says_why(client: APIClient) -> None:
    quote = QuoteFactory()
    record_correction(
        quote, field="statement", after=False, editor=EditorFactory(), reason="A slogan on a banner."
    )

    assert ids(client.get("/api/v1/quotes/")) == []
    response = client.get(f"/api/v1/quotes/{quote.public_id}/")
    assert response.status_code == 410
    assert response.json()["reason"] == (
        "An editor decided that this is not a statement: A slogan on a banner."
    )


def test_a_quote_that_the_parser_gave_up_says_so(client: APIClient) -> None:
    quote = QuoteFactory(status=Quote.Status.WITHDRAWN)

    response = client.get(f"/api/v1/quotes/{quote.public_id}/")

    assert response.status_code == 410
    assert response.json()["reason"] == (
        "A newer reading of the article no longer finds a statement in these words."
    )


def test_a_corrected_quote_shows_the_editors_values(client: APIClient) -> None:
    quote, right = QuoteFactory(), PersonFactory()
    record_correction(
        quote, field="speaker", after=right.slug, editor=EditorFactory(), reason="The other one."
    )

    record = client.get(f"/api/v1/quotes/{quote.public_id}/").json()

    assert (record["speaker"]["slug"], record["review"]) == (right.slug, "reviewed")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: APIClient, method: str) -> None:
    quote = QuoteFactory()

    response = getattr(client, method)(f"/api/v1/quotes/{quote.public_id}/", {"text": "Other words."})

    assert response.status_code == 405
    assert response.json()["type"] == "/api/problems/method-not-allowed/"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_meetings_of_a_quote_are_filtered_by_slug(client: APIClient) -> None:
    quote = QuoteFactory(meeting=MeetingFactory(slug="zenda"))
    QuoteFactory()

    assert ids(client.get("/api/v1/quotes/", {"meeting": "zenda"})) == [quote.public_id]
