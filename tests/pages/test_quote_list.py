"""The list of quotes: filters, chips, pages, and what is said about addresses that mean nothing."""

import base64
import json
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import psycopg
import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from statements.filters import QuoteFilter
from statements.models import Quote
from statements.pages.choosing import Choice
from statements.pages.counting import MOST
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)
from tests.pages.rows import HOSTILE, MARKUP, full_quotes, hostile_quote, speaker_of

pytestmark = pytest.mark.django_db


def shown(client: Client, query: str) -> list[Quote]:
    """The quotes on the page with this query string."""
    response = client.get(f"/quotes/?{query}", follow=True)
    assert response.status_code == 200
    return list(response.context["listing"].rows)


def a_quote_about_bread(**kwargs: object) -> Quote:
    text = f"Report {Quote.objects.count()}. Testoni said: “Bread will be cheap.”"
    return QuoteFactory(article=ArticleFactory(text=text), text="Bread will be cheap.", **kwargs)


def test_all_quotes_are_there_the_newest_first(client: Client) -> None:
    old, new = QuoteFactory(said_on=date(2019, 1, 1)), QuoteFactory(said_on=date(2020, 1, 1))
    undated = QuoteFactory(said_on=None)
    assert shown(client, "") == [new, old, undated]


@pytest.mark.parametrize(
    "name", ["speaker", "topic", "meeting", "country", "source", "article", "kind", "standing", "q", "until"]
)
def test_each_filter_narrows(client: Client, name: str) -> None:
    topic = TopicFactory()
    wanted = full_quotes(1)[0]
    wanted.topics.set([topic])
    QuoteFactory(
        said_on=date(2021, 1, 1),
        kind="mixed",
        article=a_quote_about_bread().article,
        text="Bread will be cheap.",
    )
    Quote.objects.exclude(pk=wanted.pk).update(kind="mixed", said_on=date(2021, 1, 1), confidence=0.3)
    assert wanted.speaker
    assert wanted.meeting
    assert wanted.article.source
    value = {
        "speaker": wanted.speaker.slug,
        "topic": topic.slug,
        "meeting": wanted.meeting.slug,
        "country": "FR",
        "source": wanted.article.source.slug,
        "article": wanted.article.public_id,
        "kind": "direct",
        "standing": "settled",
        "q": '"bridge will"',
        "until": "2020-12-31",
    }[name]
    assert shown(client, f"{name}={value}") == [wanted]
    assert len(shown(client, "")) == 3


def test_filters_combine_and_several_values_widen(client: Client) -> None:
    alba, bruno, carla = (
        PersonFactory(name=name) for name in ("Alba Testoni", "Bruno Querelle", "Carla Nemo")
    )
    topic = TopicFactory(slug="fish-quotas")
    wanted = {QuoteFactory(speaker=alba, topics=[topic]), QuoteFactory(speaker=bruno, topics=[topic])}
    QuoteFactory(speaker=alba)
    QuoteFactory(speaker=carla, topics=[topic])
    assert {*shown(client, f"speaker={alba.slug}&speaker={bruno.slug}&topic=fish-quotas")} == wanted


def test_empty_choices_of_a_form_choose_nothing(client: Client) -> None:
    QuoteFactory()
    response = client.get("/quotes/?q=&speaker=&topic=&since=&until=&kind=")
    assert len(response.context["listing"].rows) == 1
    assert not response.context["problems"]
    assert not response.context["chips"]


def test_every_chip_leads_to_the_list_without_it(client: Client) -> None:
    quote = full_quotes(1)[0]
    response = client.get(f"/quotes/?speaker={speaker_of(quote).slug}&country=FR&since=2020-01-02&q=bridge")
    chips = {chip.name: chip for chip in response.context["chips"]}
    assert {name: chip.text for name, chip in chips.items()} == {
        "speaker": speaker_of(quote).name,
        "country": "France",
        "since": "2 January 2020",
        "q": "bridge",
    }
    assert chips["country"].url == f"/quotes/?q=bridge&speaker={speaker_of(quote).slug}&since=2020-01-02"
    without = client.get(chips["country"].url)
    assert [chip.name for chip in without.context["chips"]] == ["q", "speaker", "since"]
    assert chips["country"].url in unescape(response.content.decode())


