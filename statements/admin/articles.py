"""Articles: the text is only read; what is known about its publication can be put right."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from statements.admin import restricting, words
from statements.admin.lists import FastList, NeitherAddedNorDeleted
from statements.ingest.jobs import reparse_stored_article
from statements.models import Article


@admin.register(Article)
class ArticleAdmin(NeitherAddedNorDeleted, FastList):
    list_display = ["__str__", "source", "published_on", "form", "state", "parser_version"]
    list_filter = ["form", "state"]
    list_select_related = ["source"]
    search_fields = ["title", "public_id", "url"]
    ordering = ["-pk"]
    autocomplete_fields = ["source"]
    actions = ["parse_again"]
    fieldsets = [
        (
            "Publication",
            {"fields": ["source", "url", "title", "author", "published_on", "dateline", "form", "state"]},
        ),
        ("Text", {"fields": ["read_text"]}),
        (
            "Record",
            {"fields": ["public_id", "digest", "topics", "parser_version", "received_at", "parsed_at"]},
        ),
    ]
    readonly_fields = [
        "read_text",
        "public_id",
        "digest",
        "topics",
        "parser_version",
        "received_at",
        "parsed_at",
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is hidden is shown again by lifting its restriction, not by a state."""
        hidden = obj is not None and obj.state == Article.State.RESTRICTED
        return [*self.readonly_fields, "state"] if hidden else self.readonly_fields

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "state":
            kwargs["choices"] = [one for one in Article.State.choices if one[0] != Article.State.RESTRICTED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_urls(self) -> list[Any]:
        return [*restricting.urlpatterns(Article), *words.article_urlpatterns, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer("text", "raw", "html")

    @admin.display(description="text")
    def read_text(self, article: Article) -> SafeString:
        return format_html('<div class="article-text">{}</div>', article.text)

    @admin.action(description="Parse again", permissions=["change"])
    def parse_again(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        """Enqueue the parse of each; editors' verdicts and the quotes' addresses outlive it."""
        with transaction.atomic():
            for pk in articles.values_list("pk", flat=True):
                reparse_stored_article.defer(article_id=pk)
        self.message_user(request, _enqueued(len(articles)), messages.SUCCESS)


def _enqueued(count: Any) -> str:
    return f"{count} article{'' if count == 1 else 's'} will be parsed again as soon as a worker is free."
