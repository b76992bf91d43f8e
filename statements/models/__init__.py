"""The tables. Every invariant is a named constraint or trigger in the database."""

from statements.models.articles import Article
from statements.models.corrections import Correction
from statements.models.feed import FeedEntry
from statements.models.meetings import Meeting, MeetingReport, Participation
from statements.models.merges import Merge, Suggestion
from statements.models.people import Alias, Office, Person
from statements.models.quotes import Quote
from statements.models.reports import Report
from statements.models.restrictions import Restriction
from statements.models.reviewing import Batch, Claim, Judgement, Sample
from statements.models.sources import Source
from statements.models.tallies import Coverage, Tally
from statements.models.tokens import Delivery, Token
from statements.models.topics import Topic

__all__ = [
    "Alias",
    "Article",
    "Batch",
    "Claim",
    "Correction",
    "Coverage",
    "Delivery",
    "FeedEntry",
    "Judgement",
    "Meeting",
    "MeetingReport",
    "Merge",
    "Office",
    "Participation",
    "Person",
    "Quote",
    "Report",
    "Restriction",
    "Sample",
    "Source",
    "Suggestion",
    "Tally",
    "Token",
    "Topic",
]
