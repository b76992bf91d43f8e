"""The records as the API gives them. Offsets are half-open and count Unicode code points."""

from typing import Any

from rest_framework import serializers

from statements.api.fields import (
    ArticleReference,
    ListField,
    MeetingReference,
    PageField,
    PersonReference,
    QuoteReference,
    Record,
    SourceReference,
    SpanField,
    TopicReference,
    VerbatimField,
    url_field,
)
from statements.models import (
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


class QuoteSerializer(Record[Quote]):
    """One attribution: what was said, by whom, and the words in the article that say so."""

    id = serializers.CharField(source="public_id", read_only=True, help_text="Assigned once, never reused.")
    url = url_field("quote", "public_id")
    page = PageField(help_text="The quote's page.")
    verbatim = VerbatimField(help_text="Each stretch of exact words within the quote.")
    speaker = PersonReference(allow_null=True, read_only=True)
    mention = SpanField(help_text="The words that name the source here, such as a pronoun.")
    cue = SpanField(help_text="The words that signal the attribution, such as “said”.")
    relayed = PersonReference(allow_null=True, read_only=True)
    meeting = MeetingReference(allow_null=True, read_only=True)
    topics = TopicReference(many=True, read_only=True)
    article = ArticleReference(read_only=True)
    standing = serializers.ChoiceField(
        choices=Quote.Standing.choices,
        read_only=True,
        help_text="“unsettled”: too unsure to rely on until an editor has looked at it.",
    )
    corrections = ListField("correction", "quote", "public_id", help_text="What editors decided about it.")

    class Meta:
        model = Quote
        fields = [
            "id",
            "url",
            "page",
            "text",
            "start",
            "end",
            "verbatim",
            "kind",
            "speaker",
            "speaker_kind",
            "attributed_to",
            "mention",
            "cue",
            "relayed",
            "meeting",
            "topics",
            "said_on",
            "confidence",
            "review",
            "standing",
            "found",
            "parser_version",
            "article",
            "corrections",
            "created_at",
            "updated_at",
        ]


class OfficeSerializer(Record[Office]):
    """An office that a person held."""

    class Meta:
        model = Office
        fields = ["title", "country", "organization", "since", "until"]


class PersonSerializer(Record[Person]):
    """A person who speaks or meets, with the names they go by and the offices they held."""

    url = url_field("speaker")
    page = PageField(help_text="The speaker's page.")
    aliases = serializers.SlugRelatedField[Any](
        slug_field="name", many=True, read_only=True, help_text="Every form of the name that a text used."
    )
    offices = OfficeSerializer(many=True, read_only=True)
    quotes = ListField("quote", "speaker", help_text="What this person said.")
    meetings = ListField("meeting", "speaker", help_text="Where this person took part.")

    class Meta:
        model = Person
        fields = [
            "slug",
            "url",
            "page",
            "name",
            "aliases",
            "country",
            "organization",
            "offices",
            "wikidata_id",
            "quotes",
            "meetings",
        ]


class ParticipationSerializer(Record[Participation]):
    """A person in a meeting: in which office, for which side."""

    person = PersonReference(read_only=True)
    office = serializers.CharField(
        source="office.title", default=None, allow_null=True, read_only=True, help_text="Title of the office."
    )

    class Meta:
        model = Participation
        fields = ["person", "office", "side"]


class ReportSerializer(Record[MeetingReport]):
    """An article that reports a meeting, or only mentions it."""

    article = ArticleReference(read_only=True)

    class Meta:
        model = MeetingReport
        fields = ["article", "mentioned"]


class MeetingSerializer(MeetingReference):
    """A meeting: who, when, where, and the articles that say so."""

    page = PageField(help_text="The meeting's page.")
    participants = ParticipationSerializer(source="participations", many=True, read_only=True)
    articles = ReportSerializer(source="reports", many=True, read_only=True)
    quotes = ListField("quote", "meeting", help_text="What was said there.")

    class Meta:
        model = Meeting
        fields = [
            "slug",
            "url",
            "page",
            "name",
            "kind",
            "held_on",
            "held_until",
            "precision",
            "place",
            "country",
            "participants",
            "articles",
            "quotes",
        ]


class TopicSerializer(Record[Topic]):
    """An issue of diplomacy, and the phrases that signal it."""

    url = url_field("topic")
    page = PageField(help_text="The topic's page.")
    parent = TopicReference(allow_null=True, read_only=True)
    narrower = TopicReference(many=True, read_only=True)
    quotes = ListField("quote", "topic", help_text="What was said about it, or about a narrower topic.")

    class Meta:
        model = Topic
        fields = ["slug", "url", "page", "name", "description", "phrases", "parent", "narrower", "quotes"]


class SourceSerializer(Record[Source]):
    """A publisher of articles."""

    url = url_field("source")
    page = PageField(help_text="The source's page.")
    quotes = ListField("quote", "source", help_text="What its articles quote.")
    articles = ListField("article", "source", help_text="What it published.")

    class Meta:
        model = Source
        fields = ["slug", "url", "page", "name", "kind", "site", "feed_url", "quotes", "articles"]


class ArticleSerializer(Record[Article]):
    """What is known about an article. The text comes with the single record."""

    id = serializers.CharField(source="public_id", read_only=True, help_text="Assigned once, never reused.")
    url = url_field("article", "public_id")
    page = PageField(help_text="The article's page.")
    original_url = serializers.URLField(
        source="url", allow_null=True, read_only=True, help_text="Where it was published."
    )
    source = SourceReference(allow_null=True, read_only=True)  # type: ignore[assignment]
    topics = TopicReference(many=True, read_only=True)
    quotes = ListField("quote", "article", "public_id", help_text="What the article quotes.")

    class Meta:
        model = Article
        fields = [
            "id",
            "url",
            "page",
            "original_url",
            "source",
            "title",
            "author",
            "published_on",
            "dateline",
            "form",
            "state",
            "topics",
            "digest",
            "parser_version",
            "received_at",
            "parsed_at",
            "quotes",
        ]


class ArticleTextSerializer(ArticleSerializer):
    """An article with the text that all offsets count in; its digest is the SHA-256 of that text in UTF-8."""

    meetings = MeetingReference(many=True, read_only=True)

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "meetings", "text"]


class CorrectionSerializer(Record[Correction]):
    """What an editor decided about one field of one quote; not who the editor is.

    Values are slugs (speaker, relayed, meeting), a list of slugs (topics), or true and false (statement).
    """

    url = url_field("correction", "pk")
    quote = QuoteReference(read_only=True)
    before = serializers.JSONField(
        allow_null=True, read_only=True, help_text="The value that the editor saw."
    )
    after = serializers.JSONField(allow_null=True, read_only=True, help_text="The editor's value.")
    parsed = serializers.JSONField(allow_null=True, read_only=True, help_text="What the parser had said.")

    class Meta:
        model = Correction
        fields = [
            "id",
            "url",
            "quote",
            "field",
            "before",
            "after",
            "parsed",
            "words",
            "reason",
            "made_at",
            "withdrawn_at",
        ]


class CountrySerializer(serializers.Serializer[Any]):
    """A state that speakers speak for."""

    code = serializers.CharField(source="country", help_text="ISO 3166-1 alpha-2.")
    name = serializers.SerializerMethodField(help_text="The usual English name.")
    url = url_field("country", "country")
    speaker_count = serializers.IntegerField(help_text="How many speakers speak for it.")
    speakers = ListField("speaker", "country", "country", help_text="Those speakers.")
    quotes = ListField("quote", "country", "country", help_text="What they said.")

    def get_name(self, country: Any) -> str:
        return country_name(country.country)
