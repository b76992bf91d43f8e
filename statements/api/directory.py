"""Finding one's way: the root of the API, what each problem means, and where there is nothing."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import APIRootView

from statements.api.base import Door
from statements.problems import PROBLEMS


class RootView(Door, APIRootView):
    """What diplomats said, as data: the resources that there are.

    All can be read without an account.
    """

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response: Response = super().get(request, *args, **kwargs)
        for name in ("changes", "check", "parse"):
            response.data[name] = reverse(f"api:{name}", request=request)
        return response

    def get_view_name(self) -> str:
        return "Diplomacy API"


class ProblemView(Door):
    """What a problem's `type` means, and what to do about it."""

    schema = None

    def get(self, request: Request, name: str) -> Response:
        problem = PROBLEMS.get(name)
        if problem is None:
            raise NotFound
        return Response(
            {
                "type": problem.type,
                "status": problem.status,
                "title": problem.title,
                "advice": problem.advice,
            }
        )

    def get_view_name(self) -> str:
        return "Problem"


class NotFoundView(Door):
    """There is nothing at this address."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound(
            f"There is nothing at this address: start from {reverse('api:api-root', request=request)}."
        )
