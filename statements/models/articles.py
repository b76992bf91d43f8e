"""The texts. An article is the truth: everything else is a span over its text."""

import hashlib
from typing import Self

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils import timezone

from statements.models.ids import PublicIdField
from statements.models.sources import Source
from statements.models.topics import Topic


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class ArticleQuerySet(models.QuerySet["Article"]):
    """How articles are read."""

    def current(self) -> Self:
        """Without those that may not be shown."""
        return self.exclude(state=Article.State.RESTRICTED)


class Article(models.Model):
    """A text as it was received, once and for all, with what is known about its publication.

    The text never changes: a trigger in the database refuses it, since every quote counts on it.
    """

    class Form(models.TextChoices):
        NEWS = "news", "News report"
        READOUT = "readout", "Readout"
        TRANSCRIPT = "transcript", "Transcript"
        JOINT_STATEMENT = "joint statement", "Joint statement"

    class State(models.TextChoices):
        PARSED = "parsed", "Parsed"
        WITHDRAWN = "withdrawn", "Withdrawn by its publisher"
        RESTRICTED = "restricted", "Hidden on request"

    public_id = PublicIdField()
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    url = models.URLField(max_length=2000, blank=True, help_text="Where the article was published.")
    title = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    dateline = models.CharField(max_length=200, blank=True, help_text="The place named in the date line.")
    form = models.CharField(max_length=20, choices=Form.choices, default=Form.NEWS)
    text = models.TextField(help_text="The text that all offsets count in, in Unicode code points.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the text in UTF-8.")
    html = models.TextField(blank=True, help_text="The article's HTML, sanitised, where it came as HTML.")
    raw = models.BinaryField(help_text="The bytes as received.")
    raw_digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the bytes as received.")
    content_type = models.CharField(max_length=50, default="text/plain")
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles")
    parsed = models.JSONField(
        default=dict, blank=True, help_text="What the parser said last of the article itself."
    )
    parser_version = models.CharField(max_length=50)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PARSED)
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    parsed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="article_has_text"),
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$", raw_digest__regex=r"^[0-9a-f]{64}$"),
                name="article_digests_are_sha256",
            ),
            models.CheckConstraint(
                condition=models.Q(form__in=["news", "readout", "transcript", "joint statement"]),
                name="article_form_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["parsed", "withdrawn", "restricted"]),
                name="article_state_known",
            ),
        ]
        indexes = [
            # The newest articles of all, and of one source.
            models.Index(fields=["source", "-published_on", "-id"], name="article_source_date_idx"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="text_is_immutable", fields=["text", "digest", "raw", "raw_digest", "public_id"]
            ),
            pgtrigger.Trigger(
                name="digest_is_of_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.digest <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')
                       OR NEW.raw_digest <> encode(sha256(NEW.raw), 'hex') THEN
                        RAISE EXCEPTION 'the digest is not that of the text'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Article {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("statements:article-detail", args=[self.public_id])
