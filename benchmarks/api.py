"""How fast the API answers, beside the same rows read with psycopg alone.

    manage.py shell -c "from benchmarks.api import main; main()"

Run it on a database made by `manage.py synthesize`. Times are medians in milliseconds, of requests in this
process; the ratios tell more than the times on a busy machine.
"""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.test import Client, override_settings

from statements.api.views import QuoteViewSet
from statements.exports.tables import QUOTES
from statements.exports.writing import WRITERS
from statements.models import Quote, Topic

TIMES = 9
LIST = "/api/v1/quotes/"


def measured(action: Callable[[], Any]) -> float:
    """The median of a few runs after one that warms up, in milliseconds."""
    action()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        action()
        taken.append(1000 * (time.perf_counter() - began))
    return median(taken)


def raw(queryset: Any, size: int) -> Callable[[], Any]:
    """Read the rows of a page, and the texts of their articles, without any of Django's objects."""
    keys = queryset.order_by("-sort_on", "-pk").values("pk")[:size]
    sql, parameters = keys.query.sql_with_params()
    fields = [field for field in Quote._meta.concrete_fields if field.name != "words"]
    columns = ", ".join(f'quote."{field.column}"' for field in fields)
    whole = (
        f"SELECT {columns}, person.name, person.slug, article.title, article.text "
        f"FROM ({sql}) AS chosen (id) JOIN statements_quote AS quote ON quote.id = chosen.id "
        "JOIN statements_article AS article ON article.id = quote.article_id "
        "LEFT JOIN statements_person AS person ON person.id = quote.speaker_id"
    )

    def read() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(whole, parameters)
            return cursor.fetchall()

    return read


@override_settings(API_RATES={"anonymous": 10**9, "token": 10**9}, ALLOWED_HOSTS=["testserver"])
def main() -> None:
    """Print a line for each call, then the rows a second of each export."""
    client = Client()
    current = Quote.objects.current()
    speaker = current.filter(speaker__isnull=False).order_by("-sort_on", "-pk")[0].speaker
    topic = Topic.objects.filter(quotes__isnull=False).first()
    if not speaker or not topic:
        raise SystemExit("Make a corpus first: manage.py synthesize 300000")
    calls = {
        "the newest": ("", current),
        "a speaker's": (f"&speaker={speaker.slug}", current.by_speaker([speaker])),
        "a topic's": (f"&topic={topic.slug}", current.about([topic])),
        "words": ("&q=summit", current.matching("summit")),
    }
    print(f"{QuoteViewSet.__name__}, {current.count_capped()} quotes")  # noqa: T201
    for name, (query, queryset) in calls.items():
        address = f"{LIST}?page_size=100{query}"
        ours, theirs = measured(lambda at=address: client.get(at)), measured(raw(queryset, 100))  # type: ignore[misc]
        print(f"{name:<14} {ours:8.1f} ms   psycopg {theirs:8.1f} ms   {ours / theirs:5.1f} ×")  # noqa: T201
    known = client.get(LIST)["ETag"]
    print(f"{'unchanged':<14} {measured(lambda: client.get(LIST, headers={'If-None-Match': known})):8.1f} ms")  # noqa: T201
    for name, write in WRITERS.items():
        began, rows = time.perf_counter(), 0
        with transaction.atomic():
            for _ in write(QUOTES, QUOTES.read(current.order_by("-sort_on", "-pk")), {}):
                pass
        rows = current.count()
        print(f"{name:<14} {rows / (time.perf_counter() - began):10,.0f} rows a second")  # noqa: T201
