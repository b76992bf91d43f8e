"""Where in a quote's words a search found what it looked for."""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchHeadline, SearchQuery

from statements.models import Quote
from statements.search import Query
from statements.search.terms import Exact, leaves

# Signs for private use: the database sets them around words, and no text of an article should hold them.
OPEN, CLOSE = "\ue000", "\ue001"
MOST_SPANS = 200


def mark_matches(quotes: Iterable[Quote], query: Query) -> None:
    """Give each quote its ``matches``, in one query for all.

    Words in any form are found by the database, which alone knows their stems.
    """
    quotes = list(quotes)
    terms = list(leaves(query.tree)) if query.tree and quotes else []
    patterns = [re.compile(one.pattern(r"\b"), re.IGNORECASE) for one in terms if isinstance(one, Exact)]
    stems = [
        SearchQuery(one.text, config="english", search_type="plain")
        for one in terms
        if not isinstance(one, Exact)
    ]
    marked = _headlines(quotes, stems) if stems else {}
    for quote in quotes:
        spans = {match.span() for pattern in patterns for match in pattern.finditer(quote.text)}
        spans.update(_spans(marked.get(quote.pk, ""), quote.text))
        quote.matches = sorted(spans)[:MOST_SPANS]


def _headlines(quotes: list[Quote], stems: list[SearchQuery]) -> dict[int, str]:
    headline = SearchHeadline(
        "text",
        reduce(or_, stems),
        config="english",
        start_sel=OPEN,
        stop_sel=CLOSE,
        highlight_all=True,
    )
    found = Quote.objects.filter(pk__in=[quote.pk for quote in quotes]).order_by()
    return dict(found.values_list("pk", headline))


def _spans(marked: str, text: str) -> Iterator[tuple[int, int]]:
    """The spans of ``text`` that ``marked`` has signs around; none if it is not that text with signs."""
    pieces = re.split(f"[{OPEN}{CLOSE}]", marked)
    if "".join(pieces) != text:
        return
    at = 0
    for number, piece in enumerate(pieces):
        if number % 2 and piece:
            yield at, at + len(piece)
        at += len(piece)
