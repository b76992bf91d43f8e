"""The feed of changes: what was added, changed, merged, withdrawn or deleted, in an order to follow."""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.urls import remove_query_param, replace_query_param

from statements.api import views
from statements.api.base import Door
from statements.api.choosing import names_in
from statements.api.errors import Problematic, refuse
from statements.api.pagination import MAX_SIZE, page_size
from statements.api.resources import Resource
from statements.api.schema import PROBLEMS_OF_ALL, problems
from statements.corrections import why_each_withdrawn
from statements.filters import unknown_parameters
from statements.models import Article, FeedEntry, Person, Quote, Restriction
from statements.models.feed import Position, present

RESOURCES: dict[str, type[Resource]] = {
    "sources": views.SourceViewSet,
    "topics": views.TopicViewSet,
    "speakers": views.SpeakerViewSet,
    "articles": views.ArticleViewSet,
    "meetings": views.MeetingViewSet,
    "quotes": views.QuoteViewSet,
    "corrections": views.CorrectionViewSet,
}
PARAMETERS = ("cursor", "page_size", "resource", "start", "format")
BEGINNING = Position(0, 0)


@dataclass(slots=True)
class Change:
    """What became of one record."""

    entry: FeedEntry
    change: str
    reason: str | None = None
    successor: str | None = None
    record: dict[str, Any] | None = None


class ChangeSerializer(serializers.Serializer[Any]):
    """What became of one record: its state now, which later changes may have made already."""

    resource = serializers.ChoiceField(choices=list(RESOURCES), help_text="The list that holds the record.")
    key = serializers.CharField(help_text="The record's id or slug.")
    change = serializers.ChoiceField(
        choices=["added", "changed", "merged", "withdrawn", "deleted"],
        help_text="merged, withdrawn, deleted: remove it from a copy.",
    )
    at = serializers.DateTimeField(help_text="When it was written; the order of the feed is another.")
    url = serializers.URLField(help_text="The record's address.")
    reason = serializers.CharField(allow_null=True, help_text="Why it was withdrawn.")
    successor = serializers.CharField(allow_null=True, help_text="The key of the record it was merged into.")
    record = serializers.DictField(
        allow_null=True, help_text="The record as its list has it; null where it is to be removed."
    )


class ChangesSerializer(serializers.Serializer[Any]):
    """A piece of the feed."""

    next = serializers.URLField(help_text="Where to go on, now or later: never null.")
    more = serializers.BooleanField(help_text="false: this is all there is for now.")
    results = ChangeSerializer(many=True)


class ChangesView(Door):
    """What was added, changed, merged, withdrawn or deleted, the oldest first.

    Begin without parameters to have everything, or with `start=now` beside a full export. Apply the
    changes in their order, keep `next`, and come back to it: a copy that does so is in step, whatever is
    written meanwhile. A record stands once for each transaction that touched it; its state is that of now.
    Records in short within others (a quote's speaker) are no part of them: take them from their own records.
    """

    @extend_schema(
        summary="Follow what changes",
        tags=["changes"],
        parameters=[
            OpenApiParameter("cursor", description="Where to go on: taken from “next”, never made up."),
            OpenApiParameter(
                "page_size",
                type={"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": 50},
                description="Changes a piece.",
            ),
            OpenApiParameter(
                "resource",
                type={"type": "array", "items": {"type": "string", "enum": list(RESOURCES)}},
                style="form",
                explode=False,
                description="Only changes of these lists, between commas.",
            ),
            OpenApiParameter(
                "start", enum=["now"], description="now: nothing but “next”, for what comes from here on."
            ),
        ],
        responses={(200, "application/json"): ChangesSerializer}
        | problems(PROBLEMS_OF_ALL | {410: "The feed began anew: read it from its beginning."}),
    )
    def get(self, request: Request) -> Response:
        """What changed, the oldest first."""
        wanted = _check(request)
        life, now = present()
        position = _position(request, life)
        if "start" in request.query_params:
            return self._answer(request, life, now, [], more=False)
        size = page_size(request)
        entries = list(FeedEntry.objects.settled_after(position, wanted)[: size + 1])
        more, entries = len(entries) > size, entries[:size]
        if entries:
            position = Position(entries[-1].xid, entries[-1].pk)
        return self._answer(request, life, position, self._changes(entries), more=more)

    def get_view_name(self) -> str:
        return "Changes"

    def _answer(
        self, request: Request, life: str, position: Position, changes: list[Change], *, more: bool
    ) -> Response:
        address = remove_query_param(request.build_absolute_uri(), "start")
        following = replace_query_param(address, "cursor", _cursor(life, position))
        body = {"next": following, "more": more, "results": [self._told(change) for change in changes]}
        return Response(body, headers={"Link": f'<{following}>; rel="next"'})

    def _told(self, change: Change) -> dict[str, Any]:
        entry = change.entry
        view = RESOURCES[entry.resource]
        address = reverse(
            f"api:{entry.resource[:-1]}-detail", kwargs={view.lookup_field: entry.key}, request=self.request
        )
        return {
            "resource": entry.resource,
            "key": entry.key,
            "change": change.change,
            "at": serializers.DateTimeField().to_representation(entry.at),
            "url": address,
            "reason": change.reason,
            "successor": change.successor,
            "record": change.record,
        }

    def _changes(self, entries: Sequence[FeedEntry]) -> list[Change]:
        """Each record once, at its last place, with its state; as many queries for any number."""
        last: dict[tuple[str, str], FeedEntry] = {}
        for entry in entries:
            key = entry.resource, entry.key
            if earlier := last.pop(key, None):
                entry.added = entry.added or earlier.added
            last[key] = entry
        by_resource: dict[str, dict[str, Change]] = {}
        for (resource, name), entry in last.items():
            change = Change(entry, "added" if entry.added else "changed")
            by_resource.setdefault(resource, {})[name] = change
        for resource, changes in by_resource.items():
            self._look_up(resource, changes)
        return [by_resource[resource][name] for resource, name in last]

    def _look_up(self, resource: str, changes: dict[str, Change]) -> None:
        view = RESOURCES[resource]
        rows = {
            str(getattr(row, view.lookup_field)): row
            for row in every(resource).filter(**{f"{view.lookup_field}__in": list(changes)})
        }
        gone = removed(rows.values())
        standing = {key: row for key, row in rows.items() if row.pk not in gone}
        serializer: Any = view.serializer_class
        records = serializer(list(standing.values()), many=True, context={"request": self.request}).data
        for key, record in zip(standing, records, strict=True):
            changes[key].record = dict(record)
        for key, change in changes.items():
            if key not in rows:
                change.change = "deleted"
            elif key not in standing:
                change.change, change.reason, change.successor = gone[rows[key].pk]


