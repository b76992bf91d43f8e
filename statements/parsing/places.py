"""Countries and organisations where the words of a text name them."""

import re

from statements.parsing import gazetteer
from statements.parsing.language import Reading

LONGEST_WORD = 7
"""Tokens of the longest country's or organisation's name."""
STYLE_OF_STATE = re.compile(
    r"^(?:[A-Z][\w'-]+ ){0,4}(?:Republic|Kingdom|State|Federation|Commonwealth|Principality|Duchy|Sultanate"
    r"|Emirate) of (?:the )?"
)
"""What stands before a country's name in formal style: “the Socialist Republic of”."""


def country_within(reading: Reading, first: int, end: int, *, touching_end: bool = False) -> str | None:
    """Code of the last country (or name of the organisation) named in a range of tokens of one clause."""
    for i in range(end - 1, first - 1, -1):
        token = reading.doc[i]
        if touching_end and (token.text in ".;:," or token.pos_ in ("VERB", "CCONJ") or "\n" in token.text):
            return None
        for size in range(LONGEST_WORD, 0, -1):
            if i - size + 1 >= first and (found := place_at(reading, i - size + 1, i)):
                return found
    return None


def place_at(reading: Reading, first: int, last: int) -> str | None:
    """The country or organisation that a range of tokens names: “Ruritania”, “the Republic of Ruritania”."""
    if not reading.doc[first].text[:1].isupper():
        return None
    words = STYLE_OF_STATE.sub("", reading.span_of(first, last).of(reading.text).replace("’", "'"))
    country = gazetteer.countries().get(words)
    return country.code if country else gazetteer.organizations().get(words)
