"""Who published an article."""

from django.db import models
from django.urls import reverse


class Source(models.Model):
    """A publisher: a wire, a ministry, an archive, a broadcaster, a newspaper."""

    class Kind(models.TextChoices):
        WIRE = "wire", "News wire"
        MINISTRY = "ministry", "Ministry or embassy"
        ORGANIZATION = "organization", "International organisation"
        BROADCASTER = "broadcaster", "Broadcaster"
        NEWSPAPER = "newspaper", "Newspaper or magazine"
        ARCHIVE = "archive", "Archive"
        OTHER = "other", "Other"

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    site = models.URLField(max_length=500, blank=True, help_text="The publisher's home page.")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    feed_url = models.URLField(max_length=500, blank=True, help_text="RSS or Atom feed of its articles.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="source_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("statements:source-detail", args=[self.slug])
