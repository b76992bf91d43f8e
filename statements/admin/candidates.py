"""Whom and what an editor can choose for a quote: found by typing a few letters, told apart by label."""

from functools import singledispatch
from typing import Any

from django import forms
from django.contrib.admin import site
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteMixin
from django.db.models import Model, QuerySet
from django.urls import reverse

from statements.models import Meeting, Person, Quote


@singledispatch
def label(row: Model) -> str:
    """The row as an editor can tell it from others of the same name."""
    return str(row)


@label.register
def _(person: Person) -> str:
    offices = sorted(person.offices.all(), key=lambda office: str(office.since or ""))
    return ", ".join(filter(None, [person.name, *(office.title for office in offices[-1:]), person.side]))


def with_labels(rows: Any) -> Any:
    """The queryset with all that labels need."""
    if rows.model is Person:
        return rows.current().prefetch_related("offices")
    # The admin of meetings has its own.
    return rows.prefetch_related(None).for_display() if rows.model is Meeting else rows


class CandidatesView(AutocompleteJsonView):
    """Answers what was typed. Of meetings, before anything is typed: those that the quote's article names."""

    def get_queryset(self) -> Any:
        found = with_labels(super().get_queryset())
        if found.model is Meeting and not self.term:
            quotes = Quote.objects.filter(public_id=self.kwargs["public_id"])
            found = found.filter(reports__article__quotes__in=quotes)
        return found.distinct()

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {"id": str(obj.pk), "text": label(obj)}


class _Candidates(AutocompleteMixin):
    """Asks the view above, which knows the quote where there is one."""

    public_id = "any"

    def get_url(self) -> str:
        return reverse("admin:statements_quote_candidates", args=[self.public_id])


class _One(_Candidates, forms.Select):
    pass


class _Several(_Candidates, forms.SelectMultiple):
    pass


class OneField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row, or none."""

    def label_from_instance(self, obj: Model) -> str:
        return label(obj)


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of rows."""

    def label_from_instance(self, obj: Model) -> str:
        return label(obj)


def one_of(rows: QuerySet[Any], field: str, **arguments: Any) -> OneField:
    """A field to choose one row for the quote's relation ``field``."""
    widget = _One(Quote._meta.get_field(field), site)
    return OneField(with_labels(rows), required=False, widget=widget, **arguments)


def several_of(rows: QuerySet[Any], field: str, **arguments: Any) -> SeveralField:
    """A field to choose rows for the quote's relation ``field``."""
    widget = _Several(Quote._meta.get_field(field), site)
    return SeveralField(with_labels(rows), required=False, widget=widget, **arguments)
