"""What the search box takes words for."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from statements.pages.readings import Vocabulary, fold
from statements.pages.suggestions import suggest
from tests.factories import (
    MeetingFactory,
    MeetingReportFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)
from tests.pages.rows import HOSTILE, MARKUP, full_quotes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> None:
    """Two ministers who met in Zenda, and two topics."""
    alba = PersonFactory(name="Alba Testonova", slug="alba", country="NO")
    bruno = PersonFactory(name="Bruno Esempienskyi", slug="bruno", organization="Freedonia")
    meeting = MeetingFactory(place="Zenda", slug="zenda")
    MeetingReportFactory(meeting=meeting)
    for person in (alba, bruno):
        ParticipationFactory(meeting=meeting, person=person)
    TopicFactory(name="Fish quotas", slug="fish-quotas", phrases=["herring", "Fishing rights"])
    TopicFactory(name="Norway", slug="norway-topic")


def readings(words: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in suggest(words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("testonova", ("Speaker", "Alba Testonova")),
        ("Testonoba", ("Speaker", "Alba Testonova")),
        ("esempiensky", ("Speaker", "Bruno Esempienskyi")),
        ("testonova fishing rights", ("Statements", "Alba Testonova on Fish quotas")),
        ("what did testonoba say about herring", ("Statements", "Alba Testonova on Fish quotas")),
        ("norway herring", ("Statements", "Norway on Fish quotas")),
        ("herring tariff", ("Statements", "Fish quotas: tariff")),
        ("norw", ("Country", "Norway")),
        ("NO", ("Country", "Norway")),
        ("norwey", ("Country", "Norway")),
        ("fish quo", ("Topic", "Fish quotas")),
        ("fish qoutas", ("Topic", "Fish quotas")),
        ("herring", ("Topic", "Fish quotas")),
    ],
)
def test_the_best_guess_comes_first(words: str, first: tuple[str, str]) -> None:
    assert readings(words)[0] == first


def test_a_meeting_is_found_by_place_and_people() -> None:
    found = [one for one in suggest("testonova esempienskyi") if one.kind == "Meeting"]
    assert [one.url for one in found] == ["/meetings/zenda/"]
    assert [one.kind for one in suggest("zenda testonova")] == ["Meeting"]
    assert not suggest("zenda strelsau")


def test_a_name_that_is_country_and_topic_is_offered_as_both() -> None:
    assert readings("Norway") == [("Country", "Norway"), ("Topic", "Norway")]


def test_of_people_with_a_name_those_who_said_most_come_first() -> None:
    other = PersonFactory(name="Aaron Testonova")
    QuoteFactory(speaker=other)
    assert [text for _, text in readings("testonova")][:2] == ["Aaron Testonova", "Alba Testonova"]


@pytest.mark.parametrize("words", ["", "x", "zzyzx", "%", "\0\0", "“", "a" * 10_000])
def test_words_that_mean_nothing_suggest_nothing(words: str) -> None:
    assert not suggest(words)


def test_the_fragment_lists_options_and_at_last_the_words(client: Client) -> None:
    response = client.get("/suggestions/", {"q": f"testonova{HOSTILE}"})
    page = response.content.decode()
    assert response["Cache-Control"] == "max-age=60, public"
    assert not [markup for markup in MARKUP if markup in page]
    assert page.count('role="option"') == 1
    page = client.get("/suggestions/?q=testonova").content.decode()
    assert 'data-href="/speakers/alba/"' in page
    assert 'data-href="/quotes/?q=testonova"' in page
    assert client.get("/suggestions/").content.decode().strip() == ""


def test_results_ask_whether_the_speaker_was_meant(client: Client) -> None:
    page = unescape(client.get("/quotes/?q=testonoba").content.decode())
    assert 'the speaker <a dir="auto" href="/quotes/?speaker=alba">Alba Testonova</a>' in page
    page = unescape(client.get('/quotes/?q=testonoba+"no+bridge"').content.decode())
    assert 'href="/quotes/?speaker=alba">Alba Testonova</a>' in page


@pytest.mark.parametrize("query", ["q=testonova&country=NO", 'q="testonova"', "q=testonova+OR+x", "q="])
def test_results_do_not_ask_where_it_is_clear(client: Client, query: str) -> None:
    assert "Did you mean" not in client.get(f"/quotes/?{query}").content.decode()


def test_suggestions_cost_few_queries_whatever_there_is(queries_for: Callable[[str], int]) -> None:
    few = queries_for("/suggestions/?q=testo")
    full_quotes(10)
    assert queries_for("/suggestions/?q=testo") <= max(few, 6) <= 7


def test_letters_are_folded() -> None:
    assert [fold(text) for text in ("Ørnek", "ŁÓDŹ", "Çağla", "straße")] == [
        "ornek",
        "lodz",
        "cagla",
        "strasse",
    ]


def test_a_word_belongs_to_one_name_the_longest() -> None:
    vocabulary = Vocabulary([("a", "Arms", []), ("ac", "Arms control", []), ("c", "Control", [])])
    reading = vocabulary.read("arms control of arms in Chad")
    assert reading.topics == [("ac", "Arms control"), ("a", "Arms")]
    assert reading.countries == [("TD", "Chad")]
    assert reading.rest == ""
