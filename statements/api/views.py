"""The resources: each a queryset, a serializer, its filters and its order. All are read-only."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Count, Prefetch
from drf_spectacular.utils import OpenApiResponse
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import APIRootView
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from statements.api import filters, serializers
from statements.api.base import Door
from statements.api.choosing import Expansion, shape
from statements.api.errors import Gone
from statements.api.pagination import PARAMETERS, KeysetPagination, OnePage
from statements.api.schema import ResourceSchema
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
from statements.problems import PROBLEMS

WITHOUT_TEXT = Article.objects.current().select_related("source").defer("text", "raw", "html")
REPORTS = Prefetch(
    "reports", MeetingReport.objects.shown().prefetch_related(Prefetch("article", WITHOUT_TEXT))
)


class Resource(Door, ReadOnlyModelViewSet[Any]):
    """What all resources share: open to everybody, strict about parameters, in pages."""

    schema = ResourceSchema()
    filter_backends = (filters.StrictFilterBackend,)
    pagination_class = KeysetPagination
    lookup_field = "slug"
    lookup_value_regex = "[A-Za-z0-9_-]{1,90}"
    # Records in short that `expand=` gives whole.
    expandable: ClassVar[dict[str, Expansion]] = {}
    # What a single record may answer beside 200, 400 and 404, for the schema.
    other_responses: ClassVar[dict[int, Any]] = {}

    def get_view_name(self) -> str:
        return f"{self.basename}{'' if self.detail else 's'}".capitalize()

    def presentation(self) -> list[str]:
        """The parameters that say how to show records, not which."""
        paging = () if self.detail else PARAMETERS
        return ["format", "fields", *(["expand"] if self.expandable else []), *paging]

    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_related(*self._prefetched())

    def _prefetched(self) -> list[Any]:
        expanded = ",".join(self.request.query_params.getlist("expand")).split(",") if self.request else []
        return [
            lookup
            for name in dict.fromkeys(expanded)
            if name in self.expandable
            for lookup in self.expandable[name].prefetch
        ]

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        serializer = super().get_serializer(*args, **kwargs)
        shape(serializer, self.request, self.expandable)
        return serializer


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
    serializer_class = serializers.MeetingSerializer
    filterset_class = filters.MeetingListFilter


class TopicViewSet(Resource):
    """The issues that statements are about."""

    queryset = Topic.objects.select_related("parent").prefetch_related("narrower").order_by("name", "pk")
    serializer_class = serializers.TopicSerializer


class SourceViewSet(Resource):
    """The publishers of the articles."""

    queryset = Source.objects.order_by("name", "pk")
    serializer_class = serializers.SourceSerializer
    filterset_class = filters.SourceListFilter


class ArticleViewSet(Resource):
    """The articles that all else is traced to, the last received first.

    Offsets everywhere are half-open and count Unicode code points of `text`, which never changes: its
    SHA-256 in UTF-8 is `digest`. Python slices a text by code points; JavaScript and Java do not.
    """

    queryset = WITHOUT_TEXT.prefetch_related("topics").order_by("-pk")
    serializer_class = serializers.ArticleSerializer
    filterset_class = filters.ArticleListFilter
    lookup_field = "public_id"
    other_responses = {410: "Withheld."}

    def get_queryset(self) -> Any:
        if not self.detail:
            return super().get_queryset()
        return (
            Article.objects.select_related("source")
            .prefetch_related("topics", "meetings__participations__person")
            .defer("raw", "html")
        )

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
        Correction.objects.select_related("quote")
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
    serializer_class = serializers.CorrectionSerializer
    filterset_class = filters.CorrectionListFilter
    lookup_field = "pk"
    lookup_value_regex = "[0-9]{1,18}"


@dataclass(frozen=True, slots=True)
class Country:
    """A state, by the code that people carry."""

    country: str
    speaker_count: int


class CountryViewSet(Door, GenericViewSet[Any]):
    """The states that speakers speak for. There are few: one page holds them all."""

    schema = ResourceSchema()
    serializer_class = serializers.CountrySerializer
    filter_backends = (filters.StrictFilterBackend,)
    pagination_class = OnePage
    lookup_field = "code"
    lookup_value_regex = "[A-Z]{2}"
    other_responses: ClassVar[dict[int, Any]] = {}
    queryset = (
        Person.objects.current()
        .exclude(country="")
        .values("country")
        .annotate(speaker_count=Count("pk"))
        .order_by("country")
    )

    def presentation(self) -> list[str]:
        return ["format", "fields"]

    def list(self, request: Request) -> Response:
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


class RootView(Door, APIRootView):
    """What diplomats said, as data: the resources that there are.

    All can be read without an account.
    """

    def get_view_name(self) -> str:
        return "Diplomacy API"


class ProblemView(Door):
    """What a problem's `type` means, and what to do about it."""

    schema = None

    def get(self, request: Request, name: str) -> Response:
        problem = PROBLEMS.get(name)
        if problem is None:
            raise NotFound
        return Response(
            {
                "type": problem.type,
                "status": problem.status,
                "title": problem.title,
                "advice": problem.advice,
            }
        )

    def get_view_name(self) -> str:
        return "Problem"


class NotFoundView(Door):
    """There is nothing at this address."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound(
            f"There is nothing at this address: start from {reverse('api:api-root', request=request)}."
        )
