"""What stands around a quote in its article."""

from itertools import pairwise

from statements.models import Quote


def paragraph(quote: Quote) -> list[tuple[str, str]]:
    """The quote's paragraph in pieces: (name, words), where the name is content, mention, cue or empty."""
    text = quote.article.text
    first = text.rfind("\n", 0, quote.start) + 1
    last = text.find("\n", quote.end)
    last = last if last >= 0 else len(text)
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
