"""The API's pages in a real browser: the policy stops nothing that they need."""

from playwright.sync_api import expect

from tests.api.rows import connected_quote
from tests.chromium import Open


def test_the_documentation_can_be_read_and_tried_out(open_page: Open) -> None:
    quote = connected_quote()

    page = open_page("/api/docs/")
    page.get_by_role("button", name="get /api/v1/quotes/", exact=False).first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table")).to_contain_text(quote.public_id)


def test_the_records_can_be_walked_through_by_links(open_page: Open) -> None:
    connected_quote()

    page = open_page("/api/v1/", viewport={"width": 360, "height": 800})
    page.get_by_role("link", name="/api/v1/quotes/").click()
    page.get_by_role("link", name="/api/v1/speakers/").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Speaker")
    page.get_by_role("link", name="/api/v1/quotes/?speaker=").click()
    expect(page.locator(".json-string").first).to_be_visible()

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
