"""The site's addresses: pages, API, admin, health."""

from django.contrib import admin
from django.urls import include, path

from diplomacy import health

urlpatterns = [
    path("", include("statements.pages.urls")),
    path("api/", include("statements.api.urls")),
    path("admin/", admin.site.urls),
    # What a load balancer asks.
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = "statements.pages.errors.bad_request"
handler403 = "statements.pages.errors.forbidden"
handler404 = "statements.pages.errors.not_found"
handler500 = "statements.pages.errors.server_error"
