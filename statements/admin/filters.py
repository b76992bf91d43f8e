"""How editors narrow the list of quotes."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from statements.models import Quote, Source
from statements.models.quotes import UNSETTLED

Review = Quote.Review
QUEUE = "queue"
"""All that waits for an editor: disputed, and too unsure to be settled."""
# Lower bound included, upper not; 1.0 belongs to the last.
BANDS = {"0-50": (0.0, 0.5), "50-70": (0.5, 0.7), "70-90": (0.7, 0.9), "90-100": (0.9, 1.01)}


class ReviewFilter(admin.SimpleListFilter):
    """What needs an editor comes first."""

    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        states = (Review.DISPUTED, Review.UNREVIEWED, Review.REVIEWED)
        return [(QUEUE, "Queue"), *((state.value, str(state.label)) for state in states)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == QUEUE:
            return queryset.filter(UNSETTLED, status=Quote.Status.CURRENT)
        return queryset.filter(review=self.value()) if self.value() else queryset


class ConfidenceFilter(admin.SimpleListFilter):
    """The parser's confidence, in bands."""

    title = "confidence"
    parameter_name = "confidence"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(band, f"{band.replace('-', '–')} %") for band in BANDS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        low, high = BANDS.get(self.value() or "", (None, None))
        return queryset if low is None else queryset.filter(confidence__gte=low, confidence__lt=high)


class SourceFilter(admin.SimpleListFilter):
    """The publisher of the article."""

    title = "source"
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(Source.objects.values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(article__source__slug=self.value()) if self.value() else queryset
