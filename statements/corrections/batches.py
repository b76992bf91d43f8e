"""What takes several verdicts at once, and is taken back at once: bulk moves, splitting, joining, adding."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from statements.corrections.values import CorrectionError, trimmed
from statements.corrections.verdicts import locked, record_correction, withdraw_correction
from statements.models import Article, Batch, Correction, Judgement, Person, Quote

Field = Correction.Field
MOST_AT_ONCE = 2000
"""Quotes that one batch may change: each is computed anew, in one transaction."""


@transaction.atomic
def record_together(
    quote: Quote, verdicts: dict[str, Any], *, what: str, summary: str, editor: User, reason: str
) -> Batch:
    """Record several verdicts on one quote as one act. Raises CorrectionError."""
    batch = Batch.objects.create(what=what, editor=editor, summary=summary[:500])
    _record(batch, quote, verdicts, reason)
    return batch


@transaction.atomic
def undo_batch(batch: Batch, *, editor: User) -> None:
    """Take back all that stands of it. Twice is once."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.undone_at is not None:
        return
    for correction in batch.corrections.standing().order_by("quote", "-pk").select_related("quote"):
        withdraw_correction(correction, editor=editor)
    Judgement.objects.filter(batch=batch).delete()
    batch.undone_at, batch.undone_by = timezone.now(), editor
    batch.save(update_fields=["undone_at", "undone_by"])


def last_answer(editor: User) -> Batch | None:
    """The editor's last answer in the queue that stands."""
    mine = Batch.objects.filter(editor=editor, what=Batch.What.REVIEW, undone_at=None)
    return mine.order_by("-made_at", "-pk").first()


def quotes_to_move(
    person: Person, *, since: date | None = None, until: date | None = None, article: Article | None = None
) -> Any:
    """The quotes of a person: all, those said in a period, or those of one article."""
    quotes = Quote.objects.filter(speaker=person).said_between(since, until)
    return quotes.filter(article=article) if article else quotes


@transaction.atomic
def move_quotes(quotes: Any, to: Person, *, editor: User, reason: str) -> Batch:
    """Credit all these quotes to another person. Raises CorrectionError."""
    if to.merged_into_id:
        raise CorrectionError(f"{to} was merged into {to.merged_into}: move the quotes there.")
    chosen = list(quotes.order_by("pk")[: MOST_AT_ONCE + 1])
    if not chosen:
        raise CorrectionError("There is no such quote: nothing to move.")
    if len(chosen) > MOST_AT_ONCE:
        raise CorrectionError(f"These are more than {MOST_AT_ONCE:,}: choose a shorter period.")
    noun = "quote" if len(chosen) == 1 else "quotes"
    summary = f"Moved {len(chosen)} {noun} to {to.name}"
    batch = Batch.objects.create(what=Batch.What.MOVE, editor=editor, summary=summary[:500])
    for quote in chosen:
        _record(batch, quote, {Field.SPEAKER: to.slug}, reason)
    return batch


@transaction.atomic
def split_person(
    quotes: Any, name: str, *, country: str, organization: str, editor: User, reason: str
) -> tuple[Person, Batch]:
    """Somebody else of this name said these quotes: make them a row of their own. Raises CorrectionError."""
    person = Person.named_new(name, country=country, organization=organization)
    return person, move_quotes(quotes, person, editor=editor, reason=reason)


@transaction.atomic
def add_quote(
    article: Article, start: int, end: int, *, speaker: Person | None, kind: str, editor: User, reason: str
) -> Quote:
    """A statement that the parser missed, by its words in the article. Raises CorrectionError."""
    batch = Batch.objects.create(
        what=Batch.What.ADD, editor=editor, summary=f"Added a quote to {article}"[:500]
    )
    return _add(batch, article, [start, end], _verdicts(speaker, kind), reason)


@transaction.atomic
def split_quote(quote: Quote, at: int, *, editor: User, reason: str) -> Quote:
    """Cut a quote in two before the character ``at`` of the article; the new one has the second part.

    Both keep speaker, kind, meeting, topics and date. Returns the new one. Raises CorrectionError.
    """
    quote = locked(quote)
    if not quote.start < at < quote.end:
        raise CorrectionError("That is not inside the quote: choose a place between two of its words.")
    batch = Batch.objects.create(what=Batch.What.SPLIT, editor=editor, summary=f"Split {quote}"[:500])
    now, end = quote.opinion(), quote.end
    _record(batch, quote, {Field.BOUNDARIES: [quote.start, at]}, reason)
    inherited = {name: value for name, value in now.items() if name != Field.BOUNDARIES}
    return _add(batch, quote.article, [at, end], inherited, reason)


@transaction.atomic
def join_quotes(first: Quote, second: Quote, *, editor: User, reason: str) -> Batch:
    """Make two quotes of one article one: the first takes in the second's words. Raises CorrectionError."""
    first, second = sorted((locked(first), locked(second)), key=lambda quote: (quote.start, quote.pk))
    if first.article_id != second.article_id:
        raise CorrectionError("These stand in two articles: only quotes of one can be joined.")
    if first.pk == second.pk:
        raise CorrectionError("This is one quote already.")
    batch = Batch.objects.create(what=Batch.What.JOIN, editor=editor, summary=f"Joined {first}"[:500])
    whole = [first.start, max(first.end, second.end)]
    _record(batch, second, {Field.STATEMENT: False}, f"Joined with the quote before it. {reason}".strip())
    _record(batch, first, {Field.BOUNDARIES: whole}, reason)
    return batch


def _verdicts(speaker: Person | None, kind: str) -> dict[str, Any]:
    return {Field.SPEAKER: speaker.slug if speaker else None, Field.KIND: kind, Field.STATEMENT: True}


def _add(batch: Batch, article: Article, span: list[int], verdicts: dict[str, Any], reason: str) -> Quote:
    """A row that no parse made: what the parser says of it is that there is no statement."""
    start, end = trimmed(article.text, *span)
    if known := article.quotes.filter(start=start, end=end).first():
        raise CorrectionError(f"These words are a quote already ({known.public_id}): correct that one.")
    date_known = article.published_on.isoformat() if article.published_on else None
    quote = Quote.objects.create(
        article=article,
        start=start,
        end=end,
        text=article.text[start:end],
        kind=Quote.Kind.INDIRECT,
        confidence=0,
        parser_version="",
        found=False,
        status=Quote.Status.WITHDRAWN,
        parsed={"statement": False, "boundaries": None, "kind": None, "date": date_known, "verbatim": []},
    )
    _record(batch, quote, {Field.BOUNDARIES: [start, end], **verdicts}, reason)
    return quote


def _record(batch: Batch, quote: Quote, verdicts: dict[str, Any], reason: str) -> None:
    for field, after in verdicts.items():
        record_correction(
            quote, field=field, after=after, editor=batch.editor, reason=reason[:500], batch=batch
        )
    quote.refresh_from_db()
