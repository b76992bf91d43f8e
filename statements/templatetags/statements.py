"""What templates need beside Django's own tags. Nothing here returns markup made from text."""

from dataclasses import dataclass
from datetime import timedelta

from django import template
from django.urls import reverse

from statements.models import Office, Person, Quote
from statements.pages.highlighting import Mark, Segment, segments
from statements.pages.wording import office_words

register = template.Library()


@dataclass(frozen=True, slots=True)
class Words:
    """A quote's words for display: exact words and the reporter's told apart, perhaps cut short."""

    segments: list[Segment[str]]
    opened: bool
    """They begin with exact words, so that a quotation mark belongs before them."""
    closed: bool
    """They end with exact words."""
    cut: bool
    begun: bool = False
    """What comes before the first match is left out."""


@register.filter
def words(quote: Quote, limit: int = 0) -> Words:
    """The quote's words; beyond ``limit`` characters they are cut between two words."""
    start, end = _window(quote, limit) if 0 < limit < len(quote.text) else (0, len(quote.text))
    marks = [Mark(first - quote.start, last - quote.start, "verbatim") for first, last in quote.verbatim]
    marks += [Mark(first, last, "match") for first, last in quote.matches]
    pieces = segments(quote.text, marks, start, end)
    in_marks = quote.kind in {Quote.Kind.DIRECT, Quote.Kind.MIXED}
    return Words(
        pieces,
        opened=in_marks and "verbatim" in pieces[0].keys,
        closed=in_marks and "verbatim" in pieces[-1].keys,
        cut=end < len(quote.text),
        begun=start > 0,
    )


def _window(quote: Quote, limit: int) -> tuple[int, int]:
    """The stretch of at most ``limit`` characters that holds most matches, cut between words."""
    starts = [first for first, _ in quote.matches]
    best = max(
        starts, key=lambda at: (sum(at <= one < at + limit * 2 // 3 for one in starts), -at), default=0
    )
    start = 0
    if best > limit * 2 // 3:
        before = quote.text[: best - limit // 4]
        start = len(before) - len((before.split() or [""])[-1]) if not before[-1:].isspace() else len(before)
    text = quote.text[start : start + limit]
    if start + limit < len(quote.text):
        text = text.rsplit(None, 1)[0] or text
    return start, start + len(text)


@register.filter
def office(person: Person) -> str:
    """The latest office known, with its side: “Foreign Minister, Russia”."""
    held = person.office_on(None)
    return office_words(held) if held else person.side


@register.filter
def office_then(quote: Quote) -> str:
    """The speaker's office when the quote was said, else the side spoken for."""
    if quote.speaker is None:
        return ""
    held = quote.speaker.office_on(quote.said_on)
    return office_words(held) if held else quote.speaker.side


@register.filter
def percent(probability: float) -> str:
    """“93 %”; never 100: a parser is not certain."""
    return f"{min(99, round(100 * probability))} %"


@register.filter
def statements(number: int) -> str:
    """“no statements”, “1 statement”, “1,204 statements”."""
    return f"{number:,} statement{'' if number == 1 else 's'}" if number else "no statements"


@register.filter
def web(address: str) -> str:
    """The address where it is one of the web, else nothing: what came from outside could be a script."""
    return address if address.startswith(("https://", "http://")) else ""


@register.simple_tag(takes_context=True)
def nav_current(context: template.Context, name: str) -> str:
    """“page” on the page itself, “true” below it, nothing elsewhere: for aria-current."""
    path, start = context["request"].path, reverse(f"statements:{name}")
    if path == start:
        return "page"
    return "true" if path.startswith(start) else ""


@register.simple_tag(takes_context=True)
def canonical_url(context: template.Context) -> str:
    """The address that stands for this page, without what only says how to show it."""
    address: str = context["request"].build_absolute_uri(context["request"].path)
    query = context.get("canonical_query")
    return f"{address}?{query}" if query else address


@register.filter
def office_line(held: Office) -> str:
    """“Foreign Minister, Russia”."""
    return office_words(held)


@register.filter
def in_words(duration: timedelta) -> str:
    """“15 minutes”: a wait, in whole minutes or hours, rounded up."""
    minutes = -(-int(duration.total_seconds()) // 60)
    if minutes < 120:
        return "a minute" if minutes <= 1 else f"{minutes} minutes"
    return f"{-(-minutes // 60)} hours"
