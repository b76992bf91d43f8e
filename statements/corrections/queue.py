"""The editors' queue: what comes next, whose it is meanwhile, and the random sample that is mixed in."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from statements.models import Batch, Claim, Judgement, Quote, Report, Sample
from statements.models.ids import new_public_id
from statements.models.quotes import NAMELESS, SETTLED, WAITING

CLAIMED_FOR = timedelta(minutes=10)
MOST_TRIED = 20
SAMPLED = 0.1
"""The share of items that are drawn at random from all quotes."""
TWICE = 0.2
"""The share of the sample that two editors are asked, so that their agreement can be told."""

WHAT = {
    "": "All",
    "reported": "Reported by readers",
    "disputed": "Decided, but in question",
    "nameless": "Speaker not known",
    "unsure": "Unsure",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What an editor wants from the queue: a part of it, a kind of quote, a source; empty means any."""

    what: str = ""
    kind: str = ""
    source: str = ""

    def quotes(self) -> Any:
        """The quotes that wait, what is most worth an answer first."""
        found = Quote.objects.filter(Exists(_reports())).order_by("pk") if self.what == "reported" else None
        if found is None:
            found = Quote.objects.waiting()
        if self.what == "disputed":
            found = found.filter(review=Quote.Review.DISPUTED)
        elif self.what == "nameless":
            found = found.filter(WAITING & NAMELESS)
        elif self.what == "unsure":
            found = found.filter(review=Quote.Review.UNREVIEWED, confidence__lt=SETTLED)
        if self.kind:
            found = found.filter(kind=self.kind)
        return found.filter(article__source__slug=self.source) if self.source else found

    @property
    def is_any(self) -> bool:
        return self == Choice()


def next_for(editor: User, choice: Choice, *, beside: Collection[str] = ()) -> Quote | None:
    """The item for this editor, claimed: one that is theirs already, else the next that is nobody's.

    ``beside`` holds public ids of those that they have on the screen, or put off.
    """
    mine = Claim.objects.filter(editor=editor, until__gt=timezone.now()).exclude(quote__public_id__in=beside)
    for claim in mine.select_related("quote")[:MOST_TRIED]:
        if choice.quotes().filter(pk=claim.quote_id).exists() or _is_sample(claim.quote, editor):
            return claim_quote(claim.quote, editor)
    for quote in _offered(editor, choice, beside):
        if claimed := claim_quote(quote, editor):
            return claimed
    return None


def claim_quote(quote: Quote, editor: User) -> Quote | None:
    """The quote, if it is this editor's from now on; None where another one has it."""
    now = timezone.now()
    Claim.objects.filter(Q(editor=editor) | Q(until__lte=now), quote=quote).delete()
    Claim.objects.bulk_create(
        [Claim(quote=quote, editor=editor, made_at=now, until=now + CLAIMED_FOR)], ignore_conflicts=True
    )
    return quote if Claim.objects.filter(quote=quote, editor=editor).exists() else None


def release(quote: Quote, editor: User) -> None:
    """Let others have it."""
    Claim.objects.filter(quote=quote, editor=editor).delete()


def answered_today(editor: User) -> int:
    """How many answers of the editor's stand that were given since midnight, UTC."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Batch.objects.filter(editor=editor, made_at__gte=midnight, undone_at=None)
    return mine.filter(what=Batch.What.REVIEW).count()


def judge(quote: Quote, batch: Batch, verdict: str) -> None:
    """Note the answer where the quote is of the sample; the editor's first one counts."""
    if sample := Sample.objects.filter(quote=quote).first():
        Judgement.objects.get_or_create(
            sample=sample, editor=batch.editor, defaults={"batch": batch, "verdict": verdict}
        )


def _offered(editor: User, choice: Choice, beside: Collection[str]) -> Iterator[Quote]:
    if choice.is_any:
        yield from _free(Choice(what="reported").quotes(), editor, beside)
        if random.random() < SAMPLED and (sample := _sample(editor, beside)):  # noqa: S311 - no secret
            yield sample
    for quote in _free(choice.quotes(), editor, beside):
        # It may have been answered since the list was made.
        if choice.quotes().filter(pk=quote.pk).exists():
            yield quote


def _free(quotes: Any, editor: User, beside: Collection[str]) -> Any:
    """The first of these that nobody else has."""
    taken = Claim.objects.filter(quote=OuterRef("pk"), until__gt=timezone.now()).exclude(editor=editor)
    free = quotes.exclude(Exists(taken)).exclude(public_id__in=beside)
    return free.defer("words")[:MOST_TRIED]


def _sample(editor: User, beside: Collection[str]) -> Quote | None:
    """A sampled quote that this editor may judge: one that waits for an answer, or a new one."""
    asked = Sample.objects.annotate(answers=Count("judgements"))
    waiting = asked.filter(Q(answers=0) | Q(answers=1, twice=True)).exclude(judgements__editor=editor)
    for sample in waiting.exclude(quote__public_id__in=beside).select_related("quote")[:1]:
        return sample.quote
    return _draw()


def _draw() -> Quote | None:
    """A quote drawn at random: ids are random, so the next one after a random id is too."""
    pool = Quote.objects.current().filter(sample=None).order_by("public_id").select_related("article__source")
    quote = pool.filter(public_id__gte=new_public_id()).first() or pool.first()
    if quote is None or quote.is_added:
        return None
    Sample.objects.get_or_create(
        quote=quote,
        defaults={
            "kind": quote.kind,
            "form": quote.article.form,
            "source": str(quote.article.source or ""),
            "parser_version": quote.parser_version,
            "confidence": quote.confidence,
            "parsed": quote.parsed,
            "twice": random.random() < TWICE,  # noqa: S311 - no secret
        },
    )
    return quote


def _is_sample(quote: Quote, editor: User) -> bool:
    return Sample.objects.filter(quote=quote).exclude(judgements__editor=editor).exists()


def _reports() -> Any:
    return Report.objects.filter(quote=OuterRef("pk"), state=Report.State.OPEN)
