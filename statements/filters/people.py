"""Choosing people."""

from typing import Any

from django_filters import rest_framework as filters

from statements.filters.fields import COUNTRY
from statements.filters.strict import StrictFilterSet
from statements.models import Person


class PersonFilter(StrictFilterSet):
    """People by name and country."""

    q = filters.CharFilter(
        method="filter_name",
        label="Name",
        help_text="Words of a name or alias; names spelt nearly so where nobody has them.",
    )
    country = filters.MultipleChoiceFilter(label="Country", help_text="ISO 3166-1 alpha-2 code.", **COUNTRY)

    class Meta:
        model = Person
        fields: list[str] = []

    def filter_name(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.named(value)
