"""Topics: the vocabulary as a tree, and one issue with who speaks on it."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from statements.models import Quote, Topic
from statements.pages.charts import bars, timeline
from statements.pages.rollups import monthly_counts, top_speakers, topic_counts


@dataclass(slots=True)
class Node:
    """A topic in the tree, with how many statements it has, narrower ones included."""

    topic: Topic
    number: int
    narrower: list["Node"] = field(default_factory=list)


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """The whole vocabulary: it is small by its nature."""
    nodes = _nodes(list(Topic.objects.order_by("name")), topic_counts(Quote.objects.current()))
    roots = [node for node in nodes.values() if node.topic.parent_id not in nodes]
    return render(request, "statements/topic_list.html", {"roots": roots})


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One issue: what signals it, what is above and below, who speaks on it, when."""
    topic = get_object_or_404(Topic.objects.select_related("parent"), slug=slug)
    quotes = Quote.objects.current().about([topic])
    nodes = _nodes(list(topic.narrower.order_by("name")), topic_counts(quotes))
    context = {
        "topic": topic,
        "narrower": list(nodes.values()),
        "count": quotes.count_capped(),
        "speakers": bars(top_speakers(quotes, 10)),
        "timeline": timeline(monthly_counts(quotes)),
        "quotes": quotes.for_list()[:8],
    }
    return render(request, "statements/topic_detail.html", context)


def _nodes(topics: list[Topic], counts: dict[int, int]) -> dict[int, Node]:
    nodes = {topic.pk: Node(topic, counts.get(topic.pk, 0)) for topic in topics}
    for node in nodes.values():
        if node.topic.parent_id in nodes:
            nodes[node.topic.parent_id].narrower.append(node)
    return nodes
