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


@register.filter
def words(quote: Quote, limit: int = 0) -> Words:
    """The quote's words; beyond ``limit`` characters they are cut between two words."""
    text = quote.text
    cut = 0 < limit < len(text)
    if cut:
        text = text[:limit].rsplit(None, 1)[0] or text[:limit]
    marks = [Mark(start - quote.start, end - quote.start, "verbatim") for start, end in quote.verbatim]
    pieces = segments(text, marks)
    in_marks = quote.kind in {Quote.Kind.DIRECT, Quote.Kind.MIXED}
    return Words(pieces, in_marks and bool(pieces[0].keys), in_marks and bool(pieces[-1].keys), cut)


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
