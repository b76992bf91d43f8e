"""Choosing by query string: written once, so that an address means the same on a page and in the API."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

import pycountry
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django_filters import rest_framework as filters
from django_filters.fields import ModelMultipleChoiceField

from statements import search
from statements.models import Article, Meeting, Participation, Person, Quote, Source, Topic
from statements.models.people import country_name

# Parameters that say how to show a list, not what is in it.
PRESENTATION = frozenset({"cursor", "page_size", "format", "view"})
YEAR = re.compile(r"[12]\d{3}")
NO_RELEVANCE = "Without words nothing is more relevant: these are sorted by date."
COUNTRY: dict[str, Any] = {
    "choices": sorted(
        ((country.alpha_2, country_name(country.alpha_2)) for country in pycountry.countries),
        key=lambda pair: pair[1],
    ),
    "error_messages": {
        "invalid_choice": "“%(value)s” is no country: give an ISO code of two letters, such as FR."
    },
}


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


def _choice(model: type[Any], method: str, name: str, label: str, **kwargs: Any) -> Any:
    """A filter that takes several slugs and hands the rows to a queryset method."""
    return kwargs.pop("filter_class", RowsFilter)(
        queryset=kwargs.pop("queryset", model.objects.all()),
        to_field_name=kwargs.pop("to_field_name", "slug"),
        method=method,
        label=label,
        error_messages=_one_of(name),
        **kwargs,
    )


class StrictFilterSet(filters.FilterSet):
    """A filter set that can say of every parameter what is wrong with it."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        # An empty choice in a form (`speaker=&topic=visas`) is no choice.
        filled = QueryDict(mutable=True)
        if isinstance(data, QueryDict):
            for name, values in data.lists():
                if kept := [value for value in values if value.strip()]:
                    filled.setlist(name, kept)
        elif data:
            filled.update(data)
        super().__init__(filled, *args, **kwargs)

    def problems(self) -> dict[str, list[str]]:
        """What is wrong, by parameter: values that mean nothing, and parameters that there are none of."""
        found = {name: [str(error) for error in errors] for name, errors in self.form.errors.items()}
        return found | unknown_parameters(self.data or {}, self.base_filters)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Only by the parameters that were understood: a page shows what did work beside what did not."""
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def understood(self) -> QuerySet[Any]:
        """The rows chosen by those parameters that mean something."""
        self.form.full_clean()
        return self.filter_queryset(self.queryset)  # type: ignore[arg-type]


class QuoteFilter(StrictFilterSet):
    """Quotes by speaker, topic, meeting, country, source, article, kind, dates and words.

    Several values of one parameter widen (`speaker=a&speaker=b`), several parameters narrow.
    """

    q = WordsFilter(
        method="filter_words",
        label="Words",
        help_text='All of these words in any form; "a phrase" as written, OR, -not, NEAR/10, star*.',
    )
    speaker = _choice(
        Person,
        "filter_speaker",
        "speaker",
        "Speaker",
        filter_class=PeopleFilter,
        queryset=Person.objects.select_related("merged_into"),
        help_text="Slug of a speaker.",
    )
    topic = _choice(
        Topic, "filter_topic", "topic", "Topic", help_text="Slug of a topic; narrower topics are included."
    )
    meeting = _choice(
        Meeting,
        "filter_meeting",
        "meeting",
        "Meeting",
        # Its name is made of its participants'.
        queryset=Meeting.objects.prefetch_related(
            Prefetch("participations", Participation.objects.select_related("person"))
        ),
        help_text="Slug of a meeting.",
    )
    country = filters.MultipleChoiceFilter(
        method="filter_country",
        label="Country",
        **COUNTRY,
        help_text="ISO 3166-1 alpha-2 code of the state that the speaker speaks for.",
    )
    source = _choice(Source, "filter_source", "source", "Source", help_text="Slug of a source.")
    article = _choice(
        Article,
        "filter_article",
        "article",
        "Article",
        to_field_name="public_id",
        help_text="Id of an article.",
    )
    kind = filters.MultipleChoiceFilter(
        choices=Quote.Kind.choices,
        distinct=False,  # one table: to make rows unique would sort all of them
        label="Kind",
        error_messages={"invalid_choice": "“%(value)s” is no kind: use direct, mixed, indirect or turn."},
        help_text="How much of it are the speaker's exact words.",
    )
    standing = filters.MultipleChoiceFilter(
        choices=Quote.Standing.choices,
        method="filter_standing",
        label="Standing",
        error_messages={"invalid_choice": "“%(value)s” is no standing: use settled or unsettled."},
        help_text="Settled: surely enough attributed, or confirmed by an editor.",
    )
    year = YearsFilter(
        method="filter_year",
        label="Year",
        error_messages={"invalid_choice": "“%(value)s” is no year: give four digits, such as 2019."},
        help_text="Year in which it was said, such as 2019.",
    )
    since = filters.DateFilter(
        method="filter_dates",
        label="Said on or after",
        error_messages={"invalid": "Give a date as YYYY-MM-DD."},
        help_text="First day, YYYY-MM-DD.",
    )
    until = filters.DateFilter(
        method="filter_dates",
        label="Said on or before",
        error_messages={"invalid": "Give a date as YYYY-MM-DD."},
        help_text="Last day, YYYY-MM-DD.",
    )
    sort = filters.ChoiceFilter(
        choices=[("date", "The newest first"), ("relevance", "The most relevant first")],
        method="filter_sort",
        label="Order",
        error_messages={"invalid_choice": "“%(value)s” is no order: use date or relevance."},
        help_text="date (the newest first), or relevance to the words, among the newest that match.",
    )

    class Meta:
        model = Quote
        fields: list[str] = []

    def problems(self) -> dict[str, list[str]]:
        """What is wrong, by parameter; a query's oddities too, although it was read as far as possible."""
        found = super().problems()
        if odd := search.read(self.form.data.get("q", "")).problems:
            found.setdefault("q", []).extend(odd)
        if self.form.cleaned_data.get("sort") == "relevance" and not self.relevance:
            found["sort"] = [NO_RELEVANCE]
        return found

    @property
    def relevance(self) -> str:
        """The words to sort by, where relevance to them is asked for."""
        given = self.form.cleaned_data
        return str(given.get("q", "")) if given.get("sort") == "relevance" else ""

    def filter_queryset(self, queryset: Any) -> Any:
        chosen = super().filter_queryset(queryset)
        return queryset.ranked(chosen, self.relevance) if self.relevance else chosen

    def filter_words(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.matching(value)

    def filter_speaker(self, queryset: Any, name: str, value: list[Person]) -> Any:
        return queryset.by_speaker(value) if value else queryset

    def filter_topic(self, queryset: Any, name: str, value: Iterable[Topic]) -> Any:
        return queryset.about(value) if value else queryset

    def filter_meeting(self, queryset: Any, name: str, value: Iterable[Meeting]) -> Any:
        return queryset.at_meeting(value) if value else queryset

    def filter_country(self, queryset: Any, name: str, value: list[str]) -> Any:
        return queryset.from_country(value) if value else queryset

    def filter_standing(self, queryset: Any, name: str, value: list[str]) -> Any:
        if len(set(value)) != 1:
            return queryset
        return queryset.settled() if value == [Quote.Standing.SETTLED] else queryset.unsettled()

    def filter_source(self, queryset: Any, name: str, value: Iterable[Source]) -> Any:
        return queryset.filter(article__source__in=value) if value else queryset

    def filter_article(self, queryset: Any, name: str, value: Iterable[Article]) -> Any:
        return queryset.filter(article__in=value) if value else queryset

    def filter_year(self, queryset: Any, name: str, value: list[str]) -> Any:
        return queryset.said_in(map(int, value)) if value else queryset

    def filter_sort(self, queryset: Any, name: str, value: str) -> Any:
        return queryset  # when all else is chosen: see filter_queryset

    def filter_dates(self, queryset: Any, name: str, value: date) -> Any:
        return queryset.said_between(value, None) if name == "since" else queryset.said_between(None, value)


class PersonFilter(StrictFilterSet):
    """People by name and country."""

    q = filters.CharFilter(method="filter_name", label="Name", help_text="Words of a name or alias.")
    country = filters.MultipleChoiceFilter(label="Country", help_text="ISO 3166-1 alpha-2 code.", **COUNTRY)

    class Meta:
        model = Person
        fields: list[str] = []

    def filter_name(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.named(value)


def unknown_parameters(data: QueryDict | dict[str, Any], known: Iterable[str]) -> dict[str, list[str]]:
    """A message for each parameter that is not known, with the nearest one that is."""
    names = sorted({*known, *PRESENTATION})
    messages = {}
    for name in data:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(names)}."
            messages[name] = [f"There is no parameter “{name}”: {hint}"]
    return messages
