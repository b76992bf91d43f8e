"""One quote with its evidence, at an address that is kept for ever."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.corrections import why_withdrawn
from statements.models import Quote
from statements.pages.highlighting import Mark, excerpt
from statements.pages.history import history
from statements.pages.wording import KINDS, SPEAKER_KINDS, citation, confidence_words


@require_safe
def quote_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One quote with its evidence; one that was withdrawn says why, for ever."""
    quotes = Quote.objects.for_display()
    quote = get_object_or_404(quotes, public_id=public_id)
    if quote.status == Quote.Status.WITHDRAWN:
        context = {"quote": quote, "reason": why_withdrawn(quote), "changes": history(quote)}
        return render(request, "statements/quote_gone.html", context, status=410)
    link = request.build_absolute_uri(quote.get_absolute_url())
    previous, following = _neighbours(quote)
    context = {
        "quote": quote,
        "paragraphs": excerpt(quote.article.text, _marks(quote)),
        "kind": KINDS[Quote.Kind(quote.kind)],
        "speaker_kind": SPEAKER_KINDS.get(Quote.SpeakerKind(quote.speaker_kind), ""),
        "confidence": confidence_words(quote.confidence),
        "changes": history(quote),
        "previous": previous,
        "following": following,
        "citation": citation(quote, link),
        "permalink": link,
        "correct_url": _correct_url(request, quote),
    }
    return render(request, "statements/quote_detail.html", context)


def _marks(quote: Quote) -> list[Mark[str]]:
    spans = [
        ("content", quote.start, quote.end),
        ("mention", quote.mention_start, quote.mention_end),
        ("cue", quote.cue_start, quote.cue_end),
    ]
    return [Mark(start, end, key) for key, start, end in spans if start is not None and end is not None]


def _neighbours(quote: Quote) -> tuple[Quote | None, Quote | None]:
    """The statements before and after it in its article."""
    inside = Quote.objects.current().filter(article=quote.article_id).defer("words").select_related("speaker")
    before = inside.filter(start__lte=quote.start).exclude(start=quote.start, pk__gte=quote.pk)
    after = inside.filter(start__gte=quote.start).exclude(start=quote.start, pk__lte=quote.pk)
    return before.order_by("-start", "-pk").first(), after.order_by("start", "pk").first()


def _correct_url(request: HttpRequest, quote: Quote) -> str:
    if not (request.user.is_staff and request.user.has_perm("statements.add_correction")):
        return ""
    return reverse("admin:statements_quote_change", args=[quote.pk])
