"""What tests ask of a parse: the quotes and people of a text, as plain values."""

from statements.parsing import ParsedPerson, ParsedQuote, parse_article

ARRIVAL = "Bridge talks go on\n\nForeign Minister Alba Testoni of France arrived in Strelsau. "
"""A headline and a woman in office."""
WELCOME = "Belgian Prime Minister Bruno Esempio received her. "
"""After `ARRIVAL`: a man in another office."""


def quote_with(text: str, words: str) -> ParsedQuote:
    """The one quote whose content holds some words."""
    (quote,) = (quote for quote in parse_article(text).quotes if words in quote.content.of(text))
    return quote


def speaker_of(text: str, words: str) -> str | None:
    return quote_with(text, words).speaker


def people_of(text: str) -> dict[str, ParsedPerson]:
    """The people of a text by name."""
    return {person.name: person for person in parse_article(text).people}
