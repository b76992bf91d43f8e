"""Offices over time as lanes."""

from datetime import date

import pytest

from statements.models import Office
from statements.pages.careers import career

TODAY = date(2024, 6, 1)


def office(title: str, since: date | None = None, until: date | None = None) -> Office:
    """An office that is stored nowhere."""
    return Office(pk=sum(map(ord, title)), title=title, country="FR", since=since, until=until)


def test_offices_follow_each_other_from_left_to_right() -> None:
    chart = career(
        [office("Minister", date(2020, 1, 1)), office("Envoy", date(2015, 1, 1), date(2019, 12, 31))], TODAY
    )
    assert chart
    envoy, minister = chart.lanes
    assert (envoy.label, minister.label) == ("Envoy, France", "Minister, France")
    assert envoy.x == 0
    assert envoy.x + envoy.width == pytest.approx(minister.x, abs=0.02)
    assert minister.x + minister.width == pytest.approx(100, abs=0.02)
    assert (envoy.open_end, minister.open_end) == (False, True)
    assert minister.period == "1 January 2020 – end not known"
    assert [tick.label for tick in chart.ticks][:2] == ["2015", "2017"]


def test_an_office_of_which_only_the_end_is_known_begins_open() -> None:
    chart = career([office("Envoy", None, date(2019, 12, 31)), office("Clerk", date(2010, 1, 1))], TODAY)
    assert chart
    assert [(lane.label, lane.open_start) for lane in chart.lanes] == [
        ("Envoy, France", True),
        ("Clerk, France", False),
    ]
    assert chart.lanes[0].x == 0


def test_offices_without_any_day_are_in_the_table_alone() -> None:
    chart = career([office("Envoy", date(2015, 1, 1)), office("Clerk")], TODAY)
    assert chart
    assert [lane.label for lane in chart.lanes] == ["Envoy, France"]
    assert chart.rows == [["Envoy, France", "1 January 2015", ""], ["Clerk, France", "", ""]]
    assert career([office("Clerk")], TODAY) is None
