"""The admin in a real browser: autocompletion and forms work under the strict policy."""

from playwright.sync_api import expect

from tests.chromium import Open
from tests.factories import AliasFactory, EditorFactory, QuoteFactory


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
