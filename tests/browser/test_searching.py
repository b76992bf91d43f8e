"""The search box in a browser: suggestions by keyboard, and the same without scripts."""

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from statements.models import Article
from tests.chromium import Open

LABEL = "People, countries, topics, meetings or words"


def test_suggestions_are_chosen_by_keyboard_and_announced(sample: Article, open_page: Open) -> None:
    page = open_page("/")
    box = page.get_by_role("combobox", name=LABEL)
    box.press_sequentially("lavrof arms control")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options.first).to_contain_text("Sergey Lavrov on Arms control")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[role=status]", has_text="suggestion")).to_contain_text(re.compile(r"^\d+ suggest"))
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate("axe.run().then(results => results.violations.map(one => one.id))") == []

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("lavrof arms control")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/quotes/\?speaker=sergey-lavrov&topic=arms-control$"))


def test_the_last_option_searches_the_words_and_enter_alone_does_too(
    sample: Article, open_page: Open
) -> None:
    page = open_page("/")
    box = page.get_by_role("combobox", name=LABEL)
    box.press_sequentially("strategic")
    expect(page.locator(".suggestions [role=option]").last).to_contain_text("strategic")
    box.press("ArrowUp")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/quotes/\?q=strategic$"))
    expect(page.locator("mark.match").first).to_have_text(re.compile("strategic", re.IGNORECASE))

    page.get_by_role("combobox", name=LABEL).fill("pompeo")
    page.get_by_role("combobox", name=LABEL).press("Enter")
    expect(page).to_have_url(re.compile(r"/quotes/\?q=pompeo$"))


def test_suggestions_are_chosen_with_a_pointer(sample: Article, open_page: Open) -> None:
    page = open_page("/quotes/?view=list", viewport={"width": 360, "height": 800})
    page.get_by_role("combobox", name=LABEL).press_sequentially("pompeo")
    page.get_by_role("option", name="Mike Pompeo").first.click()
    expect(page).to_have_url(re.compile(r"/speakers/mike-pompeo/$"))


def test_without_scripts_the_results_ask_who_was_meant(sample: Article, open_page: Open) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_label(LABEL).fill("Lavrof")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Did you mean")).to_be_visible()
    page.get_by_role("link", name="Sergey Lavrov", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sergey Lavrov")


def test_a_bar_of_the_chart_filters(sample: Article, open_page: Open) -> None:
    quote = sample.quotes.current().earliest("start")
    type(quote).objects.filter(pk=quote.pk).update(said_on="2019-10-05")
    page = open_page("/quotes/")
    page.locator(".over-time .column-place").first.click()
    expect(page).to_have_url(re.compile(r"/quotes/\?since=2019-10-01&until=2019-10-31$"))
    expect(page.locator(".quote")).to_have_count(1)
    page.goto("/quotes/")
    page.locator(".over-time summary").focus()
    page.keyboard.press("Enter")
    page.locator(".over-time tbody a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"since=2019-10-01&until=2019-10-31$"))
