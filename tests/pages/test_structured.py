"""What machines read on a quote's page: JSON-LD, link previews, Zotero's tags."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from statements.models import Quote
from tests.factories import ArticleFactory, PersonFactory, QuoteFactory, TopicFactory
from tests.pages.rows import HOSTILE, full_meeting, hostile_quote, meeting_of, source_of, speaker_of

pytestmark = pytest.mark.django_db


class Head(HTMLParser):
    """The meta tags by name, and the text of the JSON-LD element as a browser finds its end."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.scripts: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (name := given.get("name") or given.get("property")):
            self.meta[name] = given.get("content") or ""
        self.inside = tag == "script" and given.get("type") == "application/ld+json"
        if self.inside:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data


def head(client: Client, quote: Quote) -> Head:
    return Head(client.get(quote.get_absolute_url()).content.decode())


def json_ld(client: Client, quote: Quote) -> dict[str, Any]:
    (script,) = head(client, quote).scripts
    found: dict[str, Any] = json.loads(script)
    return found


def test_the_quotation_names_words_speaker_day_topics_meeting_and_article(client: Client) -> None:
    topic, meeting = TopicFactory(), full_meeting()
    article = ArticleFactory(url="https://wire.example/1", published_on=date(2020, 5, 5))
    quote = QuoteFactory(article=article, topics=[topic], meeting=meeting)
    found = json_ld(client, quote)
    address = f"http://testserver{quote.get_absolute_url()}"
    assert (found["@context"], found["@type"], found["url"]) == ("https://schema.org", "Quotation", address)
    assert (found["text"], found["dateCreated"]) == (quote.text, "2020-05-04")
    assert found["creator"]["@type"] == "Person"
    assert found["creator"]["name"] == speaker_of(quote).name
    assert [one["name"] for one in found["about"]] == [topic.name]
    assert found["recordedAt"]["name"] == str(meeting_of(quote))
    part = found["isPartOf"]
    assert (part["headline"], part["url"], part["datePublished"]) == (
        article.title,
        article.url,
        "2020-05-05",
    )
    assert part["publisher"]["name"] == source_of(article).name


def test_what_is_not_known_is_left_out(client: Client) -> None:
    article = ArticleFactory(title="", source=None, published_on=None)
    found = json_ld(client, QuoteFactory(article=article, speaker=None, attributed_to="", said_on=None))
    assert not {"creator", "dateCreated", "recordedAt", "about"} & set(found)
    assert not {"headline", "publisher", "datePublished"} & set(found["isPartOf"])


def test_an_organisation_is_no_person(client: Client) -> None:
    quote = QuoteFactory(speaker=None, speaker_kind="organization", attributed_to="Ministry of Bridges")
    assert json_ld(client, quote)["creator"] == {"@type": "Organization", "name": "Ministry of Bridges"}


def test_no_text_can_end_the_script_element(client: Client) -> None:
    words = '</script><script>alert(1)</script><!-- ]]> & \u2028 " \\'
    quote = QuoteFactory(article=ArticleFactory(text=words), text=words, speaker=PersonFactory(name=HOSTILE))
    page = client.get(quote.get_absolute_url()).content.decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert script
    assert not set("<>&") & set(script[1])
    found = json.loads(script[1])
    assert (found["text"], found["creator"]["name"]) == (words.replace(" \u2028", ""), HOSTILE)
    assert json_ld(client, hostile_quote())["creator"]["name"] == HOSTILE


def test_link_previews_and_zotero_find_their_tags(client: Client) -> None:
    quote = QuoteFactory(speaker=PersonFactory(name="Alba “A” <Testoni>"))
    meta = head(client, quote).meta
    address = f"http://testserver{quote.get_absolute_url()}"
    assert meta["og:title"] == "Alba “A” <Testoni>, 4 May 2020"
    assert meta["og:description"] == meta["citation_title"] == quote.text
    assert (meta["og:url"], meta["og:image"]) == (address, f"{address}card.png")
    assert (meta["twitter:card"], meta["citation_publication_date"]) == ("summary_large_image", "2020/05/04")
    assert meta["citation_author"] == "Alba “A” <Testoni>"
    assert meta["citation_public_url"].startswith(f"{address}?cited=")


def test_a_long_speech_is_cut_for_machines(client: Client) -> None:
    text = "word " * 3000
    quote = QuoteFactory(article=ArticleFactory(text=text), text=text, kind="turn")
    assert len(json_ld(client, quote)["text"]) < 1100
    assert len(head(client, quote).meta["og:description"]) < 300
