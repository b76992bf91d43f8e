"""Public identifiers: assigned once, at random, never made from a position or a count."""

import secrets
from typing import Any

from django.db import models
from django.utils.text import slugify

# Crockford's base 32: no letter that can be mistaken for a digit, no words by accident.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def random_id(length: int) -> str:
    """``length`` random characters of the alphabet, five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_public_id() -> str:
    """The id of a new row: 60 bits, so that a billion rows share none by chance."""
    return random_id(12)


class PublicIdField(models.CharField):  # type: ignore[type-arg]
    """The id that addresses, exports and citations show."""

    def __init__(self, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {
            "max_length": 12,
            "unique": True,
            "editable": False,
            "default": new_public_id,
        }
        super().__init__(**(defaults | kwargs))


def new_slug(model: type[models.Model], words: str) -> str:
    """A slug for these words that no row of the model has: random letters follow where it is taken.

    A number would do too, but would make the address depend on who came first.
    """
    slug = slugify(words)[:80].strip("-") or random_id(6)
    while model._default_manager.filter(slug=slug).exists():
        slug = f"{slugify(words)[:80].strip('-')}-{random_id(4)}".lstrip("-")
    return slug
