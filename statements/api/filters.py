"""The pages' filters and more, at the API's door: what is wrong is refused here, not ignored."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django_filters import rest_framework as filters
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import DjangoFilterBackend

from statements.api.errors import refuse
from statements.filters import (
    COUNTRY,
    DAY,
    PRESENTATION,
    PeopleFilter,
    QuoteFilter,
    RowsFilter,
    StrictFilterSet,
    unknown_parameters,
)
from statements.models import Article, Correction, Meeting, Participation, Person, Quote, Source

LISTS = {"fields", "expand"}
SEVERAL = (filters.MultipleChoiceFilter, filters.ModelMultipleChoiceFilter)
MOMENT: dict[str, Any] = {"error_messages": {"invalid": "Give a moment as 2026-01-31T12:00:00Z, or a day."}}
PROBABILITY: dict[str, Any] = {
    "min_value": 0,
    "max_value": 1,
    "error_messages": dict.fromkeys(
        ("invalid", "min_value", "max_value"), "Give a probability from 0 to 1, such as 0.8."
    ),
}


class MomentField(IsoDateTimeField):
    """A moment in UTC; one that PostgreSQL could not hold is refused."""

    def to_python(self, value: Any) -> Any:
        moment = super().to_python(value)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class MomentFilter(filters.IsoDateTimeFilter):
    """Compares with a moment."""

    field_class = MomentField


class StrictFilterBackend(DjangoFilterBackend):
    """Filters a list by the view's ``filterset_class``; an unknown parameter or wrong value is a 400.

    Several values of one parameter may be repeated (`kind=direct&kind=mixed`) or stand between commas.
    """

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset_class = None if view.detail else getattr(view, "filterset_class", None)
        names = filterset_class.base_filters if filterset_class else {}
        shown = view.presentation()
        problems = unknown_parameters(request.query_params, {*names, *shown})
        problems |= _elsewhere(request.query_params, shown)
        problems |= _repeated(request.query_params, names)
        chosen = _chosen(request.query_params, names)
        filterset = filterset_class(chosen, queryset=queryset, request=request) if filterset_class else None
        if filterset is not None:
            problems |= filterset.problems()
        if problems:
            raise refuse(problems)
        return queryset if filterset is None else filterset.qs


def _elsewhere(given: QueryDict, shown: Iterable[str]) -> dict[str, list[str]]:
    """Parameters that lists have, but this does not."""
    return {name: [f"“{name}” has no meaning here."] for name in PRESENTATION & {*given} - {*shown}}


def _repeated(given: QueryDict, names: dict[str, Any]) -> dict[str, list[str]]:
    """Parameters of one value that were given more than once: which of them counts would be a guess."""
    return {
        name: ["Give this parameter once."]
        for name, values in given.lists()
        if len(values) > 1 and name not in LISTS and not isinstance(names.get(name), SEVERAL)
    }


def _chosen(given: QueryDict, names: dict[str, Any]) -> QueryDict:
    """The parameters that choose rows, each value apart."""
    chosen = QueryDict(mutable=True)
    for name, values in given.lists():
        if isinstance(names.get(name), SEVERAL):
            values = [part for value in values for part in value.split(",")]
        if name in names:
            chosen.setlist(name, values)
    return chosen


def _rows(filter_class: type[Any], model: type[Any], name: str, help_text: str, **kwargs: Any) -> Any:
    """Rows that belong to one of these."""
    return filter_class(
        queryset=kwargs.pop("queryset", model.objects.all()),
        to_field_name=kwargs.pop("key", "slug"),
        distinct=False,
        error_messages={
            "invalid_choice": f"There is no {name} “%(value)s”.",
            "invalid_pk_value": f"“%(pk)s” is no {name}.",
        },
        help_text=help_text,
        **kwargs,
    )


def _choices(choices: type[Any], name: str) -> Any:
    return filters.MultipleChoiceFilter(
        choices=choices.choices,
        distinct=False,
        error_messages={
            "invalid_choice": f"“%(value)s” is no {name}: use {', '.join(choices.values)}.",
        },
        help_text=f"One of: {', '.join(choices.values)}.",
    )


class QuoteListFilter(QuoteFilter):
    """The pages' filters of quotes, and those that only programs ask for."""

    relayed = _rows(
        PeopleFilter,
        Person,
        "speaker",
        "Slug of a person whose words a speaker repeats.",
        queryset=Person.objects.select_related("merged_into"),
        method="filter_relayed",
    )
    min_confidence = filters.NumberFilter(
        field_name="confidence", lookup_expr="gte", help_text="Least confidence, 0 to 1.", **PROBABILITY
    )
    max_confidence = filters.NumberFilter(
        field_name="confidence", lookup_expr="lte", help_text="Greatest confidence, 0 to 1.", **PROBABILITY
    )
    reviewed = filters.ChoiceFilter(
        choices=[("true", "true"), ("false", "false")],
        method="filter_reviewed",
        error_messages={"invalid_choice": "Use true or false."},
        help_text="true: an editor decided something about it; false: nobody has yet.",
    )
    updated_since = MomentFilter(
        field_name="updated_at",
        lookup_expr="gte",
        help_text="Changed at or after this moment. To keep a copy in step, follow `changes/` instead.",
        **MOMENT,
    )

    def filter_relayed(self, queryset: Any, name: str, value: list[Person]) -> Any:
        return queryset.filter(relayed__in=[person.pk for person in value]) if value else queryset

    def filter_reviewed(self, queryset: Any, name: str, value: str) -> Any:
        unreviewed = {"review": Quote.Review.UNREVIEWED}
        return queryset.exclude(**unreviewed) if value == "true" else queryset.filter(**unreviewed)


