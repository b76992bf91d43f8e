"""Who may do what, cell by cell: each line is one request, with the status for each role."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from statements.corrections import merge_people, record_correction, record_together, restrict
from statements.models import Quote, Suggestion
from tests.admin.conftest import signed_in
from tests.factories import (
    CorrectionFactory,
    EditorFactory,
    PersonFactory,
    QuoteFactory,
    ReportFactory,
    SeniorEditorFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

ROLES = ["anonymous", "reader", "editor", "senior editor", "admin"]
OPEN = [200, 200, 200, 200, 200]
READ_ONLY = [405, 405, 405, 405, 405]
STAFF = [302, 302, 200, 200, 200]  # 302: to the sign-in
SENIORS = [302, 302, 403, 200, 200]
ADMINS = [302, 302, 403, 403, 200]
NOBODY = [302, 302, 403, 403, 403]
SAVED_BY_STAFF = [302, 302, 302, 302, 302]  # to the sign-in, or to the page after saving
SAVED_BY_SENIORS = [302, 302, 403, 302, 302]
POST_ONLY = [302, 302, 405, 405, 405]

RECORDS = ["batch", "merge", "restriction", "report"]
MATRIX = [
    ("get", "/", OPEN),
    ("get", "/quotes/", OPEN),
    ("get", "/quotes/{quote.public_id}/", OPEN),
    ("get", "/articles/{quote.article.public_id}/", OPEN),
    ("get", "/speakers/{quote.speaker.slug}/", OPEN),
    ("get", "/api/v1/", OPEN),
    ("get", "/api/v1/quotes/", OPEN),
    ("get", "/api/v1/quotes/{quote.public_id}/", OPEN),
    ("post", "/api/v1/quotes/", READ_ONLY),
    ("put", "/api/v1/quotes/{quote.public_id}/", READ_ONLY),
    ("patch", "/api/v1/quotes/{quote.public_id}/", READ_ONLY),
    ("delete", "/api/v1/quotes/{quote.public_id}/", READ_ONLY),
    ("get", "/api/v1/schema/", OPEN),
    ("get", "/api/docs/", OPEN),
    ("get", "/admin/", STAFF),
    ("get", "/admin/statements/quote/", STAFF),
    ("get", "/admin/statements/quote/{quote.pk}/change/", STAFF),
    ("post", "/admin/statements/quote/{quote.pk}/change/", STAFF),  # 200: the form, with what is wrong
    ("get", "/admin/statements/quote/candidates/{quote.public_id}/?" + "{candidates}", STAFF),
    ("get", "/admin/statements/quote/add/", NOBODY),
    ("post", "/admin/statements/quote/add/", NOBODY),
    ("get", "/admin/statements/quote/{quote.pk}/delete/", NOBODY),
    ("post", "/admin/statements/quote/{quote.pk}/delete/", NOBODY),
    ("get", "/admin/statements/quote/{quote.pk}/take-back/{correction.pk}/", POST_ONLY),
    ("post", "/admin/statements/quote/{quote.pk}/take-back/{correction.pk}/", SAVED_BY_SENIORS),
    ("get", "/admin/statements/article/", STAFF),
    ("get", "/admin/statements/article/{quote.article.pk}/change/", STAFF),
    ("post", "/admin/statements/article/{quote.article.pk}/change/", ADMINS),
    ("get", "/admin/statements/article/add/", NOBODY),
    ("get", "/admin/statements/article/{quote.article.pk}/delete/", NOBODY),
    ("post", "/admin/statements/article/{quote.article.pk}/delete/", NOBODY),
    ("get", "/admin/statements/person/", STAFF),
    ("get", "/admin/statements/person/{quote.speaker.pk}/change/", STAFF),
    ("post", "/admin/statements/person/{quote.speaker.pk}/change/", SENIORS),
    ("get", "/admin/statements/person/add/", SENIORS),
    ("post", "/admin/statements/person/add/", SENIORS),
    ("get", "/admin/statements/person/{quote.speaker.pk}/delete/", ADMINS),
    ("post", "/admin/statements/person/{quote.speaker.pk}/delete/", ADMINS),  # 200: kept by their quotes
    ("get", "/admin/statements/correction/", STAFF),
    ("get", "/admin/statements/correction/{correction.pk}/change/", STAFF),
    ("post", "/admin/statements/correction/{correction.pk}/change/", NOBODY),
    ("get", "/admin/statements/correction/add/", NOBODY),
    ("post", "/admin/statements/correction/add/", NOBODY),
    ("post", "/admin/statements/correction/{correction.pk}/delete/", NOBODY),
    ("get", "/admin/statements/topic/{topic.pk}/change/", STAFF),
    ("post", "/admin/statements/topic/{topic.pk}/change/", ADMINS),
    ("get", "/admin/statements/topic/add/", ADMINS),
    ("post", "/admin/statements/topic/{topic.pk}/delete/", ADMINS),
    ("get", "/admin/statements/source/{quote.article.source.pk}/change/", STAFF),
    ("post", "/admin/statements/source/{quote.article.source.pk}/change/", ADMINS),
    ("get", "/admin/statements/meeting/", STAFF),
    ("get", "/admin/statements/meeting/add/", ADMINS),
    ("get", "/accuracy/", OPEN),
    ("get", "/quotes/{quote.public_id}/report/", OPEN),
    ("post", "/quotes/{quote.public_id}/report/", [400, 400, 400, 400, 400]),  # with what is missing
    ("get", "/reports/{report.token}/", OPEN),
    ("post", "/reports/{report.token}/", READ_ONLY),
    ("get", "/admin/statements/quote/review/", STAFF),
    ("get", "/admin/statements/quote/review/ahead/", STAFF),
    ("get", "/admin/statements/quote/review/people/?who=alba", STAFF),
    ("get", "/admin/statements/quote/review/undo/", POST_ONLY),
    ("post", "/admin/statements/quote/review/undo/", SAVED_BY_STAFF),
    ("get", "/admin/statements/quote/review/{quote.public_id}/", POST_ONLY),
    ("post", "/admin/statements/quote/review/{quote.public_id}/", SAVED_BY_STAFF),
    ("get", "/admin/statements/quote/{quote.pk}/cut/", STAFF),
    ("post", "/admin/statements/quote/{quote.pk}/cut/", STAFF),
    ("get", "/admin/statements/article/{quote.article.pk}/add-quote/", STAFF),
    ("post", "/admin/statements/article/{quote.article.pk}/add-quote/", STAFF),
    ("get", "/admin/statements/quote/{quote.pk}/restrict/", SENIORS),
    ("post", "/admin/statements/quote/{quote.pk}/restrict/", SENIORS),
    ("get", "/admin/statements/article/{quote.article.pk}/restrict/", SENIORS),
    ("post", "/admin/statements/article/{quote.article.pk}/restrict/", SENIORS),
    ("get", "/admin/statements/person/{quote.speaker.pk}/merge/", SENIORS),
    ("post", "/admin/statements/person/{quote.speaker.pk}/merge/", SENIORS),
    ("get", "/admin/statements/person/{quote.speaker.pk}/move/", SENIORS),
    ("post", "/admin/statements/person/{quote.speaker.pk}/move/", SENIORS),
    ("get", "/admin/statements/person/suspected/", STAFF),
    ("get", "/admin/statements/person/suspected/{suggestion.pk}/", POST_ONLY),
    ("post", "/admin/statements/person/suspected/{suggestion.pk}/", SAVED_BY_SENIORS),
    *(("get", f"/admin/statements/{name}/", STAFF) for name in RECORDS),
    *(("get", f"/admin/statements/{name}/add/", NOBODY) for name in RECORDS),
    ("get", "/admin/statements/report/{report.pk}/change/", STAFF),
    ("post", "/admin/statements/report/{report.pk}/change/", NOBODY),
    ("post", "/admin/statements/report/{report.pk}/delete/", NOBODY),
    ("get", "/admin/auth/user/", ADMINS),
    ("get", "/admin/auth/user/add/", ADMINS),
    ("get", "/admin/auth/group/", ADMINS),
    ("get", "/admin/axes/accessattempt/", ADMINS),
]


@pytest.fixture
def rows() -> dict[str, Any]:
    """What the addresses name; the correction is of another editor than the one who visits."""
    quote = QuoteFactory()
    return {
        "quote": quote,
        "correction": CorrectionFactory(quote=quote, field="meeting", before=None, after=None, parsed=None),
        "topic": TopicFactory(),
        "report": ReportFactory(quote=quote),
        "suggestion": Suggestion.objects.create(one=PersonFactory(), other=PersonFactory(), evidence="Same"),
        "candidates": "app_label=statements&model_name=quote&field_name=speaker&term=a",
    }


@pytest.mark.parametrize(("method", "path", "statuses"), MATRIX, ids=lambda value: str(value))
def test_each_role_may_do_just_this(
    visitors: dict[str, Client], rows: dict[str, Any], method: str, path: str, statuses: list[int]
) -> None:
    address = path.format(**rows)

    found = {role: getattr(visitors[role], method)(address).status_code for role in ROLES}

    assert found == dict(zip(ROLES, statuses, strict=True))


def act(client: Client, model: str, action: str, pk: int) -> None:
    """Choose the row in its list, and the action."""
    client.post(f"/admin/statements/{model}/", {"action": action, "_selected_action": [pk]})


@pytest.mark.parametrize(("role", "undone"), [("editor", False), ("senior editor", True), ("admin", True)])
def test_only_senior_editors_undo_what_others_did(
    visitors: dict[str, Client], role: str, undone: bool
) -> None:
    other, quote = EditorFactory(), QuoteFactory()
    options: dict[str, Any] = {"editor": other, "reason": "So it says."}
    batch = record_together(quote, {"date": None}, what="review", summary="Dated", **options)
    merge = merge_people(PersonFactory(), PersonFactory(), **options)
    restriction = restrict(quote, basis="law", **options)

    act(visitors[role], "batch", "undo", batch.pk)
    act(visitors[role], "merge", "undo", merge.pk)
    act(visitors[role], "restriction", "lift", restriction.pk)

    for row in (batch, merge, restriction):
        row.refresh_from_db()
    assert [bool(at) for at in (batch.undone_at, merge.undone_at, restriction.lifted_at)] == [undone] * 3


def test_an_editor_undoes_a_batch_of_their_own(editor: User) -> None:
    options: dict[str, Any] = {"editor": editor, "reason": "So it says."}
    batch = record_together(QuoteFactory(), {"date": None}, what="review", summary="Dated", **options)

    act(signed_in(editor), "batch", "undo", batch.pk)

    batch.refresh_from_db()
    assert batch.undone_by == editor


def test_a_senior_editor_takes_back_a_correction_of_another(as_editor: Client) -> None:
    quote = QuoteFactory()
    made = record_correction(quote, field="date", after=None, editor=EditorFactory(), reason="So.")
    address = f"/admin/statements/quote/{quote.pk}/take-back/{made.pk}/"

    assert as_editor.post(address).status_code == 403
    assert signed_in(SeniorEditorFactory()).post(address).status_code == 302


def test_who_may_not_enter_is_sent_to_the_sign_in(visitors: dict[str, Client]) -> None:
    for role in ("anonymous", "reader"):
        response = visitors[role].get("/admin/")
        assert response["Location"] == "/admin/login/?next=/admin/"


def test_staff_without_a_role_see_nothing(editor: User) -> None:
    quote = QuoteFactory()
    editor.groups.clear()
    client = Client()
    client.force_login(editor)

    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/statements/quote/").status_code == 403
    assert client.get(f"/admin/statements/quote/{quote.pk}/change/").status_code == 403


def test_who_may_only_look_gets_no_form_and_cannot_post(editor: User) -> None:
    quote = QuoteFactory()
    editor.groups.clear()
    editor.user_permissions.set(_permission("view_quote"))
    client = Client()
    client.force_login(editor)
    address = f"/admin/statements/quote/{quote.pk}/change/"

    assert b'name="reason"' not in client.get(address).content
    assert client.post(address, {"no_statement": "on", "reason": "No right."}).status_code == 403
    assert Quote.objects.get(pk=quote.pk).status == "current"


def test_a_post_without_the_token_of_its_form_is_refused(editor: User) -> None:
    quote = QuoteFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(f"/admin/statements/quote/{quote.pk}/change/").status_code == 403
    assert client.post(f"/admin/statements/quote/{quote.pk}/take-back/1/").status_code == 403


def _permission(codename: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename=codename)