def test_pages_lead_on_and_back(client: Client) -> None:
    for number in range(5):
        QuoteFactory(said_on=date(2020, 1, 1) + timedelta(days=number))
    first = client.get("/quotes/?page_size=2")
    second = client.get(first.context["listing"].next_url)
    third = client.get(second.context["listing"].next_url)
    rows = [quote for page in (first, second, third) for quote in page.context["listing"].rows]
    assert rows == list(Quote.objects.all())
    assert not third.context["listing"].next_url
    assert not first.context["listing"].previous_url
    back = client.get(second.context["listing"].previous_url)
    assert back.context["listing"].rows == first.context["listing"].rows
    assert b'rel="next"' in first.content
    assert b'rel="prev"' in third.content


def test_filters_are_kept_from_page_to_page(client: Client) -> None:
    speaker = PersonFactory()
    for _ in range(3):
        QuoteFactory(speaker=speaker)
        QuoteFactory()
    first = client.get(f"/quotes/?speaker={speaker.slug}&page_size=2")
    second = client.get(first.context["listing"].next_url)
    assert [quote.speaker for quote in second.context["listing"].rows] == [speaker]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("since=yesterday", "YYYY-MM-DD"),
        ("speaker=nobody-at-all", "There is no speaker “nobody-at-all”."),
        ("kind=shouted", "“shouted” is no kind"),
        ("country=XX", "“XX” is no country"),
        ("colour=red", "There is no parameter “colour”: did you mean “country”?"),
        ("cursor=garbage", "start from the first page"),
        ("page_size=1000", "Give a number from 1 to 100."),
        ("page_size=%C2%B2", "Give a number from 1 to 100."),
        ("topic=%00", "There is no topic"),
    ],
)
def test_what_means_nothing_is_told_beside_what_does(client: Client, query: str, message: str) -> None:
    topic = TopicFactory()
    wanted = QuoteFactory(topics=[topic])
    QuoteFactory()
    other = "" if query.startswith("topic") else f"&topic={topic.slug}"
    response = client.get(f"/quotes/?{query}{other}")
    page = unescape(response.content.decode())
    assert response.status_code == 200
    assert message in page
    assert "Not all of this address was understood" in page
    assert wanted in response.context["listing"].rows
    assert len(response.context["listing"].rows) == (1 if other else 2)


def test_a_typed_name_becomes_the_person_it_can_only_mean(client: Client) -> None:
    speaker = PersonFactory(name="Alba Testoni", slug="alba-testoni")
    AliasFactory(person=speaker, name="The Bridge Builder")
    topic = TopicFactory(name="Fish quotas", slug="fish-quotas")
    QuoteFactory(speaker=speaker, topics=[topic])
    response = client.get("/quotes/?speaker=bridge+builder&topic=fish+QUOTAS")
    assert response.status_code == 302
    assert response["Location"] == "/quotes/?speaker=alba-testoni&topic=fish-quotas"


def test_typed_countries_and_sources_are_understood(client: Client) -> None:
    SourceFactory(name="Strelsau Gazette", slug="strelsau-gazette")
    response = client.get("/quotes/?country=Norway&source=gazette")
    assert response["Location"] == "/quotes/?country=NO&source=strelsau-gazette"


def test_a_typed_name_of_two_people_asks_which(client: Client) -> None:
    alba, bruno = PersonFactory(name="Alba Testoni"), PersonFactory(name="Bruno Testoni")
    response = client.get("/quotes/?speaker=testoni&q=bridge")
    assert response.status_code == 200
    page = unescape(response.content.decode())
    for person in (alba, bruno):
        assert f'<a href="/quotes/?speaker={person.slug}&q=bridge">{person.name}</a>' in page


