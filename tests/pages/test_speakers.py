"""Speakers: found by name and country; who they are and what they speak of."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from statements.models import Person
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
from tests.pages.rows import MARKUP, full_meeting, full_quotes, hostile_quote

pytestmark = pytest.mark.django_db


def listed(client: Client, query: str) -> list[Person]:
    """Who is on the page with this query string."""
    return [person for person, _ in client.get(f"/speakers/?{query}").context["rows"]]


def test_people_are_found_by_name_alias_and_country(client: Client) -> None:
    alba, bruno = PersonFactory(name="Alba Testoni", country="FR"), PersonFactory(name="Bruno Querelle")
    AliasFactory(person=bruno, name="The Bridge Builder")
    assert listed(client, "") == [alba, bruno]
    assert listed(client, "q=testo") == [alba]
    assert listed(client, "q=bridge+builder") == [bruno]
    assert listed(client, "country=FR") == [alba]
    assert listed(client, "country=FR&q=bridge") == []


def test_those_merged_into_somebody_else_are_not_listed(client: Client) -> None:
    kept = PersonFactory()
    PersonFactory(merged_into=kept)
    assert listed(client, "") == [kept]


def test_the_list_pages_by_cursor(client: Client) -> None:
    people = [PersonFactory(name=f"Testoni {letter}") for letter in "abc"]
    first = client.get("/speakers/?page_size=2&q=testoni")
    second = client.get(first.context["listing"].next_url)
    assert [person for page in (first, second) for person, _ in page.context["rows"]] == people


def test_what_means_nothing_is_told(client: Client) -> None:
    person = PersonFactory()
    page = unescape(client.get("/speakers/?country=XX&name=alba").content.decode())
    assert "“XX” is no country" in page
    assert "There is no parameter “name”" in page
    assert person.name in page


def test_the_page_shows_who_it_is(client: Client) -> None:
    person = PersonFactory(name="Alba Testoni", country="FR")
    AliasFactory(person=person, name="Madame Testoni")
    OfficeFactory(person=person, title="Harbour Master", country="FR", since=date(2011, 3, 1))
    meeting = full_meeting()
    ParticipationFactory(meeting=meeting, person=person)
    page = client.get(person.get_absolute_url()).content.decode()
    for part in (
        "Alba Testoni",
        "Madame Testoni",
        "Harbour Master, France",
        "1 March 2011",
        meeting.get_absolute_url(),
    ):
        assert part in page


def test_topics_are_counted_and_lead_to_the_statements_on_them(client: Client) -> None:
    person, broad = PersonFactory(), TopicFactory(name="Fish")
    narrow = TopicFactory(name="Herring", parent=broad)
    QuoteFactory(speaker=person, topics=[narrow, broad])
    QuoteFactory(speaker=person, topics=[broad])
    QuoteFactory(topics=[broad])
    response = client.get(person.get_absolute_url())
    assert [(bar.item.name, bar.number) for bar in response.context["spoken"].topics] == [
        ("Fish", 2),
        ("Herring", 1),
    ]
    link = f"/quotes/?speaker={person.slug}&topic={broad.slug}"
    assert link in unescape(response.content.decode())
    assert client.get(link).context["count"].number == 2


def test_statements_over_time_are_drawn_with_a_table(client: Client) -> None:
    person = PersonFactory()
    for day in (date(2020, 1, 5), date(2020, 3, 7), date(2020, 3, 9)):
        QuoteFactory(speaker=person, said_on=day)
    page = client.get(person.get_absolute_url()).content.decode()
    assert page.count('class="column"') == 2
    assert '<th scope="row">March 2020</th><td class="number">2</td>' in page
    assert "<title>All statements, March 2020: 2</title>" in page
    assert "style=" not in page


def test_a_merged_person_redirects_for_ever(client: Client) -> None:
    kept = PersonFactory()
    response = client.get(PersonFactory(merged_into=kept).get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, kept.get_absolute_url())


def test_meetings_that_no_article_tells_of_any_more_are_left_out(client: Client) -> None:
    person = PersonFactory()
    ParticipationFactory(person=person, meeting=MeetingFactory())
    told = MeetingReportFactory().meeting
    ParticipationFactory(person=person, meeting=told)
    assert client.get(person.get_absolute_url()).context["encounters"].meetings == [told]


def test_hostile_texts_stay_texts(client: Client) -> None:
    quote = hostile_quote()
    assert quote.speaker
    for address in ("/speakers/", quote.speaker.get_absolute_url()):
        page = client.get(address).content.decode()
        assert not [markup for markup in MARKUP if markup in page]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    full_quotes(2)
    few = queries_for("/speakers/")
    full_quotes(18)
    assert queries_for("/speakers/") == few <= 5
    person = OfficeFactory().person
    for _ in range(2):
        full_quotes(1, speaker=person)
        ParticipationFactory(person=person, meeting=full_meeting())
    few = queries_for(person.get_absolute_url())
    for _ in range(18):
        full_quotes(1, speaker=person)
        ParticipationFactory(person=person, meeting=full_meeting())
        AliasFactory(person=person, name=f"Alias {_}")
    assert queries_for(person.get_absolute_url()) == few <= 12


def test_unknown_people_and_writing_are_refused(client: Client) -> None:
    assert client.get("/speakers/nobody/").status_code == 404
    assert client.head("/speakers/").status_code == 200
    assert client.post("/speakers/").status_code == 405
