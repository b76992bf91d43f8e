"""A filter set that says of every parameter what is wrong with it."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import rest_framework as filters

# Parameters that say how to show a list, not what is in it.
PRESENTATION = frozenset({"cursor", "page_size", "format", "view"})


class StrictFilterSet(filters.FilterSet):
    """A filter set that can say of every parameter what is wrong with it."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        # An empty choice in a form (`speaker=&topic=visas`) is no choice.
        filled = QueryDict(mutable=True)
        if isinstance(data, QueryDict):
            for name, values in data.lists():
                if kept := [value for value in values if value.strip()]:
                    filled.setlist(name, kept)
        elif data:
            filled.update(data)
        super().__init__(filled, *args, **kwargs)

    def problems(self) -> dict[str, list[str]]:
        """What is wrong, by parameter: values that mean nothing, and parameters that there are none of."""
        found = {name: [str(error) for error in errors] for name, errors in self.form.errors.items()}
        return found | unknown_parameters(self.data or {}, self.base_filters)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Only by the parameters that were understood: a page shows what did work beside what did not."""
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def understood(self) -> QuerySet[Any]:
        """The rows chosen by those parameters that mean something."""
        self.form.full_clean()
        return self.filter_queryset(self.queryset)  # type: ignore[arg-type]


def unknown_parameters(data: QueryDict | dict[str, Any], known: Iterable[str]) -> dict[str, list[str]]:
    """A message for each parameter that is not known, with the nearest one that is."""
    names = sorted({*known, *PRESENTATION})
    messages = {}
    for name in data:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(names)}."
            messages[name] = [f"There is no parameter “{name}”: {hint}"]
    return messages
