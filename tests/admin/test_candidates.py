"""What an editor is offered when typing into a field of the correction form."""

from typing import Any

import pytest
from django.test import Client

from statements.models import Quote
from tests.factories import (
    AliasFactory,
    MeetingFactory,
    MeetingReportFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def offered(client: Client, quote: Quote, field: str, term: str) -> list[str]:
    response = client.get(
        f"/admin/statements/quote/candidates/{quote.public_id}/",
        {"app_label": "statements", "model_name": "quote", "field_name": field, "term": term},
    )
    assert response.status_code == 200
    return [result["text"] for result in response.json()["results"]]


def test_a_speaker_is_found_by_alias_once(as_editor: Client) -> None:
    person = PersonFactory(name="Alba Testoni")
    AliasFactory(person=person, name="The Bridge Builder")
    AliasFactory(person=person, name="Bridget")
    quote = QuoteFactory(speaker=None)

    assert offered(as_editor, quote, "speaker", "bridge builder") == ["Alba Testoni"]
    assert offered(as_editor, quote, "relayed", "bridg") == ["Alba Testoni"]


def test_people_of_one_name_are_told_apart(as_editor: Client) -> None:
    OfficeFactory(person=PersonFactory(name="Alba Testoni", country="FR"))
    PersonFactory(name="Alba Testoni", organization="Union of Rivers")

    assert offered(as_editor, QuoteFactory(speaker=None), "speaker", "testoni") == [
        "Alba Testoni, Foreign Minister, France",
        "Alba Testoni, Union of Rivers",
    ]


def test_somebody_merged_is_not_offered(as_editor: Client) -> None:
    kept = PersonFactory(name="Alba Testoni")
    PersonFactory(name="Alba Testony", merged_into=kept)

    assert offered(as_editor, QuoteFactory(speaker=None), "speaker", "alba") == ["Alba Testoni"]


def test_the_articles_own_meetings_are_offered_first(as_editor: Client) -> None:
    own = MeetingReportFactory(meeting__place="Zenda")
    quote = QuoteFactory(article=own.article)
    MeetingFactory(place="Strelsau")

    assert offered(as_editor, quote, "meeting", "") == ["Bilateral meeting, Zenda, 4 May 2020"]


def test_other_meetings_are_found_by_participant_or_place(as_editor: Client) -> None:
    meeting = ParticipationFactory(person__name="Bruno Esempio", meeting__place="Strelsau").meeting
    ParticipationFactory(meeting=meeting, person__name="Carla Esempio")
    quote = QuoteFactory()

    for term in ("strels", "esempio"):
        assert offered(as_editor, quote, "meeting", term) == ["Esempio and Esempio, Strelsau, 4 May 2020"]


def test_topics_are_found_by_name(as_editor: Client) -> None:
    TopicFactory(name="Rivers")

    assert offered(as_editor, QuoteFactory(), "topics", "riv") == ["Rivers"]


@pytest.mark.parametrize(
    "parameters",
    [{}, {"app_label": "auth", "model_name": "user", "field_name": "groups"}],
    ids=["none", "another model's"],
)
def test_only_the_fields_of_a_quote_can_be_asked_for(as_editor: Client, parameters: Any) -> None:
    address = f"/admin/statements/quote/candidates/{QuoteFactory().public_id}/"

    assert as_editor.get(address, parameters).status_code == 403
