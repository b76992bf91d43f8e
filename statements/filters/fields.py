"""What a parameter takes: rows by slug, people, words, years; each refuses in words what means nothing."""

import re
from typing import Any

import pycountry
from django import forms
from django.core.exceptions import ValidationError
from django_filters import rest_framework as filters
from django_filters.fields import ModelMultipleChoiceField

from statements import search
from statements.models.people import country_name

YEAR = re.compile(r"[12]\d{3}")
COUNTRY: dict[str, Any] = {
    "choices": sorted(
        ((country.alpha_2, country_name(country.alpha_2)) for country in pycountry.countries),
        key=lambda pair: pair[1],
    ),
    "error_messages": {
        "invalid_choice": "“%(value)s” is no country: give an ISO code of two letters, such as FR."
    },
}
DAY: dict[str, Any] = {"error_messages": {"invalid": "Give a date as YYYY-MM-DD."}}


class RowsField(ModelMultipleChoiceField):
    """Rows by slug or public id."""

    def clean(self, value: Any) -> Any:
        if any("\0" in str(one) for one in value or ()):  # PostgreSQL would not even take the question
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": "\\0"})
        return super().clean(value)


class WordsField(forms.CharField):
    """A query of words, as far as it is read."""

    def clean(self, value: Any) -> Any:
        return search.read(super().clean(value)).text


class WordsFilter(filters.CharFilter):
    """Quotes whose words match."""

    field_class = WordsField


class YearsField(forms.MultipleChoiceField):
    """Years from 1000 to 2999."""

    def valid_value(self, value: Any) -> bool:
        return bool(YEAR.fullmatch(str(value)))


class YearsFilter(filters.MultipleChoiceFilter):
    """Said in one of these years."""

    field_class = YearsField


class PeopleField(RowsField):
    """People by slug; somebody merged into another person is that person."""

    def clean(self, value: Any) -> Any:
        return [person.merged_into or person for person in super().clean(value)]


class RowsFilter(filters.ModelMultipleChoiceFilter):
    """Any of these rows."""

    field_class = RowsField


class PeopleFilter(filters.ModelMultipleChoiceFilter):
    """Any of these people."""

    field_class = PeopleField


def _one_of(name: str) -> dict[str, str]:
    return {
        "invalid_choice": f"There is no {name} “%(value)s”.",
        "invalid_pk_value": f"“%(pk)s” is no {name}.",
    }


def choice(model: type[Any], method: str, name: str, label: str, **kwargs: Any) -> Any:
    """A filter that takes several slugs and hands the rows to a queryset method."""
    return kwargs.pop("filter_class", RowsFilter)(
        queryset=kwargs.pop("queryset", model.objects.all()),
        to_field_name=kwargs.pop("to_field_name", "slug"),
        method=method,
        label=label,
        error_messages=_one_of(name),
        **kwargs,
    )
