"""What people come for, done in a browser: find a statement, check it, correct it."""

import re

from playwright.sync_api import Page, expect

from statements.ingest.articles import reparse_article
from statements.models import Article, Quote
from tests.chromium import Open
from tests.factories import EditorFactory

ON_ARMS_CONTROL = "/quotes/?speaker=sergey-lavrov&topic=arms-control"
MOST_TABS = 120


def tab_to(page: Page, selector: str, text: str = "") -> None:
    """Press Tab until the focus is on the first element of this kind with this text."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        if focused.evaluate("(element, selector) => element.matches(selector)", selector) and (
            not text or text in focused.inner_text()
        ):
            return
    raise AssertionError(f"{MOST_TABS} times Tab did not lead to {selector} {text}")


def test_an_analyst_finds_lavrov_on_arms_control_by_keyboard_alone(sample: Article, open_page: Open) -> None:
    page = open_page("/")
    tab_to(page, ".question select[name=speaker]")
    page.keyboard.type("Sergey")
    tab_to(page, ".question select[name=topic]")
    page.keyboard.type("Arms control")
    tab_to(page, ".question button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(ON_ARMS_CONTROL) + "$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sergey Lavrov on Arms control")

    tab_to(page, ".quote blockquote a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes/*/")
    quote = Quote.objects.get(public_id=page.url.rstrip("/").rsplit("/", 1)[1])
    expect(page.locator(".statement-by")).to_contain_text("Sergey Lavrov")
    assert "".join(page.locator(".excerpt .in-content").all_text_contents()) == quote.text

    tab_to(page, "a", "Read it in the whole article")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{sample.get_absolute_url()}#q-{quote.public_id}")
    mark = page.locator(":target")
    expect(mark).to_be_in_viewport()
    assert quote.text.startswith(mark.evaluate("mark => mark.lastChild.textContent"))
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{quote.get_absolute_url()}")


def test_three_links_lead_there_too(sample: Article, open_page: Open) -> None:
    page = open_page("/")
    tab_to(page, ".ranking a", "Sergey Lavrov")
    page.keyboard.press("Enter")
    page.wait_for_url("**/speakers/sergey-lavrov/")
    tab_to(page, ".ranking a", "Arms control")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ON_ARMS_CONTROL}")
    expect(page.locator(".quote").first).to_contain_text("Sergey Lavrov")


def test_the_api_gives_the_quotes_of_the_page(sample: Article, open_page: Open) -> None:
    page = open_page(ON_ARMS_CONTROL)
    links = page.locator(".quote blockquote a")
    shown = [links.nth(at).get_attribute("href") for at in range(links.count())]
    answer = page.request.get(f"/api/v1{ON_ARMS_CONTROL}").json()
    assert shown == [f"/quotes/{quote['id']}/" for quote in answer["results"]]
    assert shown


def test_a_correction_survives_a_new_reading(sample: Article, open_page: Open) -> None:
    EditorFactory(username="edda")
    quote = sample.quotes.current().filter(speaker__slug="sergey-lavrov").earliest("start")
    page = open_page("/admin/")
    page.get_by_label("Username").fill("edda")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")

    page.goto(quote.get_absolute_url())
    page.get_by_role("link", name="Correct this").click()
    page.locator(".field-speaker .select2-selection").click()
    page.keyboard.type("pompeo")
    page.locator(".select2-results__option", has_text="Mike Pompeo").click()
    page.get_by_label("Reason").fill("Heard on the recording.")
    page.get_by_role("button", name="Record").click()
    page.wait_for_load_state()
    reparse_article(sample)

    page.goto(quote.get_absolute_url())
    expect(page.locator(".statement-by")).to_contain_text("Mike Pompeo")
    expect(page.locator(".history")).to_contain_text("Sergey Lavrov")
    expect(page.locator(".history")).to_contain_text("Heard on the recording.")
    expect(page.locator(".facts")).to_contain_text("Reviewed by an editor")


def test_empty_fields_stay_out_of_the_address(sample: Article, open_page: Open) -> None:
    page = open_page("/quotes/")
    page.get_by_label("People, countries, topics, meetings or words").fill("strategic")
    page.get_by_role("button", name="Show statements").click()
    expect(page).to_have_url(re.compile(r"/quotes/\?q=strategic$"))
