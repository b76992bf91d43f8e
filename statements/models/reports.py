"""What readers say is wrong with a quote, and what became of it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from statements.models.quotes import Quote


def new_token() -> str:
    """A secret of 128 bits: whoever has it may see what became of a report."""
    return secrets.token_urlsafe(16)


class Report(models.Model):
    """A reader's word that something is wrong. It tells nothing of the reader."""

    class About(models.TextChoices):
        SPEAKER = "speaker", "Who said it"
        WORDS = "words", "The words"
        BOUNDARIES = "boundaries", "Where it begins or ends"
        DATE = "date", "The date"
        MEETING = "meeting", "The meeting"
        TOPIC = "topic", "A topic"
        SOURCE = "source", "The source"
        REMOVE = "remove", "It should not be here"

    class State(models.TextChoices):
        OPEN = "open", "Waits for an editor"
        CORRECTED = "corrected", "Corrected"
        KEPT = "kept", "Looked at and left as it is"

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="problem_reports")
    about = models.CharField(max_length=10, choices=About.choices)
    value = models.CharField(max_length=300, blank=True, help_text="What would be right.")
    why = models.CharField(max_length=1000)
    token = models.CharField(max_length=30, unique=True, default=new_token, editable=False)
    # A keyed digest that changes daily: enough to slow a flood, too little to know anybody by.
    client = models.CharField(max_length=16, blank=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="report_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "corrected", "kept"]), name="report_state_known"
            ),
        ]
        indexes = [
            # The queue, and the throttle.
            models.Index(fields=["quote"], name="report_open_idx", condition=Q(state="open")),
            models.Index(fields=["client", "made_at"], name="report_client_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.value or self.why}"

    def get_absolute_url(self) -> str:
        return reverse("statements:report-detail", args=[self.token])
