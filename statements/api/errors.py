"""What the API answers when it cannot give what was asked for."""

from typing import Any

from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ValidationError


class ErrorSerializer(serializers.Serializer[Any]):
    """Why there is no answer: what is wrong with each parameter, or one sentence."""

    detail = serializers.CharField(required=False, help_text="What is wrong.")
    errors = serializers.DictField(  # type: ignore[assignment]  # the metaclass takes it off the class
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="What is wrong with each parameter, by its name.",
    )


class GoneSerializer(serializers.Serializer[Any]):
    """A record that was withdrawn: its address stays and says why."""

    detail = serializers.CharField(help_text="That the record was withdrawn.")
    reason = serializers.CharField(help_text="Why it was withdrawn.")


class Gone(APIException):
    """410: the record was withdrawn."""

    status_code = status.HTTP_410_GONE

    def __init__(self, reason: str) -> None:
        super().__init__({"detail": "This record was withdrawn.", "reason": reason})


def refuse(problems: dict[str, list[str]]) -> ValidationError:
    """400, naming each wrong parameter."""
    return ValidationError({"errors": problems})
