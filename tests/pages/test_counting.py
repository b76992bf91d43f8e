"""The numbers beside the list: facets, the chart, and what happens where there are too many to count."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from statements.filters import QuoteFilter
from statements.models import Quote
from statements.pages.choosing import Choice
from statements.pages.counting import MOST, Numbers, count
from tests.factories import (
    ArticleFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)
from tests.pages.rows import full_quotes, speaker_of

pytestmark = pytest.mark.django_db


def counted(query: str = "") -> Numbers:
    return count(Choice.by(QuoteFilter(QueryDict(query))))


def facet(name: str, query: str = "") -> dict[str, int]:
    """A facet's numbers by value."""
    return {value.value: value.number for value in counted(query).facets[name]}


@pytest.fixture
def corpus() -> None:
    """Five quotes in which each facet has two values or more."""
    alba = PersonFactory(slug="alba", name="Alba Testoni", country="NO")
    bruno = PersonFactory(slug="bruno", name="Bruno Esempio", country="FR")
    food = TopicFactory(slug="food")
    fish = TopicFactory(slug="fish", parent=food)
    rivers = TopicFactory(slug="rivers")
    meeting = MeetingFactory(slug="zenda", place="Zenda")
    ParticipationFactory(meeting=meeting, person=alba)
    article = ArticleFactory(source=SourceFactory(slug="wire"))
    QuoteFactory(
        speaker=alba, topics=[fish, food], meeting=meeting, article=article, said_on=date(2019, 3, 1)
    )
    QuoteFactory(speaker=alba, topics=[food], kind="mixed", said_on=date(2019, 3, 9))
    QuoteFactory(speaker=alba, topics=[rivers], said_on=date(2020, 1, 1), confidence=0.2)
    QuoteFactory(speaker=bruno, topics=[rivers], said_on=date(2020, 5, 1))
    QuoteFactory(speaker=None, said_on=None)
    QuoteFactory(speaker=bruno, status="withdrawn")


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("speaker", {"alba": 3, "bruno": 1}),
        ("country", {"NO": 3, "FR": 1}),
        ("topic", {"food": 2, "fish": 1, "rivers": 2}),
        ("year", {"2019": 2, "2020": 2}),
        ("kind", {"direct": 4, "mixed": 1}),
        ("standing", {"settled": 4, "unsettled": 1}),
        ("meeting", {"zenda": 1}),
    ],
)
def test_values_are_counted(corpus: None, name: str, numbers: dict[str, int]) -> None:
    assert facet(name) == numbers


def test_every_number_is_what_ticking_gives(corpus: None) -> None:
    for name, values in counted("q=bridge&since=2019-01-01").facets.items():
        for value in values:
            query = QueryDict(f"q=bridge&since=2019-01-01&{name}={value.value}")
            chosen = QuoteFilter(query, queryset=Quote.objects.current()).understood
            assert (name, value.value, value.number) == (name, value.value, chosen.count())


def test_a_facet_is_counted_without_its_own_choice_the_others_with_it(corpus: None) -> None:
    assert facet("speaker", "speaker=bruno&topic=rivers") == {"bruno": 1, "alba": 1}
    assert facet("topic", "speaker=bruno&topic=rivers") == {"rivers": 1}
    assert facet("kind", "speaker=bruno&topic=rivers") == {"direct": 1}


def test_months_and_total_are_of_the_choice(corpus: None) -> None:
    numbers = counted("speaker=alba")
    assert numbers.months == [(date(2019, 3, 1), 2), (date(2020, 1, 1), 1)]
    assert str(numbers.total) == "3"
    assert str(counted().total) == "5"


def test_a_meeting_is_named_as_on_its_page(corpus: None) -> None:
    [value] = counted().facets["meeting"]
    assert value.text == "Testoni, Zenda, 4 May 2020"


def test_what_is_chosen_is_counted_however_rare_it_is() -> None:
    for _ in range(MOST + 2):
        QuoteFactory.create_batch(2, speaker=PersonFactory(name="Aba Testoni"))
    rare = speaker_of(QuoteFactory(speaker=PersonFactory(name="Zora Testoni")))
    assert facet("speaker", f"speaker={rare.slug}")[rare.slug] == 1
    assert len(facet("speaker")) == MOST
    assert rare.slug not in facet("speaker")


