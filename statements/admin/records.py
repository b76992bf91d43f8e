"""What was done and can be undone, and what readers reported: lists to read, with one action each."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from statements.admin.lists import FastList, NeitherAddedNorDeleted
from statements.corrections import CorrectionError, lift_restriction, undo_batch, undo_merge
from statements.models import Batch, Merge, Report, Restriction


class Record(NeitherAddedNorDeleted, FastList):
    """Rows that are only read."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Batch)
class BatchAdmin(Record):
    list_display = ["made_at", "what", "summary", "editor", "undone_at"]
    list_display_links = ["made_at"]
    list_filter = ["what"]
    list_select_related = ["editor"]
    search_fields = ["summary", "editor__username"]
    actions = ["undo"]

    @admin.action(description="Take back", permissions=["undo"])
    def undo(self, request: HttpRequest, batches: QuerySet[Batch]) -> None:
        """An editor's own; anybody's for a senior editor."""
        editor = cast("User", request.user)
        if not editor.has_perm("statements.withdraw_correction"):
            batches = batches.filter(editor=editor)
        standing = list(batches.filter(undone_at=None))
        for batch in standing:
            undo_batch(batch, editor=editor)
        self.message_user(request, f"Taken back: {len(standing)}.", messages.SUCCESS)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("statements.add_correction"))


@admin.register(Merge)
class MergeAdmin(Record):
    list_display = ["made_at", "merged", "kept", "reason", "editor", "undone_at"]
    list_display_links = ["made_at"]
    list_select_related = ["merged", "kept", "editor"]
    search_fields = ["merged__name", "kept__name"]
    exclude = ["moved"]
    actions = ["undo"]

    @admin.action(description="Take apart again", permissions=["merge"])
    def undo(self, request: HttpRequest, merges: QuerySet[Merge]) -> None:
        for merge in merges.order_by("-pk"):
            try:
                undo_merge(merge, editor=cast("User", request.user))
            except CorrectionError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.message_user(request, f"Two people again: {merge.merged}, {merge.kept}.")

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("statements.merge_person"))


@admin.register(Restriction)
class RestrictionAdmin(Record):
    list_display = ["made_at", "hidden", "basis", "reason", "made_by", "lifted_at"]
    list_display_links = ["made_at"]
    list_select_related = ["quote__speaker", "article", "made_by"]
    actions = ["lift"]

    @admin.display(description="what")
    def hidden(self, restriction: Restriction) -> str:
        return str(restriction.quote or restriction.article)

    @admin.action(description="Show again", permissions=["restrict"])
    def lift(self, request: HttpRequest, restrictions: QuerySet[Restriction]) -> None:
        for restriction in restrictions:
            lift_restriction(restriction, editor=cast("User", request.user))
            self.message_user(request, f"Shown again: {restriction.quote or restriction.article}")

    def has_restrict_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("statements.restrict_quote"))


@admin.register(Report)
class ReportAdmin(Record):
    list_display = ["made_at", "about", "value", "why", "state", "in_queue"]
    list_display_links = ["made_at"]
    list_filter = ["state", "about"]
    list_select_related = ["quote"]
    exclude = ["token"]

    @admin.display(description="quote")
    def in_queue(self, report: Report) -> SafeString:
        address = f"{reverse('admin:statements_quote_review')}?quote={report.quote.public_id}"
        return format_html('<a href="{}">{}</a>', address, report.quote.public_id)
