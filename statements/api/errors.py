"""What the API answers when it cannot give what was asked for: problem details for every exception."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, transaction
from psycopg.errors import QueryCanceled
from rest_framework import exceptions, serializers
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from statements.problems import MEDIA_TYPE, PROBLEMS, of_status

__all__ = ["MEDIA_TYPE", "Gone", "ProblemSerializer", "Problematic", "answer_problem", "refuse"]


class ProblemSerializer(serializers.Serializer[Any]):
    """Why there is no answer, as RFC 9457 describes it."""

    type = serializers.CharField(help_text="Which kind of problem: stable, the address of its explanation.")
    title = serializers.CharField(help_text="The kind of problem, in words.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What is wrong here, or what can be done.")
    errors = serializers.DictField(  # type: ignore[assignment]  # the metaclass takes it off the class
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="What is wrong with each parameter or part of the body, by its name.",
    )
    reason = serializers.CharField(required=False, help_text="Why a record was withdrawn.")


class Problematic(APIException):
    """A named problem of `statements.problems`, with what is to be said about it here."""

    def __init__(self, name: str, detail: str = "", *, wait: int | None = None, **more: Any) -> None:
        problem = PROBLEMS[name]
        self.status_code = problem.status
        self.body = problem.details(detail, **more)
        self.wait = wait  # seconds, for Retry-After
        super().__init__(self.body["detail"], name)


class NotModified(Exception):
    """304: the client has this answer already."""


class Gone(Problematic):
    """410: the record was withdrawn."""

    def __init__(self, reason: str) -> None:
        super().__init__("withdrawn", reason=reason)


def refuse(problems: dict[str, list[str]]) -> Problematic:
    """400, naming each wrong parameter."""
    return Problematic(
        "wrong-parameter", errors={name: list(dict.fromkeys(said)) for name, said in problems.items()}
    )


def answer_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """The problem details for an exception, None for a fault of ours (Django's handler answers those)."""
    if isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled):
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        error = Problematic("too-slow", wait=60)
    if isinstance(error, RequestDataTooBig):
        error = Problematic("too-large")
    if isinstance(error, NotModified):
        return Response(status=304)
    response = exception_handler(error, context)
    if response is not None:
        response.data = _body(error, response)
        response.exception = True
    return response


def _body(error: Exception, response: Response) -> dict[str, Any]:
    if isinstance(error, Problematic):
        return error.body
    if isinstance(error, exceptions.ValidationError):
        return PROBLEMS["wrong-parameter"].details(errors=flat(error.detail))
    said = str(getattr(error, "detail", ""))
    # Where the framework has only its own general words, ours say more.
    default = str(getattr(type(error), "default_detail", ""))
    return of_status(response.status_code).details("" if said == default else said)


def flat(detail: Any, place: str = "") -> dict[str, list[str]]:
    """A serializer's nested errors by dotted place: ``pairs.0.words``."""
    if isinstance(detail, dict):
        items = [(str(name), inner) for name, inner in detail.items()]
    elif any(isinstance(one, dict | list) for one in detail):
        items = [(str(number), inner) for number, inner in enumerate(detail) if inner]
    else:
        return {place or "body": [str(one) for one in detail]}
    found: dict[str, list[str]] = {}
    for name, inner in items:
        inside = place if name == "non_field_errors" else f"{place}.{name}".lstrip(".")
        found |= flat(inner if isinstance(inner, dict | list) else [inner], inside)
    return found
