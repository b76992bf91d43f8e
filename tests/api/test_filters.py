"""What programs may ask for beyond what the pages' filters choose."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from statements.corrections import record_correction
from statements.models import Quote
from tests.factories import (
    ArticleFactory,
    CorrectionFactory,
    EditorFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
QUOTES = "/api/v1/quotes/"


def keys(client: APIClient, address: str, key: str = "id") -> set[Any]:
    response = client.get(address)
    assert response.status_code == 200, response.json()
    return {record[key] for record in response.json()["results"]}


def errors(client: APIClient, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 400
    return response.json()["errors"]


def test_values_may_stand_between_commas(client: APIClient) -> None:
    one, other = QuoteFactory(kind="mixed"), QuoteFactory(kind="indirect")
    QuoteFactory(kind="direct")

    assert keys(client, f"{QUOTES}?kind=mixed,indirect") == {one.public_id, other.public_id}
    speakers = ",".join(quote.speaker.slug for quote in (one, other) if quote.speaker)
    assert keys(client, f"{QUOTES}?speaker={speakers}") == {one.public_id, other.public_id}


@pytest.fixture
def pair() -> tuple[Quote, Quote]:
    """Two quotes that differ in everything that can be excluded."""
    rivers = TopicFactory(slug="rivers")
    first = QuoteFactory(
        article=ArticleFactory(source=SourceFactory(slug="wire")),
        speaker=PersonFactory(slug="alba-testoni", country="FR"),
        meeting=MeetingFactory(slug="zenda"),
        topics=[TopicFactory(slug="bridges", parent=rivers)],
        kind="direct",
    )
    return first, QuoteFactory(speaker=None, article__source=None, kind="indirect")


@pytest.mark.parametrize(
    "query",
    [
        "not_speaker=alba-testoni",
        "not_topic=bridges",
        "not_topic=rivers",
        "not_meeting=zenda",
        "not_country=FR",
        "not_country=FR,DE",
        "not_source=wire",
        "not_kind=direct,mixed",
    ],
)
def test_an_exclusion_leaves_out_what_the_filter_would_choose(
    client: APIClient, pair: tuple[Quote, Quote], query: str
) -> None:
    assert keys(client, f"{QUOTES}?{query}") == {pair[1].public_id}
    assert keys(client, f"{QUOTES}?{query.removeprefix('not_')}") == {pair[0].public_id}


def test_confidence_has_bounds(client: APIClient) -> None:
    low, middle, high = (QuoteFactory(confidence=value).public_id for value in (0.2, 0.5, 0.9))

    assert keys(client, f"{QUOTES}?min_confidence=0.5") == {middle, high}
    assert keys(client, f"{QUOTES}?max_confidence=0.5") == {low, middle}


@pytest.mark.parametrize("value", ["1.1", "-0.1", "NaN", "inf", "1e400", "much", "9" * 400])
def test_a_confidence_that_is_no_probability_is_refused(client: APIClient, value: str) -> None:
    assert errors(client, f"{QUOTES}?min_confidence={value}") == {
        "min_confidence": ["Give a probability from 0 to 1, such as 0.8."]
    }


def test_reviewed_quotes_are_those_an_editor_decided_about(client: APIClient) -> None:
    reviewed, other = QuoteFactory(), QuoteFactory()
    record_correction(reviewed, field="statement", after=True, editor=EditorFactory(), reason="It is one.")

    assert keys(client, f"{QUOTES}?reviewed=true") == {reviewed.public_id}
    assert keys(client, f"{QUOTES}?reviewed=false") == {other.public_id}
    assert errors(client, f"{QUOTES}?reviewed=maybe") == {"reviewed": ["Use true or false."]}


def test_relayed_words_are_found_by_whose_they_are(client: APIClient) -> None:
    kept = PersonFactory()
    PersonFactory(slug="alba-testony", merged_into=kept)
    quote = QuoteFactory(relayed=kept)
    QuoteFactory()

    assert keys(client, f"{QUOTES}?relayed={kept.slug}") == {quote.public_id}
    assert keys(client, f"{QUOTES}?relayed=alba-testony") == {quote.public_id}


def test_updated_since_takes_a_moment_or_a_day(client: APIClient) -> None:
    old, new = QuoteFactory(), QuoteFactory()
    Quote.objects.filter(pk=old.pk).update(updated_at="2020-01-01T00:00:00Z")
    Quote.objects.filter(pk=new.pk).update(updated_at="2021-01-01T00:00:00Z")

    assert keys(client, f"{QUOTES}?updated_since=2020-06-01") == {new.public_id}
    assert keys(client, f"{QUOTES}?updated_since=2021-01-01T01:00:00%2B01:00") == {new.public_id}
    assert keys(client, f"{QUOTES}?updated_since=2021-01-01T00:00:01Z") == set()
    assert errors(client, f"{QUOTES}?updated_since=lately").keys() == {"updated_since"}


def test_a_parameter_of_one_value_is_taken_once(client: APIClient) -> None:
    for name, value in [("since", "2020-01-01"), ("cursor", "x"), ("page_size", "2"), ("q", "bridge")]:
        found = errors(client, f"{QUOTES}?{name}={value}&{name}={value}")
        assert found[name][0] == "Give this parameter once.", name


def test_a_parameter_of_lists_is_refused_by_a_record(client: APIClient) -> None:
    quote = QuoteFactory()

    assert errors(client, f"{QUOTES}{quote.public_id}/?page_size=2").keys() == {"page_size"}


def test_a_count_is_given_on_request(client: APIClient) -> None:
    [QuoteFactory() for _ in range(3)]

    assert client.get(f"{QUOTES}?count=true&page_size=1").json()["count"] == {"number": 3, "exact": True}
    assert "count" not in client.get(QUOTES).json()
    assert errors(client, f"{QUOTES}?count=yes") == {"count": ["Use true or false."]}


def test_a_count_beyond_the_cap_says_so(client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("statements.api.pagination.COUNT_CAP", 2)
    [QuoteFactory() for _ in range(3)]

    assert client.get(f"{QUOTES}?count=true").json()["count"] == {"number": 2, "exact": False}


@pytest.mark.parametrize(("query", "name"), [("count=true", "count"), ("format=csv", "sort")])
def test_what_is_sorted_by_relevance_is_not_passed_off_as_all(
    client: APIClient, query: str, name: str
) -> None:
    QuoteFactory()

    assert errors(client, f"{QUOTES}?q=bridge&sort=relevance&{query}").keys() == {name}


def test_the_most_relevant_come_in_pages_too(client: APIClient) -> None:
    quotes = {QuoteFactory().public_id for _ in range(3)}

    first = client.get(f"{QUOTES}?q=bridge&sort=relevance&page_size=2").json()
    second = client.get(first["next"]).json()

    assert {quote["id"] for quote in first["results"] + second["results"]} == quotes


def test_meetings_are_found_by_participant_kind_place_and_day(client: APIClient) -> None:
    meeting = MeetingFactory(slug="zenda", country="FR", kind="phone")
    person = ParticipationFactory(meeting=meeting).person
    MeetingFactory(held_on="1999-01-01")

    for query in (f"speaker={person.slug}", "kind=phone", "country=FR", "since=2020-05-04&until=2020-05-04"):
        assert keys(client, f"/api/v1/meetings/?{query}", "slug") == {"zenda"}, query


def test_articles_are_found_by_source_form_and_day(client: APIClient) -> None:
    article = ArticleFactory(source__slug="wire", form="readout")
    ArticleFactory(published_on="1999-01-01")

    for query in ("source=wire", "form=readout", "since=2020-05-04&until=2020-05-04"):
        assert keys(client, f"/api/v1/articles/?{query}") == {article.public_id}, query


def test_corrections_are_found_by_quote_field_and_day(client: APIClient) -> None:
    correction = CorrectionFactory(made_at="2020-05-04T23:59:00Z")
    CorrectionFactory(field="speaker", before=None, after=None, made_at="1999-01-01T00:00:00Z")

    for query in (
        f"quote={correction.quote.public_id}",
        "field=statement",
        "since=2020-05-04&until=2020-05-04",
        "until=9999-12-31&since=2020-01-01",
    ):
        assert keys(client, f"/api/v1/corrections/?{query}") == {correction.pk}, query
