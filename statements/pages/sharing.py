"""A quote on other sites: its picture, its card in a frame, and how sites ask for that card (oEmbed)."""

from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from statements.models import Quote
from statements.models.articles import digest_of
from statements.pages.card import VERSION, Card, draw_card
from statements.pages.citations import Reference, reference
from statements.pages.finding import of_a_quote, permalink
from statements.templatetags.statements import office_then

KEPT = 3600
"""Seconds for which others may show what they have without asking again."""
FRAME = (600, 300)
EMBED_POLICY = {
    "style-src": ["'self'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["*"],
    **dict.fromkeys(["script-src", "img-src", "font-src", "connect-src"]),  # by default none
}


def card_of(quote: Quote, cited: Reference) -> Card:
    """The card that stands for a quote."""
    unsettled = quote.standing == Quote.Standing.UNSETTLED
    kind = "" if cited.own_words else cited.kind
    return Card(
        words=cited.abstract.rstrip(" ,;:"),
        own_words=cited.own_words,
        speaker=cited.author or quote.speaker_label,
        office=office_then(quote),
        day=f"{quote.said_on.day} {quote.said_on:%B} {quote.said_on.year}" if quote.said_on else "Undated",
        warning="Attribution not settled" if unsettled else kind,
    )


@of_a_quote
def quote_card(request: HttpRequest, quote: Quote) -> HttpResponse:
    """The picture; whoever has it already is told that it is still the same, and nothing is drawn."""
    card = card_of(quote, reference(quote, ""))
    drawn = digest_of(f"{VERSION} {card}".encode())[:32]
    etag = f'"{drawn}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        picture = cache.get_or_set(f"card-{drawn}", lambda: draw_card(card), KEPT)
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


def embed_html(request: HttpRequest, quote: Quote) -> str:
    """The frame to paste into another page."""
    address = request.build_absolute_uri(reverse("statements:quote-embed", args=[quote.public_id]))
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" frameborder="0"></iframe>',
        *(address, *FRAME, f"A statement by {quote.speaker_label}"),
    )


def _embed(request: HttpRequest, quote: Quote) -> HttpResponse:
    """The quote in a small page that any site may show in a frame; it sets and reads no cookies."""
    context = {"quote": quote, "link": permalink(request, quote), "limit": 600}
    response = render(request, "statements/quote_embed.html", context)
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


quote_embed = xframe_options_exempt(
    csp_replace(EMBED_POLICY)(of_a_quote(_embed, gone="statements/quote_embed_gone.html"))
)


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The card for the address of a quote, as sites that turn links into cards ask for it."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is offered.", content_type="text/plain", status=501)
    quote = _quote_at(request, request.GET.get("url", ""))
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Diplomacy",
        "provider_url": request.build_absolute_uri(reverse("statements:home")),
        "title": str(quote),
        "author_name": quote.speaker_label,
        "html": embed_html(request, quote),
        "width": FRAME[0],
        "height": FRAME[1],
        "cache_age": KEPT,
    }
    if quote.speaker:
        answer["author_url"] = request.build_absolute_uri(quote.speaker.get_absolute_url())
    return JsonResponse(answer)


def _quote_at(request: HttpRequest, address: str) -> Quote:
    """The current quote whose page stands at this address of this site; else there is none (404)."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404) as error:
        raise Http404("Give the address of a statement’s page as “url”.") from error
    if parts.netloc != request.get_host() or match.view_name != "statements:quote-detail":
        raise Http404("Give the address of a statement’s page as “url”.")
    quotes = Quote.objects.current().select_related("speaker").filter(**match.kwargs)
    if (quote := quotes.first()) is None:
        raise Http404("There is no such statement.")
    return quote
