"""Addresses of the API."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from statements.api import changes, directory, services, token_pages, views


class Router(DefaultRouter):
    """The list of resources at the root; the form of an answer is chosen by ``Accept`` or ``format=``."""

    APIRootView = directory.RootView
    include_format_suffixes = False


router = Router()
router.register("quotes", views.QuoteViewSet, basename="quote")
router.register("speakers", views.SpeakerViewSet, basename="speaker")
router.register("meetings", views.MeetingViewSet, basename="meeting")
router.register("topics", views.TopicViewSet, basename="topic")
router.register("articles", views.ArticleViewSet, basename="article")
router.register("sources", views.SourceViewSet, basename="source")
router.register("countries", views.CountryViewSet, basename="country")
router.register("corrections", views.CorrectionViewSet, basename="correction")

app_name = "api"
urlpatterns = [
    path("v1/", include(router.urls)),
    path("v1/changes/", changes.ChangesView.as_view(), name="changes"),
    path("v1/check/", services.CheckView.as_view(), name="check"),
    path("v1/parse/", services.ParseView.as_view(), name="parse"),
    path("v1/schema/", SpectacularAPIView.as_view(authentication_classes=()), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api:schema", template_name="api/docs.html", authentication_classes=()
        ),
        name="docs",
    ),
    path("tokens/", token_pages.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", token_pages.revoke_token, name="token-revoke"),
    path("problems/<slug:name>/", directory.ProblemView.as_view(), name="problem"),
    # Only with the slash at the end: an address without one is first sent to the one with it.
    re_path(r"^(?:.*/)?$", directory.NotFoundView.as_view(), name="not-found"),
]
