"""Two rows of one human being made one, and taken apart again, exactly.

A merged person stays as a row that leads on. What followed to the other one is written down by key, so that
undoing moves just that back; everything else that happened since stays.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from statements.corrections.values import CorrectionError
from statements.corrections.verdicts import apply_verdicts
from statements.models import Alias, Correction, Merge, Office, Participation, Person, Quote, Suggestion

ROLES = ("speaker", "relayed")
SIDE = ("country", "organization")
BATCH = 1000


@transaction.atomic
def merge_people(kept: Person, merged: Person, *, editor: User, reason: str) -> Merge:
    """Make ``merged`` part of ``kept``: every alias, quote, office and meeting follows.

    Raises CorrectionError.
    """
    reason = reason.strip()
    if not reason:
        raise CorrectionError("Say why: a merge without a reason cannot be judged later.")
    kept, merged = _both(kept, merged)
    if kept.pk == merged.pk:
        raise CorrectionError("This is one person already.")
    for person in (kept, merged):
        if person.merged_into_id:
            raise CorrectionError(f"{person} is merged into {person.merged_into} already: choose them.")
    moved = _move(kept, merged)
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    _decide({kept.pk, merged.pk}, Suggestion.State.MERGED, editor)
    return Merge.objects.create(kept=kept, merged=merged, editor=editor, reason=reason[:500], moved=moved)


@transaction.atomic
def undo_merge(merge: Merge, *, editor: User) -> None:
    """Take the two apart as they were; quotes found since go where the name in their article says."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        return
    kept, merged = _both(merge.kept, merge.merged)
    if kept.merged_into_id:
        raise CorrectionError(f"{kept} was merged into {kept.merged_into} since: undo that first.")
    moved = merge.moved
    Alias.objects.filter(pk__in=moved["aliases"], person=kept).delete()
    Office.objects.filter(pk__in=moved["offices"], person=kept).update(person=merged)
    Participation.objects.filter(pk__in=moved["participations"], person=kept).update(person=merged)
    Participation.objects.bulk_create(Participation(**row) for row in moved["dropped"])
    Person.objects.filter(pk__in=moved["people"]).update(merged_into=merged)
    for name, value in moved["filled"].items():
        if getattr(kept, name) == value:
            setattr(kept, name, "")
    kept.save()
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    for role in ROLES:
        _give_back(role, kept, merged, moved)
    _decide({kept.pk, merged.pk}, Suggestion.State.OPEN, None)
    merge.undone_at, merge.undone_by = timezone.now(), editor
    merge.save(update_fields=["undone_at", "undone_by"])


def dismiss(suggestion: Suggestion, *, editor: User) -> None:
    """These are two people, and are not suggested again."""
    _decide({suggestion.one_id, suggestion.other_id}, Suggestion.State.DIFFERENT, editor)


def _move(kept: Person, merged: Person) -> dict[str, Any]:
    """Everything to its new place, and the keys of what moved."""
    names = set(kept.aliases.values_list("name", flat=True))
    new = sorted(set(merged.aliases.values_list("name", flat=True)) | {merged.name})
    aliases = Alias.objects.bulk_create(Alias(person=kept, name=name) for name in new if name not in names)
    shared = merged.participations.filter(meeting__in=kept.participations.values("meeting"))
    dropped = list(shared.values("id", "meeting_id", "person_id", "office_id", "side"))
    shared.delete()
    moved = {
        "aliases": [alias.pk for alias in aliases],
        "offices": _follow(_offices_to_move(kept, merged), person=kept),
        "participations": _follow(merged.participations.all(), person=kept),
        "dropped": dropped,
        "people": _follow(merged.merged.all(), merged_into=kept),
        "filled": _fill(kept, merged),
        "names": new,
    }
    # What the parser says of quotes that editors credit to others, for when they change their mind.
    judged = Quote.objects.filter(Exists(Correction.objects.filter(quote=OuterRef("pk"))))
    moved["opinions"] = list(judged.filter(parsed__speaker=merged.slug).values_list("pk", flat=True))
    for role in ROLES:
        moved[role] = _follow(Quote.objects.filter(**{role: merged}), **{role: kept})
    return moved


def _follow(rows: Any, **change: Any) -> list[int]:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    if rows.model is Quote:
        change["updated_at"] = timezone.now()
    rows.model._default_manager.filter(pk__in=keys).update(**change)
    return keys


def _offices_to_move(kept: Person, merged: Person) -> Any:
    """Those that the other does not have already."""
    known = {_period(office) for office in kept.offices.all()}
    return merged.offices.filter(
        pk__in=[office.pk for office in merged.offices.all() if _period(office) not in known]
    )


def _period(office: Office) -> tuple[Any, ...]:
    return office.title, office.country, office.organization, office.since


def _fill(kept: Person, merged: Person) -> dict[str, str]:
    """The side that only the other row tells."""
    if kept.side:
        return {}
    filled = {name: getattr(merged, name) for name in SIDE if getattr(merged, name)}
    for name, value in filled.items():
        setattr(kept, name, value)
    kept.save()
    return filled


def _give_back(role: str, kept: Person, merged: Person, moved: dict[str, Any]) -> None:
    """The quotes that followed, and those that later parses credited to a name that is the other's."""
    quotes = Quote.objects.filter(**{role: kept})
    ours = set(kept.aliases.values_list("name", flat=True)) | {kept.name}
    theirs = [name for name in moved["names"] if name not in ours]
    keys = set(quotes.filter(pk__in=moved[role]).values_list("pk", flat=True))
    if role == "speaker":
        later = quotes.filter(parsed__speaker=kept.slug, attributed_to__in=theirs)
        keys |= set(later.values_list("pk", flat=True)) | set(moved["opinions"])
    judged = set(Correction.objects.filter(quote__in=keys).values_list("quote", flat=True))
    plain = list(Quote.objects.filter(pk__in=keys).defer("words"))
    for quote in plain:
        if quote.parsed.get(role) == kept.slug:
            quote.parsed = quote.parsed | {role: merged.slug}
        setattr(quote, role, merged)
        quote.updated_at = timezone.now()
    Quote.objects.bulk_update(plain, [role, "parsed", "updated_at"], batch_size=BATCH)
    for quote in Quote.objects.select_for_update(of=["self"]).filter(pk__in=judged):
        apply_verdicts(quote)


def _both(one: Person, other: Person) -> tuple[Person, Person]:
    """Both rows as they are now, locked in the order of their keys."""
    rows = {
        row.pk: row
        for row in Person.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("pk")
    }
    return rows[one.pk], rows[other.pk]


def _decide(pair: set[int], state: str, editor: User | None) -> None:
    suggestions = Suggestion.objects.filter(one__in=pair, other__in=pair)
    decided_at = timezone.now() if editor else None
    suggestions.update(state=state, decided_by=editor, decided_at=decided_at)
