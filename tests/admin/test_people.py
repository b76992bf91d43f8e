"""Senior editors merge, split and move in the admin, with a look before and an undo after."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from statements.models import Batch, Merge, Person, Quote, Suggestion
from tests.admin.conftest import signed_in
from tests.chromium import Open
from tests.factories import PersonFactory, QuoteFactory, SeniorEditorFactory

pytestmark = pytest.mark.django_db
WHY = {"because": "", "reason": "The same minister."}


@pytest.fixture
def as_senior(db: None) -> Client:
    return signed_in(SeniorEditorFactory())


def test_a_merge_is_shown_first_then_made(as_senior: Client) -> None:
    kept, merged = PersonFactory(name="Sergey Testov"), PersonFactory(name="Sergei Testov")
    QuoteFactory(speaker=merged)
    address = f"/admin/statements/person/{merged.pk}/merge/"

    looked = as_senior.post(address, WHY | {"into": kept.pk})
    assert "1 quote<" in looked.content.decode()
    assert not Merge.objects.exists()

    as_senior.post(address, WHY | {"into": kept.pk, "confirmed": "1"})
    assert Quote.objects.get().speaker == kept


@pytest.mark.parametrize("given", [{}, {"into": ""}, {"into": "0"}])
def test_a_merge_with_nobody_or_without_reason_is_refused(as_senior: Client, given: dict[str, str]) -> None:
    response = as_senior.post(
        f"/admin/statements/person/{PersonFactory().pk}/merge/", given | {"confirmed": "1"}
    )

    assert response.status_code == 200
    assert response.context["form"].errors


def test_a_merge_is_taken_apart_in_the_list_of_merges(as_senior: Client) -> None:
    kept, merged = PersonFactory(), PersonFactory()
    as_senior.post(f"/admin/statements/person/{merged.pk}/merge/", WHY | {"into": kept.pk, "confirmed": "1"})

    as_senior.post(
        "/admin/statements/merge/", {"action": "undo", "_selected_action": [Merge.objects.get().pk]}
    )

    merged.refresh_from_db()
    assert merged.merged_into is None


@pytest.mark.parametrize(("keep", "state"), [("one", "merged"), ("other", "merged"), ("", "different")])
def test_a_suggestion_is_decided(as_senior: Client, keep: str, state: str) -> None:
    people = {"one": PersonFactory(name="Sergei Testov"), "other": PersonFactory(name="Sergey Testov")}
    suggestion = Suggestion.objects.create(**people, evidence="They sound alike.")
    assert "They sound alike." in as_senior.get("/admin/statements/person/suspected/").content.decode()

    chosen = str(people[keep].pk) if keep else ""
    as_senior.post(f"/admin/statements/person/suspected/{suggestion.pk}/", {"keep": chosen})

    suggestion.refresh_from_db()
    assert suggestion.state == state
    assert set(Person.objects.current()) == ({people[keep]} if keep else set(people.values()))


def test_an_open_suggestion_is_told_in_the_queue(as_editor: Client) -> None:
    Suggestion.objects.create(one=PersonFactory(), other=PersonFactory(), evidence="They sound alike.")

    assert as_editor.get("/admin/statements/quote/review/").context["suggestions"] == 1


def test_quotes_are_moved_after_a_look_and_moved_back(as_senior: Client) -> None:
    one, other = PersonFactory(), PersonFactory()
    quote = QuoteFactory(speaker=one)
    address, given = f"/admin/statements/person/{one.pk}/move/", WHY | {"to": other.pk, "since": "2020-01-01"}

    looked = as_senior.post(address, given)
    assert quote.text in looked.content.decode()
    assert not Batch.objects.exists()
    as_senior.post(address, given | {"confirmed": "1"})
    quote.refresh_from_db()
    assert quote.speaker == other

    as_senior.post(
        "/admin/statements/batch/", {"action": "undo", "_selected_action": [Batch.objects.get().pk]}
    )
    quote.refresh_from_db()
    assert quote.speaker == one


def test_quotes_of_one_article_go_to_somebody_new(as_senior: Client) -> None:
    one = PersonFactory(name="Alba Testoni")
    quote, other = QuoteFactory(speaker=one), QuoteFactory(speaker=one)
    given = WHY | {"name": "Alba Testoni", "country": "FR", "article": quote.article.public_id}

    as_senior.post(f"/admin/statements/person/{one.pk}/move/", given | {"confirmed": "1"})

    quote.refresh_from_db()
    other.refresh_from_db()
    assert (quote.speaker != one, other.speaker) == (True, one)
    assert quote.speaker
    assert (quote.speaker.name, quote.speaker.country) == ("Alba Testoni", "FR")


@pytest.mark.parametrize(
    "given", [{}, {"to": "0"}, {"name": "A", "article": "x"}, {"name": "A", "since": "x"}, {"name": "\0"}]
)
def test_a_move_that_means_nothing_is_refused(as_senior: Client, given: dict[str, Any]) -> None:
    one = PersonFactory()
    QuoteFactory(speaker=one)

    response = as_senior.post(f"/admin/statements/person/{one.pk}/move/", WHY | given | {"confirmed": "1"})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Batch.objects.exists()


def test_a_merge_is_made_and_undone_in_a_browser(transactional_db: None, open_page: Open) -> None:
    SeniorEditorFactory(username="sina")
    one, other = PersonFactory(name="Sergei Testov"), PersonFactory(name="Sergey Testov")
    quote = QuoteFactory(speaker=one)
    Suggestion.objects.create(one=one, other=other, evidence="They sound alike.")

    page = open_page("/admin/statements/person/suspected/")
    page.get_by_label("Username").fill("sina")
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="One person: keep Sergey Testov").click()
    expect(page.locator(".messagelist")).to_contain_text("Merged Sergei Testov into Sergey Testov")
    assert Quote.objects.get(pk=quote.pk).speaker == other
    page.get_by_role("link", name="Merges").click()
    page.locator("input.action-select").check()
    page.locator("select[name=action]").select_option("Take apart again")
    page.get_by_role("button", name="Go").or_(page.get_by_role("button", name="Run")).click()
    expect(page.locator(".messagelist")).to_contain_text("Two people again")
    assert Quote.objects.get(pk=quote.pk).speaker == one


def test_a_renamed_person_keeps_the_old_name_as_alias(as_senior: Client) -> None:
    person = PersonFactory(name="Sergei Testov")
    counts = [f"{name}-{field}_FORMS" for name in ("aliases", "offices") for field in ("TOTAL", "INITIAL")]
    inlines = dict.fromkeys(counts, "0")

    as_senior.post(f"/admin/statements/person/{person.pk}/change/", inlines | {"name": "Sergey Testov"})

    person.refresh_from_db()
    assert (person.name, person.surname_key) == ("Sergey Testov", "testov")
    assert {alias.name for alias in person.aliases.all()} == {"Sergei Testov", "Sergey Testov"}


def test_a_pair_that_became_one_otherwise_is_not_suggested_any_more(as_senior: Client) -> None:
    gone = PersonFactory(merged_into=PersonFactory())
    one, other = sorted((gone, PersonFactory()), key=lambda person: person.pk)
    Suggestion.objects.create(one=one, other=other, evidence="They sound alike.")

    assert "They sound alike." not in as_senior.get("/admin/statements/person/suspected/").content.decode()
