"""Compare: columns aligned by month, and the ways to change them."""

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from statements.models import Quote
from tests.factories import OfficeFactory, PersonFactory, QuoteFactory, TopicFactory
from tests.pages.rows import MARKUP, full_quotes, hostile_quote, speaker_of

pytestmark = pytest.mark.django_db


def shown(context: Any) -> list[tuple[str, list[list[Quote]]]]:
    """The rows as (month, quotes of each column)."""
    return [(row.label, [cell.quotes for cell in row.cells]) for row in context["rows"]]


def test_columns_are_aligned_by_month_the_newest_first(client: Client) -> None:
    topic = TopicFactory()
    alba, bruno = PersonFactory(name="Alba Testoni"), PersonFactory(name="Bruno Esempio")

    def said(who: Any, day: date | None) -> Quote:
        return QuoteFactory(speaker=who, topics=[TopicFactory(parent=topic)], said_on=day)

    may, june = said(alba, date(2020, 5, 4)), said(alba, date(2020, 6, 1))
    other, undated = said(bruno, date(2020, 5, 9)), said(bruno, None)
    QuoteFactory(speaker=bruno)
    response = client.get(f"/compare/?speaker={alba.slug}&speaker={bruno.slug}&topic={topic.slug}")
    assert shown(response.context) == [
        ("June 2020", [[june], []]),
        ("May 2020", [[may], [other]]),
        ("Undated", [[], [undated]]),
    ]
    assert [(str(column), number) for column, number in response.context["columns"]] == [
        ("Alba Testoni", 2),
        ("Bruno Esempio", 2),
    ]
    assert f"Alba Testoni and Bruno Esempio on {topic}" in response.content.decode()


def test_countries_and_speakers_stand_beside_each_other(client: Client) -> None:
    alba = PersonFactory(name="Alba Testoni", country="FR")
    hers, theirs = QuoteFactory(speaker=alba), QuoteFactory(speaker=PersonFactory(country="DE"))
    response = client.get(f"/compare/?country=DE&speaker={alba.slug}&country=FR")
    assert [str(column) for column, _ in response.context["columns"]] == ["Germany", "Alba Testoni", "France"]
    assert shown(response.context) == [("May 2020", [[theirs], [hers], [hers]])]


def test_links_swap_and_take_out(client: Client) -> None:
    slugs = [PersonFactory().slug for _ in range(3)]
    query = "&".join(f"speaker={slug}" for slug in slugs)
    columns = [column for column, _ in client.get(f"/compare/?{query}").context["columns"]]
    assert columns[0].left == ""
    assert columns[2].left == f"/compare/?speaker={slugs[0]}&speaker={slugs[2]}&speaker={slugs[1]}"
    assert columns[1].without == f"/compare/?speaker={slugs[0]}&speaker={slugs[2]}"


def test_a_typed_name_becomes_its_slug(client: Client) -> None:
    alba = PersonFactory(name="Alba Testoni")
    response = client.get("/compare/?add=alba+testoni&add=Germany")
    assert (response.status_code, response["Location"]) == (
        302,
        f"/compare/?speaker={alba.slug}&country=DE",
    )


def test_a_name_of_several_is_asked_about(client: Client) -> None:
    first, second = PersonFactory(name="Alba Testoni"), PersonFactory(name="Bruno Testoni")
    page = unescape(client.get("/compare/?country=FR&add=testoni").content.decode())
    for person in (first, second):
        assert f"/compare/?country=FR&speaker={person.slug}" in page
    assert "may mean more than one" in page


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("speaker=nobody", "There is no speaker “nobody”."),
        ("country=XX", "There is no country “XX”."),
        ("add=Qqqq", "There is no speaker “Qqqq”."),
        ("country=FR&topic=none", "There is no such topic."),
        ("country=FR&until=soon", "Give a date as YYYY-MM-DD."),
        ("country=FR&spaeker=x", "did you mean “speaker”?"),
        ("country=FR&country=DE&country=AT&country=IT&country=ES", "No more than 4 fit"),
        ("speaker=%00&topic=%00", "There is no speaker"),
    ],
)
def test_what_means_nothing_is_told_beside_the_rest(client: Client, query: str, told: str) -> None:
    response = client.get(f"/compare/?{query}")
    assert response.status_code == 200
    assert told in unescape(response.content.decode())


def test_many_statements_are_read_month_by_month_and_none_is_passed_over(client: Client) -> None:
    alba, bruno = PersonFactory(), PersonFactory()
    quotes = [
        QuoteFactory(speaker=who, said_on=date(2020, month, day))
        for who, days in ((alba, 9), (bruno, 2))
        for month in (1, 2, 3)
        for day in range(1, days + 1)
    ]
    address, seen, pages = f"/compare/?speaker={alba.slug}&speaker={bruno.slug}", set(), 0
    while address:
        context = client.get(address).context
        for row in context["rows"]:
            for cell in row.cells:
                seen |= {quote.pk for quote in cell.quotes}
                if cell.more:
                    listed = client.get(cell.all_url).context
                    assert cell.number == listed["count"].number
                    seen |= {quote.pk for quote in listed["listing"].rows}
        address, pages = context["older"], pages + 1
    assert seen == {quote.pk for quote in quotes}
    assert 1 < pages < 5


def test_a_merged_person_is_who_they_are_now_and_nobody_stands_twice(client: Client) -> None:
    kept = PersonFactory()
    gone = PersonFactory(merged_into=kept)
    columns = client.get(f"/compare/?speaker={gone.slug}&speaker={kept.slug}").context["columns"]
    assert [column.value for column, _ in columns] == [kept.slug]


def test_hostile_texts_stay_texts(client: Client) -> None:
    quote = hostile_quote()
    page = client.get(f"/compare/?speaker={speaker_of(quote).slug}&topic={quote.topics.get().slug}")
    assert not [markup for markup in MARKUP if markup in page.content.decode()]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    topic = TopicFactory()
    people = [OfficeFactory(person__country=code).person for code in ("FR", "DE", "FR", "DE")]
    address = f"/compare/?{'&'.join(f'speaker={person.slug}' for person in people)}&topic={topic.slug}"

    def add() -> None:
        for person in people:
            full_quotes(1, speaker=person, topics=[topic])

    add()
    few = queries_for(address)
    for _ in range(5):
        add()
    assert queries_for(address) == few <= 12
    assert queries_for(f"/compare/?country=FR&country=DE&topic={topic.slug}") <= 12


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.get("/compare/").status_code == 200
    assert client.post("/compare/").status_code == 405
