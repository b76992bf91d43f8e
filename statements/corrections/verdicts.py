"""Editors' verdicts on one quote: recorded, applied, taken back.

A quote's columns hold effective values. For each field that is the last standing verdict's, else
what the parser said last (`Quote.parsed`). `apply_verdicts` computes it anew from these two, so that the
order of parsing and correcting never matters.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from statements.corrections.values import CorrectionError, public_value
from statements.models import Batch, Correction, Meeting, Person, Quote, Restriction, Topic

Field = Correction.Field


@transaction.atomic
def record_correction(
    quote: Quote, *, field: str, after: Any, editor: User, reason: str, batch: Batch | None = None
) -> Correction:
    """Record an editor's verdict and make it effective.

    ``after`` is as `Correction` keeps it; confirming what is there already is a verdict too.
    Raises CorrectionError.
    """
    reason = reason.strip()
    if not reason:
        raise CorrectionError("Say why: a correction without a reason cannot be judged later.")
    quote = locked(quote)
    after = public_value(quote, field, after)
    _complete(quote)
    correction = Correction.objects.create(
        quote=quote,
        editor=editor,
        batch=batch,
        field=field,
        before=quote.opinion()[field],
        after=after,
        parsed=quote.parsed.get(field),
        words=quote.text,
        start=quote.start,
        reason=reason,
    )
    apply_verdicts(quote)
    return correction


@transaction.atomic
def withdraw_correction(correction: Correction, *, editor: User) -> None:
    """Take a verdict back: the one before it counts again, or the parser's opinion. Twice is once."""
    quote = locked(correction.quote)
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


def confirmed_fields(quote: Quote) -> set[str]:
    """What an editor decides who says that all that is shown is right."""
    fields = {*standing_verdicts(quote)} or {Field.SPEAKER.value}
    return fields if quote.found else fields | {Field.STATEMENT.value}


def apply_verdicts(quote: Quote) -> None:
    """Compute the effective values from what the parser said and what editors decided, and save them."""
    verdicts = standing_verdicts(quote)
    values = {
        name: verdicts[name].after if name in verdicts else quote.parsed.get(name) for name in Field.values
    }
    quote.speaker = person_of(values[Field.SPEAKER])
    quote.relayed = person_of(values[Field.RELAYED])
    quote.meeting = Meeting.objects.filter(slug=values[Field.MEETING]).first()
    _apply_words(quote, values, corrected={Field.BOUNDARIES, Field.KIND} & verdicts.keys() != set())
    if Field.DATE in verdicts or Field.DATE in quote.parsed:
        day = values[Field.DATE]
        quote.said_on = date.fromisoformat(day) if day else None
    quote.status = Quote.Status.CURRENT if _is_shown(quote, values, verdicts) else Quote.Status.WITHDRAWN
    quote.speaker_kind = _speaker_kind(quote, corrected=Field.SPEAKER in verdicts)
    quote.review = _review(quote, verdicts)
    quote.save()
    quote.topics.set(Topic.objects.filter(slug__in=values[Field.TOPICS] or []))


def why_withdrawn(quote: Quote) -> str:
    """Why readers see a quote no longer: somebody's request, the editor's reason, or a better parse."""
    return why_each_withdrawn([quote])[quote.pk]


def why_each_withdrawn(quotes: Iterable[Quote]) -> dict[int, str]:
    """The same for many quotes, by primary key, in two queries."""
    quotes = list(quotes)
    restrictions = list(Restriction.objects.hiding_any(quotes))
    decided = Correction.objects.standing().filter(quote__in=quotes, field=Field.STATEMENT)
    verdicts = {verdict.quote_id: verdict for verdict in decided.order_by("made_at", "pk")}
    return {quote.pk: _why(quote, restrictions, verdicts.get(quote.pk)) for quote in quotes}


