"""Meetings, who took part and which articles say so."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from statements.admin.lists import FastList, PermanentSlug
from statements.models import Meeting, MeetingReport, Participation


class ParticipationInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Participation
    extra = 0
    autocomplete_fields = ["person", "office"]


class ReportInline(admin.TabularInline):  # type: ignore[type-arg]
    model = MeetingReport
    extra = 0
    fields = ["article", "mentioned"]
    autocomplete_fields = ["article"]

    def get_queryset(self, request: HttpRequest) -> Any:
        reports = super().get_queryset(request).select_related("article")
        return reports.defer("article__text", "article__raw", "article__html")


@admin.register(Meeting)
class MeetingAdmin(FastList, PermanentSlug):
    list_display = ["__str__", "kind", "held_on", "place"]
    list_filter = ["kind"]
    search_fields = ["place", "slug", "participants__name"]
    search_help_text = "Words of the place or of a participant's name."
    fields = ["slug", "kind", "held_on", "held_until", "precision", "place", "country"]
    inlines = [ParticipationInline, ReportInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        meetings: Any = super().get_queryset(request)
        return meetings.for_display()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return {} if obj else {"slug": ["place", "held_on"]}
