"""What statements are about."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse


class TopicQuerySet(models.QuerySet["Topic"]):
    """How topics are read."""

    def keys_with_narrower(self, keys: Iterable[int]) -> list[int]:
        """The keys of these topics and all below them: who asks for arms control wants New START too."""
        below: dict[int | None, list[int]] = {}
        for pk, parent in self.model._default_manager.values_list("pk", "parent_id"):
            below.setdefault(parent, []).append(pk)
        found: set[int] = set()
        waiting = list(keys)
        while waiting:
            pk = waiting.pop()
            if pk not in found:
                found.add(pk)
                waiting += below.get(pk, [])
        return sorted(found)


class Topic(models.Model):
    """An issue of diplomacy, and the phrases that signal it."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="narrower",
        help_text="The broader topic.",
    )
    description = models.TextField(blank=True)
    phrases = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Words that signal the topic in a text.",
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_name"),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")), name="topic_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("statements:topic-detail", args=[self.slug])
