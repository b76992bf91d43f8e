"""A quote's page in a browser: cited, copied, embedded."""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_to_paste_shows_the_quote_on_another_site(
    sample: Article, open_page: Open, scheme: Any
) -> None:
    quote = sample.quotes.current().earliest("start")
    page = open_page(quote.get_absolute_url(), color_scheme=scheme)
    frame = page.locator("#cite-embed").text_content()
    page.goto("about:blank")  # of no site, so of another one
    page.set_content(f"<title>Elsewhere</title>{frame}")
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("link", name="Evidence on Diplomacy")).to_be_visible()
    page.goto(f"{quote.get_absolute_url()}embed/")
    assert violations(page) == []
