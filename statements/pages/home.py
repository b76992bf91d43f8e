"""The front page: the ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Meeting, Quote, Tally
from statements.pages.charts import bars
from statements.pages.rollups import ranked_topics, speaking_most, topic_counts


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Most-quoted speakers, topics, newest quotes and meetings; a form that asks who said what on what."""
    speakers = speaking_most(Tally.objects.by_speaker(), 40)
    topics = ranked_topics(topic_counts(), 60)
    context = {
        "count": Tally.objects.by_month().total(),
        "speakers": bars(speakers[:8]),
        "speaker_choices": sorted((person for person, _ in speakers), key=lambda person: person.name),
        "topics": topics[:16],
        "topic_choices": sorted((topic for topic, _ in topics), key=lambda topic: topic.name),
        "quotes": Quote.objects.current().for_list()[:6],
        "meetings": Meeting.objects.current().for_display()[:5],
    }
    return render(request, "statements/home.html", context)
