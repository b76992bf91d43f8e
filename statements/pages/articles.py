"""Articles: the whole text, with every quote marked by its speaker."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from statements.models import Article, MeetingReport, Quote, Restriction
from statements.pages.highlighting import Mark, paragraphs
from statements.pages.listing import read_listing
from statements.pages.rollups import quote_counts

STYLES = 6
BULK = ("raw", "html")


@dataclass(slots=True, eq=False)
class Voice:
    """A speaker in one article: a style of marking, letters beside it, how many statements."""

    label: str
    url: str
    initials: str
    style: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A quote as the article's text marks it."""

    public_id: str
    url: str
    voice: Voice


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """All articles, the newest here first."""
    articles = Article.objects.current().select_related("source").defer(*BULK, "text").order_by("-pk")
    listing = read_listing(request, articles, [])
    counts = quote_counts("article", listing.rows)
    rows = [(article, counts.get(article.pk, 0)) for article in listing.rows]
    context = {"listing": listing, "rows": rows, "problems": listing.problems}
    return render(request, "statements/article_list.html", context)


@require_safe
def article_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One article; each mark in its text leads to the quote."""
    articles = Article.objects.select_related("source").prefetch_related("topics").defer(*BULK)
    article = get_object_or_404(articles, public_id=public_id)
    if restriction := Restriction.objects.hiding(article).first():
        return render(request, "statements/article_gone.html", {"restriction": restriction}, status=410)
    quotes = article.quotes.current().select_related("speaker").defer("words").order_by("start", "pk")
    voices, marks = _voices_and_marks(list(quotes))
    reports = MeetingReport.objects.filter(article=article).select_related("meeting")
    context = {
        "article": article,
        "paragraphs": paragraphs(article.text, marks),
        "voices": voices,
        "quote_count": len(marks),
        "reports": reports.prefetch_related("meeting__participations__person"),
    }
    return render(request, "statements/article_detail.html", context)


def _voices_and_marks(quotes: list[Quote]) -> tuple[list[Voice], list[Mark[Said]]]:
    voices: dict[int | str, Voice] = {}
    marks = []
    for quote in quotes:
        label = quote.speaker_label
        key = quote.speaker_id or label
        if key not in voices:
            url = quote.speaker.get_absolute_url() if quote.speaker else ""
            voices[key] = Voice(label, url, _initials(label), len(voices) % STYLES + 1)
        voices[key].number += 1
        said = Said(quote.public_id, quote.get_absolute_url(), voices[key])
        marks.append(Mark(quote.start, quote.end, said))
    return list(voices.values()), marks


def _initials(label: str) -> str:
    words = [word for word in label.split() if word[0].isalnum()]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper() or "?"
