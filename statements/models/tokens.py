"""Keys for programs: shown once, kept as a digest."""

import hashlib
import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

PREFIX = "dpl_"
DEFAULT_DAYS = 365


def digest_of_token(secret: str) -> str:
    """SHA-256: enough for 256 random bits, which nobody can try out."""
    return hashlib.sha256(secret.encode()).hexdigest()


class TokenQuerySet(models.QuerySet["Token"]):
    """How tokens are read."""

    def valid(self) -> Self:
        """Those that open something: not revoked, not expired, of somebody who may still sign in."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), owner__is_active=True)


class Token(models.Model):
    """What a program shows to be known as its owner's. The secret itself is nowhere."""

    class Scope(models.TextChoices):
        READ = "read", "Read, with higher limits"
        WRITE_ARTICLES = "write:articles", "Send articles"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100, help_text="What it is for.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=12, editable=False, help_text="How it begins.")
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope.choices), default=list)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_on = models.DateField(null=True, editable=False, help_text="The last day it was used.")
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="token_has_name"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=["read", "write:articles"]) & ~Q(scopes=[]),
                name="token_scopes_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @classmethod
    def issue(cls, owner: object, name: str, scopes: list[str], days: int = DEFAULT_DAYS) -> tuple[Self, str]:
        """A new token and its secret, which cannot be had again."""
        secret = PREFIX + secrets.token_urlsafe(32)
        token = cls.objects.create(
            owner=owner,
            name=name,
            scopes=scopes,
            digest=digest_of_token(secret),
            hint=secret[:8],
            expires_at=timezone.now() + timedelta(days=days),
        )
        return token, secret


class Delivery(models.Model):
    """An article that a program sent under an idempotency key, and what became of it."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="deliveries")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the request.")
    article = models.ForeignKey("statements.Article", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="delivery_once_a_key"),
        ]

    def __str__(self) -> str:
        return self.key
