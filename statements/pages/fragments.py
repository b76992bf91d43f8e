"""Links to words inside a page: text fragments, which browsers scroll to and mark."""

from urllib.parse import quote as percent_encoded

WHOLE = 10
"""Words that are given in full; of more only the edges."""
EDGE = 5


def at_words(address: str, text: str) -> str:
    """The address of a page with the place of these words in it: ``…#:~:text=first%20words,last%20words``.

    A browser that knows no text fragments shows the page from its top, or from the address's own anchor.
    """
    lines = [words for line in text.splitlines() if (words := line.split())]
    if not lines:
        return address
    if len(lines) == 1 and len(lines[0]) <= WHOLE:
        wanted = [lines[0]]
    else:  # an edge must lie within one block of the page, so within a line
        wanted = [lines[0][:EDGE], lines[-1][-EDGE:]]
    return f"{address}{'' if '#' in address else '#'}:~:text={','.join(map(_encoded, wanted))}"


def _encoded(words: list[str]) -> str:
    # A hyphen would be read as the syntax's own.
    return percent_encoded(" ".join(words), safe="").replace("-", "%2D")
