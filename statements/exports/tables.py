"""The tables: which columns a kind of record has in every export, in their order, and how they are read.

A record refers to another one by its key (id or slug). What is not known is null. Offsets are half-open and
count Unicode code points of the article's ``text``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Collate, JSONObject

from statements.models import (
    Alias,
    Article,
    Correction,
    Meeting,
    MeetingReport,
    Office,
    Participation,
    Person,
    Quote,
    Source,
    Topic,
)
from statements.models.people import country_name
from statements.models.quotes import UNSETTLED

CHUNK = 2_000
Kind = Literal[
    "string", "integer", "number", "boolean", "date", "datetime", "strings", "spans", "objects", "value"
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it means, and the expression that gives it."""

    name: str
    kind: Kind
    description: str
    source: Any = None
    """What to select; the field of the column's own name where it is None."""
    members: tuple[str, ...] = ()
    """For objects: the names of their members, all strings or null."""
    refers: str = ""
    """The table whose key this is."""
    read: Callable[[Any], Any] | None = None
    """How what was selected becomes the value, where it is another."""
    prepare: Callable[[], Callable[[Any], Any]] | None = None
    """Gives such a reader when a reading begins, for one that needs the database."""

    def reader(self) -> Callable[[Any], Any] | None:
        """What makes the value of what was selected; None where it is the value."""
        if self.prepare:
            return self.prepare()
        return self.read or (_objects if self.kind == "objects" else None)


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of record."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Callable[[], QuerySet[Any]]
    """All records that stand."""

    @property
    def key(self) -> Column:
        return self.columns[0]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def read(self, queryset: "QuerySet[Any]") -> Iterator[tuple[Any, ...]]:
        """The rows of a queryset, in its order, a few at a time. Call it within a transaction."""
        selected = [_expression(column) for column in self.columns]
        strings = [place for place, column in enumerate(self.columns) if column.kind == "string"]
        readers = [
            (place, reader) for place, column in enumerate(self.columns) if (reader := column.reader())
        ]
        for row in queryset.prefetch_related(None).values_list(*selected).iterator(chunk_size=CHUNK):
            values = list(row)
            for place in strings:
                if values[place] == "":
                    values[place] = None
            for place, read in readers:
                if values[place] is not None:
                    values[place] = read(values[place])
            yield tuple(values)

    def read_all(self) -> Iterator[tuple[Any, ...]]:
        """All rows, by key: the same order whenever the data are the same, on any server."""
        key: Any = _expression(self.key)
        return self.read(self.rows().order_by(Collate(key, "C") if self.key.kind == "string" else key))


def _expression(column: Column) -> Any:
    source = column.source or column.name
    return F(source) if isinstance(source, str) else source


def _objects(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: None if value == "" else value for name, value in each.items()} for each in values]


def _list(queryset: Any, value: Any) -> ArraySubquery:
    return ArraySubquery(queryset.order_by(*queryset.query.order_by).values_list(value, flat=True))


def _topics(through: Any, owner: str) -> Column:
    """The topics of a row. Names are looked up here: a join for every row would take most of the time."""
    tagged = through._default_manager.filter(**{owner: OuterRef("pk")})
    numbers = ArraySubquery(tagged.values("topic_id"))
    return Column("topics", "strings", "What it is about.", numbers, prepare=_slugs_of_topics)


def _slugs_of_topics() -> Callable[[list[int]], list[str]]:
    slugs = dict(Topic.objects.values_list("pk", "slug"))
    return lambda numbers: sorted(slugs[number] for number in numbers if number in slugs)


def _span(name: str, meaning: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_start", "integer", f"Offset of the first code point of {meaning}."),
        Column(f"{name}_end", "integer", f"Offset behind the last code point of {meaning}."),
    )


