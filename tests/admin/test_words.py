"""Editors draw boundaries, cut, join and add quotes: by selecting words, or by their first and last ones."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from statements.models import Quote
from tests.admin.forms import correct
from tests.chromium import Open
from tests.factories import ArticleFactory, EditorFactory, PersonFactory, QuoteFactory

pytestmark = pytest.mark.django_db
TEXT = "🕊 Testoni said: “The bridge will be built. It will be blue.” Then she left. The bridge will be built."
WHY = {"because": "The quote begins or ends elsewhere.", "reason": ""}


def whole() -> Quote:
    return QuoteFactory(article=ArticleFactory(text=TEXT), text="The bridge will be built.")


def test_boundaries_are_told_by_first_and_last_words(as_editor: Client) -> None:
    quote = whole()

    correct(as_editor, quote, first_words="The bridge", last_words="be blue.", **WHY)

    quote.refresh_from_db()
    assert quote.text == "The bridge will be built. It will be blue."
    assert quote.corrections.get().reason == "The quote begins or ends elsewhere."


@pytest.mark.parametrize(
    ("first", "last"), [("The bridge", ""), ("A bridge", "blue."), ("Then", "blue."), ("\0", "\0")]
)
def test_words_that_do_not_stand_there_are_refused(as_editor: Client, first: str, last: str) -> None:
    quote = whole()

    response = correct(as_editor, quote, first_words=first, last_words=last, **WHY)

    assert response.context["form"].errors
    assert not quote.corrections.exists()


def test_kind_and_date_are_corrected_in_the_form(as_editor: Client) -> None:
    quote = whole()

    correct(as_editor, quote, kind="turn", said_on="2020-05-05", **WHY)

    assert sorted(one.field for one in quote.corrections.all()) == ["date", "kind"]


def test_a_missing_quote_is_added_without_scripts(as_editor: Client) -> None:
    article, person = ArticleFactory(text=TEXT), PersonFactory()
    given: dict[str, Any] = {"first_words": "It will", "last_words": "blue.", "speaker": person.pk}

    as_editor.post(f"/admin/statements/article/{article.pk}/add-quote/", given | {"kind": "direct"} | WHY)

    quote = Quote.objects.get()
    assert (quote.text, quote.speaker, quote.review) == ("It will be blue.", person, "reviewed")
    assert as_editor.get(quote.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "given", [{}, {"start": 5, "end": 9999}, {"start": "x"}, {"first_words": "It", "last_words": "red."}]
)
def test_no_words_are_no_quote(as_editor: Client, given: dict[str, Any]) -> None:
    article = ArticleFactory(text=TEXT)

    response = as_editor.post(
        f"/admin/statements/article/{article.pk}/add-quote/", given | {"kind": "direct"} | WHY
    )

    assert response.context["form"].errors
    assert not Quote.objects.exists()


def test_a_quote_is_split_and_joined_in_its_form(as_editor: Client) -> None:
    quote = QuoteFactory(article=ArticleFactory(text=TEXT), text="The bridge will be built. It will be blue.")
    address = f"/admin/statements/quote/{quote.pk}/cut/"

    as_editor.post(address, WHY | {"second_begins": "It will"})
    quote.refresh_from_db()
    second = Quote.objects.exclude(pk=quote.pk).get()
    assert (quote.text, second.text) == ("The bridge will be built.", "It will be blue.")

    as_editor.post(address, WHY | {"other": second.pk})
    quote.refresh_from_db()
    assert quote.text == "The bridge will be built. It will be blue."


@pytest.mark.parametrize(
    "given", [{}, {"second_begins": "Nowhere"}, {"second_begins": "The"}, {"other": "0"}]
)
def test_a_cut_that_means_nothing_is_refused(as_editor: Client, given: dict[str, str]) -> None:
    quote = whole()

    response = as_editor.post(f"/admin/statements/quote/{quote.pk}/cut/", WHY | given)

    assert response.context["form"].errors
    assert not quote.corrections.exists()


def test_words_are_selected_in_a_browser_and_counted_in_code_points(
    transactional_db: None, open_page: Open
) -> None:
    EditorFactory(username="edda")
    article = ArticleFactory(text=TEXT)
    page = open_page(f"/admin/statements/article/{article.pk}/add-quote/")
    page.get_by_label("Username").fill("edda")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()

    page.locator("#words-to-select").wait_for()
    page.evaluate(
        """([from, to]) => {
            const node = document.getElementById("words-to-select").firstChild;
            const end = node.data.indexOf(to) + to.length;
            getSelection().setBaseAndExtent(node, node.data.indexOf(from), node, end);
        }""",
        ["It will", "blue."],
    )
    expect(page.locator("#words-selected")).to_have_text("It will be blue.")
    page.get_by_label("Why").select_option("The article says so near these words.")
    page.get_by_role("button", name="Add it").click()

    expect(page.locator(".messagelist")).to_contain_text("Added.")
    assert Quote.objects.get().text == "It will be blue."
