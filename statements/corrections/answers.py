"""An editor's answer to an item of the queue: what it decides, and what becomes of readers' reports."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from statements.corrections.batches import record_together, undo_batch
from statements.corrections.queue import judge, release
from statements.corrections.values import CorrectionError
from statements.corrections.verdicts import confirmed_fields, locked
from statements.models import Batch, Correction, Judgement, Quote, Report, Sample

Field = Correction.Field
Verdict = Judgement.Verdict
CONFIRM, NOBODY, NO_STATEMENT, WORDS = "confirm", "nobody", "none", "words"
PERSON = "person:"


class ChangedMeanwhile(CorrectionError):
    """Somebody else changed the quote after it was shown."""


@transaction.atomic
def answer_item(quote: Quote, answer: str, *, seen: str, editor: User, reason: str = "") -> Batch | None:
    """Record the answer: `confirm`, `nobody`, `none`, `words` or `person:SLUG`.

    Wrong words decide nothing by themselves; only for the sample they are noted. Otherwise None is returned.
    ``seen`` is the version (`Quote.updated_at`) that the editor saw. Raises CorrectionError.
    """
    quote = locked(quote)
    if seen != quote.updated_at.isoformat():
        raise ChangedMeanwhile("Somebody else changed this quote while you were looking at it: look again.")
    if answer == WORDS and not Sample.objects.filter(quote=quote).exists():
        release(quote, editor)
        return None
    before = quote.opinion()
    verdicts = _verdicts(quote, answer)
    batch = record_together(
        quote,
        verdicts,
        what=Batch.What.REVIEW,
        summary=f"{SUMMARIES.get(answer, 'Chose a speaker for')} {quote}",
        editor=editor,
        reason=reason.strip() or REASONS.get(answer, "Chosen in the queue, from the paragraph."),
    )
    judge(quote, batch, _judgement(quote, answer, verdicts))
    if answer != WORDS:
        _close_reports(quote, batch, reason, changed=quote.opinion() != before)
    release(quote, editor)
    return batch


@transaction.atomic
def undo_answer(batch: Batch, *, editor: User) -> Quote | None:
    """Take an answer back, and let the reports that it closed wait again. Returns the quote."""
    correction = batch.corrections.select_related("quote").first()
    undo_batch(batch, editor=editor)
    if correction is None:
        return None
    closed = Report.objects.filter(quote=correction.quote, answered_by=batch.editor)
    closed.filter(answered_at__gte=batch.made_at).update(
        state=Report.State.OPEN, answer="", answered_at=None, answered_by=None
    )
    return correction.quote


SUMMARIES = {
    CONFIRM: "Confirmed",
    NOBODY: "Found nobody named for",
    NO_STATEMENT: "Found no statement in",
    WORDS: "Found the words wrong of",
}
REASONS = {
    CONFIRM: "Confirmed in the queue.",
    NOBODY: "The article names nobody for these words.",
    NO_STATEMENT: "Nobody said these words.",
}


def _verdicts(quote: Quote, answer: str) -> dict[str, Any]:
    """What it decides. Who names a speaker has also seen the rest that earlier verdicts decided."""
    if answer == WORDS:
        return {}
    if answer == NO_STATEMENT:
        return {Field.STATEMENT: False}
    now = quote.opinion()
    confirmed = {name: now[name] for name in confirmed_fields(quote)}
    if answer == CONFIRM:
        return confirmed
    if answer == NOBODY:
        return confirmed | {Field.SPEAKER: None}
    if answer.startswith(PERSON):
        return confirmed | {Field.SPEAKER: answer.removeprefix(PERSON)}
    raise CorrectionError(f"“{answer}” is no answer.")


def _judgement(quote: Quote, answer: str, verdicts: dict[str, Any]) -> str:
    """How right the parser was, by this answer."""
    sample = Sample.objects.filter(quote=quote).first()
    if answer in {NO_STATEMENT, WORDS}:
        return Verdict.NONE if answer == NO_STATEMENT else Verdict.WORDS
    said = (sample.parsed if sample else quote.parsed).get("speaker")
    decided = verdicts.get(Field.SPEAKER, quote.opinion()["speaker"])
    return Verdict.RIGHT if decided == said else Verdict.SPEAKER


def _close_reports(quote: Quote, batch: Batch, reason: str, *, changed: bool) -> None:
    state = Report.State.CORRECTED if changed else Report.State.KEPT
    Report.objects.filter(quote=quote, state=Report.State.OPEN).update(
        state=state, answer=reason.strip()[:500], answered_at=timezone.now(), answered_by=batch.editor
    )