def test_too_many_are_counted_among_the_newest_and_it_is_said(
    corpus: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statements.pages.counting.CAP", 2)
    numbers = counted("confidence=1&kind=direct")
    assert str(numbers.total) == "more than 2"
    assert numbers.sampled >= {"speaker", "kind"}
    assert [number for _, number in numbers.months] == [1, 1, 1]
    assert "among the newest" in client.get("/quotes/?kind=direct").content.decode()
    assert numbers.charted > 2


def test_the_chart_of_words_as_written_is_of_the_sample(
    corpus: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statements.pages.counting.CAP", 2)
    numbers = counted('q="will be"')
    assert numbers.charted == 2
    assert sum(number for _, number in numbers.months) <= 3
    assert "(of the newest 2)" in client.get("/quotes/", {"q": '"will be"'}).content.decode()


def test_kept_counts_are_exact_where_there_are_too_many(
    corpus: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = ("", "speaker=alba", "topic=food", "speaker=alba&topic=food")
    exact = [counted(query) for query in queries]
    monkeypatch.setattr("statements.pages.counting.CAP", 1)
    for query, numbers in zip(
        ("", "speaker=alba", "topic=food", "speaker=alba&topic=food"), exact, strict=True
    ):
        assert (counted(query).total, counted(query).months) == (numbers.total, numbers.months)


def test_contradictory_choices_count_nothing() -> None:
    assert counted("since=2020-01-01&until=2019-01-01").total.number == 0


def test_bars_lead_to_their_month(corpus: None, client: Client) -> None:
    page = client.get("/quotes/?speaker=alba&view=list")
    periods = page.context["chart"].filled
    assert [(period.column.label, period.column.number) for period in periods] == [
        ("March 2019", 2),
        ("January 2020", 1),
    ]
    assert periods[0].url == "/quotes/?speaker=alba&view=list&since=2019-03-01&until=2019-03-31"
    assert len(client.get(periods[0].url).context["listing"].rows) == 2
    assert f'<a href="{periods[0].url}">March 2019</a>' in unescape(page.content.decode())


def test_bars_of_years_and_decades_lead_to_all_of_their_days(client: Client) -> None:
    for year in (1950, 1959, 2019):
        QuoteFactory(said_on=date(year, 12, 31))
    decades = client.get("/quotes/").context["chart"].filled
    assert decades[0].url == "/quotes/?since=1950-01-01&until=1959-12-31"
    Quote.objects.filter(said_on__year__lt=1959).update(said_on=date(2009, 1, 1))
    years = client.get("/quotes/?since=2000-01-01").context["chart"].filled
    assert years[0].url == "/quotes/?since=2009-01-01&until=2009-12-31"


def test_presets_replace_other_dates(client: Client) -> None:
    QuoteFactory()
    preset = client.get("/quotes/?kind=direct&year=2019&until=2019-01-01").context["presets"][0]
    assert preset.text == "Last 7 days"
    assert preset.url.startswith("/quotes/?kind=direct&since=")
    assert "until" not in preset.url
    assert client.get(preset.url).context["presets"][0].chosen


WORST = "q=bridge+%22will+be%22&speaker={}&topic={}&meeting={}&source={}&kind=direct&year=2020&country=FR"


@pytest.mark.parametrize("query", ["", "q=bridge", "q=bridge&sort=relevance&view=table", "view=list", WORST])
def test_a_page_takes_few_queries_however_much_it_shows(
    queries_for: Callable[[str], int], client: Client, query: str
) -> None:
    quote = full_quotes(2)[0]
    assert quote.meeting
    assert quote.article.source
    topic = quote.topics.all()[0]
    address = f"/quotes/?{query}".format(
        speaker_of(quote).slug, topic.slug, quote.meeting.slug, quote.article.source.slug
    )
    few = queries_for(address)
    full_quotes(18)
    assert queries_for(address) == few <= 12
    assert len(client.get(address).content) < 60_000


def test_a_full_page_of_long_quotes_stays_small(client: Client) -> None:
    text = "Bridge and river and water and trade. " * 500
    for number in range(20):
        quote = full_quotes(1, article=ArticleFactory(text=f"{text}{number}"), text=text.strip())[0]
        assert len(quote.text.split()) > 3000
    for view in ("comfortable", "list", "table"):
        response = client.get(f"/quotes/?q=bridge&view={view}")
        assert len(response.context["listing"].rows) == 20
        assert len(response.content) < 60_000
