"""Titles of works, programmes and events in quotation marks: nobody's statement."""

from statements.parsing import gazetteer
from statements.parsing.language import Reading
from statements.parsing.quotations import Quotation

LONGEST = 8
"""Words a title may have."""
SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "for", "to", "and", "or", "with", "at", "by", "from", "as", "is"}
)
BEFORE = frozenset({"a", "an", "on", "in", "'s", "’s", "of", "for", "'", "show", "program"})
"""Words that stand before a title and seldom before speech."""


def is_title(reading: Reading, quotation: Quotation) -> bool:
    """Announced as a title by the word beside it, or capitalised like one where no speech is expected."""
    words = quotation.span.of(reading.text).split()
    before = word_before(reading, quotation)
    if not words or len(words) > LONGEST:
        return False
    if words[-1][-1:] not in ",!?" and before in gazetteer.reporting()["titles"]:
        return True
    return len(words) > 1 and before in BEFORE and is_capitalised(words)


def word_before(reading: Reading, quotation: Quotation) -> str:
    """The token right before the marks, in lower case; "" where the text begins."""
    first = reading.token_range_start(quotation.outer.start)
    return reading.doc[first - 1].lower_ if first > 0 else ""


def is_capitalised(words: list[str]) -> bool:
    """Whether every word but the small ones begins with a capital or digit."""
    large = [word for word in words if word.strip(".,?!’'").lower() not in SMALL]
    return len(large) > 1 and all(
        word[0].isupper() or word[0].isdigit() or word[0] in "#’'[(" for word in large
    )
