"""Choosing quotes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django_filters import rest_framework as filters

from statements import search
from statements.filters.fields import COUNTRY, DAY, PeopleFilter, WordsFilter, YearsFilter, choice
from statements.filters.strict import StrictFilterSet
from statements.models import Article, Meeting, Participation, Person, Quote, Source, Topic

NO_RELEVANCE = "Without words nothing is more relevant: these are sorted by date."


class QuoteChoice(StrictFilterSet):
    """What is wanted: each parameter chooses quotes."""

    q = WordsFilter(
        method="filter_words",
        label="Words",
        help_text='All of these words in any form; "a phrase" as written, OR, -not, NEAR/10, star*.',
    )
    speaker = choice(
        Person,
        "filter_speaker",
        "speaker",
        "Speaker",
        filter_class=PeopleFilter,
        queryset=Person.objects.select_related("merged_into"),
        help_text="Slug of a speaker.",
    )
    topic = choice(
        Topic, "filter_topic", "topic", "Topic", help_text="Slug of a topic; narrower topics are included."
    )
    meeting = choice(
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
    source = choice(Source, "filter_source", "source", "Source", help_text="Slug of a source.")
    article = choice(
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
        help_text="First day, YYYY-MM-DD.",
        **DAY,
    )
    until = filters.DateFilter(
        method="filter_dates",
        label="Said on or before",
        help_text="Last day, YYYY-MM-DD.",
        **DAY,
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
        given = self.form.cleaned_data
        if given.get("sort") == "relevance" and not self.relevance:
            found["sort"] = [NO_RELEVANCE]
        if (since := given.get("since")) and (until := given.get("until")) and until < since:
            found.setdefault("until", []).append(f"{until} is before {since}: no day lies between them.")
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


def _without(name: str) -> Any:
    """The exclusion of what the filter of that name chooses."""
    chosen = QuoteChoice.base_filters[name]
    return type(chosen)(
        method="filter_without",
        label=f"Not {chosen.label}",
        **{key: value for key, value in chosen.extra.items() if key not in {"help_text", "required"}},
        help_text=f"Leaves out what `{name}` would choose.",
    )


class QuoteFilter(QuoteChoice):
    """Quotes by speaker, topic, meeting, country, source, article, kind, dates and words.

    Several values of one parameter widen (`speaker=a&speaker=b`), several parameters narrow; `not_speaker`
    and its like leave out what the parameter would choose.
    """

    not_speaker = _without("speaker")
    not_topic = _without("topic")
    not_meeting = _without("meeting")
    not_country = _without("country")
    not_source = _without("source")
    not_kind = _without("kind")

    def filter_without(self, queryset: Any, name: str, value: Any) -> Any:
        if not value:
            return queryset
        wanted = self.filters[name.removeprefix("not_")]
        unwanted = wanted.filter(Quote.objects.all(), value)
        return queryset.filter(~Exists(unwanted.filter(pk=OuterRef("pk"))))
