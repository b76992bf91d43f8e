"""Speakers, meetings, topics, sources and articles as data, and the links between them."""

import hashlib
from typing import Any

import pytest
from rest_framework.test import APIClient

from statements.models import Person
from tests.api.rows import connected_quote
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    CorrectionFactory,
    MeetingReportFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def record(client: APIClient, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200
    return response.json()


def test_the_root_lists_the_resources(client: APIClient) -> None:
    assert record(client, "") == {
        name: f"{HOST}/api/v1/{name}/"
        for name in (
            *("quotes", "speakers", "meetings", "topics", "articles", "sources"),
            *("countries", "corrections", "changes", "check", "parse"),
        )
    }


def test_a_speaker_has_aliases_and_offices(client: APIClient) -> None:
    person = PersonFactory(name="Alba Testoni", slug="alba-testoni", country="FR", wikidata_id="Q0")
    AliasFactory(person=person, name="Mrs Testoni")
    OfficeFactory(person=person, country="FR", since="2019-01-01")

    assert record(client, "speakers/alba-testoni/") == {
        "slug": "alba-testoni",
        "url": f"{HOST}/api/v1/speakers/alba-testoni/",
        "page": f"{HOST}/speakers/alba-testoni/",
        "name": "Alba Testoni",
        "aliases": ["Mrs Testoni"],
        "country": "FR",
        "organization": None,
        "offices": [
            {
                "title": "Foreign Minister",
                "country": "FR",
                "organization": None,
                "since": "2019-01-01",
                "until": None,
            }
        ],
        "wikidata_id": "Q0",
        "quotes": f"{HOST}/api/v1/quotes/?speaker=alba-testoni",
        "meetings": f"{HOST}/api/v1/meetings/?speaker=alba-testoni",
    }


def test_speakers_are_found_by_alias_and_country(client: APIClient) -> None:
    found = AliasFactory(person__country="FR", name="The Bridge Builder").person
    AliasFactory(person__country="DE", name="The Bridge Builder")

    results = record(client, "speakers/?q=builder&country=FR")["results"]

    assert [person["slug"] for person in results] == [found.slug]


def test_a_merged_speaker_leads_on_and_leaves_the_list(client: APIClient) -> None:
    kept = PersonFactory(slug="alba-testoni")
    PersonFactory(slug="alba-testony", merged_into=kept)

    response = client.get("/api/v1/speakers/alba-testony/")

    assert response.status_code == 301
    assert response["Location"] == f"{HOST}/api/v1/speakers/alba-testoni/"
    assert [person["slug"] for person in record(client, "speakers/")["results"]] == ["alba-testoni"]


def test_filtering_by_a_merged_speaker_finds_the_quotes(client: APIClient) -> None:
    kept = PersonFactory()
    PersonFactory(slug="alba-testony", merged_into=kept)
    quote = QuoteFactory(speaker=kept)

    results = record(client, "quotes/?speaker=alba-testony")["results"]

    assert [found["id"] for found in results] == [quote.public_id]


def test_a_meeting_has_participants_and_the_articles_that_report_it(client: APIClient) -> None:
    person = PersonFactory(name="Alba Testoni", slug="alba-testoni", country="FR")
    participation = ParticipationFactory(
        person=person, office=OfficeFactory(person=person), side="FR", meeting__slug="strelsau"
    )
    article = MeetingReportFactory(
        meeting=participation.meeting, article__source=None, article__title="Two met"
    ).article

    assert record(client, "meetings/strelsau/") == {
        "slug": "strelsau",
        "url": f"{HOST}/api/v1/meetings/strelsau/",
        "page": f"{HOST}/meetings/strelsau/",
        "name": "Testoni, Strelsau, 4 May 2020",
        "kind": "bilateral",
        "held_on": "2020-05-04",
        "held_until": None,
        "precision": "day",
        "place": "Strelsau",
        "country": None,
        "participants": [
            {
                "person": {
                    "slug": "alba-testoni",
                    "name": "Alba Testoni",
                    "country": "FR",
                    "url": f"{HOST}/api/v1/speakers/alba-testoni/",
                },
                "office": "Foreign Minister",
                "side": "FR",
            }
        ],
        "articles": [
            {
                "article": {
                    "id": article.public_id,
                    "title": "Two met",
                    "url": f"{HOST}/api/v1/articles/{article.public_id}/",
                    "source": None,
                },
                "mentioned": False,
            }
        ],
        "quotes": f"{HOST}/api/v1/quotes/?meeting=strelsau",
    }


def test_a_participant_without_known_office_has_null(client: APIClient) -> None:
    meeting = ParticipationFactory().meeting

    assert record(client, f"meetings/{meeting.slug}/")["participants"][0]["office"] is None


def test_a_topic_knows_the_broader_and_the_narrower(client: APIClient) -> None:
    broad = TopicFactory(name="Rivers", slug="rivers", phrases=["river", "ferry"])
    TopicFactory(name="Bridges", slug="bridges", parent=broad)

    bridges = {"slug": "bridges", "name": "Bridges", "url": f"{HOST}/api/v1/topics/bridges/"}
    assert record(client, "topics/rivers/") == {
        "slug": "rivers",
        "url": f"{HOST}/api/v1/topics/rivers/",
        "page": f"{HOST}/topics/rivers/",
        "name": "Rivers",
        "description": None,
        "phrases": ["river", "ferry"],
        "parent": None,
        "narrower": [bridges],
        "quotes": f"{HOST}/api/v1/quotes/?topic=rivers",
    }
    assert record(client, "topics/bridges/")["parent"]["slug"] == "rivers"


def test_a_source_has_its_kind_and_addresses(client: APIClient) -> None:
    SourceFactory(name="Wire", slug="wire", site="https://wire.example/", feed_url="https://wire.example/rss")

    assert record(client, "sources/wire/") == {
        "slug": "wire",
        "url": f"{HOST}/api/v1/sources/wire/",
        "page": f"{HOST}/sources/wire/",
        "name": "Wire",
        "kind": "wire",
        "site": "https://wire.example/",
        "feed_url": "https://wire.example/rss",
        "quotes": f"{HOST}/api/v1/quotes/?source=wire",
        "articles": f"{HOST}/api/v1/articles/?source=wire",
    }


def test_an_article_gives_the_text_that_its_digest_is_of(client: APIClient) -> None:
    article = ArticleFactory(
        text="“Größe” 🕊 said Testoni.", url="https://wire.example/1", source__slug="wire"
    )
    meeting = MeetingReportFactory(article=article).meeting

    found = record(client, f"articles/{article.public_id}/")

    assert found["text"] == article.text
    assert found["digest"] == hashlib.sha256(found["text"].encode()).hexdigest()
    assert found["original_url"] == "https://wire.example/1"
    assert found["source"]["slug"] == "wire"
    assert [one["slug"] for one in found["meetings"]] == [meeting.slug]
    assert found["quotes"] == f"{HOST}/api/v1/quotes/?article={article.public_id}"


def test_the_list_of_articles_holds_all_but_text_and_meetings(client: APIClient) -> None:
    article = ArticleFactory()

    [listed] = record(client, "articles/")["results"]

    single = record(client, f"articles/{article.public_id}/")
    assert single == listed | {"text": article.text, "meetings": []}


def test_no_record_holds_the_bytes_as_received(client: APIClient) -> None:
    article = ArticleFactory(html="<p>kept apart</p>")

    assert {"raw", "html", "raw_digest"}.isdisjoint(record(client, f"articles/{article.public_id}/"))


def addresses_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(addresses_in(inner) for inner in value.values()))
    if isinstance(value, list):
        return set().union(*(addresses_in(inner) for inner in value))
    return {value} if isinstance(value, str) and value.startswith(f"{HOST}/api/") else set()


