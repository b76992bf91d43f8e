"""An article's page in a browser: from the list to the place in the text to the statement."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from statements.models import Article
from tests.browser.test_journey import tab_to
from tests.browser.test_quote_page import SMALL, violations
from tests.chromium import Open
from tests.pages.test_parts import transcript


def test_a_statement_is_found_in_its_article_by_keyboard_alone(sample: Article, open_page: Open) -> None:
    quote = list(sample.quotes.current().order_by("start"))[3]
    page = open_page(sample.get_absolute_url())
    page.locator("#listed-title").evaluate("element => { element.tabIndex = -1; element.focus(); }")
    tab_to(page, f".listed a[href='#q-{quote.public_id}']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#q-{quote.public_id}$"))
    mark = page.locator(f"#q-{quote.public_id}")
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{quote.get_absolute_url()}")


def test_each_statement_is_one_stop_of_the_keyboard(sample: Article, open_page: Open) -> None:
    quotes = list(sample.quotes.current().order_by("start"))
    page = open_page(sample.get_absolute_url())
    stops = page.locator(".report-text a:not([tabindex='-1'])")
    assert stops.count() == len(quotes)
    assert {link.get_attribute("href") for link in stops.all()} == {one.get_absolute_url() for one in quotes}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_part_of_a_long_article_is_accessible_and_leads_on(
    transactional_db: None, open_page: Open, scheme: Any
) -> None:
    article = transcript(60, 150)
    page = open_page(f"{article.get_absolute_url()}?part=2", color_scheme=scheme, viewport=SMALL)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".parts a[rel=next]").first.click()
    expect(page.locator(".parts p").first).to_have_text(re.compile("^Part 3 of"))
