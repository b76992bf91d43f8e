"""The resources: each a queryset, a serializer, its filters and its order. All are read-only."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiResponse
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import APIRootView
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from statements.api import serializers
from statements.api.errors import Gone, GoneSerializer
from statements.api.filters import StrictFilterBackend
from statements.api.pagination import KeysetPagination
from statements.api.renderers import RENDERERS
from statements.api.schema import ResourceSchema
from statements.corrections import why_withdrawn
from statements.filters import PersonFilter, QuoteFilter
from statements.models import Article, Meeting, MeetingReport, Person, Quote, Restriction, Source, Topic

WITHOUT_TEXT = Article.objects.current().select_related("source").defer("text", "raw", "html")


class Resource(ReadOnlyModelViewSet[Any]):
    """What all resources share: open to everybody, strict about parameters, in pages."""

    schema = ResourceSchema()
    authentication_classes = ()
    renderer_classes = RENDERERS
    filter_backends = (StrictFilterBackend,)
    pagination_class = KeysetPagination
    lookup_field = "slug"
    lookup_value_regex = "[A-Za-z0-9_-]{1,90}"
    # What a single record may answer beside 200, 400 and 404, for the schema.
    other_responses: ClassVar[dict[int, Any]] = {}

    def get_view_name(self) -> str:
        return f"{self.basename}{'' if self.detail else 's'}".capitalize()


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
    filterset_class = QuoteFilter
    other_responses = {410: GoneSerializer}
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
        Prefetch(
            "reports", MeetingReport.objects.shown().prefetch_related(Prefetch("article", WITHOUT_TEXT))
        ),
    ).order_by("-sort_on", "-pk")
    serializer_class = serializers.MeetingSerializer


class TopicViewSet(Resource):
    """The issues that statements are about."""

    queryset = Topic.objects.select_related("parent").prefetch_related("narrower").order_by("name", "pk")
    serializer_class = serializers.TopicSerializer


class SourceViewSet(Resource):
    """The publishers of the articles."""

    queryset = Source.objects.order_by("name", "pk")
    serializer_class = serializers.SourceSerializer


class ArticleViewSet(Resource):
    """The articles that all else is traced to, the last received first.

    Offsets everywhere are half-open and count Unicode code points of `text`, which never changes: its
    SHA-256 in UTF-8 is `digest`. Python slices a text by code points; JavaScript and Java do not.
    """

    queryset = WITHOUT_TEXT.prefetch_related("topics").order_by("-pk")
    serializer_class = serializers.ArticleSerializer
    lookup_field = "public_id"
    other_responses = {410: GoneSerializer}

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


class RootView(APIRootView):
    """What diplomats said, as data: the resources that there are.

    All can be read without an account.
    """

    authentication_classes = ()
    renderer_classes = RENDERERS

    def get_view_name(self) -> str:
        return "Diplomacy API"


class NotFoundView(APIView):
    """There is nothing at this address."""

    schema = None
    authentication_classes = ()
    renderer_classes = RENDERERS

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound(
            f"There is nothing at this address: start from {reverse('api:api-root', request=request)}."
        )
