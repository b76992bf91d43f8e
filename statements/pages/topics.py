"""Topics: the vocabulary as a tree, and one issue with who speaks on it."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.models import Quote, Tally, Topic
from statements.models.quotes import QuoteQuerySet
from statements.pages.charts import bars
from statements.pages.downloads import chart_file
from statements.pages.rollups import Months, by_subject, speaking_most, topic_counts
from statements.pages.strips import strips

MOST_STRIPS = 4
LATEST = 8
FEW, NO_LIMIT = 3_000, 1_000_000_000


@dataclass(slots=True)
class Node:
    """A topic in the tree, with how many statements it has, narrower ones included."""

    topic: Topic
    number: int
    narrower: list["Node"] = field(default_factory=list)


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """The whole vocabulary: it is small by its nature."""
    nodes = _nodes(list(Topic.objects.order_by("name")), topic_counts())
    roots = [node for node in nodes.values() if node.topic.parent_id not in nodes]
    return render(request, "statements/topic_list.html", {"roots": roots})


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One issue: what signals it, what is above and below, who speaks on it, when."""
    topic = get_object_or_404(Topic.objects.select_related("parent"), slug=slug)
    narrower = list(topic.narrower.order_by("name"))
    lines = Tally.objects.by_month(topics=[topic.pk, *(one.pk for one in narrower)])
    sums = lines.summed("topic", "month")
    counts: dict[int, int] = {}
    for (pk, _), number in sums.items():
        counts[pk] = counts.get(pk, 0) + number
    months = by_subject(sums)
    chart = strips(
        "time", f"Statements on {topic} over time", _series(topic, narrower, counts, months), whole_first=True
    )
    if file := chart_file(request, [chart], topic.slug):
        return file
    quotes = _quotes(topic, counts.get(topic.pk, 0))
    context = {
        "topic": topic,
        "list_url": f"{reverse('statements:quote-list')}?topic={topic.slug}",
        "number": counts.get(topic.pk, 0),
        "narrower": list(_nodes(narrower, counts).values()),
        "speakers": bars(speaking_most(Tally.objects.by_speaker(topics=[topic.pk]), 10)),
        "chart": chart,
        "quotes": list(quotes.for_list()[:LATEST]),
        "first": _first(quotes, months.get(topic.pk, {})),
    }
    return render(request, "statements/topic_detail.html", context)


def _quotes(topic: Topic, number: int) -> QuoteQuerySet:
    """The statements on a topic that has so many.

    The newest of many are found by looking at the newest of all. Of few, that would look far back: they
    are all fetched and sorted instead, which the planner does only behind a limit.
    """
    current = Quote.objects.current()
    if number > FEW:
        return current.about([topic])
    topics = Topic.objects.keys_with_narrower([topic.pk])
    tagged = Quote.topics.through._default_manager.filter(topic__in=topics)
    return current.filter(pk__in=tagged.values("quote")[:NO_LIMIT])


def _series(
    topic: Topic, narrower: list[Topic], counts: dict[int, int], months: dict[int | None, Months]
) -> list[tuple[Topic, Months]]:
    """The topic, and those below it that are spoken of most."""
    below = sorted(narrower, key=lambda one: -counts.get(one.pk, 0))[:MOST_STRIPS]
    return [(one, months[one.pk]) for one in (topic, *below) if one.pk in months]


def _first(quotes: QuoteQuerySet, months: Months) -> Quote | None:
    """The earliest dated statement: looked for in the first month that has one."""
    if not months:
        return None
    first = min(months)
    in_month = quotes.said_between(first, first + timedelta(days=31)).order_by("sort_on", "pk")
    return in_month.select_related("speaker").defer("words").first()


def _nodes(topics: list[Topic], counts: dict[int, int]) -> dict[int, Node]:
    nodes = {topic.pk: Node(topic, counts.get(topic.pk, 0)) for topic in topics}
    for node in nodes.values():
        if node.topic.parent_id in nodes:
            nodes[node.topic.parent_id].narrower.append(node)
    return nodes