def _why(quote: Quote, restrictions: list[Restriction], verdict: Correction | None) -> str:
    for restriction in restrictions:
        if restriction.quote_id == quote.pk or restriction.article_id == quote.article_id:
            return f"{restriction.get_basis_display()}, this is no longer shown: {restriction.reason}"
    if verdict and not verdict.after:
        return f"An editor decided that this is not a statement: {verdict.reason}"
    return "A newer reading of the article no longer finds a statement in these words."


def person_of(slug: str | None) -> Person | None:
    """The person of this slug, or whom they were merged into."""
    person = Person.objects.select_related("merged_into").filter(slug=slug).first() if slug else None
    return (person.merged_into or person) if person else None


def locked(quote: Quote) -> Quote:
    """The row as it is now, kept from other writers until the transaction ends."""
    return Quote.objects.select_for_update(of=["self"]).get(pk=quote.pk)


def _complete(quote: Quote) -> None:
    """Rows of older parses kept the parser's boundaries, kind and date in their columns alone."""
    columns = {name: quote.opinion()[name] for name in (Field.BOUNDARIES, Field.KIND, Field.DATE)}
    quote.parsed = {"verbatim": quote.verbatim} | columns | quote.parsed


def _apply_words(quote: Quote, values: dict[str, Any], *, corrected: bool) -> None:
    """Boundaries, kind and the exact words. Without any opinion on them the columns stay as they are."""
    quote.start, quote.end = values[Field.BOUNDARIES] or (quote.start, quote.end)
    quote.kind = values[Field.KIND] or quote.kind
    quote.text = quote.article.text[quote.start : quote.end]
    if not corrected:
        quote.verbatim = quote.parsed.get("verbatim", quote.verbatim)
    elif quote.kind == Quote.Kind.MIXED:
        spans = ((max(start, quote.start), min(end, quote.end)) for start, end in quote.parsed["verbatim"])
        quote.verbatim = [[start, end] for start, end in spans if start < end]
    else:
        quote.verbatim = [] if quote.kind == Quote.Kind.INDIRECT else [[quote.start, quote.end]]


def _is_shown(quote: Quote, values: dict[str, Any], verdicts: dict[str, Correction]) -> bool:
    if Restriction.objects.hiding(quote).exists():
        return False
    if Field.STATEMENT in verdicts or not verdicts or quote.is_added:
        return bool(values[Field.STATEMENT])
    return True  # what the parser finds no longer is still a statement if an editor ever looked at it


def _review(quote: Quote, verdicts: dict[str, Correction]) -> str:
    if not verdicts:
        return Quote.Review.UNREVIEWED
    gone = not quote.found and Field.STATEMENT not in verdicts  # nobody has decided about that yet
    redrawn = verdicts.get(Field.BOUNDARIES)
    stale = gone or any(_is_stale(quote, verdict, redrawn) for verdict in verdicts.values())
    return Quote.Review.DISPUTED if stale else Quote.Review.REVIEWED


def _is_stale(quote: Quote, verdict: Correction, redrawn: Correction | None) -> bool:
    """The parser now says something that the editor did not see, or of other words."""
    now = quote.parsed.get(verdict.field)
    # Who draws the boundaries anew has seen the verdicts made before, which stay good for the new words.
    seen = redrawn is not None and redrawn.pk >= verdict.pk
    if verdict.words != quote.text and not seen:
        return True
    if now in (verdict.parsed, verdict.after):
        return False
    if verdict.field not in {Field.SPEAKER, Field.RELAYED}:
        return True
    # Another name, but of somebody who has been merged since: no new opinion.
    return person_of(now) not in {person_of(verdict.parsed), person_of(verdict.after)}


def _speaker_kind(quote: Quote, *, corrected: bool) -> str:
    if quote.speaker:
        return Quote.SpeakerKind.PERSON
    kind = (
        Quote.SpeakerKind.UNNAMED
        if corrected
        else quote.parsed.get("speaker_kind", Quote.SpeakerKind.UNNAMED)
    )
    return Quote.SpeakerKind.UNNAMED if kind == Quote.SpeakerKind.PERSON else kind
