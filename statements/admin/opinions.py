"""What parser and editors say of a quote, side by side, in names instead of slugs."""

from dataclasses import dataclass
from typing import Any

from statements.corrections import standing_verdicts
from statements.models import Correction, Meeting, Person, Quote, Topic
from statements.models.corrections import in_words

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
    names, text = _names([*now.values(), *quote.parsed.values()]), quote.article.text
    return [
        Opinion(
            field.label,
            _words(field, now[field], names, text),
            _words(field, quote.parsed.get(field, now[field]), names, text),
            verdicts.get(field.value),
        )
        for field in Field
    ]


def history(quote: Quote, user: Any) -> list[Entry]:
    """All verdicts, the last first; an editor may take back their own, an admin any."""
    corrections = list(quote.corrections.select_related("editor", "withdrawn_by").order_by("-made_at", "-pk"))
    names = _names([value for one in corrections for value in (one.before, one.after)])
    text = quote.article.text
    return [
        Entry(
            one,
            _words(Field(one.field), one.before, names, text),
            _words(Field(one.field), one.after, names, text),
            one.withdrawn_at is None and may_take_back(user, one),
        )
        for one in corrections
    ]


def may_take_back(user: Any, correction: Correction) -> bool:
    """Whether this user may take this verdict back."""
    own = correction.editor_id == user.pk and user.has_perm("statements.add_correction")
    return bool(user.has_perm("statements.withdraw_correction") or own)


def _names(values: list[Any]) -> dict[str, str]:
    """The name of every slug among the values."""
    each = [one for value in values for one in (value if isinstance(value, list) else [value])]
    wanted = {slug for slug in each if isinstance(slug, str)}
    meetings = Meeting.objects.for_display().filter(slug__in=wanted)
    return {
        **dict(Person.objects.filter(slug__in=wanted).values_list("slug", "name")),
        **dict(Topic.objects.filter(slug__in=wanted).values_list("slug", "name")),
        **{meeting.slug: str(meeting) for meeting in meetings},
    }


def _words(field: Field, value: Any, names: dict[str, str], text: str) -> str:
    if field == Field.STATEMENT:
        return "yes" if value else "no"
    if field in {Field.BOUNDARIES, Field.KIND, Field.DATE}:
        return in_words(field, value, text) or "none"
    slugs: list[Any] = value if isinstance(value, list) else [value]
    return ", ".join(names.get(slug, slug) for slug in slugs if slug is not None) or NOTHING[field]
