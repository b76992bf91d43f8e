"""Whole sittings at the queue, in a real browser, by keyboard."""

from statistics import median
from time import perf_counter
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from statements.corrections import queue
from statements.models import Correction, Quote
from tests.chromium import Open
from tests.factories import ArticleFactory, EditorFactory, PersonFactory, QuoteFactory, ReportFactory

PAGE = "/admin/statements/quote/review/"


@pytest.fixture(autouse=True)
def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which quote comes next is not left to chance here."""
    monkeypatch.setattr(queue, "SAMPLED", 0)


def signed_in(open_page: Open, username: str, **options: Any) -> Page:
    EditorFactory(username=username)
    page = open_page(PAGE, **options)
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_load_state("networkidle")
    return page


def waiting(number: int) -> list[Quote]:
    """Quotes of one article, in the order in which the queue gives them."""
    sentences = [f"Bridge {n} will be built." for n in range(number)]
    article = ArticleFactory(text=" ".join(f"Testoni said: “{words}”" for words in sentences))
    people = [PersonFactory(name="Alba Testoni"), PersonFactory(name="Bruno Esempio")]
    return [
        QuoteFactory(article=article, text=words, speaker=people[n % 2], confidence=0.1 + n / 100)
        for n, words in enumerate(sentences)
    ]


def current(page: Page) -> str:
    return page.locator("#review-item").get_attribute("data-id") or ""


def press(page: Page, key: str) -> float:
    """Press the key, wait until another item is there; the seconds it took."""
    before, start = current(page), perf_counter()
    page.keyboard.press(key)
    page.wait_for_function(
        "before => document.getElementById('review-item').dataset.id !== before", arg=before
    )
    return perf_counter() - start


def test_twenty_items_by_keyboard(transactional_db: None, open_page: Open) -> None:
    quotes = waiting(21)
    page = signed_in(open_page, "edda")

    seconds = []
    for quote in quotes[:20]:
        assert current(page) == quote.public_id
        page.wait_for_load_state("networkidle")
        seconds.append(press(page, "Enter"))

    expect(page.locator("#review-today")).to_have_text("20")
    expect(page.locator("#review-left")).to_have_text("1")
    assert Correction.objects.filter(field="speaker").count() == 20
    print(f"median for a plain confirmation: {median(seconds) * 1000:.0f} ms")  # noqa: T201
    assert median(seconds) < 3


def test_every_key_does_what_the_help_says(transactional_db: None, open_page: Open) -> None:
    quotes = waiting(6)
    person = PersonFactory(name="Carla Prova")
    page = signed_in(open_page, "edda")

    page.keyboard.press("?")
    expect(page.locator("#review-help dl")).to_be_visible()
    press(page, "2")
    press(page, "u")
    press(page, "n")
    page.keyboard.press("s")
    page.keyboard.type("prova")
    expect(page.locator("#review-found button")).to_have_text("Carla Prova")
    press(page, "Enter")
    press(page, "l")
    assert current(page) == quotes[5].public_id
    expect(page.locator("#review-status")).to_have_text("Put off.")
    page.keyboard.press("z")
    expect(page.locator(".messagelist")).to_contain_text("Taken back: Chose a speaker")
    assert current(page) == quotes[3].public_id
    page.keyboard.press("b")
    page.wait_for_url(f"**/quote/{quotes[3].pk}/change/#boundaries")

    states = [Quote.objects.get(pk=quote.pk) for quote in quotes]
    assert states[0].speaker == quotes[1].speaker
    assert (states[1].speaker, states[2].status) == (None, "withdrawn")
    assert (states[3].speaker, states[3].speaker == person) == (quotes[3].speaker, False)


def test_two_editors_at_once_answer_different_items(transactional_db: None, open_page: Open) -> None:
    waiting(12)
    pages = [signed_in(open_page, name) for name in ("edda", "egon")]

    seen: list[str] = []
    for _ in range(4):
        for page in pages:
            page.wait_for_load_state("networkidle")
            seen.append(current(page))
            press(page, "Enter")

    assert len(set(seen)) == 8
    for page in pages:
        expect(page.locator("#review-today")).to_have_text("4")
    assert Correction.objects.count() == 8


def test_who_is_overtaken_is_told_and_shown_the_quote_again(transactional_db: None, open_page: Open) -> None:
    quotes = waiting(2)
    page = signed_in(open_page, "edda")
    page.wait_for_load_state("networkidle")
    Quote.objects.get(pk=quotes[0].pk).save()

    page.keyboard.press("Enter")

    status = page.locator("#review-status")
    expect(status).to_contain_text("Somebody else changed this quote")
    status.get_by_role("link").click()
    assert current(page) == quotes[0].public_id
    assert not Correction.objects.exists()


def test_the_queue_works_without_scripts(transactional_db: None, open_page: Open) -> None:
    quotes = waiting(3)
    PersonFactory(name="Carla Prova")
    page = signed_in(open_page, "edda", java_script_enabled=False)

    page.get_by_role("button", name="Right as it is").click()
    assert current(page) == quotes[1].public_id
    page.get_by_label("Someone else").fill("prova")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="Carla Prova").click()
    assert current(page) == quotes[2].public_id
    page.get_by_role("button", name="Undo").click()
    assert current(page) == quotes[1].public_id

    assert Correction.objects.standing().count() == 1


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1440)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    transactional_db: None, open_page: Open, scheme: Any, width: int
) -> None:
    ReportFactory(quote=waiting(3)[0], value="Bruno Esempio")
    page = signed_in(open_page, "edda", color_scheme=scheme, viewport={"width": width, "height": 900})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run('#content', {preload: false}).then(results => results.violations)")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
