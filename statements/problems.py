"""What can go wrong with a request to the API, as RFC 9457 problem details.

A problem's ``type`` is the address (on the same site) of the page that explains it. It never changes its
meaning, so programs can compare it.
"""

from dataclasses import dataclass
from typing import Any

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of failure."""

    name: str
    status: int
    title: str
    advice: str
    """What the client can do about it."""

    @property
    def type(self) -> str:
        return f"/api/problems/{self.name}/"

    def details(self, detail: str = "", **more: Any) -> dict[str, Any]:
        """The body of the answer; ``more`` are members that this kind of problem adds."""
        told = detail or self.advice
        return {"type": self.type, "title": self.title, "status": self.status, "detail": told, **more}


_ALL = (
    Problem(
        "wrong-parameter",
        400,
        "A parameter is wrong.",
        "Change what “errors” names: each parameter, or place in the body, with what is wrong with it.",
    ),
    Problem("malformed", 400, "The request cannot be understood.", "Send a well-formed request."),
    Problem(
        "bad-token",
        401,
        "The token is not accepted.",
        "Send “Authorization: Bearer …” with a token that is neither expired nor revoked, or none at all.",
    ),
    Problem(
        "not-allowed",
        403,
        "This is not allowed.",
        "Use a token with the scope that the documentation names for this operation.",
    ),
    Problem(
        "not-found",
        404,
        "There is nothing at this address.",
        "Follow the links of the API's root, /api/v1/, or of a list.",
    ),
    Problem(
        "method-not-allowed",
        405,
        "The method is not allowed here.",
        "Use one of the methods that the “Allow” header names.",
    ),
    Problem(
        "not-acceptable",
        406,
        "There is no such form of this answer.",
        "Ask for application/json, or for a list as application/x-ndjson, text/csv or Parquet.",
    ),
    Problem(
        "conflict",
        409,
        "The idempotency key was used for another request.",
        "Use a new key for each new request, and the old one only to send the same request again.",
    ),
    Problem(
        "withdrawn", 410, "The record was withdrawn.", "See “reason”, and remove the record from your copy."
    ),
    Problem(
        "feed-restarted",
        410,
        "The feed of changes began anew.",
        "Read the feed again from its beginning: the place that the cursor names is of an earlier database.",
    ),
    Problem("too-large", 413, "The request is too large.", "Send less at a time."),
    Problem(
        "unsupported-media-type",
        415,
        "The body's media type is not understood.",
        "Send application/json with the matching Content-Type header.",
    ),
    Problem("unusable", 422, "The content cannot be used.", "Change the content as “detail” says."),
    Problem(
        "too-many-requests",
        429,
        "Too many requests.",
        "Wait for the seconds that “Retry-After” tells; the RateLimit headers tell what is left.",
    ),
    Problem(
        "failed",
        500,
        "Something failed on our side.",
        "It has been logged; trying again later may help.",
    ),
    Problem("busy", 503, "The service is busy.", "Try again after the seconds that “Retry-After” tells."),
    Problem(
        "too-slow",
        503,
        "The answer would take too long.",
        "Narrow the filters or ask for a smaller page; for everything, take the export.",
    ),
)
PROBLEMS = {problem.name: problem for problem in _ALL}
# The kind to report where only the status is known.
BY_STATUS = {problem.status: problem for problem in reversed(_ALL)} | {400: PROBLEMS["malformed"]}


def of_status(status: int) -> Problem:
    """The general problem of a status; one that is not listed counts as malformed or failed."""
    return BY_STATUS.get(status) or BY_STATUS[400 if status < 500 else 500]
