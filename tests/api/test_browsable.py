"""The API in a browser."""

import re
from html import unescape

import pytest
from rest_framework.test import APIClient

from statements.api.filters import QuoteListFilter
from statements.api.renderers import highlighted
from tests.factories import ArticleFactory, QuoteFactory, SourceFactory

pytestmark = pytest.mark.django_db
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def page(client: APIClient, path: str, status: int = 200) -> str:
    response = client.get(f"/api/v1/{path}", headers=BROWSER)
    assert response.status_code == status
    assert response["Content-Type"] == "text/html; charset=utf-8"
    return str(response.content.decode())


def test_a_program_gets_json_unless_it_asks_for_html(client: APIClient) -> None:
    assert client.get("/api/v1/")["Content-Type"] == "application/json"
    assert client.get("/api/v1/?format=json", headers=BROWSER)["Content-Type"] == "application/json"


def test_a_browser_sees_the_json_with_links(client: APIClient) -> None:
    quote = QuoteFactory()

    html = page(client, "quotes/")

    address = f"http://testserver/api/v1/quotes/{quote.public_id}/"
    assert f'<a href="{address}" rel="nofollow">{address}</a>' in html
    assert "The bridge will be built." in html


def test_a_browser_is_told_each_parameter(client: APIClient) -> None:
    names = re.findall(r"<dt><code>(\w+)</code></dt>", page(client, "quotes/"))

    assert names == [
        *QuoteListFilter.base_filters,
        *("format", "fields", "expand", "cursor", "page_size", "count"),
    ]


def test_a_browser_pages_with_links(client: APIClient) -> None:
    [SourceFactory() for _ in range(2)]

    html = page(client, "sources/?page_size=1")

    assert re.search(r'<a href="[^"]+cursor=[^"]+" rel="next">Next page</a>', html)
    assert "Previous page" not in html


def test_words_of_an_article_are_never_markup(client: APIClient) -> None:
    text = "<script>alert(1)</script> \"quoted\" http://a.example/?a=1&b=2 <img src=x onerror='x'>"
    article = ArticleFactory(text=text)

    html = page(client, f"articles/{article.public_id}/")

    assert "<script>alert" not in html
    assert "<img src=x" not in html


@pytest.mark.parametrize(
    "content",
    [
        '{"key": "value", "n": -1.5e3, "nothing": null, "yes": true}',
        '{"a": "say \\"no\\": maybe", "b": "\\\\"}',
        '{"<b>": "</code><script>", "&": "http://x.example/\\"onclick="}',
        '["unfinished',
    ],
)
def test_marking_up_json_changes_no_character_of_it(content: str) -> None:
    assert unescape(re.sub(r"<[^>]*>", "", highlighted(content))) == content


def test_a_link_holds_no_more_than_its_address() -> None:
    html = highlighted('["https://x.example/?a=1&b=\\"><script>"]')

    assert html == (
        '["<a href="https://x.example/?a=1&amp;b=&quot;&gt;&lt;script&gt;" rel="nofollow">'
        'https://x.example/?a=1&amp;b=\\&quot;&gt;&lt;script&gt;</a>"]'
    )


def test_errors_are_shown_in_a_browser_too(client: APIClient) -> None:
    assert "did you mean “speaker”?" in page(client, "quotes/?speker=a", status=400)
    assert "There is nothing at this address" in page(client, "nothing/", status=404)


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/quotes/", "/api/v1/nothing/", "/api/docs/"])
def test_no_page_holds_scripts_or_styles_of_its_own(client: APIClient, path: str) -> None:
    html = client.get(path, headers=BROWSER).content.decode()

    assert re.findall(r"<style|style=|\son\w+=|<script(?![^>]*\bsrc=)", html) == []


def test_the_documentation_needs_nothing_from_elsewhere(client: APIClient) -> None:
    html = client.get("/api/docs/", headers=BROWSER).content.decode()

    addresses = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert "/api/docs/?script=" in addresses
    assert all(address.startswith("/") for address in addresses)


def test_the_feed_of_changes_is_shown_in_a_browser(client: APIClient) -> None:
    quote = QuoteFactory()

    html = page(client, "changes/?start=now")

    assert 'rel="next">Next page</a>' in html
    assert quote.public_id not in html


def test_what_was_checked_is_shown_in_a_browser(client: APIClient) -> None:
    body = {"pairs": [{"words": "nobody ever said this anywhere"}]}

    response = client.post("/api/v1/check/?format=api", body, format="json")

    assert response.status_code == 200
    assert "not found" in response.content.decode()