def test_a_thousand_typed_names_cost_few_queries(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get("/quotes/", {"speaker": [f"Nobody {number}" for number in range(900)]})
    assert len(captured) <= 20


def test_many_speakers_make_no_endless_heading(client: Client) -> None:
    people = [PersonFactory(name=f"Testoni {letter}") for letter in "abcde"]
    query = "&".join(f"speaker={person.slug}" for person in people)
    heading = client.get(f"/quotes/?{query}&topic={TopicFactory(name='Fish').slug}").context["heading"]
    assert heading == "Testoni a, Testoni b, Testoni c and 2 more on Fish"


def test_an_empty_result_says_what_to_loosen(client: Client) -> None:
    speaker, topic = PersonFactory(), TopicFactory()
    QuoteFactory(speaker=speaker)
    QuoteFactory(speaker=speaker)
    QuoteFactory(topics=[topic])
    response = client.get(f"/quotes/?speaker={speaker.slug}&topic={topic.slug}")
    loosened = {way.text: way.count.number for way in response.context["loosened"]}
    assert loosened == {f"without Speaker: {speaker.name}": 1, f"without Topic: {topic.name}": 2}
    assert "Nothing was said that fits all of this" in response.content.decode()


def test_what_to_loosen_may_be_one_of_several_values(client: Client) -> None:
    alba, bruno, topic = PersonFactory(), PersonFactory(), TopicFactory()
    QuoteFactory(speaker=alba, said_on=date(2020, 1, 1))
    QuoteFactory(speaker=bruno, topics=[topic], said_on=date(2018, 1, 1))
    query = f"speaker={alba.slug}&speaker={bruno.slug}&topic={topic.slug}&since=2019-01-01"
    response = client.get(f"/quotes/?{query}")
    loosened = {way.text: way.count.number for way in response.context["loosened"]}
    assert loosened == {f"without Topic: {topic.name}": 1, "without From: 1 January 2019": 1}


@pytest.mark.parametrize(
    "query", ["", "country=FR&kind=direct&since=2019-01-01&q=bridge", "speaker={}&topic={}"]
)
def test_the_page_chooses_what_the_filter_chooses(client: Client, query: str) -> None:
    """The page puts the filter's parts together itself, to leave one out at a time."""
    quote = full_quotes(3)[1]
    data = QueryDict(query.format(speaker_of(quote).slug, quote.topics.all()[0].slug))
    chosen = QuoteFilter(data, queryset=Quote.objects.current()).understood
    assert list(Choice.by(QuoteFilter(data)).quotes()) == list(chosen)
    assert not chosen.query.distinct


def test_counts_beyond_the_cap_say_more_than(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        QuoteFactory()
    monkeypatch.setattr("statements.pages.counting.CAP", 2)
    page = client.get("/quotes/?kind=direct").content.decode()
    assert "More than 2 statements" in page
    assert "among the newest" in page
    assert "3 statements" in client.get("/quotes/").content.decode()


def test_the_form_offers_few_of_many_and_always_the_chosen(client: Client) -> None:
    chosen = PersonFactory(name="Zora Last")
    QuoteFactory(speaker=chosen, said_on=date(1950, 1, 1))
    for _ in range(MOST + 5):
        QuoteFactory()
    facet = client.get(f"/quotes/?speaker={chosen.slug}").context["facets"][0]
    assert (facet.options[0].text, facet.options[0].chosen) == ("Zora Last", True)
    assert len(facet.options) == MOST + 1


def test_the_form_offers_only_speakers_that_the_other_filters_leave(client: Client) -> None:
    topic = TopicFactory()
    on_topic = speaker_of(QuoteFactory(topics=[topic]))
    QuoteFactory()
    facet = client.get(f"/quotes/?topic={topic.slug}").context["facets"][0]
    assert [option.value for option in facet.options] == [on_topic.slug]


def test_withdrawn_quotes_are_not_listed(client: Client) -> None:
    QuoteFactory(status=Quote.Status.WITHDRAWN)
    assert shown(client, "") == []


def test_the_canonical_address_has_neither_cursor_nor_nonsense(client: Client) -> None:
    quote = QuoteFactory()
    page = unescape(
        client.get(f"/quotes/?colour=red&page_size=5&speaker={speaker_of(quote).slug}").content.decode()
    )
    assert f'<link rel="canonical" href="http://testserver/quotes/?speaker={speaker_of(quote).slug}">' in page


def test_hostile_texts_and_addresses_stay_texts(client: Client) -> None:
    quote = hostile_quote()
    for query in (
        {"speaker": speaker_of(quote).slug},
        {"q": HOSTILE},
        {"speaker": HOSTILE},
        {HOSTILE: HOSTILE},
    ):
        page = client.get("/quotes/", query).content.decode()
        assert not [markup for markup in MARKUP if markup in page]


def test_a_very_long_query_is_answered(client: Client) -> None:
    assert client.get("/quotes/", {"q": "bridge " * 1500, "speaker": "x" * 5000}).status_code == 200


@pytest.mark.parametrize("query", ["", "?country=FR&kind=direct&since=2020-01-01"])
def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int], query: str) -> None:
    full_quotes(2)
    few = queries_for(f"/quotes/{query}")
    full_quotes(18)
    assert queries_for(f"/quotes/{query}") == few <= 14


