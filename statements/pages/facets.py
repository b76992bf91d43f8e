"""What the filter form offers: few values each, taken from a bounded number of the newest statements.

However many speakers there are, the form stays small; whoever is not offered can be typed by name.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from statements.models import Meeting, Participation, Quote
from statements.pages.chips import COUNTRIES, Chip
from statements.pages.choosing import Choice

SAMPLE = 1000
MOST = 8
FIELDS = {
    "speaker": ("speaker__slug", "speaker__name"),
    "country": ("speaker__country", "speaker__country"),
    "source": ("article__source__slug", "article__source__name"),
    "meeting": ("meeting__slug", "meeting__slug"),
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


def facets(choice: Choice, chosen: list[Chip]) -> list[Facet]:
    """The filter form's choices beside the values chosen, which the chips name."""
    sample = _Sample(choice)
    seen: dict[str, dict[str, str]] = {
        "speaker": dict(sample.values("speaker")),
        "topic": _topics(choice),
        "meeting": _meetings([slug for slug, _ in sample.values("meeting")]),
        "country": {code: COUNTRIES.get(code, code) for code, _ in sample.values("country")},
        "source": dict(sample.values("source")),
        "kind": dict(Quote.Kind.choices),
        "standing": dict(Quote.Standing.choices),
    }
    return [
        _facet("speaker", "Speaker", seen, chosen, "Another speaker"),
        _facet("topic", "Topic", seen, chosen, "Another topic"),
        _facet("meeting", "Meeting", seen, chosen),
        _facet("country", "Speaks for", seen, chosen, "Another country"),
        _facet("kind", "Kind of quote", seen, chosen),
        _facet("standing", "Standing", seen, chosen),
        _facet("source", "Source", seen, chosen, "Another source"),
    ]


class _Sample:
    """The newest quotes, read once for all facets whose own parameter does not narrow them."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def values(self, name: str) -> list[tuple[str, str]]:
        """(Value, text) in the quotes that all other parameters choose, the most frequent first."""
        without = name if name in self.choice.parts else ""
        if without not in self.rows:
            columns = {column for pair in FIELDS.values() for column in pair}
            self.rows[without] = list(self.choice.quotes(without)[:SAMPLE].values(*columns))
        value, text = FIELDS[name]
        counts = Counter((row[value], row[text]) for row in self.rows[without] if row[value])
        return sorted(counts, key=lambda pair: (-counts[pair], pair[1]))


def _facet(
    name: str, legend: str, seen: dict[str, dict[str, str]], chips: list[Chip], typed: str = ""
) -> Facet:
    chosen = {chip.value: chip.text for chip in chips if chip.name == name}
    offered = [(value, text) for value, text in seen[name].items() if value not in chosen][:MOST]
    options = [Option(value, text, True) for value, text in chosen.items()]
    if name in ("kind", "standing"):  # these keep their places
        options = [Option(value, text, value in chosen) for value, text in seen[name].items()]
        offered = []
    return Facet(name, legend, options + [Option(value, text, False) for value, text in offered], typed)


def _topics(choice: Choice) -> dict[str, str]:
    newest = choice.quotes(without="topic")[:SAMPLE].values("pk")
    tagged = Quote.topics.through._default_manager.filter(quote__in=newest)
    rows = Counter(tagged.values_list("topic__slug", "topic__name"))
    return dict(sorted(rows, key=lambda row: (-rows[row], row[1])))


def _meetings(slugs: list[str]) -> dict[str, str]:
    people = Prefetch("participations", queryset=Participation.objects.select_related("person"))
    found = Meeting.objects.filter(slug__in=slugs[:MOST]).prefetch_related(people)
    return {meeting.slug: str(meeting) for meeting in found}
