"""Pages by key hold every row once, whatever is added meanwhile."""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet

from statements.keyset import CursorError, paginate
from statements.models import Person, Quote
from tests.factories import ArticleFactory, PersonFactory, QuoteFactory

pytestmark = pytest.mark.django_db


def walk(queryset: "QuerySet[Quote]", size: int) -> list[list[Quote]]:
    """All pages, forward."""
    pages, cursor = [], None
    while True:
        page = paginate(queryset, size=size, cursor=cursor)
        pages.append(page.rows)
        if page.next is None:
            return pages
        cursor = page.next


@pytest.fixture
def quotes() -> list[Quote]:
    """Seven quotes: three of one day, two undated."""
    article = ArticleFactory()
    days = [
        date(2020, 1, 3),
        date(2020, 1, 1),
        None,
        date(2020, 1, 3),
        date(2020, 1, 2),
        None,
        date(2020, 1, 3),
    ]
    return [QuoteFactory(article=article, said_on=day) for day in days]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_every_row_comes_once_and_in_order(quotes: list[Quote], size: int) -> None:
    pages = walk(Quote.objects.all(), size)

    assert [quote.pk for page in pages for quote in page] == list(Quote.objects.values_list("pk", flat=True))
    assert all(len(page) == size for page in pages[:-1])


def test_the_way_back_shows_the_same_pages(quotes: list[Quote]) -> None:
    first = paginate(Quote.objects.all(), size=3)
    second = paginate(Quote.objects.all(), size=3, cursor=first.next)

    back = paginate(Quote.objects.all(), size=3, cursor=second.previous)

    assert (back.rows, back.next, back.previous) == (first.rows, first.next, None)


def test_a_row_added_meanwhile_shifts_no_page(quotes: list[Quote]) -> None:
    first = paginate(Quote.objects.all(), size=3)
    expected = paginate(Quote.objects.all(), size=3, cursor=first.next).rows

    QuoteFactory(article=quotes[0].article, said_on=date(2020, 1, 3) + timedelta(days=9))

    assert paginate(Quote.objects.all(), size=3, cursor=first.next).rows == expected


def test_people_are_paged_by_name() -> None:
    for name in ("Cara", "Alba", "Alba", "Bruno"):
        PersonFactory(name=name)

    page = paginate(Person.objects.all(), size=3)

    assert [person.name for person in page.rows] == ["Alba", "Alba", "Bruno"]
    assert [person.name for person in paginate(Person.objects.all(), size=3, cursor=page.next).rows] == [
        "Cara"
    ]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "bnVsbA",
        "WyJuZXh0Il0",
        "WyJuZXh0IiwieCIsInkiXQ",
        "WyJuZXh0IixudWxsLG51bGxd",
        "WyJuZXh0IiwxLEluZmluaXR5XQ",
    ],
)
def test_a_cursor_of_other_make_is_refused(cursor: str) -> None:
    with pytest.raises(CursorError, match="start from the first page"):
        paginate(Quote.objects.all(), size=3, cursor=cursor)
