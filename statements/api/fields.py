"""Fields that several records share: spans with their words, addresses, short forms of other records."""

from typing import Any, TypeVar

from django.db.models import Model
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from statements.models import Article, Meeting, Person, Quote, Source, Topic

M = TypeVar("M", bound=Model)


class SpanSerializer(serializers.Serializer[Any]):
    """Words of an article and where they stand: half-open offsets in Unicode code points of its text."""

    text = serializers.CharField(help_text="The words: the article's text from start to end.")
    start = serializers.IntegerField(help_text="Offset of the first code point.")
    end = serializers.IntegerField(help_text="Offset behind the last code point.")


@extend_schema_field(SpanSerializer(allow_null=True))
class SpanField(serializers.Field[Quote, Any, dict[str, Any] | None, Any]):
    """The span that ``<name>_start`` and ``<name>_end`` hold, or null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Quote) -> dict[str, Any] | None:
        start, end = (getattr(value, f"{self.field_name}_{edge}") for edge in ("start", "end"))
        return None if start is None else {"text": value.article.text[start:end], "start": start, "end": end}


@extend_schema_field(SpanSerializer(many=True))
class VerbatimField(serializers.Field[Quote, Any, list[dict[str, Any]], Any]):
    """Each stretch of exact words in a quote."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Quote) -> list[dict[str, Any]]:
        text = value.article.text
        return [{"text": text[start:end], "start": start, "end": end} for start, end in value.verbatim]


@extend_schema_field(OpenApiTypes.URI)
class PageField(serializers.Field[Any, Any, str, Any]):
    """The address of the record's page for people."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return f"{_site(self.context)}{value.get_absolute_url()}"


@extend_schema_field(OpenApiTypes.URI)
class ListField(serializers.Field[Model, Any, str, Any]):
    """The address of the list of records of another kind that belong to the record."""

    def __init__(self, basename: str, parameter: str, lookup: str = "slug", **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.basename, self.parameter, self.lookup = basename, parameter, lookup

    def to_representation(self, value: Model) -> str:
        return f"{_list(self.context, self.basename)}?{self.parameter}={getattr(value, self.lookup)}"


@extend_schema_field(OpenApiTypes.URI)
class AddressField(serializers.Field[Model, Any, str, Any]):
    """The record's own address in the API."""

    def __init__(self, basename: str, lookup: str = "slug", **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.basename, self.lookup = basename, lookup

    def to_representation(self, value: Model) -> str:
        return f"{_list(self.context, self.basename)}{getattr(value, self.lookup)}/"


def url_field(name: str, lookup: str = "slug") -> AddressField:
    """The record's own address in the API."""
    return AddressField(name, lookup)


def _site(context: Any) -> str:
    """The site's address, found out once an answer."""
    if "site" not in context:
        context["site"] = context["request"].build_absolute_uri("/")[:-1]
    return str(context["site"])


def _list(context: Any, basename: str) -> str:
    """The address of a list, found out once an answer: thousands of links are made of a few of them."""
    name = f"list of {basename}"
    if name not in context:
        context[name] = reverse(f"api:{basename}-list", request=context["request"])
    return str(context[name])


class Record(serializers.ModelSerializer[M]):
    """A row as it is given: no field can be written, none is ever left out, what is not known is null."""

    def get_extra_kwargs(self) -> dict[str, Any]:
        return {name: {"read_only": True} for name in self.Meta.fields}

    def build_standard_field(self, field_name: str, model_field: Any) -> Any:
        field_class, arguments = super().build_standard_field(field_name, model_field)
        empty = {"allow_null": True} if model_field.empty_strings_allowed and model_field.blank else {}
        return field_class, arguments | empty

    def to_representation(self, instance: M) -> dict[str, Any]:
        values = super().to_representation(instance)
        return {name: None if value == "" else value for name, value in values.items()}


class PersonReference(Record[Person]):
    """A person in short."""

    url = url_field("speaker")

    class Meta:
        model = Person
        fields = ["slug", "name", "country", "url"]


class TopicReference(Record[Topic]):
    """A topic in short."""

    url = url_field("topic")

    class Meta:
        model = Topic
        fields = ["slug", "name", "url"]


class SourceReference(Record[Source]):
    """A source in short."""

    url = url_field("source")

    class Meta:
        model = Source
        fields = ["slug", "name", "url"]


class MeetingReference(Record[Meeting]):
    """A meeting in short."""

    name = serializers.CharField(source="__str__", read_only=True, help_text="Who met, where and when.")
    url = url_field("meeting")

    class Meta:
        model = Meeting
        fields = ["slug", "name", "url"]


class ArticleReference(Record[Article]):
    """An article in short."""

    id = serializers.CharField(source="public_id", read_only=True)
    url = url_field("article", "public_id")
    source = SourceReference(allow_null=True, read_only=True)  # type: ignore[assignment]

    class Meta:
        model = Article
        fields = ["id", "title", "url", "source"]


class QuoteReference(Record[Quote]):
    """A quote in short."""

    id = serializers.CharField(source="public_id", read_only=True)
    url = url_field("quote", "public_id")

    class Meta:
        model = Quote
        fields = ["id", "url"]
