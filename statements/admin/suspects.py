"""Who may have said it: the few people whom an editor is offered as buttons, and a search for all others."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Abs

from statements.models import Participation, Person, Quote

MOST_OFFERED = 3
MOST_FOUND = 8
NEAR = 12


def suspects(quote: Quote) -> list[Person]:
    """The parser's choice, the editors', then whoever speaks nearest in the article, then who met.

    Three queries, however many quotes the article has.
    """
    speaking = (
        Quote.objects.current()
        .filter(article=quote.article_id, speaker__isnull=False)
        .exclude(pk=quote.pk)
        .order_by(Abs(F("start") - quote.start), "pk")
        .values_list("speaker", flat=True)[:NEAR]
    )
    meeting = (
        Participation.objects.filter(meeting__reports__article=quote.article_id)
        .order_by("pk")
        .values_list("person", flat=True)[:NEAR]
    )
    order = [pk for pk in (quote.speaker_id, *speaking, *meeting) if pk]
    rows = Person.objects.select_related("merged_into").prefetch_related("offices")
    found = list(rows.filter(Q(pk__in=order) | Q(slug=quote.parsed.get("speaker") or "")))
    parsed = [row.merged_into or row for row in found if row.slug == quote.parsed.get("speaker")]
    by_key = {row.pk: row for row in found}
    ordered = [*parsed, *(by_key[pk] for pk in order if pk in by_key)]
    return list(dict.fromkeys(ordered))[:MOST_OFFERED]


def search(words: str) -> Any:
    """People of whom a name, an alias or an office holds each of these words."""
    found = Person.objects.current()
    for word in words.replace("\0", " ").split()[:6]:
        found = found.filter(
            Q(name__icontains=word) | Q(aliases__name__icontains=word) | Q(offices__title__icontains=word)
        ).distinct()
    return found.prefetch_related("offices").order_by("name", "pk")[:MOST_FOUND]