def test_every_link_leads_to_a_record(client: APIClient) -> None:
    quote = connected_quote()
    Person.objects.update(country="FR")
    CorrectionFactory(quote=quote)
    waiting, seen = {f"{HOST}/api/v1/"}, set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = client.get(address)
        takes_a_body = address.endswith(("/check/", "/parse/"))
        assert response.status_code == (405 if takes_a_body else 200), address
        waiting |= addresses_in(response.json()) - seen

    resources = {address.split("/")[5] for address in seen if address.count("/") == 7}
    assert resources == {
        *("quotes", "speakers", "meetings", "topics", "articles", "sources"),
        *("countries", "corrections"),
    }


@pytest.mark.parametrize("resource", ["topics", "sources", "articles", "countries", "corrections"])
def test_a_list_refuses_filters_that_it_has_not(client: APIClient, resource: str) -> None:
    response = client.get(f"/api/v1/{resource}/?country=FR")

    assert response.status_code == 400
    assert response.json()["errors"]["country"][0].startswith("There is no parameter “country”: ")


def test_a_country_leads_to_its_speakers_and_what_they_said(client: APIClient) -> None:
    person = PersonFactory(country="FR")
    PersonFactory(country="FR", merged_into=person)
    quote = QuoteFactory(speaker=person)

    [country] = record(client, "countries/")["results"]

    assert country == {
        "code": "FR",
        "name": "France",
        "url": f"{HOST}/api/v1/countries/FR/",
        "speaker_count": 1,
        "speakers": f"{HOST}/api/v1/speakers/?country=FR",
        "quotes": f"{HOST}/api/v1/quotes/?country=FR",
    }
    assert country == record(client, "countries/FR/")
    assert record(client, "quotes/?country=FR")["results"][0]["id"] == quote.public_id


def test_a_correction_says_what_was_decided_but_not_by_whom(client: APIClient) -> None:
    correction = CorrectionFactory()

    found = record(client, f"corrections/{correction.pk}/")

    assert found.pop("made_at")
    assert found == {
        "id": correction.pk,
        "url": f"{HOST}/api/v1/corrections/{correction.pk}/",
        "quote": {
            "id": correction.quote.public_id,
            "url": f"{HOST}/api/v1/quotes/{correction.quote.public_id}/",
        },
        "field": "statement",
        "before": True,
        "after": False,
        "parsed": True,
        "words": correction.quote.text,
        "reason": "A slogan on a banner, said by nobody.",
        "withdrawn_at": None,
    }
    assert correction.editor.username not in str(found)
