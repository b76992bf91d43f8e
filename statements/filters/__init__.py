"""Choosing by query string: written once, so that an address means the same on a page and in the API."""

from statements.filters.fields import COUNTRY, DAY, PeopleFilter, RowsFilter
from statements.filters.people import PersonFilter
from statements.filters.quotes import QuoteFilter
from statements.filters.strict import PRESENTATION, StrictFilterSet, unknown_parameters

__all__ = [
    "COUNTRY",
    "DAY",
    "PRESENTATION",
    "PeopleFilter",
    "PersonFilter",
    "QuoteFilter",
    "RowsFilter",
    "StrictFilterSet",
    "unknown_parameters",
]
