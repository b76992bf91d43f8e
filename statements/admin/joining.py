"""Two rows of one person: suspected ones decided, others merged by hand."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from statements.admin.acts import Reasoned, act_page
from statements.admin.candidates import one_of
from statements.corrections import CorrectionError, dismiss, merge_people
from statements.models import Person, Quote, Suggestion, Tally

ON_A_PAGE = 20


class MergeForm(Reasoned):
    """Whom somebody is made part of."""

    into = one_of(Person.objects.all(), "speaker", label="Part of", help_text="Type part of a name.")
    field_order = ["into"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.cleaned_data.get("into") and not self.has_error("into"):
            self.add_error("into", "Choose the person that stays.")
        return self.cleaned_data


@dataclass(frozen=True, slots=True)
class Shown:
    """A person as evidence."""

    row: Person
    offices: str
    aliases: str
    count: int


@require_GET
def suspected(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one person, with the evidence."""
    _may(request, "view_person")
    rows = Suggestion.objects.waiting().prefetch_related(
        "one__offices", "one__aliases", "other__offices", "other__aliases"
    )[:ON_A_PAGE]
    counts = _counts([person for row in rows for person in (row.one, row.other)])
    context = {
        **admin.site.each_context(request),
        "title": "The same person?",
        "suspected": [
            {"suggestion": row, "people": [shown(person, counts) for person in (row.one, row.other)]}
            for row in rows
        ],
        "may_decide": request.user.has_perm("statements.merge_person"),
    }
    return TemplateResponse(request, "admin/statements/person/suspected.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, and which row stays; or two people."""
    editor = _may(request, "merge_person")
    suggestion = get_object_or_404(Suggestion, pk=pk)
    pair = {str(person.pk): person for person in (suggestion.one, suggestion.other)}
    keep = request.POST.get("keep", "")
    if keep not in pair:
        dismiss(suggestion, editor=editor)
        messages.success(request, f"Two people: {suggestion}. They are not suggested again.")
    else:
        kept, (merged,) = pair.pop(keep), pair.values()
        _merge(request, kept, merged, editor, suggestion.evidence)
    return HttpResponseRedirect(reverse("admin:statements_person_suspected"))


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make this person part of another one."""
    editor = _may(request, "merge_person")
    person = get_object_or_404(Person, pk=pk)
    form = MergeForm(request.POST or None)
    into = form.cleaned_data["into"] if request.method == "POST" and form.is_valid() else None
    if into and "confirmed" in request.POST and _merge(request, into, person, editor, form.why()):
        return HttpResponseRedirect(reverse("admin:statements_person_change", args=[into.pk]))
    people = [one for one in (person, into) if one]
    return act_page(
        request,
        f"Merge {person}",
        form,
        trail=[(reverse("admin:statements_person_change", args=[pk]), str(person))],
        about=["Its aliases, quotes, offices and meetings follow; its address leads on. It can be undone."],
        people=[shown(one, _counts(people)) for one in people],
        preview=_preview(person, into) if into else None,
        button="Merge",
        can_preview=True,
    )


def shown(person: Person, counts: dict[int, int]) -> Shown:
    """The person with what tells them from others."""
    return Shown(
        person,
        ", ".join(sorted({office.title for office in person.offices.all()})),
        ", ".join(alias.name for alias in person.aliases.all() if alias.name != person.name),
        counts.get(person.pk, 0),
    )


def _counts(people: list[Person]) -> dict[int, int]:
    """How many statements each of these has, by key: one query, of the tallies kept at hand."""
    return Tally.objects.by_speaker(speakers=[person.pk for person in people]).summed("speaker")


urlpatterns = [
    path("suspected/", admin.site.admin_view(suspected), name="statements_person_suspected"),
    path("suspected/<int:pk>/", admin.site.admin_view(decide), name="statements_person_decide"),
    path("<int:pk>/merge/", admin.site.admin_view(merge), name="statements_person_merge"),
]


def _preview(person: Person, into: Person) -> dict[str, Any]:
    count = Quote.objects.filter(speaker=person).count_capped()
    return {
        "title": f"What would follow to {into}",
        "lines": [
            f"{count} quote{'' if count.number == 1 else 's'}",
            f"{person.participations.count()} participations in meetings",
            f"Offices: {', '.join(office.title for office in person.offices.all()) or 'none'}",
            f"Names: {', '.join(alias.name for alias in person.aliases.all()) or person.name}",
        ],
    }


def _merge(request: HttpRequest, kept: Person, merged: Person, editor: User, reason: str) -> bool:
    try:
        merge_people(kept, merged, editor=editor, reason=reason)
    except CorrectionError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, f"Merged {merged} into {kept}. It can be undone under Merges.")
    return True


def _may(request: HttpRequest, permission: str) -> User:
    if not request.user.has_perm(f"statements.{permission}"):
        raise PermissionDenied
    return cast("User", request.user)
