"""Names without accents and capitals, and names nearly alike: “Lavrof” for Lavrov."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models import F, Func, TextField


class Fold(Func):
    """The text in small letters without accents, as the database's own ``statements_fold`` makes it.

    With `fold_index` on the field, ``__contains`` and ``__trigram_word_similar`` on it ask an index.
    """

    function = "statements_fold"
    output_field = TextField()


def fold_index(field: str, name: str) -> GinIndex:
    """An index of the groups of three letters in a field's folded text."""
    return GinIndex(OpClass(Fold(F(field)), name="gin_trgm_ops"), name=name)
