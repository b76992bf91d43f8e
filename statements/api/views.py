"""The resources: each a queryset, a serializer, its filters and its order. All are read-only."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch
from drf_spectacular.utils import OpenApiResponse
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from statements.api import filters, sending, serializers
from statements.api.choosing import Expansion, shape
from statements.api.errors import Gone
from statements.api.pagination import OnePage
from statements.api.parsers import BodyParser
from statements.api.resources import Listed, Resource
from statements.corrections import why_withdrawn
from statements.filters import PersonFilter
from statements.models import (
    Article,
    Correction,
    Meeting,
    MeetingReport,
    Person,
    Quote,
    Restriction,
    Source,
    Topic,
)


def article_rows(articles: Any) -> Any:
    """Articles as lists and references show them: without the text."""
    return articles.select_related("source").defer("text", "raw", "html")


WITHOUT_TEXT = article_rows(Article.objects.current())
REPORTS = Prefetch(
    "reports", MeetingReport.objects.shown().prefetch_related(Prefetch("article", WITHOUT_TEXT))
)


class QuoteViewSet(Resource):
    """What was said: each quote with its speaker, the words that attribute it, and where they stand.

    Lists hold the quotes that stand; one that was withdrawn keeps its address and answers 410 with the
    reason. Several values of a filter widen, several filters narrow, and the site's own pages understand
    the same ones.
    """

    queryset = (
        Quote.objects.select_related("speaker", "relayed", "meeting")
        .prefetch_related(
            "topics",
            "meeting__participations__person",
            # Apart from the quotes, so that each text is read once, however many quotes it holds.
            Prefetch("article", Article.objects.select_related("source").defer("raw", "html")),
        )
        .defer("words", "parsed")
        .order_by("-sort_on", "-pk")
    )
    table = "quotes"
    serializer_class = serializers.QuoteSerializer
    filterset_class = filters.QuoteListFilter
    expandable = {
        "speaker": Expansion(serializers.PersonSerializer, ("speaker__aliases", "speaker__offices")),
        "relayed": Expansion(serializers.PersonSerializer, ("relayed__aliases", "relayed__offices")),
        "article": Expansion(
            serializers.ArticleTextSerializer,
            ("article__topics", "article__meetings__participations__person"),
        ),
        "meeting": Expansion(
            serializers.MeetingSerializer,
            (
                "meeting__participations__office",
                Prefetch("meeting__reports", REPORTS.queryset),
            ),
        ),
        "topics": Expansion(serializers.TopicSerializer, ("topics__parent", "topics__narrower"), many=True),
    }
    other_responses = {410: "Withdrawn."}
    lookup_field = "public_id"

    def get_queryset(self) -> Any:
        quotes: Any = super().get_queryset()
        return quotes if self.detail else quotes.current()

    def get_object(self) -> Quote:
        quote: Quote = super().get_object()
        if quote.status == Quote.Status.WITHDRAWN:
            raise Gone(why_withdrawn(quote))
        return quote


class SpeakerViewSet(Resource):
    """People who speak and meet. Somebody merged into another person leads on to them."""

    queryset = Person.objects.prefetch_related("aliases", "offices").order_by("name", "pk")
    table = "speakers"
    serializer_class = serializers.PersonSerializer
    filterset_class = PersonFilter
    other_responses = {301: OpenApiResponse(description="Merged into the person that `Location` names.")}

    def get_queryset(self) -> Any:
        people: Any = super().get_queryset()
        return people.select_related("merged_into") if self.detail else people.current()

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        person = self.get_object()
        if person.merged_into:
            address = reverse("api:speaker-detail", args=[person.merged_into.slug], request=request)
            return Response(status=status.HTTP_301_MOVED_PERMANENTLY, headers={"Location": address})
        return Response(self.get_serializer(person).data)


class MeetingViewSet(Resource):
    """Who met, when and where; the date is no more precise than `precision` says."""

    queryset = Meeting.objects.prefetch_related(
        "participations__person",
        "participations__office",
        REPORTS,
    ).order_by("-sort_on", "-pk")
    table = "meetings"
    serializer_class = serializers.MeetingSerializer
    filterset_class = filters.MeetingListFilter


class TopicViewSet(Resource):
    """The issues that statements are about."""

    queryset = Topic.objects.select_related("parent").prefetch_related("narrower").order_by("name", "pk")
    table = "topics"
    serializer_class = serializers.TopicSerializer


class SourceViewSet(Resource):
    """The publishers of the articles."""

    queryset = Source.objects.order_by("name", "pk")
    table = "sources"
    serializer_class = serializers.SourceSerializer
    filterset_class = filters.SourceListFilter


class ArticleViewSet(Resource):
    """The articles that all else is traced to, the last received first.

    Offsets everywhere are half-open and count Unicode code points of `text`, which never changes: its
    SHA-256 in UTF-8 is `digest`. Python slices a text by code points; JavaScript and Java do not.
    """

    queryset = WITHOUT_TEXT.prefetch_related("topics").order_by("-pk")
    table = "articles"
    serializer_class = serializers.ArticleSerializer
    filterset_class = filters.ArticleListFilter
    lookup_field = "public_id"
    other_responses = {410: "Withheld."}
    parser_classes = (BodyParser,)

    def get_queryset(self) -> Any:
        if not self.detail:
            return super().get_queryset()
        return (
            Article.objects.select_related("source")
            .prefetch_related("topics", "meetings__participations__person")
            .defer("raw", "html")
        )

    @sending.described
    def create(self, request: Request) -> Response:
        """Store an article. Takes a token with the scope `write:articles`."""
        return sending.receive(request)

    def get_object(self) -> Article:
        article: Article = super().get_object()
        if restriction := Restriction.objects.hiding(article).first():
            raise Gone(str(restriction))
        return article

    def get_serializer_class(self) -> Any:
        return serializers.ArticleTextSerializer if self.detail else serializers.ArticleSerializer


class CorrectionViewSet(Resource):
    """What editors decided, the last decision first: what was, what is, and why."""

    queryset = (
        Correction.objects.shown()
        .select_related("quote")
        .only(
            "pk",
            "field",
            "before",
            "after",
            "parsed",
            "words",
            "reason",
            "made_at",
            "withdrawn_at",
            "quote__public_id",
        )
        .order_by("-made_at", "-pk")
    )
    table = "corrections"
    serializer_class = serializers.CorrectionSerializer
    filterset_class = filters.CorrectionListFilter
    lookup_field = "pk"
    lookup_value_regex = "[0-9]{1,18}"


@dataclass(frozen=True, slots=True)
class Country:
    """A state, by the code that people carry."""

    country: str
    speaker_count: int


class CountryViewSet(Listed):
    """The states that speakers speak for. There are few: one page holds them all."""

    table = "countries"
    serializer_class = serializers.CountrySerializer
    pagination_class = OnePage
    lookup_field = "code"
    lookup_value_regex = "[A-Z]{2}"
    queryset = (
        Person.objects.current()
        .exclude(country="")
        .values("country")
        .annotate(speaker_count=Count("pk"))
        .order_by("country")
    )

    def list(self, request: Request) -> Any:
        if exported := self.bulk():
            return exported
        found = [Country(**values) for values in self.filter_queryset(self.get_queryset())]
        serializer = self.get_serializer(found, many=True)
        shape(serializer, request, {})
        return Response({"next": None, "previous": None, "results": serializer.data})

    def retrieve(self, request: Request, code: str) -> Response:
        values = self.filter_queryset(self.get_queryset()).filter(country=code).first()
        if values is None:
            raise NotFound
        serializer = self.get_serializer(Country(**values))
        shape(serializer, request, {})
        return Response(serializer.data)
