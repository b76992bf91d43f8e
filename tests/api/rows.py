"""A quote with all that can hang on one."""

from statements.models import Quote
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    MeetingFactory,
    MeetingReportFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)


def connected_quote() -> Quote:
    """A quote with speaker, relayed person, meeting, topics and spans, each with relations of its own."""
    speaker = PersonFactory()
    AliasFactory(person=speaker)
    office = OfficeFactory(person=speaker)
    article = ArticleFactory()
    meeting = MeetingFactory()
    ParticipationFactory(meeting=meeting, person=speaker, office=office)
    ParticipationFactory(meeting=meeting)
    MeetingReportFactory(meeting=meeting, article=article)
    topics = [TopicFactory(parent=TopicFactory()), TopicFactory()]
    article.topics.set(topics)
    start = article.text.index("Testoni said")
    return QuoteFactory(
        article=article,
        speaker=speaker,
        relayed=PersonFactory(),
        meeting=meeting,
        topics=topics,
        mention_start=start,
        mention_end=start + 7,
        cue_start=start + 8,
        cue_end=start + 12,
    )
