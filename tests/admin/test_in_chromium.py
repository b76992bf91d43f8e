"""The admin in a real browser: autocompletion and forms work under the strict policy."""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from statements.models import Suggestion
from tests.chromium import Open
from tests.factories import AliasFactory, EditorFactory, PersonFactory, QuoteFactory, SeniorEditorFactory

AXE_RUN = "axe.run('#content', {preload: false}).then(results => results.violations)"


def test_an_editor_corrects_a_speaker_found_by_alias(open_page: Open) -> None:
    EditorFactory(username="edda")
    quote = QuoteFactory(speaker__name="Alba Testoni")
    AliasFactory(person__name="Bruno Esempio", name="The Ferryman")

    page = open_page(f"/admin/statements/quote/{quote.pk}/change/")
    page.get_by_label("Username").fill("edda")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    page.locator(".field-speaker .select2-selection").click()
    page.keyboard.type("ferryman")
    page.locator(".select2-results__option", has_text="Bruno Esempio").click()
    page.get_by_label("Reason").fill("The ferryman spoke.")
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".messagelist")).to_have_text("Recorded: Speaker")
    expect(page.locator(".quote-history")).to_contain_text("Alba Testoni → Bruno Esempio")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".messagelist")).to_contain_text("Taken back: Speaker.")

    quote.refresh_from_db()
    assert str(quote.speaker) == "Alba Testoni"


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1440)])
def test_axe_finds_nothing_on_pages_of_one_act(
    transactional_db: None, open_page: Open, scheme: Any, width: int
) -> None:
    SeniorEditorFactory(username="sina")
    one, other = PersonFactory(name="Sergei Testov"), PersonFactory(name="Sergey Testov")
    quote = QuoteFactory(speaker=one)
    Suggestion.objects.create(one=one, other=other, evidence="They sound alike.")
    page = open_page("/admin/", color_scheme=scheme, viewport={"width": width, "height": 900})
    page.get_by_label("Username").fill("sina")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()

    found: list[Any] = []
    for address in (
        f"person/{one.pk}/merge/",
        f"person/{one.pk}/move/",
        "person/suspected/",
        f"quote/{quote.pk}/cut/",
        f"quote/{quote.pk}/restrict/",
        f"quote/{quote.pk}/change/",
        f"article/{quote.article_id}/add-quote/",
    ):
        page.goto(f"/admin/statements/{address}", wait_until="networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((address, "too wide"))
        page.evaluate(AXE_SCRIPT)
        violations = page.evaluate(AXE_RUN)
        found += [(address, one["id"], one["nodes"][0]["html"]) for one in violations]
    assert not found