QUOTES = Table(
    "quotes",
    "Who said what, where that stands in the article, and how sure it is.",
    (
        Column("id", "string", "Assigned once, never reused.", "public_id"),
        Column("text", "string", "What was said: the article's text from start to end."),
        Column("start", "integer", "Offset of the first code point."),
        Column("end", "integer", "Offset behind the last code point."),
        Column("verbatim", "spans", "[start, end] of each stretch of exact words within the quote."),
        Column("kind", "string", "direct, mixed, indirect or turn: how much of it are exact words."),
        Column("speaker", "string", "Who said it.", "speaker__slug", refers="speakers"),
        Column("speaker_name", "string", "The speaker's name.", "speaker__name"),
        Column("speaker_country", "string", "The state spoken for (ISO 3166-1).", "speaker__country"),
        Column("speaker_kind", "string", "person, organization or unnamed."),
        Column("attributed_to", "string", "Whom the article names, in its own words."),
        *_span("mention", "the words that name the source"),
        *_span("cue", "the words that signal the attribution"),
        Column("relayed", "string", "Whose words are repeated.", "relayed__slug", refers="speakers"),
        Column("meeting", "string", "Where it was said.", "meeting__slug", refers="meetings"),
        _topics(Quote.topics.through, "quote"),
        Column("said_on", "date", "The day it was said."),
        Column("confidence", "number", "The parser's probability that words and source are right."),
        Column("review", "string", "unreviewed, reviewed or disputed."),
        Column(
            "standing",
            "string",
            "settled, or unsettled: too unsure to rely on, or disputed.",
            Case(When(UNSETTLED, then=Value("unsettled")), default=Value("settled")),
        ),
        Column("found", "boolean", "The newest parse still finds it."),
        Column("parser_version", "string", "Which parser read it."),
        Column("article", "string", "Where it stands.", "article__public_id", refers="articles"),
        Column("source", "string", "Who published that.", "article__source__slug", refers="sources"),
        Column("created_at", "datetime", "When it was stored."),
        Column("updated_at", "datetime", "When it was last changed."),
    ),
    lambda: Quote.objects.current(),
)
ARTICLES = Table(
    "articles",
    "The texts that all offsets count in.",
    (
        Column("id", "string", "Assigned once, never reused.", "public_id"),
        Column("title", "string", "The title."),
        Column("author", "string", "Who wrote it."),
        Column("source", "string", "Who published it.", "source__slug", refers="sources"),
        Column("original_url", "string", "Where it was published.", "url"),
        Column("published_on", "date", "When it was published."),
        Column("dateline", "string", "The place named in the date line."),
        Column("form", "string", "news, readout, transcript or joint statement."),
        Column("state", "string", "parsed or withdrawn."),
        _topics(Article.topics.through, "article"),
        Column("text", "string", "The text; it never changes."),
        Column("digest", "string", "SHA-256 of the text in UTF-8."),
        Column("parser_version", "string", "Which parser read it."),
        Column("received_at", "datetime", "When it was received."),
        Column("parsed_at", "datetime", "When it was last read."),
    ),
    lambda: Article.objects.current(),
)
SPEAKERS = Table(
    "speakers",
    "People who speak and meet.",
    (
        Column("slug", "string", "Assigned once, never reused."),
        Column("name", "string", "The fullest form, without title."),
        Column("country", "string", "The state spoken for (ISO 3166-1).", refers="countries"),
        Column("organization", "string", "The organisation spoken for, if no state."),
        Column(
            "aliases",
            "strings",
            "Every form of the name that a text used.",
            _list(Alias.objects.filter(person=OuterRef("pk")).order_by("name"), "name"),
        ),
        Column(
            "offices",
            "objects",
            "The offices held, with their periods as far as they are known.",
            _list(
                Office.objects.filter(person=OuterRef("pk")).order_by("since", "pk"),
                JSONObject(
                    title="title",
                    country="country",
                    organization="organization",
                    since="since",
                    until="until",
                ),
            ),
            ("title", "country", "organization", "since", "until"),
        ),
        Column("wikidata_id", "string", "Such as Q58217."),
    ),
    lambda: Person.objects.current(),
)
MEETINGS = Table(
    "meetings",
    "Who met, when and where, and the articles that say so.",
    (
        Column("slug", "string", "Assigned once, never reused."),
        Column("kind", "string", "bilateral, multilateral, phone, summit or press conference."),
        Column("held_on", "date", "The day; the first day of a month, year or range."),
        Column("held_until", "date", "The last day of a range."),
        Column("precision", "string", "How exact the date is: day, month, year, range or unknown."),
        Column("place", "string", "Where it was held."),
        Column("country", "string", "Where that is (ISO 3166-1)."),
        Column(
            "participants",
            "objects",
            "Who took part, in which office, for which side.",
            _list(
                Participation.objects.filter(meeting=OuterRef("pk")).order_by("pk"),
                JSONObject(person="person__slug", office="office__title", side="side"),
            ),
            ("person", "office", "side"),
        ),
        Column(
            "articles",
            "strings",
            "The articles that report it.",
            _list(
                MeetingReport.objects.shown().filter(meeting=OuterRef("pk"), mentioned=False).order_by("pk"),
                "article__public_id",
            ),
        ),
        Column(
            "mentioned_in",
            "strings",
            "The articles that only mention it.",
            _list(
                MeetingReport.objects.shown().filter(meeting=OuterRef("pk"), mentioned=True).order_by("pk"),
                "article__public_id",
            ),
        ),
    ),
    lambda: Meeting.objects.all(),
)
TOPICS = Table(
    "topics",
    "The vocabulary: issues of diplomacy, and the phrases that signal them.",
    (
        Column("slug", "string", "Assigned once, never reused."),
        Column("name", "string", "The name."),
        Column("description", "string", "What belongs to it."),
        Column("parent", "string", "The broader topic.", "parent__slug", refers="topics"),
        Column("phrases", "strings", "Words that signal it in a text."),
    ),
    lambda: Topic.objects.all(),
)
SOURCES = Table(
    "sources",
    "The publishers of the articles.",
    (
        Column("slug", "string", "Assigned once, never reused."),
        Column("name", "string", "The name."),
        Column("kind", "string", "wire, ministry, organization, broadcaster, newspaper, archive or other."),
        Column("site", "string", "The home page."),
        Column("feed_url", "string", "The feed of its articles."),
    ),
    lambda: Source.objects.all(),
)
COUNTRIES = Table(
    "countries",
    "The states that speakers speak for.",
    (
        Column("code", "string", "ISO 3166-1 alpha-2.", "country"),
        Column("name", "string", "The usual English name.", "country", read=country_name),
        Column("speaker_count", "integer", "How many speakers speak for it."),
    ),
    lambda: (
        Person.objects.filter(~Q(country=""), merged_into=None)
        .values("country")
        .annotate(speaker_count=Count("pk"))
    ),
)
CORRECTIONS = Table(
    "corrections",
    "What editors decided about quotes.",
    (
        Column("id", "integer", "Assigned once, never reused."),
        Column("quote", "string", "The quote; it may have been withdrawn.", "quote__public_id"),
        Column("field", "string", "speaker, relayed, meeting, topics or statement."),
        Column("before", "value", "The value that the editor saw."),
        Column("after", "value", "The editor's value."),
        Column("parsed", "value", "What the parser had said."),
        Column("words", "string", "The quote's words when it was corrected."),
        Column("reason", "string", "Why."),
        Column("made_at", "datetime", "When it was decided."),
        Column("withdrawn_at", "datetime", "When it was taken back."),
    ),
    lambda: Correction.objects.shown(),
)
TABLES = {
    table.name: table
    for table in (QUOTES, ARTICLES, SPEAKERS, MEETINGS, TOPICS, SOURCES, COUNTRIES, CORRECTIONS)
}
