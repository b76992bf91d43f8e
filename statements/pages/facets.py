"""What the filter form offers: few values each, with how many quotes each would choose.

However many speakers there are, the form stays small; whoever is not offered can be typed by name.
"""

from dataclasses import dataclass

from statements.models import Quote
from statements.pages.chips import COUNTRIES, Chip
from statements.pages.counting import Numbers, Value

LEGENDS = {
    "speaker": ("Speaker", "Another speaker"),
    "topic": ("Topic", "Another topic"),
    "country": ("Speaks for", "Another country"),
    "year": ("Year", ""),
    "meeting": ("Meeting", ""),
    "kind": ("Kind of quote", ""),
    "standing": ("Standing", ""),
    "source": ("Source", "Another source"),
}
# These keep their places, whatever their numbers.
FIXED: dict[str, dict[str, str]] = {
    "kind": dict(Quote.Kind.choices),
    "standing": dict(Quote.Standing.choices),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be ticked, and how many quotes it would choose."""

    value: str
    text: str
    chosen: bool
    number: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values offered for one parameter."""

    name: str
    legend: str
    options: list[Option]
    typed: str = ""
    """What else may be typed in, empty where nothing may."""
    sampled: bool = False
    """The numbers are of the newest quotes only."""


def facets(numbers: Numbers, chosen: list[Chip]) -> list[Facet]:
    """The filter form's choices; the values chosen, which the chips name, are always among them."""
    return [
        Facet(name, legend, _options(name, numbers.facets[name], chosen), typed, name in numbers.sampled)
        for name, (legend, typed) in LEGENDS.items()
    ]


def _options(name: str, counted: list[Value], chips: list[Chip]) -> list[Option]:
    chosen = {chip.value: chip.text for chip in chips if chip.name == name}
    numbers = {value.value: value.number for value in counted}
    texts = chosen | {value.value: _text(name, value) for value in counted}
    order = list(texts)
    if name in FIXED and texts:
        texts = FIXED[name]
        order = list(texts)
    if name == "year":
        order.sort(reverse=True)
    return [Option(value, texts[value], value in chosen, numbers.get(value, 0)) for value in order]


def _text(name: str, value: Value) -> str:
    if name == "country":
        return str(COUNTRIES.get(value.value, value.value))
    return value.text or value.value
