"""Two rows of one human being: suspected, joined, taken apart again."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from statements.models.people import Person


class Merge(models.Model):
    """A person made part of another, with all that is needed to undo it exactly."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_away")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    reason = models.CharField(max_length=500)
    moved = models.JSONField(help_text="The keys of the rows that followed, and values that gave way.")
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="merge_has_reason"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="merge_stands_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} into {self.kept}"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """How suggestions are read."""

    def waiting(self) -> Self:
        """Those that nobody has decided, of two people who are still two rows."""
        return self.filter(state=Suggestion.State.OPEN, one__merged_into=None, other__merged_into=None)


class Suggestion(models.Model):
    """Two people who may be one, with the evidence; an editor decides, once and for all."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        MERGED = "merged", "The same person"
        DIFFERENT = "different", "Two people"

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    evidence = models.CharField(max_length=500)
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="suggestion_in_order"),
            models.UniqueConstraint(fields=["one", "other"], name="suggestion_once_a_pair"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "merged", "different"]), name="suggestion_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="suggestion_open_idx", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"
