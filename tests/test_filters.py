"""The query string's parameters, each and together, and what is said of those that mean nothing."""

from datetime import date

import pytest
from django.http import QueryDict

from statements.filters import QuoteFilter
from statements.models import Quote
from tests.factories import (
    ArticleFactory,
    MeetingFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def choose(query: str) -> tuple[set[Quote], dict[str, list[str]]]:
    """The quotes that a query string chooses, and what is wrong with it."""
    chosen = QuoteFilter(QueryDict(query), queryset=Quote.objects.current())
    return set(chosen.understood), chosen.problems()


@pytest.fixture
def quote() -> Quote:
    """One quote with everything."""
    return QuoteFactory(
        article=ArticleFactory(source=SourceFactory(slug="wire")),
        speaker=PersonFactory(slug="alba-testoni", country="FR"),
        meeting=MeetingFactory(slug="strelsau"),
        topics=[TopicFactory(slug="bridges", parent=TopicFactory(slug="building"))],
        said_on=date(2020, 5, 4),
    )


@pytest.fixture(autouse=True)
def other() -> Quote:
    """Another quote, with nothing in common but the words."""
    return QuoteFactory(article=ArticleFactory(), said_on=date(1999, 1, 1))


@pytest.mark.parametrize(
    "query",
    [
        "speaker=alba-testoni",
        "topic=bridges",
        "topic=building",
        "meeting=strelsau",
        "country=FR",
        "source=wire",
        "since=2020-05-04",
        "since=2020-05-04&until=2020-05-04",
        "speaker=alba-testoni&topic=bridges&q=built&kind=direct",
        "speaker=alba-testoni&topic=&q=",
    ],
)
def test_a_parameter_chooses_its_quotes(quote: Quote, query: str) -> None:
    assert choose(query) == ({quote}, {})


@pytest.mark.parametrize(
    "query",
    [
        "kind=indirect",
        "q=castle",
        "q=built+-bridge",
        "until=1998-12-31",
        "speaker=alba-testoni&topic=building&q=no",
    ],
)
def test_what_fits_nothing_chooses_nothing(quote: Quote, query: str) -> None:
    assert choose(query) == (set(), {})


@pytest.mark.parametrize(
    "query", ['q="will be built"', "q=bridges", "q=castle or bridge", "kind=direct&kind=mixed"]
)
def test_words_are_understood_as_search_engines_do(quote: Quote, other: Quote, query: str) -> None:
    assert choose(query) == ({quote, other}, {})


def test_several_values_widen(quote: Quote, other: Quote) -> None:
    assert choose(f"speaker=alba-testoni&speaker={other.speaker.slug}") == ({quote, other}, {})  # type: ignore[union-attr]


def test_a_quote_with_two_chosen_topics_comes_once(quote: Quote) -> None:
    quote.topics.add(TopicFactory(slug="roads"))

    chosen = QuoteFilter(QueryDict("topic=bridges&topic=roads"), queryset=Quote.objects.current()).understood

    assert list(chosen) == [quote]


def test_somebody_merged_is_the_successor(quote: Quote) -> None:
    PersonFactory(slug="old-name", merged_into=quote.speaker)

    assert choose("speaker=old-name") == ({quote}, {})


def test_an_undated_quote_is_on_no_day(quote: Quote) -> None:
    QuoteFactory(article=quote.article, said_on=None)

    assert choose("since=0001-01-01&until=9999-12-31&speaker=alba-testoni") == ({quote}, {})


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("speaker=nobody", {"speaker": ["There is no speaker “nobody”."]}),
        ("speaker=%00", {"speaker": ["There is no speaker “\\0”."]}),
        ("country=XX", {"country": ["“XX” is no country: give an ISO code of two letters, such as FR."]}),
        ("kind=loud", {"kind": ["“loud” is no kind: use direct, mixed, indirect or turn."]}),
        ("since=yesterday", {"since": ["Give a date as YYYY-MM-DD."]}),
        ("speeker=x", {"speeker": ["There is no parameter “speeker”: did you mean “speaker”?"]}),
    ],
)
def test_what_means_nothing_is_said_and_the_rest_still_chooses(
    quote: Quote, query: str, problems: dict[str, list[str]]
) -> None:
    assert choose(f"{query}&topic=bridges") == ({quote}, problems)
