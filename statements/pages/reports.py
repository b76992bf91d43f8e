"""“Something wrong?”: a reader tells what, without an account, and sees at a link what became of it."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

from axes.helpers import get_client_ip_address
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from statements.models import Quote, Report

HOURLY = 10
"""Reports that one client may send in an hour."""
OPEN_AT_ONCE = 20
"""Open reports that one quote can have: beyond, editors know."""


class ReportForm(forms.Form):
    """What is wrong, what would be right, why. ``website`` is for machines: people do not see it."""

    about = forms.ChoiceField(choices=Report.About.choices, label="What is wrong?", widget=forms.RadioSelect)
    value = forms.CharField(
        max_length=300, required=False, label="What would be right?", help_text="A name, a date, the words."
    )
    why = forms.CharField(
        max_length=1000,
        label="How do you know?",
        help_text="Where it says so. Give no personal data: none is needed.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say how you know: an editor must be able to check it."},
    )
    website = forms.CharField(required=False, label="Leave this empty")


@never_cache
def report_quote(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form, and what it sends."""
    quotes = Quote.objects.current().select_related("speaker", "article__source").defer("words")
    quote = get_object_or_404(
        quotes.defer("article__text", "article__raw", "article__html"), public_id=public_id
    )
    form = ReportForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        problem = _too_many(request, quote)
        if not problem:
            return HttpResponseRedirect(_kept(request, quote, form.cleaned_data))
    context = {"quote": quote, "form": form, "problem": problem}
    status = 429 if problem else 400 if form.errors else 200
    return render(request, "statements/report_form.html", context, status=status)


@never_cache
@require_safe
def report_detail(request: HttpRequest, token: str) -> HttpResponse:
    """What became of a report, for whoever has its link."""
    if "\0" in token:
        raise Http404
    reports = Report.objects.select_related("quote__speaker").defer("quote__words")
    return render(
        request, "statements/report_detail.html", {"report": get_object_or_404(reports, token=token)}
    )


def _kept(request: HttpRequest, quote: Quote, given: dict[str, Any]) -> str:
    """Keep the report, unless a machine filled it in, and give the address of what becomes of it."""
    machine = bool(given.pop("website"))
    report = Report(quote=quote, client=_client(request), **given)
    if not machine:
        report.save()
        return report.get_absolute_url()
    return quote.get_absolute_url()


def _too_many(request: HttpRequest, quote: Quote) -> str:
    since = timezone.now() - timedelta(hours=1)
    if Report.objects.filter(client=_client(request), made_at__gte=since).count() >= HOURLY:
        return "That is much for one hour. Your words are still here: please send them later."
    if Report.objects.filter(quote=quote, state=Report.State.OPEN).count() >= OPEN_AT_ONCE:
        return "Many readers have reported this statement already. An editor will look at it."
    return ""


def _client(request: HttpRequest) -> str:
    """A digest of address and day under the site's secret: tells a flood, and nobody who sent it."""
    words = f"{get_client_ip_address(request)} {timezone.now():%Y-%m-%d}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()[:16]
