"""Which new quote is which old one: a plan, computed before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statements.models import Quote
from statements.parsing import ParsedQuote, Span

# Two spans are one quote when they share this part of their union. Below it, a long quote cut into
# sentences would hand its address and its verdicts to any one of them.
SAME_QUOTE = 0.3


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new parse means for the stored quotes of an article."""

    kept: list[tuple[Quote, ParsedQuote]]
    made: list[ParsedQuote]
    vanished: list[Quote]


def reconcile(
    stored: Sequence[Quote], parsed: Sequence[ParsedQuote], judged: Mapping[int, Sequence[Span]] | None = None
) -> Plan:
    """Match each parsed quote to at most one stored one, those that share most first.

    Quotes withdrawn by an earlier parse take part, so that what is found again gets its old address back.
    ``judged`` gives by key the words that an editor decided about: such a quote stays with one of these,
    however far a row of parses would carry it, step by step, to others.
    """
    judged = judged or {}
    pairs = sorted(
        (
            (-likeness, not quote.found, i, j)
            for i, quote in enumerate(stored)
            for j, new in enumerate(parsed)
            if (likeness := _likeness(quote, new.content, judged.get(quote.pk, ()))) >= SAME_QUOTE
        ),
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in pairs:
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return Plan(
        kept=[(stored[i], parsed[j]) for i, j in sorted(matched.items())],
        made=[new for j, new in enumerate(parsed) if j not in taken],
        vanished=[quote for i, quote in enumerate(stored) if i not in matched],
    )


def _likeness(quote: Quote, new: Span, judged: Sequence[Span]) -> float:
    if judged and max(_shared(span, new) for span in judged) < SAME_QUOTE:
        return 0
    return max(_shared(span, new) for span in _spans(quote))


def _spans(quote: Quote) -> list[Span]:
    """Where the last parse found it and, where an editor drew other boundaries, within those."""
    found = quote.parsed.get("boundaries")
    own = Span(quote.start, quote.end)
    return [own, Span(*found)] if found and found != [quote.start, quote.end] else [own]


def _shared(one: Span, other: Span) -> float:
    """Intersection over union, 0 to 1."""
    common = one.overlap(other)
    return common / (one.end - one.start + other.end - other.start - common)
