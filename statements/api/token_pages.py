"""The page on which people make and revoke their own tokens."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from statements.models import Token

LONGEST_DAYS = 366


class TokenForm(forms.Form):
    """What a new token is for, what it may do, and how long."""

    name = forms.CharField(max_length=100, label="What it is for")
    scopes = forms.MultipleChoiceField(
        choices=Token.Scope.choices, widget=forms.CheckboxSelectMultiple, initial=["read"], label="It may"
    )
    days = forms.IntegerField(min_value=1, max_value=LONGEST_DAYS, initial=365, label="Days until it expires")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens. A new one's secret is in the answer that made it, and nowhere else."""
    form = TokenForm(request.POST) if request.method == "POST" else TokenForm()
    secret = ""
    if form.is_bound and form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        _, secret = Token.issue(request.user, values["name"], values["scopes"], values["days"])
        form = TokenForm()
    mine = Token.objects.filter(owner_id=request.user.pk)
    context = {"tokens": mine, "form": form, "secret": secret}
    return render(request, "api/tokens.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on it opens nothing. Twice is once."""
    token = get_object_or_404(Token, pk=pk, owner_id=request.user.pk)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    return HttpResponseRedirect(reverse("api:tokens"))
