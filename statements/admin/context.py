"""What stands around a quote in its article."""

from itertools import pairwise

from statements.models import Quote

AROUND = 900
"""Characters of its paragraph that are shown before a quote, and behind it: what an editor must read."""


def paragraph(quote: Quote) -> list[tuple[str, str]]:
    """The quote's paragraph in pieces: (name, words), where the name is content, mention, cue or empty.

    Of a very long one the part around the quote, with dots where something is left out.
    """
    text = quote.article.text
    first = text.rfind("\n", 0, quote.start) + 1
    last = text.find("\n", quote.end)
    last = last if last >= 0 else len(text)
    begin, end = max(first, quote.start - AROUND), min(last, quote.end + AROUND)
    pieces = _pieces(quote, begin, end)
    return [*([("", "… ")] if begin > first else []), *pieces, *([("", " …")] if end < last else [])]


def _pieces(quote: Quote, first: int, last: int) -> list[tuple[str, str]]:
    text = quote.article.text
    spans = [
        ("content", quote.start, quote.end),
        ("mention", quote.mention_start, quote.mention_end),
        ("cue", quote.cue_start, quote.cue_end),
    ]
    marks = [(name, start, end) for name, start, end in spans if start is not None and end is not None]
    inside = [mark for mark in marks if first <= mark[1] and mark[2] <= last]
    edges = sorted({first, last, *(edge for _, start, end in inside for edge in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        names = [name for name, left, right in inside if left <= start and end <= right]
        pieces.append((names[-1] if names else "", text[start:end]))
    return pieces
