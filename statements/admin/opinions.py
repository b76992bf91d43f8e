"""What parser and editors say of a quote, side by side, in names instead of slugs."""

from dataclasses import dataclass
from typing import Any

from statements.corrections import standing_verdicts
from statements.models import Correction, Meeting, Person, Quote, Topic

Field = Correction.Field
NOTHING = {
    Field.SPEAKER: "nobody named",
    Field.RELAYED: "nobody",
    Field.MEETING: "none",
    Field.TOPICS: "none",
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """One field: the effective value, what the parser said, the verdict that counts."""

    field: str
    effective: str
    parsed: str
    verdict: Correction | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict of the history, in names."""

    correction: Correction
    before: str
    after: str
    can_take_back: bool


def opinions(quote: Quote) -> list[Opinion]:
    """Each field that can be corrected."""
    now, verdicts = quote.opinion(), standing_verdicts(quote)
    names = _names([*now.values(), *quote.parsed.values()])
    return [
        Opinion(
            field.label,
            _words(field, now[field], names),
            _words(field, quote.parsed.get(field), names),
            verdicts.get(field.value),
        )
        for field in Field
    ]


def history(quote: Quote, user: Any) -> list[Entry]:
    """All verdicts, the last first; an editor may take back their own, an admin any."""
    corrections = list(quote.corrections.select_related("editor", "withdrawn_by").order_by("-made_at", "-pk"))
    names = _names([value for one in corrections for value in (one.before, one.after)])
    return [
        Entry(
            one,
            _words(Field(one.field), one.before, names),
            _words(Field(one.field), one.after, names),
            one.withdrawn_at is None and may_take_back(user, one),
        )
        for one in corrections
    ]


def may_take_back(user: Any, correction: Correction) -> bool:
    """Whether this user may take this verdict back."""
    own = correction.editor_id == user.pk and user.has_perm("statements.add_correction")
    return bool(user.is_superuser or own)


def _names(values: list[Any]) -> dict[str, str]:
    """The name of every slug among the values."""
    slugs = {slug for value in values for slug in (value if isinstance(value, list) else [value])}
    wanted = [slug for slug in slugs if isinstance(slug, str)]
    meetings = Meeting.objects.for_display().filter(slug__in=wanted)
    return {
        **dict(Person.objects.filter(slug__in=wanted).values_list("slug", "name")),
        **dict(Topic.objects.filter(slug__in=wanted).values_list("slug", "name")),
        **{meeting.slug: str(meeting) for meeting in meetings},
    }


def _words(field: Field, value: Any, names: dict[str, str]) -> str:
    if field == Field.STATEMENT:
        return "yes" if value else "no"
    slugs: list[Any] = value if isinstance(value, list) else [value]
    return ", ".join(names.get(slug, slug) for slug in slugs if slug is not None) or NOTHING[field]