def test_articles_texts_are_not_read_for_a_list() -> None:
    full_quotes(1)
    quote = Quote.objects.for_list()[0]
    assert {"text", "raw", "html"} <= quote.article.get_deferred_fields()


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.head("/quotes/").status_code == 200
    assert client.post("/quotes/").status_code == 405


def test_what_is_too_unsure_is_marked_until_an_editor_has_looked(client: Client) -> None:
    quote = QuoteFactory(confidence=0.4)
    assert "Attribution unsure" in client.get("/quotes/?kind=direct").content.decode()
    assert "Not settled" in client.get(quote.get_absolute_url()).content.decode()

    Quote.objects.update(review="reviewed")
    assert "Attribution unsure" not in client.get("/quotes/?kind=direct").content.decode()
    assert "Not settled" not in client.get(quote.get_absolute_url()).content.decode()


def test_several_years_are_chosen(client: Client) -> None:
    quotes = [QuoteFactory(said_on=date(year, 12, 31)) for year in (2018, 2019, 2021)]
    QuoteFactory(said_on=None)
    assert shown(client, "year=2019&year=2018") == [quotes[1], quotes[0]]
    page = unescape(client.get("/quotes/?year=19").content.decode())
    assert "“19” is no year: give four digits, such as 2019." in page


def test_the_most_relevant_come_first_page_by_page(client: Client) -> None:
    texts = ("Bridge, road, fish.", "Bridge, bridge, bridge.", "Bridge, bridge, road.", "Road, fish, water.")
    for number, text in enumerate(texts):
        article = ArticleFactory(text=text)
        QuoteFactory(article=article, text=text, said_on=date(2020, 1, number + 1))
    found = shown(client, "q=bridge&sort=relevance&page_size=2")
    assert [quote.text for quote in found] == ["Bridge, bridge, bridge.", "Bridge, bridge, road."]
    first = client.get("/quotes/?q=bridge&sort=relevance&page_size=2")
    assert "Less relevant" in first.content.decode()
    second = client.get(first.context["listing"].next_url)
    assert [quote.text for quote in second.context["listing"].rows] == ["Bridge, road, fish."]
    back = client.get(second.context["listing"].previous_url)
    assert back.context["listing"].rows == found


def test_relevance_is_to_words(client: Client) -> None:
    QuoteFactory()
    response = client.get("/quotes/?sort=relevance")
    assert len(response.context["listing"].rows) == 1
    assert "Without words nothing is more relevant" in response.content.decode()
    [chip] = client.get("/quotes/?q=bridge&sort=relevance").context["chips"]
    assert chip.url == "/quotes/"


@pytest.mark.parametrize("view", ["list", "table"])
def test_a_denser_view_shows_the_same_and_stays(client: Client, view: str) -> None:
    quotes = full_quotes(3)
    response = client.get(f"/quotes/?view={view}&page_size=2&kind=direct")
    page = response.content.decode()
    assert len(response.context["listing"].rows) == 2
    assert page.count("The bridge will be built.") == 2
    assert f"view={view}" in response.context["listing"].next_url
    assert response.context["chips"][0].url == f"/quotes/?view={view}"
    assert f'name="view" value="{view}"' in page
    assert '<link rel="canonical" href="http://testserver/quotes/?kind=direct">' in page
    assert len(quotes) == 3


def test_an_unknown_view_is_told(client: Client) -> None:
    QuoteFactory()
    response = client.get("/quotes/?view=3d")
    assert "“3d” is no view: use comfortable, list, table." in response.content.decode()
    assert len(response.context["listing"].rows) == 1


def test_a_phrase_that_nobody_said_may_be_loosened(client: Client) -> None:
    QuoteFactory()
    loosened = {
        way.text: way.url for way in client.get('/quotes/?q="built+bridge"&kind=direct').context["loosened"]
    }
    assert loosened == {
        "in any form and order: built bridge": "/quotes/?kind=direct&q=built+bridge",
        'without Words: "built bridge"': "/quotes/?kind=direct",
    }


def test_of_several_words_any_may_do(client: Client) -> None:
    QuoteFactory()
    [way] = client.get("/quotes/?q=bridge+zzyzx").context["loosened"]
    assert (way.text, way.url) == ("any of the words: bridge OR zzyzx", "/quotes/?q=bridge+OR+zzyzx")
    assert client.get(way.url).context["listing"].rows


