"""What the filter form offers: few values each, taken from a bounded number of the newest statements.

However many speakers there are, the form stays small; whoever is not offered can be typed by name.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Prefetch
from django.http import QueryDict
from django.utils.http import urlencode

from statements.filters import QuoteFilter
from statements.models import Meeting, Participation, Quote
from statements.models.quotes import QuoteQuerySet
from statements.pages.chips import COUNTRIES, Chip
from statements.pages.listing import Pairs

SAMPLE = 1000
MOST = 8
FIELDS = {
    "speaker": ("speaker__slug", "speaker__name"),
    "country": ("speaker__country",),
    "source": ("article__source__slug", "article__source__name"),
    "meeting": ("meeting__slug",),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be ticked."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values offered for one parameter."""

    name: str
    legend: str
    options: list[Option]
    typed: str = ""
    """What else may be typed in, empty where nothing may."""


def facets(pairs: Pairs, chosen: list[Chip]) -> list[Facet]:
    """The filter form's choices beside the parameters understood: ``pairs``, or the chips ``chosen``."""
    counts = {name: _counts(name, pairs) for name in FIELDS}
    seen: dict[str, dict[str, str]] = {
        "speaker": {slug: name for slug, name in counts["speaker"] if slug},
        "topic": _topics(pairs),
        "meeting": _meetings([slug for (slug,) in counts["meeting"] if slug]),
        "country": {code: COUNTRIES.get(code, code) for (code,) in counts["country"] if code},
        "source": {slug: name for slug, name in counts["source"] if slug},
        "kind": dict(Quote.Kind.choices),
    }
    return [
        _facet("speaker", "Speaker", seen, chosen, "Another speaker"),
        _facet("topic", "Topic", seen, chosen, "Another topic"),
        _facet("meeting", "Meeting", seen, chosen),
        _facet("country", "Speaks for", seen, chosen, "Another country"),
        _facet("kind", "Kind of quote", seen, chosen),
        _facet("source", "Source", seen, chosen, "Another source"),
    ]


def _facet(
    name: str, legend: str, seen: dict[str, dict[str, str]], chips: list[Chip], typed: str = ""
) -> Facet:
    chosen = {chip.value: chip.text for chip in chips if chip.name == name}
    offered = [(value, text) for value, text in seen[name].items() if value not in chosen][:MOST]
    options = [Option(value, text, True) for value, text in chosen.items()]
    if name == "kind":  # these keep their places
        options = [Option(value, text, value in chosen) for value, text in seen[name].items()]
        offered = []
    return Facet(name, legend, options + [Option(value, text, False) for value, text in offered], typed)


def _newest(name: str, pairs: Pairs) -> QuoteQuerySet:
    """The newest statements that all other parameters choose."""
    others = QueryDict(urlencode([pair for pair in pairs if pair[0] != name]))
    found = cast("QuoteQuerySet", QuoteFilter(others, queryset=Quote.objects.current()).understood)
    return found[:SAMPLE]


def _counts(name: str, pairs: Pairs) -> list[tuple[Any, ...]]:
    rows = Counter(_newest(name, pairs).values_list(*FIELDS[name]))
    return sorted(rows, key=lambda row: (-rows[row], str(row)))


def _topics(pairs: Pairs) -> dict[str, str]:
    tagged = Quote.topics.through._default_manager.filter(quote__in=_newest("topic", pairs).values("pk"))
    rows = Counter(tagged.values_list("topic__slug", "topic__name"))
    return dict(sorted(rows, key=lambda row: (-rows[row], row[1])))


def _meetings(slugs: list[str]) -> dict[str, str]:
    people = Prefetch("participations", queryset=Participation.objects.select_related("person"))
    found = Meeting.objects.filter(slug__in=slugs[:MOST]).prefetch_related(people)
    return {meeting.slug: str(meeting) for meeting in found}
