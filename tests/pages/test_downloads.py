"""Charts as files."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from lxml import etree

from tests.factories import MeetingFactory, OfficeFactory, PersonFactory, QuoteFactory, TopicFactory
from tests.pages.rows import HOSTILE

pytestmark = pytest.mark.django_db


def test_a_chart_is_a_picture_and_a_table(client: Client) -> None:
    person, topic = PersonFactory(), TopicFactory(name="Fish")
    QuoteFactory(speaker=person, topics=[topic], said_on=date(2020, 3, 7))
    QuoteFactory(speaker=person, said_on=date(2021, 3, 7))
    picture = client.get(f"{person.get_absolute_url()}?chart=topics.svg")
    assert picture["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert picture["Content-Disposition"] == f'attachment; filename="{person.slug}-topics.svg"'
    root = etree.fromstring(picture.content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    columns = root.findall(".//{*}rect[@class='column']")
    assert len(columns) == 3
    assert all(column.get("fill") for column in columns)  # no style sheet goes along

    table = client.get(f"{person.get_absolute_url()}?chart=topics.csv")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert rows == [["Month", "All statements", "Fish"], ["March 2020", "1", "1"], ["March 2021", "1", "0"]]


def test_offices_are_a_file_too(client: Client) -> None:
    office = OfficeFactory(title="Harbour Master", since=date(2020, 1, 1), until=date(2021, 1, 1))
    table = client.get(f"{office.person.get_absolute_url()}?chart=offices.csv").content.decode("utf-8-sig")
    assert table == "Office,From,Until\r\nHarbour Master,1 January 2020,1 January 2021\r\n"


@pytest.mark.parametrize("asked", ["topics.png", "nothing.svg", "svg", ".svg", "\0.csv", "topics"])
def test_what_there_is_no_file_of_gives_the_page(client: Client, asked: str) -> None:
    person = QuoteFactory().speaker
    assert person
    response = client.get(person.get_absolute_url(), {"chart": asked})
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_hostile_names_are_texts_in_files(client: Client) -> None:
    topic = TopicFactory(name=f"=cmd {HOSTILE}"[:100])
    person = PersonFactory()
    QuoteFactory(speaker=person, topics=[topic], meeting=MeetingFactory())
    picture = client.get(f"{person.get_absolute_url()}?chart=topics.svg").content
    assert not etree.fromstring(picture).findall(".//{*}script")
    table = client.get(f"{person.get_absolute_url()}?chart=topics.csv").content.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(table, newline="")))
    assert header[2] == f"'{topic.name}"
