"""The charts' geometry."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from statements.pages.charts import bars, timeline

months = st.dictionaries(
    st.dates(date(1800, 1, 1), date(2100, 1, 1)).map(lambda day: day.replace(day=1)),
    st.integers(1, 10_000),
    min_size=1,
    max_size=40,
).map(lambda counts: sorted(counts.items()))


@given(months)
def test_no_statement_is_lost_and_no_column_leaves_the_chart(counts: list[tuple[date, int]]) -> None:
    chart = timeline(counts)
    assert chart
    assert (
        sum(column.number for column in chart.columns) == chart.total == sum(number for _, number in counts)
    )
    assert len(chart.columns) <= 60
    assert all(column.x >= 0 and column.x + column.width <= 100.05 for column in chart.columns)
    assert all(column.y >= 0 and column.height <= 100 for column in chart.columns)
    assert {column.height for column in chart.columns if column.number == chart.highest} == {100.0}


def test_months_without_statements_keep_their_place() -> None:
    chart = timeline([(date(2019, 11, 1), 1), (date(2020, 2, 1), 4)])
    assert chart
    assert [(column.label, column.number) for column in chart.columns] == [
        ("November 2019", 1),
        ("December 2019", 0),
        ("January 2020", 0),
        ("February 2020", 4),
    ]
    assert [column.label for column in chart.filled] == ["November 2019", "February 2020"]


def test_many_months_become_years_and_many_years_decades() -> None:
    years = timeline([(date(2001, 1, 1), 1), (date(2004, 1, 1), 2)])
    decades = timeline([(date(1905, 1, 1), 1), (date(2004, 1, 1), 2)])
    assert years
    assert decades
    assert (years.unit, years.first, years.last) == ("year", "2001", "2004")
    assert (decades.unit, decades.first, decades.last) == ("decade", "1900s", "2000s")


def test_nothing_gives_no_chart() -> None:
    assert timeline([]) is None
    assert bars([]) == []


def test_bars_are_measured_against_the_longest() -> None:
    assert [bar.width for bar in bars([("a", 4), ("b", 1)])] == [100.0, 25.0]
