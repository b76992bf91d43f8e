"""What several admins share: lists that stay fast, records that are only read, addresses that stay."""

from typing import Any, ClassVar

from django.contrib.admin import ModelAdmin, ShowFacets
from django.core.paginator import Paginator
from django.db.models import Model, URLField
from django.http import HttpRequest
from django.utils.functional import cached_property

from statements.models.quotes import COUNT_CAP


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of the first rows only: nobody turns 10,000 rows over, and counting millions takes long."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[:COUNT_CAP].count())


class FastList(ModelAdmin):  # type: ignore[type-arg]
    """A list that counts no more rows than it can show."""

    paginator: ClassVar[type[Any]] = CappedPaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_per_page = 50


class NeitherAddedNorDeleted:
    """Rows that come from elsewhere and stay."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PermanentSlug(ModelAdmin):  # type: ignore[type-arg]
    """The slug is chosen once: addresses, exports and verdicts name the row by it."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "slug"] if obj else fixed

    def get_prepopulated_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return {} if obj else {"slug": ["name"]}