def every(resource: str) -> Any:
    """All rows of a resource as its list reads them, those too that it shows no longer."""
    if resource == "articles":
        return views.article_rows(Article.objects.all()).prefetch_related("topics")
    queryset: Any = RESOURCES[resource].queryset
    return queryset.select_related("merged_into") if resource == "speakers" else queryset.all()


Removal = tuple[str, str | None, str | None]


def removed(rows: Iterable[Any]) -> dict[int, Removal]:
    """Those of the rows that are to be removed from a copy: what happened, why, and who succeeds them."""
    found: dict[int, Removal] = {}
    quotes = []
    articles = []
    for row in rows:
        if isinstance(row, Quote) and row.status == Quote.Status.WITHDRAWN:
            quotes.append(row)
        elif isinstance(row, Person) and row.merged_into:
            found[row.pk] = ("merged", None, row.merged_into.slug)
        elif isinstance(row, Article) and row.state == Article.State.RESTRICTED:
            articles.append(row)
    if quotes:
        found |= {pk: ("withdrawn", why, None) for pk, why in why_each_withdrawn(quotes).items()}
    if articles:
        reasons = Restriction.objects.filter(article__in=articles, lifted_at=None)
        found |= {each.article_id or 0: ("withdrawn", str(each), None) for each in reasons}
    return found


def _check(request: Request) -> list[str]:
    """The resources asked for. Raises Problematic for what means nothing."""
    problems = unknown_parameters(request.query_params, PARAMETERS)
    problems |= {
        name: ["Give this parameter once."]
        for name, values in request.query_params.lists()
        if len(values) > 1 and name != "resource"
    }
    if request.query_params.get("start", "now") != "now":
        problems["start"] = ["Use now, or leave it out."]
    if {"start", "cursor"} <= request.query_params.keys():
        problems["start"] = ["Give either start or cursor."]
    if problems:
        raise refuse(problems)
    return names_in(request, "resource", RESOURCES)


def _cursor(life: str, position: Position) -> str:
    text = json.dumps([life, position.xid, position.entry], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def _position(request: Request, life: str) -> Position:
    cursor = request.query_params.get("cursor")
    if not cursor:
        return BEGINNING
    try:
        of, xid, entry = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not (isinstance(of, str) and type(xid) is type(entry) is int and min(xid, entry) >= 0):
            raise ValueError
        if max(xid, entry) >= 2**63:
            raise ValueError
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise refuse({"cursor": ["This is no cursor of this feed: begin without one."]}) from error
    if of != life:
        raise Problematic("feed-restarted")
    return Position(xid, entry)
