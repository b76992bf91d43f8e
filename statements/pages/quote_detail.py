"""One quote with its evidence, at an address that is kept for ever."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.corrections import why_withdrawn
from statements.models import Quote, Restriction
from statements.pages.evidence import topic_evidence
from statements.pages.fingerprints import fingerprint, since_cited
from statements.pages.fragments import at_words
from statements.pages.highlighting import Mark
from statements.pages.history import Change, history
from statements.pages.passage import Shown, passage
from statements.pages.repeats import Reports
from statements.pages.wording import KINDS, SPEAKER_KINDS, citation, confidence_words

MOST_CHARACTERS = 30_000
"""Of the words above the evidence: the whole of nearly every quote, and a page that still loads."""


@require_safe
def quote_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One quote with its evidence; one that was withdrawn leads to what replaced it or says why, for ever."""
    quote = get_object_or_404(Quote.objects.for_display(), public_id=public_id)
    if quote.status == Quote.Status.WITHDRAWN:
        return _withdrawn(request, quote)
    shown = passage(quote.article.text, _marks(quote))
    link = request.build_absolute_uri(f"{quote.get_absolute_url()}?cited={fingerprint(quote)}")
    changes = history(quote)
    cited = request.GET.get("cited", "").strip()
    previous, following = _neighbours(quote)
    context = {
        "quote": quote,
        "limit": MOST_CHARACTERS,
        "passage": shown,
        "topics": topic_evidence(quote, _around(quote, shown)),
        "kind": KINDS[Quote.Kind(quote.kind)],
        "speaker_kind": SPEAKER_KINDS.get(Quote.SpeakerKind(quote.speaker_kind), ""),
        "confidence": confidence_words(quote.confidence),
        "changes": changes,
        "reviewed_at": _reviewed_at(changes),
        "cited": since_cited(quote, cited) if cited else None,
        "reports": Reports(quote),
        "previous": previous,
        "following": following,
        "citation": citation(quote, link),
        "permalink": link,
        "original_url": at_words(quote.article.url, quote.text) if quote.article.url else "",
        "correct_url": _correct_url(request, quote),
    }
    return render(request, "statements/quote_detail.html", context)


def _withdrawn(request: HttpRequest, quote: Quote) -> HttpResponse:
    """Where a newer parse drew the bounds anew, the quote that has the words now; else that there is none."""
    if Restriction.objects.hiding(quote).exists():
        context = {"quote": quote, "reason": why_withdrawn(quote), "restricted": True}
        return render(request, "statements/quote_gone.html", context, status=410)
    changes = history(quote)
    decided = any(change.statement is False for change in changes if not change.withdrawn_at)
    if not decided and (successor := Quote.objects.current().standing_for(quote).first()):
        return HttpResponseRedirect(successor.get_absolute_url())
    context = {"quote": quote, "reason": why_withdrawn(quote), "changes": changes}
    return render(request, "statements/quote_gone.html", context, status=410)


def _marks(quote: Quote) -> list[Mark[str]]:
    spans = [
        ("content", quote.start, quote.end),
        ("mention", quote.mention_start, quote.mention_end),
        ("cue", quote.cue_start, quote.cue_end),
    ]
    return [Mark(start, end, key) for key, start, end in spans if start is not None and end is not None]


def _around(quote: Quote, shown: list[Shown]) -> str:
    """The text of the paragraphs in which the words stand."""
    holding = [one.paragraph for one in shown if "content" in one.paragraph.keys]
    return quote.article.text[holding[0].start : holding[-1].end] if holding else quote.text


def _neighbours(quote: Quote) -> tuple[Quote | None, Quote | None]:
    """The statements before and after it in its article."""
    inside = Quote.objects.current().filter(article=quote.article_id)
    before = inside.filter(start__lte=quote.start).exclude(start=quote.start, pk__gte=quote.pk)
    after = inside.filter(start__gte=quote.start).exclude(start=quote.start, pk__lte=quote.pk)
    last, first = (
        before.order_by("-start", "-pk").values("pk")[:1],
        after.order_by("start", "pk").values("pk")[:1],
    )
    rows = Quote.objects.filter(pk__in=last.union(first, all=True))
    place = (quote.start, quote.pk)
    beside: list[Quote | None] = [None, None]
    for row in rows.defer("words").select_related("speaker"):
        beside[(row.start, row.pk) > place] = row
    return beside[0], beside[1]


def _reviewed_at(changes: list[Change]) -> datetime | None:
    """When an editor decided last."""
    return next((change.made_at for change in changes if not change.withdrawn_at), None)


def _correct_url(request: HttpRequest, quote: Quote) -> str:
    if not (request.user.is_staff and request.user.has_perm("statements.add_correction")):
        return ""
    return reverse("admin:statements_quote_change", args=[quote.pk])
