"""The door for editors, who correct quotes, and for admins, who may do all."""

from django.contrib import admin

from statements.admin import articles, meetings, people, quotes, records, sources, topics, verdicts

__all__ = ["articles", "meetings", "people", "quotes", "records", "sources", "topics", "verdicts"]

admin.site.site_header = "Diplomacy"
admin.site.site_title = "Diplomacy"
admin.site.index_title = "Editing"
