"""Pages on which an editor does one thing: a form, what it would do, a button."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

WHY = {
    "": "Choose, or write below",
    "The article says so near these words.": "The article says so near these words",
    "“He” or “she” is somebody named before.": "“He” or “she” is somebody named before",
    "Another person of that name.": "Another person of that name",
    "The reporter's own words.": "The reporter’s own words",
    "The quote begins or ends elsewhere.": "The quote begins or ends elsewhere",
    "They repeat somebody else's words.": "They repeat somebody else’s words",
    "A reader reported it.": "A reader reported it",
}
MISSING = "Say why: a correction without a reason cannot be judged later."


class ReasonMixin(forms.Form):
    """Why: one of the usual reasons, own words, or both. ``why()`` joins them."""

    because = forms.ChoiceField(choices=list(WHY.items()), required=False, label="Why")
    reason = forms.CharField(
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In a sentence. It is shown in public.",
    )

    def why(self) -> str:
        """The reason as it is kept; empty where none was given."""
        given = (self.cleaned_data.get("because", ""), self.cleaned_data.get("reason", "").strip())
        return " ".join(filter(None, given))

    def require_reason(self) -> None:
        """An error on the form where no reason was given."""
        if not self.why() and not self.has_error("reason"):
            self.add_error("reason", MISSING)


class Reasoned(ReasonMixin):
    """A form that wants a reason."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.require_reason()
        return self.cleaned_data


def act_page(request: HttpRequest, title: str, form: forms.Form, **context: Any) -> HttpResponse:
    """The page: ``about`` tells what is acted upon, ``preview`` what would change, ``button`` does it."""
    page = {**admin.site.each_context(request), "title": title, "form": form, "media": form.media, **context}
    return TemplateResponse(request, "admin/statements/act.html", page)
