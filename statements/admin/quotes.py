"""Quotes: found, looked at in their paragraph, corrected by verdicts; no column is written here."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from statements.admin import restricting, reviewing, words
from statements.admin.candidates import CandidatesView
from statements.admin.context import paragraph
from statements.admin.correcting import CorrectionForm
from statements.admin.filters import ConfidenceFilter, ReviewFilter, SourceFilter
from statements.admin.lists import FastList, NeitherAddedNorDeleted
from statements.admin.opinions import history, may_take_back, opinions
from statements.corrections import withdraw_correction
from statements.models import Correction, Person, Quote


@admin.register(Quote)
class QuoteAdmin(NeitherAddedNorDeleted, FastList):
    list_display = ["short", "speaker_label", "said_on", "kind", "percent", "review", "status", "source"]
    list_filter = [ReviewFilter, "kind", SourceFilter, ConfidenceFilter, "status"]
    search_fields = ["text"]
    search_help_text = "Words of the quote, or part of the speaker's name."
    ordering = ["-sort_on", "-pk"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        quotes = super().get_queryset(request).select_related("speaker", "article__source")
        return quotes.defer("article__text", "article__raw", "article__html", "words")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        if not search_term.strip():
            return queryset, False
        speakers = Person.objects.named(search_term)
        matching = Quote.objects.matching(search_term).values("pk")
        return queryset.filter(Q(pk__in=matching) | Q(speaker__in=speakers)), False

    @admin.display(description="quote")
    def short(self, quote: Quote) -> str:
        return quote.text if len(quote.text) <= 100 else f"{quote.text[:99]}…"

    @admin.display(description="speaker", ordering="speaker__name")
    def speaker_label(self, quote: Quote) -> str:
        return quote.speaker_label

    @admin.display(description="sure", ordering="confidence")
    def percent(self, quote: Quote) -> str:
        return f"{quote.confidence:.0%}"

    @admin.display(description="source")
    def source(self, quote: Quote) -> str:
        return str(quote.article.source or "–")

    def get_urls(self) -> list[Any]:
        own: list[Any] = [
            *reviewing.urlpatterns,
            *restricting.urlpatterns(Quote),
            *words.quote_urlpatterns,
            path(
                "candidates/<slug:public_id>/",
                self.admin_site.admin_view(CandidatesView.as_view(admin_site=self.admin_site)),
                name="statements_quote_candidates",
            ),
            path(
                "<int:pk>/take-back/<int:correction_pk>/",
                self.admin_site.admin_view(require_POST(self.take_back)),
                name="statements_quote_take_back",
            ),
        ]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        quote = self.get_object(request, unquote(object_id))
        if quote is None:
            raise Http404("There is no such quote.")
        if not self.has_view_or_change_permission(request, quote):
            raise PermissionDenied
        may_correct = request.user.has_perm("statements.add_correction")
        if request.method != "POST":
            return self._page(request, quote, CorrectionForm(quote) if may_correct else None)
        if not may_correct:
            raise PermissionDenied
        with transaction.atomic():
            quote = Quote.objects.select_for_update(of=["self"]).get(pk=quote.pk)
            form, editor = CorrectionForm(quote, request.POST), cast("User", request.user)
            if form.is_valid():
                return self._recorded(request, quote, form.save(editor))
        return self._page(request, quote, form)

    def take_back(self, request: HttpRequest, pk: int, correction_pk: int) -> HttpResponse:
        """Take one verdict on the quote back."""
        correction = get_object_or_404(Correction, pk=correction_pk, quote=pk)
        if not may_take_back(request.user, correction):
            raise PermissionDenied
        withdraw_correction(correction, editor=cast("User", request.user))
        field = correction.get_field_display()
        self.log_change(request, correction.quote, f"Took back: {field}")
        self.message_user(request, f"Taken back: {field}. What was there before counts again.")
        return _to(correction.quote)

    def _recorded(self, request: HttpRequest, quote: Quote, fields: list[str]) -> HttpResponse:
        if fields:
            names = ", ".join(Correction.Field(field).label for field in fields)
            self.log_change(request, quote, f"Corrected: {names}")
            self.message_user(request, f"Recorded: {names}", messages.SUCCESS)
        else:
            self.message_user(request, "Nothing changed, so nothing was recorded.", messages.INFO)
        return _to(quote)

    def _page(self, request: HttpRequest, quote: Quote, form: CorrectionForm | None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Correct a quote" if form else "A quote",
            "subtitle": str(quote),
            "media": form.media if form else "",
            "quote": quote,
            "paragraph": paragraph(quote),
            "opinions": opinions(quote),
            "history": history(quote, request.user),
            "form": form,
            "words": words.around(quote) if form else None,
        }
        return TemplateResponse(request, "admin/statements/quote/change_form.html", context)


def _to(quote: Quote) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:statements_quote_change", args=[quote.pk]))
