"""What may no longer be shown, and why."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from statements.models.articles import Article
from statements.models.quotes import Quote


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    """How restrictions are read."""

    def hiding(self, thing: Quote | Article) -> Self:
        """Those that stand: of the thing itself, or of a quote's article."""
        if isinstance(thing, Article):
            return self.filter(article=thing, lifted_at=None)
        return self.hiding_any([thing])

    def hiding_any(self, quotes: Iterable[Quote]) -> Self:
        """Those that stand, of any of these quotes or of an article of one."""
        quotes = list(quotes)
        articles = {quote.article_id for quote in quotes}
        return self.filter(Q(quote__in=quotes) | Q(article__in=articles), lifted_at=None)


class Restriction(models.Model):
    """A quote or an article hidden from readers at every door, with a reason that they are told."""

    class Basis(models.TextChoices):
        PERSON = "person", "At a person's request"
        PUBLISHER = "publisher", "At the publisher's request"
        LAW = "law", "By law or court order"
        OTHER = "other", "For another reason"

    quote = models.ForeignKey(
        Quote, on_delete=models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    basis = models.CharField(max_length=10, choices=Basis.choices)
    reason = models.CharField(max_length=500, help_text="Readers are told it at the address.")
    former_state = models.CharField(max_length=20, blank=True, editable=False, help_text="The article's.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="restriction_has_reason"),
            models.CheckConstraint(
                condition=Q(quote=None, article__isnull=False) | Q(quote__isnull=False, article=None),
                name="restriction_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["quote"], condition=Q(lifted_at=None), name="restriction_once_a_quote"
            ),
            models.UniqueConstraint(
                fields=["article"], condition=Q(lifted_at=None), name="restriction_once_an_article"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_basis_display()}: {self.reason}"
