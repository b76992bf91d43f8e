"""The words that set a speaker apart."""

from collections.abc import Callable

import pytest
from django.test import Client

from statements.models import Article, Person, Topic
from statements.pages.apart import telling, words
from tests.factories import ArticleFactory, PersonFactory, QuoteFactory, TopicFactory
from tests.pages.rows import MARKUP, hostile_quote, speaker_of

pytestmark = pytest.mark.django_db


def said(speaker: Person, text: str, *topics: Topic) -> None:
    """A quote of these words."""
    article = ArticleFactory(text=f"Article {Article.objects.count()}. Somebody said: “{text}”")
    QuoteFactory(article=article, text=text, speaker=speaker, topics=topics)


def test_what_all_say_is_not_told_and_what_one_says_often_is() -> None:
    own = [words(f"We must build the bridge before winter {n}") for n in range(20)]
    others = [words(f"We must talk of the river before winter {n}") for n in range(200)]
    assert [one.word for one in telling(own, others)] == ["bridge", "build"]
    first = telling(own, others)[0]
    assert (first.statements, first.others_rate) == (20, 0)
    assert first.own_rate == pytest.approx(10_000 / len(own[0]))


def test_a_word_said_in_few_statements_tells_nothing() -> None:
    own = [words("ferry ferry ferry ferry"), words("ferry and more"), *([words("and more")] * 30)]
    assert telling(own, [words("and more and more")] * 100) == []
    assert telling([], []) == []


def test_words_are_told_issue_by_issue(client: Client) -> None:
    alba, topic = PersonFactory(), TopicFactory(name="Fish")
    for n in range(6):
        said(alba, f"Herring belongs to nobody {n}.", topic)
        said(alba, f"The opera season opens {n}.")
    for n in range(60):
        said(PersonFactory(), f"Quotas belong to everybody {n}.", topic)
    issues = {issue.name: issue for issue in client.get(f"/speakers/{alba.slug}/words/").context["issues"]}
    assert {"herring", "nobody"} <= {one.word for one in issues["Fish"].words}
    assert "opera" not in {one.word for one in issues["Fish"].words}
    assert "opera" in {one.word for one in issues["On anything"].words}
    assert (issues["Fish"].statements, issues["Fish"].others) == (6, 60)
    assert f"/speakers/{alba.slug}/words/" in client.get(alba.get_absolute_url()).content.decode()


def test_with_too_little_to_go_on_the_page_says_so(client: Client) -> None:
    speaker = speaker_of(hostile_quote())
    page = client.get(f"/speakers/{speaker.slug}/words/").content.decode()
    assert "Too little is here" in page
    assert not [markup for markup in MARKUP if markup in page]


def test_a_merged_person_leads_on(client: Client) -> None:
    kept = PersonFactory()
    response = client.get(f"/speakers/{PersonFactory(merged_into=kept).slug}/words/")
    assert (response.status_code, response["Location"]) == (301, f"/speakers/{kept.slug}/words/")
    assert client.get("/speakers/nobody/words/").status_code == 404
    assert client.post(f"/speakers/{kept.slug}/words/").status_code == 405


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    alba = PersonFactory()
    address, counts = f"/speakers/{alba.slug}/words/", []
    for _ in range(2):
        for n in range(8):
            said(alba, f"Herring {n}.", TopicFactory())
            said(PersonFactory(), f"Cod {n}.")
        counts.append(queries_for(address))
    assert counts[0] == counts[1] <= 5
