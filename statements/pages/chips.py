"""The parameters that were understood: as a query string, and as chips that can be taken off one by one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from statements.filters import COUNTRY, StrictFilterSet
from statements.models import Article, Quote
from statements.pages.listing import Pairs, address

COUNTRIES = dict(COUNTRY["choices"])
NOT = "not_"
LABELS = {"q": "Words", "since": "From", "until": "Until"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value, named for a reader, and the address of the same list without it."""

    name: str
    value: str
    label: str
    text: str
    url: str
    turned_url: str = ""
    """The same list without what this chooses, or with only what this leaves out; empty where none is."""

    @property
    def excludes(self) -> bool:
        """It leaves out instead of choosing."""
        return self.name.startswith(NOT)


def understood_pairs(filterset: StrictFilterSet) -> Pairs:
    """The parameters that mean something, in the form that every other address uses."""
    return [(name, _value(value)) for name, value in _chosen(filterset)]


def chips(filterset: StrictFilterSet, path: str, shown: Pairs | None = None) -> list[Chip]:
    """A chip for each value chosen; ``shown`` are parameters of display that its address carries on."""
    pairs = understood_pairs(filterset) + (shown or [])
    found = []
    for name, chosen in _chosen(filterset):
        if name != "sort":
            value, rest = _value(chosen), without(pairs, name, _value(chosen))
            turned = _turned(name)
            turned_url = address(path, [*rest, (turned, value)]) if turned in filterset.filters else ""
            found.append(
                Chip(name, value, _label(name), _text(name, chosen), address(path, rest), turned_url)
            )
    return found


def _turned(name: str) -> str:
    """The parameter that leaves out what this one chooses, and the other way round."""
    return name.removeprefix(NOT) if name.startswith(NOT) else f"{NOT}{name}"


def _label(name: str) -> str:
    plain = name.removeprefix(NOT)
    label = LABELS.get(plain, plain.capitalize())
    return f"Not {label.lower()}" if name.startswith(NOT) else label


def without(pairs: Pairs, name: str, value: str = "") -> Pairs:
    """The parameters without one value, or without all of that name; without words there is no relevance."""
    gone = {name, "sort"} if name == "q" else {name}
    return [pair for pair in pairs if pair[0] not in gone or (value and pair[0] == name and pair[1] != value)]


def _chosen(filterset: StrictFilterSet) -> list[tuple[str, Any]]:
    """Every value by its parameter's name; two slugs of one person are one value."""
    filterset.form.errors  # noqa: B018 (runs the validation)
    chosen: list[tuple[str, Any]] = []
    for name, given in filterset.form.cleaned_data.items():
        values = [given] if isinstance(given, str | date) or given is None else given
        chosen += dict.fromkeys((name, value) for value in values if value)
    return chosen


def _value(value: Any) -> str:
    if isinstance(value, Article):
        return str(value.public_id)
    if isinstance(value, Model):
        return str(getattr(value, "slug"))  # noqa: B009 (all but articles have one)
    return str(value)  # of a date: YYYY-MM-DD


def _text(name: str, value: Any) -> str:
    name = name.removeprefix(NOT)
    if isinstance(value, date):
        return f"{value.day} {value:%B} {value.year}"
    if name == "country":
        return str(COUNTRIES.get(value, value))
    if name == "standing":
        return str(Quote.Standing(value).label)
    return str(Quote.Kind(value).label) if name == "kind" else str(value)
