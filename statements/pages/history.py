"""What editors decided about a quote, in public: what, from, to, why and when, but not who."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from statements.models import Correction, Meeting, Participation, Person, Quote, Topic
from statements.models.corrections import in_words

MODELS: dict[str, type[Person] | type[Meeting] | type[Topic]] = {
    Correction.Field.SPEAKER: Person,
    Correction.Field.RELAYED: Person,
    Correction.Field.MEETING: Meeting,
    Correction.Field.TOPICS: Topic,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One verdict, in words."""

    field: str
    before: str
    after: str
    reason: str
    made_at: datetime
    withdrawn_at: datetime | None
    statement: bool | None = None
    """The verdict itself where it is on whether this is a statement at all."""

    @property
    def confirms(self) -> bool:
        """The editor decided that what stood there was right."""
        return self.before == self.after


def history(quote: Quote) -> list[Change]:
    """All verdicts on the quote, the newest first."""
    corrections = list(quote.corrections.order_by("-made_at", "-pk"))
    names, text = _names(corrections), quote.article.text
    return [
        Change(
            correction.get_field_display(),
            _words(correction.field, correction.before, names, text),
            _words(correction.field, correction.after, names, text),
            correction.reason,
            correction.made_at,
            correction.withdrawn_at,
            correction.after if correction.field == Correction.Field.STATEMENT else None,
        )
        for correction in corrections
    ]


def _names(corrections: Iterable[Correction]) -> dict[tuple[str, str], str]:
    """What each slug that a verdict mentions stands for: one query a table."""
    slugs: dict[type[Any], set[str]] = {}
    for correction in corrections:
        if model := MODELS.get(correction.field):
            slugs.setdefault(model, set()).update(_slugs(correction.before), _slugs(correction.after))
    return {
        (model.__name__, row.slug): str(row)
        for model, wanted in slugs.items()
        for row in _rows(model).filter(slug__in=wanted)
    }


def _rows(model: type[Any]) -> Any:
    if model is not Meeting:
        return model._default_manager.all()
    people = Prefetch("participations", Participation.objects.select_related("person"))
    return Meeting.objects.prefetch_related(people)  # a meeting's name is made of its people's


def _slugs(value: Any) -> list[str]:
    return [slug for slug in (value if isinstance(value, list) else [value]) if isinstance(slug, str)]


def _words(field: str, value: Any, names: dict[tuple[str, str], str], text: str) -> str:
    if field == Correction.Field.STATEMENT:
        return "a statement" if value else "not a statement"
    if field not in MODELS:
        return in_words(field, value, text) or "none"
    model = MODELS[field].__name__
    return ", ".join(names.get((model, slug), slug) for slug in _slugs(value)) or "none"
