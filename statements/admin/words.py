"""Where a quote begins and ends: drawn anew, cut in two, joined, or found where no parser did."""

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
from statements.corrections import CorrectionError, add_quote, join_quotes, split_quote
from statements.models import Article, Person, Quote

AROUND = 3000
"""Characters of the article before and behind a quote that are offered to select in."""


class SpanForm(forms.Form):
    """A stretch of the article: selected by review of its text, or told by its first and last words."""

    first_words = forms.CharField(
        required=False,
        label="Begins with",
        help_text="The first few words, as they stand in the article, where other words are meant.",
    )
    last_words = forms.CharField(required=False, label="Ends with", help_text="The last few words.")
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def span(self, text: str, near: int = 0) -> list[int] | None:
        """[start, end] in code points; None where nothing was given. Raises CorrectionError.

        Of several places with these words the one nearest to ``near`` is meant.
        """
        given = self.cleaned_data
        first, last = given.get("first_words", ""), given.get("last_words", "")
        start, end = given.get("start"), given.get("end")
        if start is not None and end is not None:
            return [start, end]
        if not (first or last):
            return None
        if not (first and last):
            raise CorrectionError("Give the first words and the last ones.")
        begin = _nearest(text, first, near)
        end = text.find(last, begin)
        if end < 0:
            raise CorrectionError(f"Behind “{first}” the article does not say “{last}”.")
        return [begin, end + len(last)]


class AddForm(SpanForm, Reasoned):
    """A statement that the parser missed."""

    speaker = one_of(Person.objects.all(), "speaker", help_text="Empty where the article names nobody.")
    kind = forms.ChoiceField(choices=Quote.Kind.choices)
    field_order = ["first_words", "last_words", "speaker", "kind"]


class CutForm(Reasoned):
    """Where a quote is cut, or what it is joined with."""

    second_begins = forms.CharField(
        required=False,
        label="Split: the second begins with",
        help_text="Its first words, as they stand in the quote.",
    )
    other = forms.ModelChoiceField(
        Quote.objects.none(),
        required=False,
        label="Join with",
        empty_label="Nothing",
        help_text="Of this article.",
    )
    field_order = ["second_begins", "other"]

    def __init__(self, quote: Quote, *args: Any) -> None:
        super().__init__(*args)
        beside = Quote.objects.current().filter(article=quote.article_id).exclude(pk=quote.pk)
        field = cast("forms.ModelChoiceField[Quote]", self.fields["other"])
        field.queryset = beside.select_related("speaker").defer("words").order_by("start", "pk")

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if bool(given.get("second_begins")) == bool(given.get("other")) and not self.errors:
            raise forms.ValidationError("Say where to split, or what to join it with: one of the two.")
        return given


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Select words of the article: a new quote."""
    editor = _editor(request)
    article = get_object_or_404(Article, pk=pk)
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            span = form.span(article.text)
            if span is None:
                raise CorrectionError("Select the words in the text, or give the first and the last of them.")
            given = form.cleaned_data
            made = add_quote(
                article, *span, speaker=given["speaker"], kind=given["kind"], editor=editor, reason=form.why()
            )
        except CorrectionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Added. It has an address of its own, and stays over every parse.")
            return HttpResponseRedirect(reverse("admin:statements_quote_change", args=[made.pk]))
    return act_page(
        request,
        "Add a missing quote",
        form,
        trail=[(reverse("admin:statements_article_change", args=[pk]), str(article))],
        words={"text": article.text, "from": 0},
        script="admin_diplomacy/select.js",
        button="Add it",
    )


def cut(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a quote, or join it with another."""
    editor = _editor(request)
    quote = get_object_or_404(Quote.objects.for_display(), pk=pk)
    form = CutForm(quote, request.POST or None)
    back = reverse("admin:statements_quote_change", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            message = _cut(quote, form, editor)
        except CorrectionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, message)
            return HttpResponseRedirect(back)
    about = [quote.text]
    return act_page(request, "Split or join", form, trail=[(back, str(quote))], about=about, button="Do it")


def around(quote: Quote) -> dict[str, Any]:
    """The part of the article in which a quote's boundaries can be drawn anew."""
    first = max(0, quote.start - AROUND)
    return {"text": quote.article.text[first : quote.end + AROUND], "from": first}


article_urlpatterns = [
    path("<int:pk>/add-quote/", admin.site.admin_view(add), name="statements_article_add_quote")
]
quote_urlpatterns = [path("<int:pk>/cut/", admin.site.admin_view(cut), name="statements_quote_cut")]


def _cut(quote: Quote, form: CutForm, editor: User) -> str:
    given = form.cleaned_data
    if given["other"]:
        join_quotes(quote, given["other"], editor=editor, reason=form.why())
        return "Joined. The second one's address says so."
    at = _nearest(quote.text, given["second_begins"], 0)
    second = split_quote(quote, quote.start + at, editor=editor, reason=form.why())
    return f"Split. The second part is {second.public_id}."


def _nearest(text: str, words: str, near: int) -> int:
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    if not places:
        raise CorrectionError(f"“{words}” does not stand there: copy the words as they are.")
    return min(places, key=lambda place: abs(place - near))


def _editor(request: HttpRequest) -> User:
    if not request.user.has_perm("statements.add_correction"):
        raise PermissionDenied
    return cast("User", request.user)
