"""Meetings: who met, when, where, and what each of them said."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from statements.models import Article, Meeting, Person, Quote
from tests.factories import (
    ArticleFactory,
    MeetingFactory,
    MeetingReportFactory,
    OfficeFactory,
    ParticipationFactory,
    QuoteFactory,
    TopicFactory,
)
from tests.pages.rows import MARKUP, full_meeting, full_quotes, hostile_quote

pytestmark = pytest.mark.django_db


def test_meetings_are_listed_the_latest_first_page_by_page(client: Client) -> None:
    days = (date(2020, 1, 1), None, date(2021, 1, 1))
    old, undated, new = (
        MeetingReportFactory(meeting__held_on=day, meeting__precision="day" if day else "unknown").meeting
        for day in days
    )
    QuoteFactory(meeting=new)
    first = client.get("/meetings/?page_size=2")
    assert first.context["rows"] == [(new, 1), (old, 0)]
    assert client.get(first.context["listing"].next_url).context["rows"] == [(undated, 0)]


@pytest.mark.parametrize(
    ("precision", "until", "shown"),
    [
        ("day", None, "4 May 2020"),
        ("month", None, "May 2020"),
        ("year", None, "2020"),
        ("range", date(2020, 5, 6), "4 May 2020 – 6 May 2020"),
    ],
)
def test_the_date_is_no_more_precise_than_it_is_known(
    client: Client, precision: str, until: date | None, shown: str
) -> None:
    meeting = MeetingFactory(precision=precision, held_until=until)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert f"<dt>Date</dt><dd>{shown}<" in page
    assert ("No more than the" in page) is (precision in {"month", "year"})


def test_participants_have_the_office_they_came_in(client: Client) -> None:
    office = OfficeFactory(title="Harbour Master", country="FR")
    meeting = ParticipationFactory(person=office.person, office=office).meeting
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert office.person.get_absolute_url() in page
    assert "Harbour Master, France" in page


def said(meeting: Meeting, speaker: Person, words: str) -> Quote:
    """A quote of these words in an article of its own."""
    article = ArticleFactory(text=f"Article {Article.objects.count()}. {speaker} said: “{words}”")
    return QuoteFactory(meeting=meeting, speaker=speaker, article=article, text=words)


def test_a_statement_reported_twice_counts_once_and_its_appearances_apart(client: Client) -> None:
    meeting = full_meeting()
    alba = meeting.people[0]
    first = said(meeting, alba, "We shall build the bridge before winter.")
    said(meeting, alba, "We shall build the bridge before winter!")
    other = said(meeting, alba, "Nobody asked for a tower.")
    context = client.get(meeting.get_absolute_url()).context
    assert (context["wordings"], context["appearances"]) == (2, 3)
    assert [(one.person, one.number, one.quotes) for one in context["statements"]] == [
        (alba, 2, [first, other])
    ]


def test_participants_stand_by_the_side_they_came_for(client: Client) -> None:
    meeting = MeetingFactory()
    french = [ParticipationFactory(meeting=meeting, side="FR", person__country="FR").person for _ in range(2)]
    league = ParticipationFactory(meeting=meeting, side="League of Ruritania").person
    response = client.get(meeting.get_absolute_url())
    sides = [
        (side.name, side.code, [one.person for one in side.participations])
        for side in response.context["sides"]
    ]
    assert sides == [("France", "FR", french), ("League of Ruritania", "", [league])]
    assert "/countries/FR/" in response.content.decode()


def test_what_was_spoken_of_is_counted(client: Client) -> None:
    meeting, topic = full_meeting(), TopicFactory(name="Herring")
    for _ in range(2):
        QuoteFactory(meeting=meeting, topics=[topic])
    QuoteFactory(meeting=meeting, topics=[TopicFactory(name="Cod")])
    topics = client.get(meeting.get_absolute_url()).context["topics"]
    assert [(name, number) for _, name, number in topics] == [("Herring", 2), ("Cod", 1)]


def test_statements_stand_by_participant(client: Client) -> None:
    meeting = full_meeting()
    alba, bruno = (participation.person for participation in meeting.participations.all())
    by_alba = [QuoteFactory(meeting=meeting, speaker=alba), said(meeting, alba, "No tower will be built.")]
    by_bruno = [QuoteFactory(meeting=meeting, speaker=bruno)]
    QuoteFactory(speaker=alba)
    statements = client.get(meeting.get_absolute_url()).context["statements"]
    assert [(said.person, said.number, said.quotes) for said in statements] == [
        (alba, 2, by_alba),
        (bruno, 1, by_bruno),
    ]


def test_articles_that_report_and_that_mention_it_are_told_apart(client: Client) -> None:
    meeting = MeetingFactory()
    reporting = MeetingReportFactory(meeting=meeting).article
    mentioning = MeetingReportFactory(meeting=meeting, mentioned=True).article
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert page.index(reporting.get_absolute_url()) < page.index("Reports it")
    assert page.index(mentioning.get_absolute_url()) < page.index("Mentions it")


def test_a_bad_cursor_is_told(client: Client) -> None:
    assert "start from the first page" in unescape(client.get("/meetings/?cursor=x").content.decode())


def test_hostile_texts_stay_texts(client: Client) -> None:
    quote = hostile_quote()
    assert quote.meeting
    for address in ("/meetings/", quote.meeting.get_absolute_url()):
        page = client.get(address).content.decode()
        assert not [markup for markup in MARKUP if markup in page]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    full_quotes(2)
    few = queries_for("/meetings/")
    full_quotes(18)
    assert queries_for("/meetings/") == few <= 4
    meeting = full_meeting()
    full_quotes(2, meeting=meeting)
    few = queries_for(meeting.get_absolute_url())
    for quote in full_quotes(18, meeting=meeting):
        ParticipationFactory(meeting=meeting, person=quote.speaker)
        MeetingReportFactory(meeting=meeting, article=quote.article)
    assert queries_for(meeting.get_absolute_url()) == few <= 12


def test_unknown_meetings_and_writing_are_refused(client: Client) -> None:
    assert client.get("/meetings/nowhere/").status_code == 404
    assert client.head("/meetings/").status_code == 200
    assert client.post("/meetings/").status_code == 405
