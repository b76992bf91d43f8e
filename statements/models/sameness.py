"""When two texts are the same words: in whatever letters, blanks and marks a printer set them."""

from typing import Any

from django.db.models import Func, UUIDField, Value
from django.db.models.functions import MD5, Cast, Lower

# Told one by one and not by class: what a class holds depends on the database's locale.
UNSPOKEN = (
    " \t\n\r\x0b\x0c\x85\xa0\xad\u2000\u2002\u2003\u2007\u2009"
    "\u200a\u200b\u200e\u200f\u2028\u2029\u202f\ufeff"
    "!\"#&'()*+,-./:;<=>?@[\\]^_`{|}~¡¿«»‹›‘’‚‛“”„‟‐‑‒–—―…·•′″"
)


def spoken(text: Any) -> Func:
    """A text as the database compares it: its letters and digits alone, in lower case, in one run."""
    return Func(Lower(text), Value(UNSPOKEN), Value(""), function="translate")


def wording_of(text: Any) -> Cast:
    """Sixteen bytes that stand for what was said: equal for two texts of the same words."""
    return Cast(MD5(spoken(text)), UUIDField())
