"""The API's pages in a real browser: the policy stops nothing that they need."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.api.chromium import opened_page
from tests.api.rows import connected_quote


@pytest.fixture
def _synchronous(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright runs a loop of its own, in which Django would not touch the database."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_synchronous")
def test_the_documentation_can_be_read_and_tried_out(live_server: Any) -> None:
    quote = connected_quote()
    complaints: list[str] = []
    with opened_page(complaints) as page:
        page.goto(f"{live_server.url}/api/docs/")
        page.get_by_role("button", name="get /api/v1/quotes/", exact=False).first.click()
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").click()
        expect(page.locator(".live-responses-table")).to_contain_text(quote.public_id)

    assert complaints == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_synchronous")
def test_the_records_can_be_walked_through_by_links(live_server: Any) -> None:
    connected_quote()
    complaints: list[str] = []
    with opened_page(complaints, viewport={"width": 360, "height": 800}) as page:
        page.goto(f"{live_server.url}/api/v1/")
        page.get_by_role("link", name="/api/v1/quotes/").click()
        page.get_by_role("link", name="/api/v1/speakers/").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Speaker")
        page.get_by_role("link", name="/api/v1/quotes/?speaker=").click()
        expect(page.locator(".json-string").first).to_be_visible()
        wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert not wider
    assert complaints == []
