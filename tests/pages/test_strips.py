"""Counts over time as strips, and as a table."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from statements.pages.strips import STRIP, strips

months = st.dictionaries(
    st.dates(date(1800, 1, 1), date(2100, 1, 1)).map(lambda day: day.replace(day=1)),
    st.integers(1, 10_000),
    max_size=30,
)


@given(st.lists(months, min_size=1, max_size=5), st.booleans())
def test_nothing_is_lost_and_nothing_leaves_its_strip(series: list[dict[date, int]], own: bool) -> None:
    chart = strips("x", "X", list(enumerate(series)), whole_first=own)
    if not any(series):
        assert chart is None
        return
    assert chart
    assert [strip.number for strip in chart.strips] == [sum(numbers.values()) for numbers in series]
    assert [sum(column) for column in zip(*chart.numbers, strict=True)] == [s.number for s in chart.strips]
    assert len(chart.periods) <= 60
    for strip in chart.strips:
        assert sum(column.number for column in strip.columns) == strip.number
        for column in strip.columns:
            assert 0 <= column.x <= column.x + column.width <= 100.01
            assert strip.base_y - STRIP <= column.y + 0.01
            assert abs(column.y + column.height - strip.base_y) < 0.02
            assert column.height > 0


def test_strips_share_a_scale_but_for_a_first_one_that_holds_the_others() -> None:
    january = date(2020, 1, 1)
    series = [("all", {january: 100}), ("a", {january: 10}), ("b", {january: 5})]
    shared = strips("x", "X", series)
    apart = strips("x", "X", series, whole_first=True)
    assert shared
    assert apart
    assert [strip.columns[0].height for strip in shared.strips] == [STRIP, STRIP * 0.1, STRIP * 0.05]
    assert [strip.columns[0].height for strip in apart.strips] == [STRIP, STRIP, STRIP / 2]


def test_the_table_has_the_periods_in_which_anything_was_counted() -> None:
    chart = strips("x", "X", [("a", {date(2020, 1, 1): 2}), ("b", {date(2020, 3, 1): 1})])
    assert chart
    assert chart.header == ["Month", "a", "b"]
    assert chart.rows == [["January 2020", 2, 0], ["March 2020", 0, 1]]
    assert chart.summary == "X, by month, January 2020 to March 2020. a 2; b 1."


def test_the_axis_names_the_first_and_the_last_period() -> None:
    chart = strips("x", "X", [("a", {date(2001, 5, 1): 2, date(2019, 5, 1): 2})])
    assert chart
    assert [(tick.label, tick.anchor) for tick in (chart.ticks[0], chart.ticks[-1])] == [
        ("2001", "start"),
        ("2019", "end"),
    ]
    assert [tick.x for tick in chart.ticks] == sorted(tick.x for tick in chart.ticks)
