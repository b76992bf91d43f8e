"""Pages for requests that cannot be answered; below /api/ the same, as problem details."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from statements.problems import MEDIA_TYPE, of_status

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: nothing of the request is repeated, it may be hostile."""
    return _problem(request, 400) or HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _problem(request, 403) or render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with ways on."""
    return _problem(request, 404) or render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: made without the database, which may be what failed."""
    return _problem(request, 500) or HttpResponse(render_to_string("500.html"), status=500)


def _problem(request: HttpRequest, status: int) -> HttpResponse | None:
    if not request.path.startswith(API):
        return None
    return JsonResponse(of_status(status).details(), status=status, content_type=MEDIA_TYPE)
