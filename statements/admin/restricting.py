"""Hiding a quote or an article from readers."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from statements.admin.acts import act_page
from statements.corrections import CorrectionError, restrict
from statements.models import Article, Quote, Restriction

ABOUT = {
    Quote: "The quote leaves every page, list, search and the API at once; its address says why. The words "
    "still stand in the article: hide that too where they must not be read at all.",
    Article: "The article and all its quotes leave every page, list, search and the API at once; their "
    "addresses say why.",
}


class RestrictForm(forms.Form):
    """Why it is hidden."""

    basis = forms.ChoiceField(choices=Restriction.Basis.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Readers are told it at the address: name nobody who asked not to be named.",
    )


def hide(request: HttpRequest, pk: int, model: Any) -> HttpResponse:
    """Hide one row of the model."""
    if not request.user.has_perm("statements.restrict_quote"):
        raise PermissionDenied
    thing = get_object_or_404(model, pk=pk)
    form = RestrictForm(request.POST or None)
    back = reverse(f"admin:statements_{model._meta.model_name}_change", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            restrict(thing, editor=cast("User", request.user), **form.cleaned_data)
        except CorrectionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Hidden. It can be shown again under Restrictions.")
            return HttpResponseRedirect(back)
    title = f"Hide this {model._meta.verbose_name}"
    return act_page(
        request, title, form, trail=[(back, str(thing))], about=[str(thing), ABOUT[model]], button="Hide it"
    )


def urlpatterns(model: Any) -> list[Any]:
    """The address below the model's own."""
    name = f"statements_{model._meta.model_name}_restrict"
    return [path("<int:pk>/restrict/", admin.site.admin_view(hide), {"model": model}, name=name)]
