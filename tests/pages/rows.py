"""Rows for pages: quotes with everything that a page shows beside the words, and hostile texts."""

from typing import Any

from statements.models import Article, Meeting, Person, Quote, Source
from tests.factories import (
    ArticleFactory,
    MeetingFactory,
    MeetingReportFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"
# What none of a page may hold: the hostile text as markup.
MARKUP = ("<script>alert", "<img src=x", "onerror=alert(2)>")


def speaker_of(quote: Quote) -> Person:
    """The quote's speaker, who must be there."""
    assert quote.speaker
    return quote.speaker


def source_of(article: Article) -> Source:
    """The article's source, which must be there."""
    assert article.source
    return article.source


def meeting_of(quote: Quote) -> Meeting:
    """The quote's meeting, which must be there."""
    assert quote.meeting
    return quote.meeting


def full_meeting() -> Meeting:
    """A meeting of two people with offices, reported by an article."""
    meeting = MeetingFactory()
    for _ in range(2):
        office = OfficeFactory()
        ParticipationFactory(meeting=meeting, person=office.person, office=office)
    MeetingReportFactory(meeting=meeting)
    return meeting


def full_quotes(number: int, **kwargs: Any) -> list[Quote]:
    """Quotes whose speakers, topics, meetings, articles and sources are all their own."""
    return [
        QuoteFactory(
            **{
                "speaker": OfficeFactory(person=PersonFactory(country="FR")).person,
                "meeting": full_meeting(),
                "topics": [TopicFactory(), TopicFactory(parent=TopicFactory())],
            }
            | kwargs
        )
        for _ in range(number)
    ]


def hostile_quote() -> Quote:
    """A quote in which every text that a reader sees tries to be markup."""
    text = f"{HOSTILE} Testoni {HOSTILE} said: “{HOSTILE} peace.” {HOSTILE}"
    article = ArticleFactory(title=HOSTILE, text=text, dateline=HOSTILE, author=HOSTILE)
    Source.objects.filter(articles=article).update(name=HOSTILE)
    speaker = OfficeFactory(title=HOSTILE, person__name=HOSTILE, person__organization=HOSTILE).person
    topic = TopicFactory(name=HOSTILE, description=HOSTILE, phrases=[HOSTILE])
    article.topics.add(topic)
    meeting = MeetingFactory(place=HOSTILE)
    ParticipationFactory(meeting=meeting, person=speaker, side=HOSTILE)
    MeetingReportFactory(meeting=meeting, article=article)
    mention = text.index("Testoni")
    return QuoteFactory(
        article=article,
        text=f"{HOSTILE} peace.",
        start=text.index("“") + 1,
        speaker=speaker,
        relayed=PersonFactory(name=HOSTILE),
        attributed_to=HOSTILE,
        meeting=meeting,
        topics=[topic],
        mention_start=mention,
        mention_end=mention + 20,
        cue_start=mention + 10,
        cue_end=mention + 30,
        parser_version=HOSTILE[:50],
    )
