"""The quotes that a filter chooses, and those that it would choose without one of its parameters."""

from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any, cast

from statements.filters import QuoteFilter
from statements.models import Quote
from statements.models.quotes import QuoteQuerySet
from statements.search import read
from statements.search.terms import Exact, leaves


@dataclass(frozen=True, slots=True)
class Choice:
    """The quotes that each parameter alone chooses; together they are the page's."""

    filterset: QuoteFilter
    parts: dict[str, QuoteQuerySet]

    @classmethod
    def by(cls, filterset: QuoteFilter) -> "Choice":
        """By every parameter that means something."""
        filterset.form.errors  # noqa: B018 (runs the validation)
        given = {
            name: value for name, value in filterset.form.cleaned_data.items() if value and name != "sort"
        }
        return cls(filterset, {name: _part(filterset, name, value) for name, value in given.items()})

    def quotes(self, without: str = "") -> QuoteQuerySet:
        """The quotes that all parameters choose, or all but one."""
        parts = [part for name, part in self.parts.items() if name != without]
        return reduce(and_, parts, Quote.objects.current())

    @property
    def reads_texts(self) -> bool:
        """Words as written are asked for, which have to be looked for in each text."""
        tree = read(str(self.filterset.form.cleaned_data.get("q", ""))).tree
        return tree is not None and any(isinstance(leaf, Exact) for leaf in leaves(tree))

    def rows(self, name: str) -> list[Any]:
        """The values chosen for a parameter that takes several."""
        return list(self.filterset.form.cleaned_data.get(name) or ())

    def values(self, name: str) -> list[str]:
        """The same, as they stand in an address."""
        return [str(getattr(one, "slug", getattr(one, "public_id", one))) for one in self.rows(name)]

    def quotes_without(self, name: str, value: str) -> QuoteQuerySet:
        """The quotes chosen without one value (a slug or the like) of a parameter."""
        given = self.filterset.form.cleaned_data[name]
        left = [] if isinstance(given, str) or not hasattr(given, "__iter__") else list(given)
        left = [one for one in left if value != getattr(one, "slug", getattr(one, "public_id", one))]
        found = self.quotes(without=name)
        return found & _part(self.filterset, name, left) if left else found


def _part(filterset: QuoteFilter, name: str, value: Any) -> QuoteQuerySet:
    return cast("QuoteQuerySet", filterset.filters[name].filter(Quote.objects.all(), value))
