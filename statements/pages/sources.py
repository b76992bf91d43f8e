"""Sources: whose articles are here, and how many."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Article, Source
from statements.pages.listing import read_listing
from statements.pages.rollups import quote_counts

PAGE_SIZE = 50


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """All publishers, in the order of the alphabet."""
    listing = read_listing(request, Source.objects.all(), [], size=PAGE_SIZE)
    articles = dict(
        Article.objects.current()
        .filter(source__in=listing.rows)
        .order_by()
        .values_list("source")
        .annotate(Count("pk"))
    )
    statements = quote_counts("article__source", listing.rows)
    rows = [(source, articles.get(source.pk, 0), statements.get(source.pk, 0)) for source in listing.rows]
    context = {"listing": listing, "rows": rows, "problems": listing.problems}
    return render(request, "statements/source_list.html", context)
