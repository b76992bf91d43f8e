"""Pages for requests that cannot be answered; below /api/ the same, in JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: nothing of the request is repeated, it may be hostile."""
    if request.path.startswith(API):
        return JsonResponse({"detail": "This request cannot be understood."}, status=400)
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    if request.path.startswith(API):
        return JsonResponse({"detail": "This is not allowed."}, status=403)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with ways on."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: made without the database, which may be what failed."""
    if request.path.startswith(API):
        detail = "Something failed on our side. It has been logged; trying again later may help."
        return JsonResponse({"detail": detail}, status=500)
    return HttpResponse(render_to_string("500.html"), status=500)
