"""One quote with its evidence, at an address that is kept for ever."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from statements.models import Quote
from statements.pages.citations import reference
from statements.pages.citing import citations
from statements.pages.evidence import topic_evidence
from statements.pages.finding import of_a_quote, permalink
from statements.pages.fingerprints import since_cited
from statements.pages.fragments import at_words
from statements.pages.highlighting import Mark
from statements.pages.history import Change, history
from statements.pages.parts import place_in_article
from statements.pages.passage import Shown, passage
from statements.pages.repeats import Reports
from statements.pages.sharing import embed_html
from statements.pages.structured import json_ld, preview
from statements.pages.wording import KINDS, SPEAKER_KINDS, confidence_words

MOST_CHARACTERS = 30_000
"""Of the words above the evidence: the whole of nearly every quote, and a page that still loads."""


@of_a_quote
def quote_detail(request: HttpRequest, quote: Quote) -> HttpResponse:
    """One quote with its evidence."""
    shown = passage(quote.article.text, _marks(quote))
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
        "in_article_url": place_in_article(quote),
        "original_url": at_words(quote.article.url, quote.text) if quote.article.url else "",
        "correct_url": _correct_url(request, quote),
    }
    return render(request, "statements/quote_detail.html", context | _elsewhere(request, quote))


def _elsewhere(request: HttpRequest, quote: Quote) -> dict[str, Any]:
    """What other pages and programs need to cite, preview and embed the quote."""
    absolute = request.build_absolute_uri
    link = permalink(request, quote)
    cited_as = reference(quote, link)
    return {
        "permalink": link,
        "page_url": absolute(quote.get_absolute_url()),
        "card_url": absolute(reverse("statements:quote-card", args=[quote.public_id])),
        "oembed_url": absolute(reverse("statements:oembed")),
        "cited_as": cited_as,
        "citations": citations(quote, cited_as),
        "preview": preview(quote, cited_as),
        "json_ld": json_ld(quote, cited_as, absolute),
        "embed": embed_html(request, quote),
    }


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
    rows = Quote.objects.any_of(before.order_by("-start", "-pk")[:1], after.order_by("start", "pk")[:1])
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
