"""New statements as an Atom feed of any choice."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree

from statements.models import Article, Quote
from statements.pages.feeds import MOST
from tests.factories import ArticleFactory, OfficeFactory, PersonFactory, QuoteFactory, TopicFactory
from tests.pages.rows import MARKUP, full_quotes, hostile_quote, speaker_of

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(client: Client, query: str = "") -> Any:
    """The feed as another program reads it."""
    response = client.get(f"/quotes/feed/{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo
    assert found.version == "atom10"
    return found


def ids(found: Any) -> list[str]:
    return [entry.id.rsplit(":", 1)[1] for entry in found.entries]


def test_an_entry_names_speaker_office_day_words_topics_and_where_the_evidence_is(client: Client) -> None:
    office = OfficeFactory(title="Harbour Master")
    topic = TopicFactory(name="Bridges & ferries")
    quote = QuoteFactory(speaker=office.person, topics=[topic])
    (entry,) = feed(client).entries
    assert entry.title == f"{office.person.name}: {quote.text}"
    assert entry.link == f"http://testserver{quote.get_absolute_url()}"
    assert entry.author == office.person.name
    assert [tag.term for tag in entry.tags] == ["Bridges & ferries"]
    for part in (f"“{quote.text}”", "Harbour Master", "4 May 2020", quote.article.title, "?cited="):
        assert part in entry.summary


def test_the_same_parameters_choose_the_same_statements_as_in_the_list(client: Client) -> None:
    alba, topic = PersonFactory(), TopicFactory()
    wanted = QuoteFactory(speaker=alba, topics=[topic], kind="mixed")
    QuoteFactory(speaker=alba)
    QuoteFactory(topics=[topic])
    QuoteFactory(speaker=alba, topics=[topic], status="withdrawn")
    query = f"?speaker={alba.slug}&topic={topic.slug}&kind=mixed&q=bridge&since=2020-01-01"
    listed = client.get(f"/quotes/{query}").context["listing"].rows
    found = feed(client, query)
    assert ids(found) == [wanted.public_id] == [quote.public_id for quote in listed]
    for part in ("Diplomacy: ", "bridge", alba.name, topic.name):
        assert part in found.feed.title


def test_what_was_read_in_last_comes_first_however_old_it_is(client: Client) -> None:
    new = QuoteFactory(said_on="2024-01-01")
    old = QuoteFactory(said_on="1950-01-01")
    undated = QuoteFactory(said_on=None)
    assert ids(feed(client)) == [undated.public_id, old.public_id, new.public_id]


def test_the_feed_is_as_the_standard_wants_it(client: Client) -> None:
    full_quotes(2)
    QuoteFactory(speaker=None, attributed_to="")
    QuoteFactory(article=ArticleFactory(title="", source=None))
    root = etree.fromstring(client.get("/quotes/feed/?kind=direct").content)
    assert root.tag == f"{{{ATOM['a']}}}feed"
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links["self"] == "http://testserver/quotes/feed/?kind=direct"
    assert links["alternate"] == "http://testserver/quotes/?kind=direct"
    entries = root.findall("a:entry", ATOM)
    for holder in (root, *entries):
        for name in ("id", "title", "updated"):
            (element,) = holder.findall(f"a:{name}", ATOM)
            assert element.text
        assert datetime.fromisoformat(holder.findtext("a:updated", "", ATOM)).tzinfo
    assert len({entry.findtext("a:id", "", ATOM) for entry in entries}) == len(entries) == 4
    for entry in entries:
        assert entry.findtext("a:author/a:name", "", ATOM)
        assert entry.find("a:link[@rel='alternate']", ATOM) is not None


def test_the_id_of_an_entry_stays_when_the_quote_is_changed(client: Client) -> None:
    quote = QuoteFactory()
    (before,) = feed(client).entries
    quote.speaker = PersonFactory()
    quote.save()
    (after,) = feed(client).entries
    assert after.id == before.id
    assert after.updated > before.updated


def test_whoever_has_the_feed_is_not_sent_it_again_until_something_changes(client: Client) -> None:
    quote = QuoteFactory()
    etag = client.get("/quotes/feed/")["ETag"]
    again = client.get("/quotes/feed/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert client.get("/quotes/feed/?kind=direct")["ETag"] != etag
    quote.save()
    changed = client.get("/quotes/feed/", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    QuoteFactory()
    assert client.get("/quotes/feed/")["ETag"] not in {etag, changed["ETag"]}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?speaker=nobody", "There is no speaker “nobody”"),
        ("?since=x", "YYYY-MM-DD"),
        ("?speeker=x", "did you mean"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused_and_told(client: Client, query: str, message: str) -> None:
    response = client.get(f"/quotes/feed/{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert message in response.content.decode()


def test_how_a_list_is_shown_is_no_matter_of_the_feed(client: Client) -> None:
    assert ids(feed(client, "?page_size=10&cursor=x")) == []


def test_hostile_texts_and_control_characters_stay_texts(client: Client) -> None:
    hostile_quote()
    odd = "a\x01\x0b\x1f\ufffe\u202e]]>b"
    QuoteFactory(article=ArticleFactory(text=odd, title=odd), text=odd, speaker=PersonFactory(name=odd))
    found = feed(client)
    assert len(found.entries) == 2
    response = client.get("/quotes/feed/").content.decode()
    assert not [markup for markup in MARKUP if markup in response]
    # Inside the HTML that a reader of feeds shows, too.
    summaries = [entry.findtext("a:summary", "", ATOM) for entry in
                 etree.fromstring(response.encode()).findall("a:entry", ATOM)]  # fmt: skip
    assert not [markup for markup in MARKUP for summary in summaries if markup in summary]


def test_lists_speakers_and_topics_announce_their_feed(client: Client) -> None:
    (quote,) = full_quotes(1)
    speaker, topic = speaker_of(quote), quote.topics.earliest("pk")
    for address, query in (
        ("/quotes/", ""),
        (f"/quotes/?speaker={speaker.slug}", f"?speaker={speaker.slug}"),
        (speaker.get_absolute_url(), f"?speaker={speaker.slug}"),
        (topic.get_absolute_url(), f"?topic={topic.slug}"),
    ):
        page = client.get(address).content.decode()
        link = 'type="application/atom+xml" title="'
        assert link in page
        assert f'href="/quotes/feed/{query}"' in page
        assert ids(feed(client, query)) == [quote.public_id]


def test_the_number_of_queries_does_not_grow(queries_for: Callable[[str], int]) -> None:
    quotes = full_quotes(2)
    query = f"?topic={quotes[0].topics.earliest('pk').slug}&topic={quotes[1].topics.earliest('pk').slug}"
    few = queries_for(f"/quotes/feed/{query}")
    for quote in full_quotes(10):
        quote.topics.set(quotes[0].topics.all())
    assert queries_for(f"/quotes/feed/{query}") == few <= 12


def test_a_feed_is_bounded(client: Client) -> None:
    article: Article = ArticleFactory(text=" ".join(f"{number}." for number in range(100, 100 + MOST + 5)))
    Quote.objects.bulk_create(
        QuoteFactory.build(article=article, text=f"{number}.", speaker=None)
        for number in range(100, 100 + MOST + 5)
    )
    assert len(feed(client).entries) == MOST


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.head("/quotes/feed/").status_code == 200
    assert client.post("/quotes/feed/").status_code == 405
