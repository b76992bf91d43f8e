"""Articles: the list of all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Article
from statements.pages.listing import read_listing
from statements.pages.rollups import quote_counts


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """All articles, the newest here first."""
    articles = Article.objects.current().select_related("source").defer("raw", "html", "text").order_by("-pk")
    listing = read_listing(request, articles, [])
    counts = quote_counts("article", listing.rows)
    rows = [(article, counts.get(article.pk, 0)) for article in listing.rows]
    context = {"listing": listing, "rows": rows, "problems": listing.problems}
    return render(request, "statements/article_list.html", context)
