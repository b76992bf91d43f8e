"""One article: the whole text, every quote marked by its speaker, and what the parser could not tell."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from statements.models import Article, MeetingReport, Quote, Restriction
from statements.pages.highlighting import paragraphs
from statements.pages.parts import asked_part
from statements.pages.voices import in_pieces, listen
from statements.templatetags.statements import statements

MOST_LISTED = 50
"""Statements named beside a part of the text; of more the list of statements has all."""


@require_safe
def article_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One article; each mark in its text leads to the quote."""
    articles = Article.objects.select_related("source").prefetch_related("topics").defer("raw", "html")
    article = get_object_or_404(articles, public_id=public_id)
    if restriction := Restriction.objects.hiding(article).first():
        return render(request, "statements/article_gone.html", {"restriction": restriction}, status=410)
    every = list(article.quotes.select_related("speaker").defer("words").order_by("start", "pk"))
    quotes = [quote for quote in every if quote.status == Quote.Status.CURRENT]
    voices, marks = listen(quotes)
    part = asked_part(paragraphs(article.text, marks), article.text, request.GET.get("part", "").strip())
    listed = [mark.key for mark in marks if part.holds(mark.start)]
    reports = MeetingReport.objects.filter(article=article).select_related("meeting")
    reports = reports.prefetch_related("meeting__participations__person")
    context = {
        "article": article,
        "part": part,
        "problems": {"part": [part.problem]} if part.problem else {},
        "canonical_query": f"part={part.number}" if part.number > 1 else "",
        "paragraphs": in_pieces(part.paragraphs),
        "voices": voices,
        "listed": listed[:MOST_LISTED],
        "more": max(0, len(listed) - MOST_LISTED),
        "quote_count": len(marks),
        "reports": reports,
        "missing": _missing(article, quotes, len(every) - len(quotes), bool(reports)),
    }
    return render(request, "statements/article_detail.html", context)


def _missing(article: Article, quotes: list[Quote], withdrawn: int, has_meeting: bool) -> list[str]:
    """What the article does not say or the parser could not read, in sentences."""
    unnamed = sum(quote.speaker is None for quote in quotes)
    undated = sum(quote.said_on is None for quote in quotes)
    unsettled = sum(quote.standing == Quote.Standing.UNSETTLED for quote in quotes)
    found = [
        (not article.title, "No title was found in it."),
        (article.source is None, "Nobody has said who published it."),
        (article.published_on is None, "No day of publication was found in it."),
        (not quotes, "No statement was found in it."),
        (not has_meeting, "No meeting was found in it."),
        (unnamed, f"{statements(unnamed).capitalize()} could be credited to no person."),
        (undated, f"{statements(undated).capitalize()} could not be dated."),
        (unsettled, f"{statements(unsettled).capitalize()} not settled: too unsure, or disputed."),
        (
            withdrawn,
            f"{statements(withdrawn).capitalize()} withdrawn since, by an editor or a newer reading.",
        ),
    ]
    return [sentence for is_so, sentence in found if is_so]
