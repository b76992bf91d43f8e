"""Countries: who speaks for each, on what, when."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import (
    MeetingReportFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)
from tests.pages.rows import MARKUP, full_meeting, full_quotes, hostile_quote, speaker_of

pytestmark = pytest.mark.django_db


def test_countries_are_listed_with_their_speakers_and_statements(client: Client) -> None:
    french = [PersonFactory(country="FR") for _ in range(2)]
    for _ in range(3):
        QuoteFactory(speaker=french[0])
    QuoteFactory(speaker=french[1])
    PersonFactory(country="DE")
    PersonFactory(country="AT", merged_into=french[0])
    assert client.get("/countries/").context["rows"] == [("FR", "France", 2, 4), ("DE", "Germany", 1, 0)]


def test_the_page_tells_who_speaks_for_it_on_what(client: Client) -> None:
    alba, bruno = (PersonFactory(country="FR") for _ in range(2))
    topic = TopicFactory(name="Fish")
    for speaker, topics in ((alba, [topic]), (alba, []), (bruno, [topic])):
        QuoteFactory(speaker=speaker, topics=topics)
    QuoteFactory(speaker=PersonFactory(country="DE"), topics=[topic])
    context = client.get("/countries/FR/").context
    assert [(bar.item, bar.number) for bar in context["speakers"]] == [(alba, 2), (bruno, 1)]
    assert [(bar.item.name, bar.number) for bar in context["spoken"].topics] == [("Fish", 2)]
    assert context["spoken"].number == len(context["quotes"]) == 3


def test_meetings_in_which_it_took_part_and_with_whom(client: Client) -> None:
    meeting = MeetingReportFactory().meeting
    for code in ("FR", "DE"):
        ParticipationFactory(meeting=meeting, person__country=code)
    ParticipationFactory(meeting=MeetingReportFactory().meeting, person__country="DE")
    context = client.get("/countries/FR/").context
    assert context["meetings"] == [meeting]
    assert context["met"] == [("DE", "Germany", 1)]


def test_the_code_is_written_in_capitals_and_must_be_one(client: Client) -> None:
    response = client.get("/countries/fr/")
    assert (response.status_code, response["Location"]) == (301, "/countries/FR/")
    for code in ("XX", "001", "france", "A"):
        assert client.get(f"/countries/{code}/").status_code == 404
    assert client.get("/countries/FR/").status_code == 200  # nobody speaks for it yet


def test_hostile_texts_stay_texts(client: Client) -> None:
    speaker = speaker_of(hostile_quote())
    speaker.country = "FR"
    speaker.save()
    page = client.get("/countries/FR/").content.decode()
    assert not [markup for markup in MARKUP if markup in page]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    def add(number: int) -> None:
        for quote in full_quotes(number):
            ParticipationFactory(person=quote.speaker, meeting=full_meeting())
            OfficeFactory(person=quote.speaker, title="Second office")

    add(2)
    few = {address: queries_for(address) for address in ("/countries/", "/countries/FR/")}
    add(12)
    assert {address: queries_for(address) for address in few} == few
    assert max(few.values()) <= 12


def test_writing_is_refused(client: Client) -> None:
    assert client.post("/countries/").status_code == client.post("/countries/FR/").status_code == 405
