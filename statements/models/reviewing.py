"""How editors share the queue, and how a random part of it tells how right the parser is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from statements.models.articles import Article
from statements.models.quotes import Quote


class Batch(models.Model):
    """Corrections that one act of an editor made, and one other act takes back."""

    class What(models.TextChoices):
        REVIEW = "review", "Answered in the queue"
        MOVE = "move", "Moved to another speaker"
        SPLIT = "split", "Split"
        JOIN = "join", "Joined"
        ADD = "add", "Added"

    what = models.CharField(max_length=10, choices=What.choices)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="batches")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    summary = models.CharField(max_length=500, help_text="What was done, in a sentence.")
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="batch_undone_by_somebody",
            ),
        ]
        indexes = [
            # What an editor did today, and did last.
            models.Index(fields=["editor", "-made_at"], name="batch_editor_idx"),
        ]

    def __str__(self) -> str:
        return self.summary


class Claim(models.Model):
    """A quote that one editor has before them, so that no other is given it; it lapses by itself."""

    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, related_name="claim")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.editor}, until {self.until:%H:%M}"


class Sample(models.Model):
    """A quote drawn at random for the figures on accuracy, with what the parser had said of it then."""

    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, related_name="sample")
    drawn_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=10, choices=Quote.Kind.choices)
    form = models.CharField(max_length=20, choices=Article.Form.choices)
    source = models.CharField(max_length=200, blank=True)
    parser_version = models.CharField(max_length=50)
    confidence = models.FloatField()
    parsed = models.JSONField(help_text="What the parser had said of it.")
    twice = models.BooleanField(default=False, help_text="Two editors are asked, to see whether they agree.")

    class Meta:
        ordering = ["drawn_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__range=(0, 1)), name="sample_confidence_is_a_probability"
            ),
        ]

    def __str__(self) -> str:
        return str(self.quote)


class Judgement(models.Model):
    """One editor's answer to a sampled quote, who did not know that it was one."""

    class Verdict(models.TextChoices):
        RIGHT = "right", "Right"
        SPEAKER = "speaker", "Wrong speaker"
        WORDS = "words", "Wrong words"
        NONE = "none", "Not a statement"

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="judgements")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgements")
    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="judgement")
    made_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "editor"], name="judgement_once_an_editor"),
            models.CheckConstraint(
                condition=Q(verdict__in=["right", "speaker", "words", "none"]), name="judgement_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
