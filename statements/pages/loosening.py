"""What to give up where nothing fits: each choice alone, with how many quotes there would be without it."""

from dataclasses import dataclass

from statements.models import Quote
from statements.models.quotes import Count, QuoteQuerySet
from statements.pages.chips import Chip, without
from statements.pages.choosing import Choice
from statements.pages.counting import counts
from statements.pages.listing import Pairs, address
from statements.search import read
from statements.search.terms import Word, leaves

MOST = 6


@dataclass(frozen=True, slots=True)
class Loosening:
    """A choice that could be given up, and what that would find."""

    text: str
    url: str
    count: Count


def loosenings(choice: Choice, chosen: list[Chip], path: str, pairs: Pairs) -> list[Loosening]:
    """The ways that lead to something, the most choices kept first; one query for all."""
    ways: list[tuple[str, str, QuoteQuerySet]] = []
    words = next((chip.value for chip in chosen if chip.name == "q"), "")
    tree = read(words).tree
    terms = list(leaves(tree)) if tree else []
    loose = " ".join(dict.fromkeys(term.text for term in terms))
    if any(not isinstance(term, Word) for term in terms):
        found = choice.quotes(without="q") & Quote.objects.matching(loose)
        url = address(path, [*without(pairs, "q"), ("q", loose)])
        ways.append((f"in any form and order: {loose}", url, found))
    if len(terms) > 1:
        either = " OR ".join(f'"{term.text}"' if " " in term.text else term.text for term in terms)
        found = choice.quotes(without="q") & Quote.objects.matching(either)
        ways.append(
            (f"any of the words: {either}", address(path, [*without(pairs, "q"), ("q", either)]), found)
        )
    if len(chosen) > 1:
        ways += [(_given_up(chip), chip.url, choice.quotes_without(chip.name, chip.value)) for chip in chosen]
    numbers = counts(quotes for _, _, quotes in ways[:MOST])
    return [
        Loosening(text, url, number)
        for (text, url, _), number in zip(ways, numbers, strict=False)
        if number.number
    ]


def _given_up(chip: Chip) -> str:
    return f"with {chip.text} too" if chip.excludes else f"without {chip.label}: {chip.text}"
