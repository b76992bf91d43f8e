"""People, the names they go by and the offices they held."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q
from django.http import HttpRequest

from statements.admin import joining, moving
from statements.admin.lists import FastList, PermanentSlug
from statements.models import Alias, Correction, Office, Person


class AliasInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Alias
    extra = 0


class OfficeInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Office
    extra = 0


@admin.register(Person)
class PersonAdmin(FastList, PermanentSlug):
    list_display = ["name", "side", "wikidata_id", "merged_into"]
    list_select_related = ["merged_into"]
    search_fields = ["name", "aliases__name", "slug"]
    search_help_text = "Words of a name or alias."
    fields = ["name", "slug", "country", "organization", "gender", "wikidata_id", "merged_into"]
    readonly_fields = ["merged_into"]
    inlines = [AliasInline, OfficeInline]

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        """A name stays known after somebody is renamed."""
        super().save_model(request, obj, form, change)
        for name in filter(None, {form.initial.get("name"), obj.name}):
            Alias.objects.get_or_create(person=obj, name=name)

    def get_urls(self) -> list[Any]:
        return [*joining.urlpatterns, *moving.urlpatterns, *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody whom a verdict names: it could not be applied to the next parse."""
        named = isinstance(obj, Person) and _named_in_a_verdict(obj)
        return super().has_delete_permission(request, obj) and not named


@admin.register(Office)
class OfficeAdmin(FastList):
    """Offices are kept with their people; here they are only found, to say in which one somebody met."""

    search_fields = ["title", "person__name"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


def _named_in_a_verdict(person: Person) -> bool:
    slug: Any = person.slug
    about_people = Q(field__in=[Correction.Field.SPEAKER, Correction.Field.RELAYED])
    named = Q(before=slug) | Q(after=slug) | Q(parsed=slug)
    return Correction.objects.filter(about_people & named).exists()
