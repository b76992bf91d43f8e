"""Articles that programs send: stored once, however often they are sent."""

import hashlib
import json
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from statements.api.access import require_scope
from statements.api.errors import Problematic, refuse
from statements.api.schema import PROBLEMS_OF_ALL, problems
from statements.api.serializers import ArticleSerializer
from statements.api.services import PROBLEMS_OF_SERVICES, ParseSerializer
from statements.ingest.articles import Refused, Status, ingest_article
from statements.models import Article, Delivery, Token

HEADER = "Idempotency-Key"
LONGEST_KEY = 100


class SentSerializer(ParseSerializer):
    """An article to store: its text, or its page."""

    source = serializers.CharField(  # type: ignore[assignment]  # the metaclass takes it off the class
        required=False, max_length=200, help_text="The publisher's name."
    )
    url = serializers.URLField(required=False, max_length=2000, help_text="Where it was published.")


described = extend_schema(
    summary="Send an article",
    tags=["articles"],
    parameters=[
        OpenApiParameter(
            HEADER,
            location=OpenApiParameter.HEADER,
            description="Sent again with the same key, the same request is not done twice.",
        )
    ],
    request=SentSerializer,
    responses={(200, "application/json"): ArticleSerializer, (201, "application/json"): ArticleSerializer}
    | problems(
        PROBLEMS_OF_ALL
        | PROBLEMS_OF_SERVICES
        | {403: "The token has not the scope.", 409: "The key was used for another request."}
    ),
)


def receive(request: Request) -> Response:
    """Store what was sent: 201 where it is new, 200 where its text or this very request was known."""
    require_scope(request, Token.Scope.WRITE_ARTICLES, "statements.add_article")
    given = SentSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    key = request.headers.get(HEADER, "")
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise refuse({HEADER: [f"Give at most {LONGEST_KEY} printable characters."]})
    # One delivery of a token after the other: two with one key at once must not both be done.
    token = Token.objects.select_for_update().get(pk=request.auth.pk)
    digest = hashlib.sha256(json.dumps(request.data, sort_keys=True).encode()).hexdigest()
    earlier = Delivery.objects.select_related("article").filter(token=token, key=key).first() if key else None
    if earlier:
        if earlier.digest != digest:
            raise Problematic("conflict")
        return _answer(request, earlier.article, new=False)
    article, new = _store(given.validated_data)
    if key:
        Delivery.objects.create(token=token, key=key, digest=digest, article=article)
    return _answer(request, article, new=new)


def _store(values: dict[str, Any]) -> tuple[Article, bool]:
    try:
        outcome = ingest_article(
            (values.get("html") or values.get("text") or "").encode(),
            name="article.html" if "html" in values else "article.txt",
            source=values.get("source", ""),
            url=values.get("url", ""),
            published=values.get("published"),
        )
    except Refused as error:
        raise Problematic("unusable", str(error)) from error
    return outcome.article, outcome.status == Status.STORED


def _answer(request: Request, article: Article, *, new: bool) -> Response:
    address = reverse("api:article-detail", args=[article.public_id], request=request)
    return Response(
        ArticleSerializer(article, context={"request": request}).data,
        status=status.HTTP_201_CREATED if new else status.HTTP_200_OK,
        headers={"Location": address},
    )
