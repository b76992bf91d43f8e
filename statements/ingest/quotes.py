"""An article's quotes stored, or brought up to date after another parse."""

from typing import Any

from statements.corrections import apply_verdicts
from statements.ingest.reconciliation import reconcile
from statements.models import Article, Correction, Meeting, Person, Quote, Topic
from statements.parsing import ParsedArticle, ParsedQuote, Span, SpeakerKind, explain

LONGEST_ATTRIBUTION = 300


def store_quotes(
    article: Article,
    parsed: ParsedArticle,
    people: dict[str, Person],
    meetings: list[Meeting],
    topics: dict[str, Topic],
) -> None:
    """Make, keep and withdraw quotes as `reconciliation` plans it. Verdicts are applied on top."""
    reader = _Reader(article, people, meetings, topics)
    stored = list(article.quotes.select_for_update().order_by("start", "pk"))
    plan = reconcile(stored, parsed.quotes, _judged(article))
    for quote in plan.vanished:
        if quote.found:
            quote.found = False
            quote.parsed = quote.parsed | {"statement": False}
            apply_verdicts(quote)
    for quote, new in plan.kept:
        values = reader.read(new) | {"found": True}
        if any(getattr(quote, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(quote, name, value)
            apply_verdicts(quote)
    reader.make(plan.made)


def _judged(article: Article) -> dict[int, list[Span]]:
    """By quote: the words that the last verdict was about, and those within an editor's own boundaries."""
    spans: dict[int, list[Span]] = {}
    redrawn: dict[int, Span] = {}
    for verdict in Correction.objects.standing().filter(quote__article=article).order_by("made_at", "pk"):
        if verdict.start is not None:
            spans[verdict.quote_id] = [Span(verdict.start, verdict.start + len(verdict.words))]
        if verdict.field == Correction.Field.BOUNDARIES:
            start, end = verdict.after or (0, 0)
            redrawn[verdict.quote_id] = Span(start, end)
    return {pk: [*found, redrawn[pk]] if pk in redrawn else found for pk, found in spans.items()}


class _Reader:
    """Turns parsed quotes into columns, with the rows of this article at hand."""

    def __init__(
        self, article: Article, people: dict[str, Person], meetings: list[Meeting], topics: dict[str, Topic]
    ) -> None:
        self.article = article
        self.people = people
        self.topics = topics
        # Only where the article reports a single meeting is it plain that the words fell there.
        self.meeting = meetings[0] if len(meetings) == 1 else None
        self.members = {person.pk for person in self.meeting.people} if self.meeting else set()

    def read(self, quote: ParsedQuote) -> dict[str, Any]:
        """The columns that are the parser's alone, and its opinion on those that editors may correct."""
        speaker = self._speaker(quote)
        relayed = self.people.get(quote.relayed) if quote.relayed else None
        meeting = self.meeting if speaker and speaker.pk in self.members else None
        mention, cue = quote.mention, quote.cue
        said_on = meeting.day if meeting and meeting.day else self.article.published_on
        return {
            "attributed_to": self._attributed_to(quote),
            "mention_start": mention.start if mention else None,
            "mention_end": mention.end if mention else None,
            "cue_start": cue.start if cue else None,
            "cue_end": cue.end if cue else None,
            "confidence": round(quote.confidence, 3),  # more digits would claim more than is known
            "parser_version": self.article.parser_version,
            "parsed": {
                "speaker": speaker.slug if speaker else None,
                "speaker_kind": str(quote.speaker_kind),
                "relayed": relayed.slug if relayed else None,
                "meeting": meeting.slug if meeting else None,
                "topics": sorted(slug for slug in quote.topics if slug in self.topics),
                "statement": True,
                "boundaries": [quote.content.start, quote.content.end],
                "kind": str(quote.kind),
                "date": said_on.isoformat() if said_on else None,
                "verbatim": [[span.start, span.end] for span in quote.verbatim],
                "with": [
                    {"slug": person.slug, "name": person.name}
                    for name in quote.co_speakers
                    if (person := self.people.get(name))
                ],
                "why": explain(self.article.text, quote),
                "evidence": {
                    one.slug: [one.span.start, one.span.end, str(one.basis)]
                    for one in quote.evidence
                    if one.slug in self.topics
                },
            },
        }

    def make(self, quotes: list[ParsedQuote]) -> None:
        """Store new quotes: a few queries for any number."""
        made, shown, hidden = [], Quote.Status.CURRENT, Quote.Status.WITHDRAWN
        for quote in quotes:
            values = self.read(quote)
            speaker = self._speaker(quote)
            kind = SpeakerKind.UNNAMED if quote.speaker_kind == SpeakerKind.PERSON else quote.speaker_kind
            made.append(
                Quote(
                    article=self.article,
                    speaker=speaker,
                    speaker_kind=str(SpeakerKind.PERSON if speaker else kind),
                    relayed=self.people.get(quote.relayed) if quote.relayed else None,
                    meeting=self.meeting if values["parsed"]["meeting"] else None,
                    status=hidden if self.article.state == Article.State.RESTRICTED else shown,
                    start=quote.content.start,
                    end=quote.content.end,
                    text=quote.content.of(self.article.text),
                    verbatim=values["parsed"]["verbatim"],
                    kind=str(quote.kind),
                    said_on=values["parsed"]["date"],
                    **values,
                )
            )
        Quote.objects.bulk_create(made)
        through = Quote.topics.through
        through._default_manager.bulk_create(
            through(quote=row, topic=self.topics[slug]) for row in made for slug in row.parsed["topics"]
        )

    def _speaker(self, quote: ParsedQuote) -> Person | None:
        named = quote.speaker is not None and quote.speaker_kind == SpeakerKind.PERSON
        return self.people.get(quote.speaker or "") if named else None

    def _attributed_to(self, quote: ParsedQuote) -> str:
        names = " and ".join([quote.speaker, *quote.co_speakers]) if quote.speaker else ""
        words = names or (quote.mention.of(self.article.text) if quote.mention else "")
        return " ".join(words.split())[:LONGEST_ATTRIBUTION]
