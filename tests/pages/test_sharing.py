"""A quote on other sites: as a picture, in a frame, through oEmbed."""

import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from statements.corrections import record_correction
from statements.corrections.restricting import restrict
from statements.models import Person, Quote
from tests.factories import AdminFactory, ArticleFactory, EditorFactory, PersonFactory, QuoteFactory
from tests.pages.rows import MARKUP, hostile_quote, speaker_of

pytestmark = pytest.mark.django_db


def card_address(quote: Quote) -> str:
    return f"{quote.get_absolute_url()}card.png"


def embed_address(quote: Quote) -> str:
    return f"{quote.get_absolute_url()}embed/"


def withdrawn() -> Quote:
    quote = QuoteFactory()
    record_correction(quote, field="statement", after=False, editor=EditorFactory(), reason="A slogan.")
    return quote


def test_the_card_is_a_picture_of_the_size_that_previews_want(client: Client) -> None:
    response = client.get(card_address(QuoteFactory()))
    assert response["Content-Type"] == "image/png"
    image = Image.open(io.BytesIO(response.content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(response.content) < 60_000
    assert "public" in response["Cache-Control"]


def test_whoever_has_the_card_is_not_sent_it_again_until_it_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = QuoteFactory()
    etag = client.get(card_address(quote))["ETag"]
    again = client.get(card_address(quote), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    Person.objects.filter(pk=speaker_of(quote).pk).update(name="Carla Nemo")
    changed = client.get(card_address(quote), headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_hostile_and_endless_texts_become_pictures_too(client: Client) -> None:
    endless = QuoteFactory(article=ArticleFactory(text="x" * 50_000), text="x" * 50_000)
    speaker = PersonFactory(name="é" * 200)
    for quote in (hostile_quote(), endless, QuoteFactory(speaker=speaker), QuoteFactory(speaker=None)):
        assert client.get(card_address(quote)).status_code == 200


def test_the_embedded_card_may_stand_in_any_frame_and_nothing_else_is_loosened(client: Client) -> None:
    quote = QuoteFactory()
    response = client.get(embed_address(quote))
    policy: dict[str, str] = {}
    for directive in response["Content-Security-Policy"].split(";"):
        name, _, value = directive.strip().partition(" ")
        policy[name] = value
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "*",
    }
    assert "X-Frame-Options" not in response
    page = client.get(quote.get_absolute_url())
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_the_embedded_card_is_tiny_and_has_no_cookies(client: Client) -> None:
    response = client.get(embed_address(QuoteFactory()))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert len(response.content) < 3000
    assert "<script" not in response.content.decode()


def test_the_embedded_card_says_who_when_and_where_the_evidence_is(client: Client) -> None:
    quote = QuoteFactory(kind="indirect", confidence=0.4, verbatim=[])
    page = client.get(embed_address(quote)).content.decode()
    for part in (quote.text, speaker_of(quote).name, "4 May 2020", "Reported speech", "not settled"):
        assert part in page
    assert f'href="http://testserver{quote.get_absolute_url()}?cited=' in page
    assert 'target="_top"' in page


def test_a_withdrawn_quote_says_so_in_its_frame(client: Client) -> None:
    response = client.get(embed_address(withdrawn()))
    assert response.status_code == 410
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "A slogan." in response.content.decode()
    assert client.get(card_address(withdrawn())).status_code == 410


def test_a_replaced_quote_leads_to_the_same_thing_of_its_successor(client: Client) -> None:
    article = ArticleFactory(text="“One two three.”")
    gone = QuoteFactory(article=article, text="One two", status="withdrawn", found=False)
    successor = QuoteFactory(article=article, text="One two three.")
    assert client.get(embed_address(gone))["Location"] == embed_address(successor)
    assert client.get(card_address(gone))["Location"] == card_address(successor)


def test_hostile_texts_stay_texts_in_the_frame(client: Client) -> None:
    page = client.get(embed_address(hostile_quote())).content.decode()
    assert not [markup for markup in MARKUP if markup in page]


def oembed(client: Client, url: str, **parameters: str) -> Any:
    return client.get("/oembed/", {"url": url, **parameters})


def test_oembed_gives_the_frame_for_a_quotes_address(client: Client) -> None:
    quote = QuoteFactory(speaker=PersonFactory(name='Alba "<Testoni>"'))
    page = client.get(quote.get_absolute_url()).content.decode()
    link = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert link
    answer = json.loads(client.get(link[1]).content)
    assert (answer["version"], answer["type"], answer["author_name"]) == ("1.0", "rich", 'Alba "<Testoni>"')
    assert f'src="http://testserver{embed_address(quote)}"' in answer["html"]
    assert "<Testoni>" not in answer["html"]
    assert oembed(client, f"http://testserver{quote.get_absolute_url()}?cited=x").status_code == 200


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://[", "http://testserver/quotes/", "http://testserver/quotes/000000000000/",
     "https://other.example/quotes/000000000000/", "http://testserver/speakers/x/", "\0"],
)  # fmt: skip
def test_oembed_of_anything_else_is_not_found(client: Client, url: str) -> None:
    assert oembed(client, url).status_code == 404


def test_oembed_offers_json_alone_and_no_withdrawn_quotes(client: Client) -> None:
    assert oembed(client, "x", format="xml").status_code == 501
    assert oembed(client, f"http://testserver{withdrawn().get_absolute_url()}").status_code == 404


def test_the_page_shows_the_frame_to_paste(client: Client) -> None:
    quote = QuoteFactory()
    page = client.get(quote.get_absolute_url()).content.decode()
    assert f"&lt;iframe src=&quot;http://testserver{embed_address(quote)}&quot;" in page
    assert "<iframe" not in page


@pytest.mark.parametrize("whole_article", [False, True])
def test_a_hidden_quote_is_hidden_at_every_address_of_its_own(client: Client, whole_article: bool) -> None:
    quote = QuoteFactory(speaker=PersonFactory(name="Alba Verborgen"))
    address, page = quote.get_absolute_url(), f"http://testserver{quote.get_absolute_url()}"
    thing = quote.article if whole_article else quote
    restrict(thing, basis="person", reason="Asked for by letter.", editor=AdminFactory())
    for under in ("", "embed/", "card.png", "cite/ris/", "cite/apa/"):
        response = client.get(f"{address}{under}")
        assert response.status_code == 410
        assert "Asked for by letter." in response.content.decode()
        for part in (quote.text, "Verborgen"):
            assert part not in response.content.decode()
    assert oembed(client, page).status_code == 404
    for public in ("/quotes/feed/", "/quotes/", quote.article.get_absolute_url()):
        assert quote.public_id not in client.get(public).content.decode()
