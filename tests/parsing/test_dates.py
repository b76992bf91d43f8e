"""Dates in English text: as precise as they are told, relative ones from the day of publication."""

from datetime import date

import pytest

from statements.parsing.dates import find_dates

TUESDAY = date(2019, 12, 10)


def dates_of(text: str, published: date | None = TUESDAY) -> list[str]:
    return [dated.iso for dated in find_dates(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Dec. 10, 2019", "2019-12-10"),
        ("December 10th, 2019", "2019-12-10"),
        ("10 December 2019", "2019-12-10"),
        ("the 10th of December, 2019", "2019-12-10"),
        ("2019-12-10", "2019-12-10"),
        ("DECEMBER 10, 2019", "2019-12-10"),
        ("in May 2019", "2019-05"),
        ("in May of 2019", "2019-05"),
    ],
)
def test_a_full_date_needs_no_day_of_publication(text: str, iso: str) -> None:
    assert dates_of(text, None) == [iso]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("today", "2019-12-10"),
        ("Yesterday", "2019-12-09"),
        ("tomorrow", "2019-12-11"),
        ("this afternoon", "2019-12-10"),
        ("on Tuesday", "2019-12-10"),
        ("on Monday", "2019-12-09"),
        ("on Wednesday", "2019-12-04"),
        ("last Tuesday", "2019-12-03"),
        ("next Tuesday", "2019-12-17"),
        ("last May", "2019-05"),
        ("last December", "2018-12"),
        ("next May", "2020-05"),
        ("on January 3", "2020-01-03"),
        ("on Nov. 30", "2019-11-30"),
    ],
)
def test_a_relative_date_counts_from_publication_and_is_left_out_without_it(text: str, iso: str) -> None:
    assert dates_of(text) == [iso]
    assert dates_of(text, None) == []


@pytest.mark.parametrize("text", ["May they meet", "Feb. 30, 2019", "2019-13-01", "Mayor", "Sundays"])
def test_what_is_no_date_gives_none(text: str) -> None:
    assert dates_of(text) == []