@pytest.mark.parametrize("query", ["q=" + "x" * 10_000, 'q="' + "bridge " * 2000, "q=" + "(" * 500])
def test_an_overlong_query_is_told_and_its_beginning_used(client: Client, query: str) -> None:
    QuoteFactory()
    response = client.get(f"/quotes/?{query}")
    assert response.status_code == 200
    assert response.context["problems"]["q"]
    assert len(response.content) < 60_000


@pytest.mark.parametrize(
    ("query", "text", "url"),
    [
        ("speaker=Testonoba", "Alba Testonova", "speaker=alba"),
        ("topic=fish-qoutas", "Fish quotas", "topic=fish"),
        ("country=Norwey", "Norway", "country=NO"),
        ("source=Strelsau+Gazete", "Strelsau Gazette", "source=gazette"),
    ],
)
def test_what_is_spelt_nearly_so_is_asked_about_not_assumed(
    client: Client, query: str, text: str, url: str
) -> None:
    QuoteFactory(speaker=PersonFactory(name="Alba Testonova", slug="alba"))
    TopicFactory(name="Fish quotas", slug="fish")
    SourceFactory(name="Strelsau Gazette", slug="gazette")
    response = client.get(f"/quotes/?{query}&kind=direct")
    assert response.status_code == 200
    assert response.context["problems"]
    page = unescape(response.content.decode())
    assert f'did you mean <a href="/quotes/?{url}&kind=direct">{text}</a>?' in page
    assert len(response.context["listing"].rows) == 1


def test_a_value_is_left_out_and_chosen_again_by_its_chip(client: Client) -> None:
    alba, bruno = QuoteFactory(speaker__name="Alba Testoni"), QuoteFactory(speaker__name="Bruno Esempio")
    slug = speaker_of(alba).slug
    [chip] = client.get(f"/quotes/?speaker={slug}").context["chips"]
    assert (chip.label, chip.turned_url) == ("Speaker", f"/quotes/?not_speaker={slug}")

    response = client.get(f"/quotes/?not_speaker={slug}")
    assert response.context["listing"].rows == [bruno]
    [chip] = response.context["chips"]
    assert (chip.label, chip.text, chip.url) == ("Not speaker", "Alba Testoni", "/quotes/")
    assert chip.turned_url == f"/quotes/?speaker={slug}"
    assert f'<input type="hidden" name="not_speaker" value="{slug}">' in response.content.decode()


def test_giving_an_exclusion_up_is_offered_too(client: Client) -> None:
    quote = QuoteFactory()
    slug = speaker_of(quote).slug
    loosened = client.get(f"/quotes/?not_speaker={slug}&kind=direct").context["loosened"]
    assert [(way.text, way.url) for way in loosened] == [
        (f"with {speaker_of(quote).name} too", "/quotes/?kind=direct")
    ]


def test_dates_in_the_wrong_order_are_told(client: Client) -> None:
    page = client.get("/quotes/?since=2020-01-02&until=2020-01-01").content.decode()
    assert "2020-01-01 is before 2020-01-02: no day lies between them." in page


def test_a_search_that_takes_too_long_is_stopped_and_explained(client: Client, database_url: str) -> None:
    with psycopg.connect(database_url) as other:  # somebody who keeps the quotes to himself
        other.execute("LOCK TABLE statements_quote IN ACCESS EXCLUSIVE MODE")
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '100ms'")
        response = client.get("/quotes/?q=bridge&kind=direct")
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
    page = response.content.decode()
    assert response.status_code == 503
    assert "This search was stopped: it took too long." in page
    assert "Nothing was said" not in page
    assert [chip.text for chip in response.context["chips"]] == ["bridge", "Direct quote"]


@pytest.mark.parametrize("address", ["/quotes/?q=bridge&sort=relevance", "/quotes/?kind=direct"])
@pytest.mark.parametrize(
    "key",
    [
        ["next", 10**40, "2020-01-01", 1],
        ["previous", -(10**40), "0001-01-01", -1],
        ["next", 5, "2020-01-01", 10**40],
        ["next", "2020-01-01", 10**40],
        ["next", "x", "y", "z"],
        ["next", "9999-12-31", 1],
        ["sideways", "2020-01-01", 1],
        [],
    ],
)
def test_a_made_up_cursor_breaks_nothing(client: Client, address: str, key: list[object]) -> None:
    quote = QuoteFactory()
    cursor = base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")
    response = client.get(f"{address}&cursor={cursor}")
    assert response.status_code == 200
    told = "start from the first page" in response.content.decode()
    assert not told or response.context["listing"].rows == [quote]
