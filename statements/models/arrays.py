"""Comparing with an array: read once, before all rows, where a subquery may be read for each of them."""

from django.db.models import BooleanField, Func


class IsOneOf(Func):
    """``value = ANY(array)``, to filter with."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()
