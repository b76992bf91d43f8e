"""Quotes: the list with its filters, and one quote with its evidence."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from statements.corrections import why_withdrawn
from statements.filters import QuoteFilter
from statements.models import Quote
from statements.pages.chips import Chip, chips, understood_pairs
from statements.pages.choosing import Choice
from statements.pages.facets import facets
from statements.pages.highlighting import Mark, excerpt
from statements.pages.history import history
from statements.pages.listing import address, read_listing
from statements.pages.names import find_typed, guesses, settled
from statements.pages.wording import KINDS, SPEAKER_KINDS, citation, confidence_words

MOST_LOOSENED = 4
MOST_NAMED = 3


@require_safe
def quote_list(request: HttpRequest) -> HttpResponse:
    """Quotes by any combination of filters; what was not understood is told beside what was."""
    filterset = QuoteFilter(request.GET, queryset=Quote.objects.current())
    problems = filterset.problems()
    typed = find_typed(filterset, request.GET) if problems else []
    if settled_pairs := settled(typed):
        return HttpResponseRedirect(address(request.path, settled_pairs))
    pairs, chosen = understood_pairs(filterset), chips(filterset, request.path)
    choice = Choice.by(filterset)
    found = choice.quotes()
    listing = read_listing(request, found.for_list(), pairs)
    context = {
        "listing": listing,
        "problems": problems | listing.problems,
        "guesses": guesses(typed, request.path),
        "chips": chosen,
        "count": found.count_capped(),
        "facets": facets(choice, chosen),
        "loosened": [] if listing.rows or "cursor" in request.GET else _loosened(choice, chosen),
        "heading": _heading(chosen),
        "canonical_query": urlencode(pairs),
        "given": dict(pairs),
    }
    return render(request, "statements/quote_list.html", context)


def _heading(chosen: list[Chip]) -> str:
    """“Sergey Lavrov on Arms control”, as far as the chips allow."""
    by_name: dict[str, list[str]] = {}
    for chip in chosen:
        by_name.setdefault(chip.name, []).append(chip.text)
    who = _joined(by_name.get("speaker", []) or by_name.get("country", []))
    what = _joined(by_name.get("topic", []))
    if who and what:
        return f"{who} on {what}"
    return who or (f"Statements on {what}" if what else "Statements")


def _joined(names: list[str]) -> str:
    shown = names if len(names) <= MOST_NAMED else [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def _loosened(choice: Choice, chosen: list[Chip]) -> list[tuple[Chip, Any]]:
    """Chips whose removal would give something, with how much."""
    found = []
    for chip in chosen[:MOST_LOOSENED] if len(chosen) > 1 else []:
        if (count := choice.quotes_without(chip.name, chip.value).count_capped()).number:
            found.append((chip, count))
    return found


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