class MeetingListFilter(StrictFilterSet):
    """Meetings by participant, kind, place's country and date."""

    speaker = _rows(
        PeopleFilter,
        Person,
        "speaker",
        "Slug of a person who took part.",
        queryset=Person.objects.select_related("merged_into"),
        method="filter_participant",
    )
    kind = _choices(Meeting.Kind, "kind")
    country = filters.MultipleChoiceFilter(help_text="Where it was held: ISO 3166-1 alpha-2 code.", **COUNTRY)
    since = filters.DateFilter(field_name="held_on", lookup_expr="gte", help_text="First day.", **DAY)
    until = filters.DateFilter(field_name="held_on", lookup_expr="lte", help_text="Last day.", **DAY)

    class Meta:
        model = Meeting
        fields: list[str] = []

    def filter_participant(self, queryset: Any, name: str, value: list[Person]) -> Any:
        present = Participation.objects.filter(person__in=value, meeting=OuterRef("pk"))
        return queryset.filter(Exists(present)) if value else queryset


class ArticleListFilter(StrictFilterSet):
    """Articles by source, form, day of publication and day of change."""

    source = _rows(RowsFilter, Source, "source", "Slug of a source.", method="filter_source")
    form = _choices(Article.Form, "form")
    since = filters.DateFilter(field_name="published_on", lookup_expr="gte", help_text="First day.", **DAY)
    until = filters.DateFilter(field_name="published_on", lookup_expr="lte", help_text="Last day.", **DAY)
    updated_since = MomentFilter(
        field_name="parsed_at", lookup_expr="gte", help_text="Received or read anew since.", **MOMENT
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def filter_source(self, queryset: Any, name: str, value: list[Source]) -> Any:
        return queryset.filter(source__in=value) if value else queryset


class SourceListFilter(StrictFilterSet):
    """Sources by kind."""

    kind = _choices(Source.Kind, "kind")

    class Meta:
        model = Source
        fields: list[str] = []


class CorrectionListFilter(StrictFilterSet):
    """Corrections by quote, field and date."""

    quote = _rows(RowsFilter, Quote, "quote", "Id of a quote.", key="public_id", method="filter_quote")
    field = _choices(Correction.Field, "field")
    since = filters.DateFilter(
        field_name="made_at", lookup_expr="date__gte", help_text="Made on or after this day.", **DAY
    )
    until = filters.DateFilter(
        field_name="made_at", lookup_expr="date__lte", help_text="Made on or before this day.", **DAY
    )

    class Meta:
        model = Correction
        fields: list[str] = []

    def filter_quote(self, queryset: Any, name: str, value: list[Quote]) -> Any:
        return queryset.filter(quote__in=value) if value else queryset
