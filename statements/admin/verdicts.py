"""All verdicts of all editors, to read. They are made, and taken back, on the quotes' own pages."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from statements.admin.lists import FastList, NeitherAddedNorDeleted
from statements.models import Correction


@admin.register(Correction)
class CorrectionAdmin(NeitherAddedNorDeleted, FastList):
    list_display = ["made_at", "field", "was", "became", "reason", "editor", "state", "on_quote"]
    list_display_links = ["made_at"]
    list_filter = ["field"]
    list_select_related = ["editor", "quote"]
    search_fields = ["editor__username", "reason", "quote__public_id"]
    ordering = ["-made_at", "-pk"]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description="before")
    def was(self, correction: Correction) -> str:
        return plain(correction.before)

    @admin.display(description="after")
    def became(self, correction: Correction) -> str:
        return plain(correction.after)

    @admin.display
    def state(self, correction: Correction) -> str:
        return "taken back" if correction.withdrawn_at else "stands"

    @admin.display(description="quote")
    def on_quote(self, correction: Correction) -> SafeString:
        address = reverse("admin:statements_quote_change", args=[correction.quote_id])
        return format_html('<a href="{}">{}</a>', address, correction.quote.public_id)


def plain(value: Any) -> str:
    """A verdict's value as it is kept, in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value if isinstance(value, list) else filter(None, [value])) or "–"
