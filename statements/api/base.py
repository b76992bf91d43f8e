"""What every answer of the API has in common: who asks, how often, in which form, for how long."""

from collections.abc import Mapping
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from statements.api.access import Limit, TokenAuthentication
from statements.api.errors import MEDIA_TYPE, refuse
from statements.api.renderers import PageRenderer
from statements.exports.writing import MEDIA_TYPES

READ_METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After"


class Negotiation(DefaultContentNegotiation):
    """``format=`` goes before ``Accept``; a form that there is none of is a wrong parameter."""

    def filter_renderers(self, renderers: Any, format: str) -> Any:
        if found := [renderer for renderer in renderers if renderer.format == format]:
            return found
        names = ", ".join(renderer.format for renderer in renderers if renderer.format != "api")
        raise refuse({"format": [f"There is no format “{format[:20]}” here: use {names}."]})


class Door(APIView):
    """A part of the API: readable from other sites' scripts, its errors problem details.

    All that a view reads happens in one transaction with a time limit for each statement, so that no
    combination of filters can keep the database busy for long.
    """

    authentication_classes = (TokenAuthentication,)
    throttle_classes = (Limit,)
    rate: Mapping[str, str] = {}
    renderer_classes: Any = (JSONRenderer, PageRenderer)
    content_negotiation_class = Negotiation
    statement_seconds: float | None = settings.API_STATEMENT_SECONDS

    @classmethod
    def as_view(cls, *args: Any, **kwargs: Any) -> Any:
        return compressed(super().as_view(*args, **kwargs))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if self.statement_seconds is None:
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            self.begin(request, self.statement_seconds)
            return super().dispatch(request, *args, **kwargs)

    def begin(self, request: Any, seconds: float) -> None:
        """Set the transaction up."""
        limit_statements(seconds)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """What may be asked here, for browsers that ask before scripts of other sites may."""
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if (
            getattr(response, "exception", False)
            and response.status_code != 304
            and response.accepted_renderer.format != "api"
        ):
            response.content_type = MEDIA_TYPE
        for name, value in self.rate.items():
            response[name] = value
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = ", ".join(self.allowed_methods)
            response["Access-Control-Allow-Headers"] = (
                "Authorization, Content-Type, Idempotency-Key, If-None-Match"
            )
            response["Access-Control-Max-Age"] = "86400"
        return response


def compressed(view: Any) -> Any:
    """The view, its answers gzipped for who takes that; Parquet is compressed already."""
    gzip = GZipMiddleware(view)

    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if response.get("Content-Type") != MEDIA_TYPES["parquet"]:
            if hasattr(response, "add_post_render_callback"):
                response.add_post_render_callback(partial(gzip.process_response, request))
            else:
                gzip.process_response(request, response)
        return response

    return answer


def limit_statements(seconds: float) -> None:
    """From here to the end of the transaction, let no statement run longer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(int(seconds * 1000))])
