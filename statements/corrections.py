"""Editors' verdicts: recorded, applied, taken back. The only writer of corrected values beside ingest.

A quote's columns hold effective values. For each field that is the last standing verdict's, else
what the parser said last (`Quote.parsed`). `apply_verdicts` computes it anew from these two, so that the
order of parsing and correcting never matters.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from statements.models import Correction, Meeting, Person, Quote, Topic

Field = Correction.Field


class CorrectionError(ValueError):
    """A verdict that cannot be recorded; the message says why."""


@transaction.atomic
def record_correction(quote: Quote, *, field: str, after: Any, editor: User, reason: str) -> Correction:
    """Record an editor's verdict and make it effective.

    ``after`` is a slug or None for speaker, relayed and meeting, a list of slugs for topics, a bool for
    statement; confirming what is there already is a verdict too. Raises CorrectionError.
    """
    reason = reason.strip()
    if not reason:
        raise CorrectionError("Say why: a correction without a reason cannot be judged later.")
    quote = _locked(quote)
    after = _public_value(field, after)
    correction = Correction.objects.create(
        quote=quote,
        editor=editor,
        field=field,
        before=quote.opinion()[field],
        after=after,
        parsed=quote.parsed.get(field),
        words=quote.text,
        reason=reason,
    )
    apply_verdicts(quote)
    return correction


@transaction.atomic
def withdraw_correction(correction: Correction, *, editor: User) -> None:
    """Take a verdict back: the one before it counts again, or the parser's opinion. Twice is once."""
    quote = _locked(correction.quote)
    correction.refresh_from_db()
    if correction.withdrawn_at is None:
        correction.withdrawn_at, correction.withdrawn_by = timezone.now(), editor
        correction.save(update_fields=["withdrawn_at", "withdrawn_by"])
        apply_verdicts(quote)


def standing_verdicts(quote: Quote) -> dict[str, Correction]:
    """The verdict that counts for each field: the last one not taken back."""
    return {
        correction.field: correction for correction in quote.corrections.standing().order_by("made_at", "pk")
    }


def apply_verdicts(quote: Quote) -> None:
    """Compute the effective values from what the parser said and what editors decided, and save them."""
    verdicts = standing_verdicts(quote)
    values = {
        name: verdicts[name].after if name in verdicts else quote.parsed.get(name) for name in Field.values
    }
    quote.speaker = _person(values[Field.SPEAKER])
    quote.relayed = _person(values[Field.RELAYED])
    quote.meeting = Meeting.objects.filter(slug=values[Field.MEETING]).first()
    # What the parser found no longer is still a statement if an editor ever looked at it.
    is_statement = values[Field.STATEMENT] or (bool(verdicts) and Field.STATEMENT not in verdicts)
    quote.status = Quote.Status.CURRENT if is_statement else Quote.Status.WITHDRAWN
    quote.speaker_kind = _speaker_kind(quote, corrected=Field.SPEAKER in verdicts)
    quote.review = _review(quote, verdicts)
    quote.save()
    quote.topics.set(Topic.objects.filter(slug__in=values[Field.TOPICS] or []))


def why_withdrawn(quote: Quote) -> str:
    """Why readers see a quote no longer: the editor's reason, or that the parser finds none any more."""
    verdict = standing_verdicts(quote).get(Field.STATEMENT)
    if verdict and not verdict.after:
        return f"An editor decided that this is not a statement: {verdict.reason}"
    return "A newer reading of the article no longer finds a statement in these words."


def _review(quote: Quote, verdicts: dict[str, Correction]) -> str:
    if not verdicts:
        return Quote.Review.UNREVIEWED
    gone = not quote.found and Field.STATEMENT not in verdicts  # nobody has decided about that yet
    stale = gone or any(_is_stale(quote, verdict) for verdict in verdicts.values())
    return Quote.Review.DISPUTED if stale else Quote.Review.REVIEWED


def _is_stale(quote: Quote, verdict: Correction) -> bool:
    """The parser now says something that the editor did not see, or of other words."""
    now = quote.parsed.get(verdict.field)
    if verdict.words != quote.text:
        return True
    if now in (verdict.parsed, verdict.after):
        return False
    if verdict.field not in {Field.SPEAKER, Field.RELAYED}:
        return True
    # Another name, but of somebody who has been merged since: no new opinion.
    return _person(now) not in {_person(verdict.parsed), _person(verdict.after)}


def _speaker_kind(quote: Quote, *, corrected: bool) -> str:
    if quote.speaker:
        return Quote.SpeakerKind.PERSON
    kind = (
        Quote.SpeakerKind.UNNAMED
        if corrected
        else quote.parsed.get("speaker_kind", Quote.SpeakerKind.UNNAMED)
    )
    return Quote.SpeakerKind.UNNAMED if kind == Quote.SpeakerKind.PERSON else kind


def _person(slug: str | None) -> Person | None:
    person = Person.objects.select_related("merged_into").filter(slug=slug).first() if slug else None
    return (person.merged_into or person) if person else None


def _public_value(field: str, value: Any) -> Any:
    """The verdict as it is kept, checked: nobody can decide for somebody who does not exist."""
    match field:
        case Field.STATEMENT:
            return bool(value)
        case Field.TOPICS:
            slugs = sorted(set(value))
            if missing := set(slugs) - set(
                Topic.objects.filter(slug__in=slugs).values_list("slug", flat=True)
            ):
                raise CorrectionError(f"There is no topic “{sorted(missing)[0]}”.")
            return slugs
        case Field.SPEAKER | Field.RELAYED | Field.MEETING:
            model = Meeting if field == Field.MEETING else Person
            if value is not None and not model._default_manager.filter(slug=value).exists():
                raise CorrectionError(f"There is no {model._meta.verbose_name} “{value}”.")
            return value
    raise CorrectionError(f"“{field}” cannot be corrected: use one of {', '.join(Field.values)}.")


def _locked(quote: Quote) -> Quote:
    """The row as it is now, kept from other writers until the transaction ends."""
    return Quote.objects.select_for_update(of=["self"]).get(pk=quote.pk)
