"""What a citation of a quote is made of, whatever its form."""

from dataclasses import dataclass
from datetime import date

from statements.models import Quote

SITE = "Diplomacy"
TITLE = 220
ABSTRACT = 1000
# The whole of it is the speaker's own words; elsewhere quotation marks around all would claim too much.
THEIR_OWN = {Quote.Kind.DIRECT, Quote.Kind.TURN}


@dataclass(frozen=True, slots=True)
class Reference:
    """A quote, the article that reports it, and where it stands on this site. Texts hold no line ends."""

    key: str
    author: str
    """The speaker, or whom the article credits; empty where nobody is named.

    One name, not divided: which part is the family's is not known, and a guess would be wrong for many.
    """
    words: str
    """The first words, enough to know the quote by."""
    abstract: str
    own_words: bool
    kind: str
    said_on: date | None
    report: str
    """The article's title, empty where it has none."""
    source: str
    published_on: date | None
    url: str
    """The permanent address, with the fingerprint of what is cited."""

    @property
    def note(self) -> str:
        """“Direct quote, in “Report”, Source, 2020-05-04”."""
        report = f"in “{self.report}”" if self.report else "in an untitled article"
        published = self.published_on.isoformat() if self.published_on else ""
        return ", ".join(filter(None, [self.kind, report, self.source, published]))


def reference(quote: Quote, url: str) -> Reference:
    """The reference to a quote at its permanent address."""
    article = quote.article
    return Reference(
        key=f"diplomacy-{quote.public_id}",
        author=_line(str(quote.speaker) if quote.speaker else quote.attributed_to),
        words=_closed(_cut(quote.text, TITLE).rstrip(" ,;:–—-")),
        abstract=_cut(quote.text, ABSTRACT),
        own_words=quote.kind in THEIR_OWN,
        kind=quote.get_kind_display(),
        said_on=quote.said_on,
        report=_line(article.title),
        source=_line(str(article.source or "")),
        published_on=article.published_on,
        url=url,
    )


def _line(text: str) -> str:
    """The text in one line, without what is no character of a text."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _closed(text: str) -> str:
    """The text with the quotation marks that its edges cut off: a partly quoted sentence may end in one."""
    opened, closed = text.count("“"), text.count("”")
    return f"{text}”" if opened > closed else f"“{text}" if closed > opened else text


def _cut(text: str, most: int) -> str:
    """At most about ``most`` characters, ending with a whole word."""
    line = _line(text[: 2 * most])
    if len(line) <= most and len(text) <= 2 * most:
        return line
    return f"{line[:most].rsplit(' ', 1)[0]} …"
