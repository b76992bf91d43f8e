"""New statements as an Atom feed, for any choice that the list can make, by the same parameters."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from statements.filters import PRESENTATION, QuoteFilter, unknown_parameters
from statements.models import Quote
from statements.models.articles import digest_of
from statements.pages.chips import chips, understood_pairs
from statements.pages.citations import reference
from statements.pages.finding import permalink
from statements.pages.listing import address
from statements.templatetags.statements import office_then

MOST = 50
KEPT = 300
"""Seconds for which a reader may show what it has without asking again."""
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


@require_safe
def quote_feed(request: HttpRequest) -> HttpResponse:
    """The statements read in last. What an old article says appears too, once it is here.

    A parameter that means nothing is refused: a feed without it would bring other things than were asked for.
    """
    chosen = request.GET.copy()
    for name in PRESENTATION & set(chosen):
        del chosen[name]
    filterset = QuoteFilter(chosen, queryset=Quote.objects.current())
    if problems := _problems(filterset):
        return HttpResponse("\n".join(problems) + "\n", content_type="text/plain; charset=utf-8", status=400)
    newest = list(filterset.understood.order_by("-pk").values_list("pk", "updated_at")[:MOST])
    etag = f'"{digest_of(repr((request.get_full_path(), newest)).encode())[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(
            _feed(request, filterset, [pk for pk, _ in newest]), content_type=CONTENT_TYPE
        )
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


def _problems(filterset: QuoteFilter) -> list[str]:
    unknown = unknown_parameters(filterset.data or {}, filterset.base_filters)
    told = {name: [str(error) for error in errors] for name, errors in filterset.form.errors.items()}
    return [f"{name}: {message}" for name, messages in (told | unknown).items() for message in messages]


def _feed(request: HttpRequest, filterset: QuoteFilter, keys: list[int]) -> str:
    pairs = understood_pairs(filterset)
    what = ", ".join(chip.text for chip in chips(filterset, request.path))
    own = request.build_absolute_uri(address(reverse("statements:quote-feed"), pairs))
    feed = Atom1Feed(
        title=_sound(f"Diplomacy: {what}" if what else "Diplomacy: all statements"),
        link=request.build_absolute_uri(address(reverse("statements:quote-list"), pairs)),
        description="",
        subtitle="What diplomats said, each statement traced to the words of an article.",
        language="en",
        feed_url=own,
        feed_guid=own,
    )
    for quote in Quote.objects.filter(pk__in=keys).for_list().order_by("-pk"):
        _add(feed, request, quote)
    return feed.writeString("utf-8")


def _add(feed: Atom1Feed, request: HttpRequest, quote: Quote) -> None:
    cited = reference(quote, request.build_absolute_uri(quote.get_absolute_url()))
    feed.add_item(
        title=_sound(f"{quote.speaker_label}: {cited.words}"),
        link=cited.url,
        description=_sound(_summary(quote, permalink(request, quote))),
        unique_id=f"tag:{request.get_host().split(':')[0]},2026:quote:{quote.public_id}",
        author_name=_sound(quote.speaker_label),
        pubdate=quote.created_at,
        updateddate=quote.updated_at,
        categories=[_sound(topic.name) for topic in quote.topics.all()],
    )


def _summary(quote: Quote, link: str) -> str:
    """The words and where they are from, as HTML."""
    cited = reference(quote, link)
    words = f"“{cited.abstract}”" if cited.own_words else cited.abstract
    on = f"{quote.said_on.day} {quote.said_on:%B} {quote.said_on.year}" if quote.said_on else "undated"
    who = ", ".join(filter(None, [quote.speaker_label, office_then(quote), on]))
    where = ", ".join(filter(None, [cited.report, cited.source]))
    unsure = " Attribution not settled." if quote.standing == Quote.Standing.UNSETTLED else ""
    return (
        f"<blockquote><p>{escape(words)}</p></blockquote><p>{escape(who)}.{unsure}</p>"
        f'<p>{escape(cited.kind)}. <a href="{escape(link)}">{escape(where or "Untitled article")}</a></p>'
    )


def _sound(text: str) -> str:
    """The text without what no XML document may hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
