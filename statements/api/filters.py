"""The pages' filters at the API's door: the same parameters, but what is wrong is refused, not ignored."""

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend

from statements.api.errors import refuse
from statements.filters import StrictFilterSet, unknown_parameters


class StrictFilterBackend(DjangoFilterBackend):
    """Filters a list by the view's ``filterset_class``; an unknown parameter or wrong value is a 400.

    A view without a filter set has no parameters but those of paging, a single record none at all.
    """

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset = None if view.detail else self.get_filterset(request, queryset, view)
        if not isinstance(filterset, StrictFilterSet):
            if problems := unknown_parameters(request.query_params, ()):
                raise refuse(problems)
            return queryset
        if problems := filterset.problems():
            raise refuse(problems)
        return filterset.qs
