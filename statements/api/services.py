"""Services that answer without storing anything: the parser on a text, and whether something was said."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from statements.api.base import Door
from statements.api.errors import Problematic
from statements.api.fields import ArticleReference, PersonReference, url_field
from statements.api.parsers import BodyParser
from statements.api.schema import PROBLEMS_OF_ALL, problems
from statements.checking import LONGEST, Verdict, check
from statements.ingest.trial import TrialBusy, TrialError, TrialTooLong, parse_untrusted
from statements.models import Quote

MOST_PAIRS = 100
PROBLEMS_OF_SERVICES = PROBLEMS_OF_ALL | {
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "The text cannot be read.",
}


class Strict(serializers.Serializer[Any]):
    """A body in which every member is known."""

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        if unknown := [name for name in data if name not in self.fields]:
            known = ", ".join(self.fields)
            raise serializers.ValidationError(
                {str(name)[:50]: [f"There is no member of this name: there are {known}."] for name in unknown}
            )
        return values


class ParseSerializer(Strict):
    """A text or a page to read. Give one of them."""

    text = serializers.CharField(
        required=False, trim_whitespace=False, max_length=200_000, help_text="Plain text."
    )
    html = serializers.CharField(
        required=False, trim_whitespace=False, max_length=200_000, help_text="A page; its text is extracted."
    )
    published = serializers.DateField(
        required=False, help_text="The day of publication, for dates like “today”."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("text" in attrs) == ("html" in attrs):
            raise serializers.ValidationError({"text": ["Give either text or html."]})
        return attrs


class PairSerializer(Strict):
    """Words, and perhaps who is to have said them."""

    words = serializers.CharField(max_length=LONGEST, help_text="The words to look for, two or more.")
    speaker = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="Slug or name; anybody without it."
    )


class ChecksSerializer(Strict):
    """What to check."""

    pairs = serializers.ListField(child=PairSerializer(), min_length=1, max_length=MOST_PAIRS)


class FoundQuoteSerializer(serializers.ModelSerializer[Quote]):
    """A quote in short, with its words."""

    id = serializers.CharField(source="public_id")
    url = url_field("quote", "public_id")
    speaker = PersonReference(allow_null=True)
    article = ArticleReference()

    class Meta:
        model = Quote
        fields = ["id", "url", "text", "kind", "speaker", "attributed_to", "said_on", "article"]


class DifferenceSerializer(serializers.Serializer[Any]):
    """A stretch of words as given and as it stands in the quote; equal where they agree."""

    given = serializers.CharField(allow_blank=True)
    found = serializers.CharField(allow_blank=True)


class MatchSerializer(serializers.Serializer[Any]):
    """A quote that has the words, or most of them."""

    quote = FoundQuoteSerializer()
    similarity = serializers.FloatField(help_text="The share of the given words that it has, in order.")
    exact = serializers.BooleanField(help_text="The words are given as the speaker's own, all of them.")
    differences = DifferenceSerializer(many=True, help_text="The words side by side; empty if verbatim.")


class CheckSerializer(serializers.Serializer[Any]):
    """What was found about one pair."""

    words = serializers.CharField()
    speaker = serializers.CharField(allow_blank=True)
    verdict = serializers.ChoiceField(choices=[(one.value, one.value) for one in Verdict])
    speaker_known = serializers.BooleanField(help_text="false: nobody here goes by that name.")
    matches = MatchSerializer(many=True)


class CheckedSerializer(serializers.Serializer[Any]):
    """What was found about each pair, in their order."""

    results = CheckSerializer(many=True)


class Service(Door):
    """Takes JSON and nothing else."""

    parser_classes = (BodyParser,)


class CheckView(Service):
    """Was that said, in these words, by this person? Up to a hundred pairs at a time.

    `verbatim`: in these words. `different`: in other words, shown side by side. `other speaker`: said, but by
    somebody else. `not found`: not here, which does not mean never.
    """

    statement_seconds = 5

    @extend_schema(
        summary="Check quotations",
        tags=["services"],
        request=ChecksSerializer,
        responses={(200, "application/json"): CheckedSerializer} | problems(PROBLEMS_OF_SERVICES),
        examples=[
            OpenApiExample(
                "Two quotations",
                {
                    "pairs": [
                        {"words": "it will be easier, possibly for us", "speaker": "Lavrov"},
                        {"words": "nobody ever said this anywhere"},
                    ]
                },
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """What was found about each pair."""
        given = ChecksSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        checks = [check(pair["words"], pair.get("speaker", "")) for pair in given.validated_data["pairs"]]
        return Response(CheckedSerializer({"results": checks}, context={"request": request}).data)


class ParseView(Service):
    """What the parser reads in a text or page of yours. Nothing is stored."""

    statement_seconds = None  # no query, so no transaction to hold open

    @extend_schema(
        summary="Parse a text",
        tags=["services"],
        request=ParseSerializer,
        responses={(200, "application/json"): OpenApiTypes.OBJECT} | problems(PROBLEMS_OF_SERVICES),
    )
    def post(self, request: Request) -> Response:
        """Title, date, meetings, people, topics and quotes, with offsets into `text`."""
        given = ParseSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        values = given.validated_data
        name = "article.html" if "html" in values else "article.txt"
        data = (values.get("html") or values.get("text") or "").encode()
        try:
            return Response(parse_untrusted(data, name=name, published=values.get("published")))
        except TrialError as error:
            raise Problematic("unusable", str(error)) from error
        except TrialBusy as error:
            raise Problematic("busy", wait=10) from error
        except TrialTooLong as error:
            detail = "Reading this text took too long: give a shorter one."
            raise Problematic("unusable", detail) from error
