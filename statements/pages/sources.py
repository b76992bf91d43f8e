"""Sources: whose articles are here, how many, and what is in the latest of them."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.models import Article, Coverage, Quote, Source
from statements.models.meetings import UNDATED
from statements.pages.charts import bars
from statements.pages.downloads import chart_file
from statements.pages.listing import read_listing
from statements.pages.rollups import quote_counts, top_speakers
from statements.pages.strips import strips

PAGE_SIZE = 50
SAMPLE = 200
LATEST = 10
MOST = 8


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """All publishers, in the order of the alphabet."""
    listing = read_listing(request, Source.objects.all(), [], size=PAGE_SIZE)
    counts = Coverage.objects.filter(source__in=listing.rows).summed("source")
    rows = [(source, *counts.get(source.pk, (0, 0))) for source in listing.rows]
    context = {"listing": listing, "rows": rows, "problems": listing.problems}
    return render(request, "statements/source_list.html", context)


@require_safe
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One publisher: articles and statements over time, and who and what its latest articles are about."""
    source = get_object_or_404(Source, slug=slug)
    days = Coverage.objects.filter(source=source).summed("day")
    dated = {day: numbers for day, numbers in days.items() if day != UNDATED}
    articles = {day: number for day, (number, _) in dated.items()}
    statements = {day: number for day, (_, number) in dated.items()}
    series = [("Articles", articles), ("Statements", statements)]
    chart = strips("time", f"Articles of {source} and statements in them", series, whole_first=True)
    if file := chart_file(request, [chart], source.slug):
        return file
    newest = Article.objects.current().filter(source=source).order_by("-published_on", "-pk")
    sample = Quote.objects.current().filter(article__in=list(newest.values_list("pk", flat=True)[:SAMPLE]))
    latest = list(newest.defer("text", "raw", "html").exclude(published_on=None)[:LATEST])
    numbers = quote_counts("article", latest)
    context = {
        "source": source,
        "list_url": f"{reverse('statements:quote-list')}?source={source.slug}",
        "articles": sum(number for number, _ in days.values()),
        "statements": sum(number for _, number in days.values()),
        "first": min(articles, default=None),
        "last": max(articles, default=None),
        "chart": chart,
        "sample": SAMPLE,
        "speakers": bars(top_speakers(sample, MOST)),
        "topics": list(
            sample.order_by()
            .exclude(topics=None)
            .values_list("topics__slug", "topics__name")
            .annotate(number=Count("pk"))
            .order_by("-number", "topics__name")[: 2 * MOST]
        ),
        "latest": [(article, numbers.get(article.pk, 0)) for article in latest],
    }
    return render(request, "statements/source_detail.html", context)
