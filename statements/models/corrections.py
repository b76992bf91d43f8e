"""Editors' verdicts: an overlay over what the parser said."""

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from statements.models.quotes import Quote
from statements.models.restrictions import Restriction
from statements.models.reviewing import Batch

SHORT = 60


def in_words(field: str, value: Any, text: str) -> str:
    """Boundaries, kind or date as a person reads it; ``text`` is the article's. Empty where there is none."""
    if not value:
        return ""
    if field == Correction.Field.BOUNDARIES:
        words = " ".join(text[value[0] : value[1]].split())
        return f"“{words if len(words) <= 2 * SHORT else f'{words[:SHORT]} … {words[-SHORT:]}'}”"
    if field == Correction.Field.KIND:
        return str(Quote.Kind(value).label)
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """How corrections are read."""

    def standing(self) -> "CorrectionQuerySet":
        """Those not taken back."""
        return self.filter(withdrawn_at=None)

    def shown(self) -> "CorrectionQuerySet":
        """Without those that cite words which may not be shown."""
        hidden = Restriction.objects.filter(
            Q(quote=OuterRef("quote")) | Q(article=OuterRef("quote__article")), lifted_at=None
        )
        return self.filter(~Exists(hidden))


class Correction(models.Model):
    """What an editor decided about one field of one quote: never changed or deleted, only taken back.

    Values are public names (slugs), so that a row can be read without the rest of the database:
    speaker, relayed and meeting a slug or null, topics a list of slugs, statement true or false, boundaries
    [start, end] in code points of the article's text, kind one of `Quote.Kind`, date YYYY-MM-DD or null.
    """

    class Field(models.TextChoices):
        SPEAKER = "speaker", "Speaker"
        RELAYED = "relayed", "Whose words are repeated"
        MEETING = "meeting", "Meeting"
        TOPICS = "topics", "Topics"
        STATEMENT = "statement", "Is it a statement?"
        BOUNDARIES = "boundaries", "Where it begins and ends"
        KIND = "kind", "Kind"
        DATE = "date", "Date said"

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="corrections")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    field = models.CharField(max_length=10, choices=Field.choices)
    before = models.JSONField(null=True, help_text="The effective value that the editor saw.")
    after = models.JSONField(null=True, help_text="The editor's value.")
    parsed = models.JSONField(null=True, help_text="What the parser had said.")
    words = models.TextField(help_text="The quote's words when it was corrected: the verdict is about these.")
    start = models.IntegerField(null=True, help_text="Where in the article those words began.")
    reason = models.CharField(max_length=500)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        permissions = [
            ("bulk_correction", "Can correct many quotes at once"),
            ("withdraw_correction", "Can take back anybody's corrections"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(
                condition=Q(
                    field__in=[
                        "speaker",
                        "relayed",
                        "meeting",
                        "topics",
                        "statement",
                        "boundaries",
                        "kind",
                        "date",
                    ]
                ),
                name="correction_field_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="correction_withdrawn_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="verdict_is_immutable", exclude=["withdrawn_at", "withdrawn_by"]),
            pgtrigger.Protect(name="verdict_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.before} → {self.after}"
