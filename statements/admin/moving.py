"""Many quotes of one person credited to another, or to a namesake: with preview, and one undo."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from statements.admin.acts import Reasoned, act_page
from statements.admin.candidates import one_of
from statements.corrections import CorrectionError, move_quotes, quotes_to_move, split_person
from statements.filters import COUNTRY
from statements.models import Article, Person

MOST_SHOWN = 10
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MoveForm(Reasoned):
    """Which quotes, and to whom."""

    to = one_of(Person.objects.all(), "speaker", label="To", help_text="Type part of a name.")
    name = forms.CharField(
        max_length=200, required=False, label="Or to somebody new", help_text="Their name: a row is made."
    )
    country = forms.ChoiceField(
        choices=[("", "–"), *COUNTRY["choices"]], required=False, label="Who speaks for"
    )
    since = forms.DateField(required=False, label="Said on or after", widget=DAY)
    until = forms.DateField(required=False, label="Said on or before", widget=DAY)
    article = forms.ModelChoiceField(
        Article.objects.all(),
        to_field_name="public_id",
        required=False,
        label="Only in the article",
        widget=forms.TextInput,
        help_text="The article's id, from its address.",
        error_messages={"invalid_choice": "There is no article of this id."},
    )
    field_order = ["to", "name", "country", "since", "until", "article"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if bool(given.get("to")) == bool(given.get("name")) and not self.has_error("to"):
            self.add_error("to", "Choose a person, or give the name of somebody new: one of the two.")
        return given

    def quotes(self, person: Person) -> Any:
        """The person's quotes that the form chooses."""
        given = self.cleaned_data
        return quotes_to_move(person, since=given["since"], until=given["until"], article=given["article"])


def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose, look, do."""
    if not request.user.has_perm("statements.bulk_correction"):
        raise PermissionDenied
    person = get_object_or_404(Person, pk=pk)
    form = MoveForm(request.POST or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        if "confirmed" in request.POST and _move(request, person, form):
            return HttpResponseRedirect(reverse("admin:statements_batch_changelist"))
        preview = _preview(form.quotes(person), form)
    return act_page(
        request,
        f"Move quotes of {person}",
        form,
        trail=[(reverse("admin:statements_person_change", args=[pk]), str(person))],
        about=["Each quote gets a correction of its own; all are taken back at once under Batches."],
        preview=preview,
        button="Move them",
        can_preview=True,
    )


urlpatterns = [path("<int:pk>/move/", admin.site.admin_view(move), name="statements_person_move")]


def _preview(quotes: Any, form: MoveForm) -> dict[str, Any]:
    count = quotes.count_capped()
    rows = quotes.select_related("article")[:MOST_SHOWN]
    to = form.cleaned_data["to"] or form.cleaned_data["name"]
    return {
        "title": f"{count} to be credited to {to}",
        "lines": [f"{quote.said_on or 'undated'}, {quote.article}: {quote.text[:120]}" for quote in rows],
        "more": max(0, count.number - MOST_SHOWN),
    }


def _move(request: HttpRequest, person: Person, form: MoveForm) -> bool:
    given, editor = form.cleaned_data, cast("User", request.user)
    quotes = form.quotes(person)
    try:
        if given["to"]:
            batch = move_quotes(quotes, given["to"], editor=editor, reason=form.why())
        else:
            _, batch = split_person(
                quotes,
                given["name"].strip(),
                country=given["country"],
                organization="",
                editor=editor,
                reason=form.why(),
            )
    except CorrectionError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"{batch.summary}.")
    return True
