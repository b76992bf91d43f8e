"""The plan that matches a new parse to the stored quotes, for any spans whatever."""

from hypothesis import given
from hypothesis import strategies as st

from statements.ingest.reconciliation import SAME_QUOTE, reconcile
from statements.models import Quote
from statements.parsing import ParsedQuote, QuoteKind, Span

spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 60), st.integers(1, 40))


def stored(span: Span, *, found: bool = True) -> Quote:
    return Quote(start=span.start, end=span.end, found=found)


def parsed(span: Span) -> ParsedQuote:
    return ParsedQuote(span, QuoteKind.DIRECT)


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=8))
def test_every_quote_of_either_side_has_exactly_one_place(old: list[Span], new: list[Span]) -> None:
    quotes, found = [stored(span) for span in old], [parsed(span) for span in new]

    plan = reconcile(quotes, found)

    assert sorted(map(id, [quote for quote, _ in plan.kept] + plan.vanished)) == sorted(map(id, quotes))
    assert sorted(map(id, [new for _, new in plan.kept] + plan.made)) == sorted(map(id, found))


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=8))
def test_only_what_overlaps_is_kept(old: list[Span], new: list[Span]) -> None:
    for quote, found in reconcile([stored(span) for span in old], [parsed(span) for span in new]).kept:
        common = found.content.overlap(Span(quote.start, quote.end))
        longest = max(quote.end - quote.start, found.content.end - found.content.start)
        assert common >= SAME_QUOTE * longest


@given(st.lists(spans, max_size=8, unique=True))
def test_the_same_parse_again_keeps_every_quote_in_its_place(same: list[Span]) -> None:
    plan = reconcile([stored(span) for span in same], [parsed(span) for span in same])

    assert all(found.content == Span(quote.start, quote.end) for quote, found in plan.kept)
    assert (plan.made, plan.vanished) == ([], [])


def test_of_two_alike_the_one_that_is_still_found_goes_first() -> None:
    gone, there = stored(Span(0, 9), found=False), stored(Span(0, 9))

    plan = reconcile([gone, there], [parsed(Span(0, 9))])

    assert ([quote for quote, _ in plan.kept], plan.vanished) == ([there], [gone])
