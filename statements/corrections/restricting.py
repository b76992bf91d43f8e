"""Hiding a quote or an article from readers, at every door at once, with a reason that they are told."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from statements.corrections.values import CorrectionError
from statements.corrections.verdicts import apply_verdicts, locked
from statements.models import Article, Quote, Restriction


@transaction.atomic
def restrict(thing: Quote | Article, *, basis: str, reason: str, editor: User) -> Restriction:
    """Hide it. An article takes all its quotes with it, those of later parses too. Raises CorrectionError."""
    reason = reason.strip()
    if not reason:
        raise CorrectionError("Say why: whoever looks for it will be told.")
    if basis not in Restriction.Basis.values:
        raise CorrectionError(f"“{basis}” is no basis: use one of {', '.join(Restriction.Basis.values)}.")
    where = _column(thing)
    _lock(thing)
    if Restriction.objects.filter(**where, lifted_at=None).exists():
        raise CorrectionError("It is hidden already.")
    former = thing.state if isinstance(thing, Article) else ""
    made = Restriction.objects.create(
        **where, basis=basis, reason=reason, made_by=editor, former_state=former
    )
    _renew(thing, Article.State.RESTRICTED)
    return made


@transaction.atomic
def lift_restriction(restriction: Restriction, *, editor: User) -> None:
    """Show it again, as parser and editors left it. Twice is once."""
    thing = restriction.quote or restriction.article
    assert thing  # noqa: S101 - the table has a constraint for it
    _lock(thing)
    restriction.refresh_from_db()
    if restriction.lifted_at is None:
        restriction.lifted_at, restriction.lifted_by = timezone.now(), editor
        restriction.save(update_fields=["lifted_at", "lifted_by"])
        _renew(thing, restriction.former_state or Article.State.PARSED)


def _column(thing: Quote | Article) -> dict[str, Quote | Article]:
    return {"quote": thing} if isinstance(thing, Quote) else {"article": thing}


def _lock(thing: Quote | Article) -> None:
    """Keep the article's parser out until this is done."""
    pk = thing.article_id if isinstance(thing, Quote) else thing.pk
    Article.objects.select_for_update().defer("text", "raw", "html").get(pk=pk)


def _renew(thing: Quote | Article, state: str) -> None:
    if isinstance(thing, Quote):
        apply_verdicts(locked(thing))
        return
    thing.state = state
    thing.save(update_fields=["state"])
    for quote in thing.quotes.select_for_update(of=["self"]).order_by("pk"):
        apply_verdicts(quote)
