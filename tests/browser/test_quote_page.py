"""A quote's page in a browser: cited, copied, embedded."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from statements.corrections import record_correction
from statements.models import Article, Quote
from statements.pages.fingerprints import fingerprint
from tests.chromium import Open
from tests.factories import ArticleFactory, EditorFactory, PersonFactory, QuoteFactory

SMALL = {"width": 360, "height": 800}


def violations(page: Page) -> Any:
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(
        "axe.run().then(results => results.violations.map(one => [one.id, one.nodes[0].html]))"
    )


def reported_twice() -> Quote:
    """A quote with other reports, corrected since it was first cited, after which a link says so."""
    text = (
        "Bridge will be built by spring\n\n“The bridge will be built by spring,” said Testoni.\n\nRain fell."
    )
    article = ArticleFactory(text=text, url="https://wire.example/1")
    QuoteFactory(article=article, text="Bridge will be built by spring")
    QuoteFactory(
        article=ArticleFactory(text="“The bridge will be built by spring.”"),
        text="The bridge will be built by spring.",
    )
    return QuoteFactory(article=article, text="The bridge will be built by spring,")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_quote_with_all_there_can_be_on_its_page_is_accessible(
    transactional_db: None, open_page: Open, scheme: Any
) -> None:
    quote, other = reported_twice(), PersonFactory(name="Carla Nemo")
    cited = fingerprint(quote)
    record_correction(quote, field="speaker", after=other.slug, editor=EditorFactory(), reason="Heard it.")
    page = open_page(f"{quote.get_absolute_url()}?cited={cited}", color_scheme=scheme, viewport=SMALL)
    expect(page.get_by_role("note")).to_contain_text("Changed since it was cited")
    expect(page.get_by_text("elsewhere in this article")).to_be_visible()
    for summary in page.locator(".cite summary").all():
        if not summary.evaluate("element => element.parentElement.open"):
            summary.click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_citation_is_copied_and_saved(sample: Article, open_page: Open) -> None:
    quote = sample.quotes.current().earliest("start")
    permissions = ["clipboard-read", "clipboard-write"]
    page = open_page(quote.get_absolute_url(), permissions=permissions, accept_downloads=True)
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-apa").text_content()
    page.locator("summary", has_text="BibTeX").click()
    with page.expect_download() as saved:
        page.locator(".cite[open] a").first.click()
    assert saved.value.suggested_filename == f"diplomacy-{quote.public_id}.bib"


def test_without_scripts_citations_are_there_and_no_button_that_does_nothing(
    sample: Article, open_page: Open
) -> None:
    quote = sample.quotes.current().earliest("start")
    page = open_page(quote.get_absolute_url(), java_script_enabled=False)
    page.locator("summary", has_text="Chicago").click()
    expect(page.locator("#cite-chicago")).to_be_visible()
    assert page.get_by_role("button", name="Copy").count() == 0


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """Another site: a server of its own with one page, whose HTML is given; returns its address."""
    shown: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(shown[0].encode() if self.path == "/" else b"")

        def log_message(self, *args: Any) -> None:
            pass

    def show(html: str) -> str:
        shown[:] = [html]
        return f"http://127.0.0.1:{server.server_port}/"

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield show
        server.shutdown()
        thread.join()


def test_the_frame_to_paste_shows_the_quote_on_another_site(
    sample: Article, chromium: Browser, live_server: Any, elsewhere: Callable[[str], str]
) -> None:
    quote = sample.quotes.current().earliest("start")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{live_server.url}{quote.get_absolute_url()}")
    frame = page.locator("#cite-embed").text_content() or ""
    other = frame.replace("/embed/", "/")  # the whole page refuses to stand in a frame
    page.goto(elsewhere(f"<!doctype html><title>Elsewhere</title>{frame}{other}"))
    inside = page.frame_locator("iframe").nth(0)
    expect(inside.get_by_role("link", name="Evidence on Diplomacy")).to_be_visible()
    expect(page.frame_locator("iframe").nth(1).locator(".statement")).to_have_count(0)
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_embedded_card_is_accessible(sample: Article, open_page: Open, scheme: Any) -> None:
    quote = sample.quotes.current().earliest("start")
    page = open_page(f"{quote.get_absolute_url()}embed/", color_scheme=scheme, viewport=SMALL)
    assert violations(page) == []
