"""Publishers."""

from django.contrib import admin

from statements.admin.lists import FastList, PermanentSlug
from statements.models import Source


@admin.register(Source)
class SourceAdmin(FastList, PermanentSlug):
    list_display = ["name", "kind", "site"]
    list_filter = ["kind"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "kind", "site", "feed_url"]
