"""Records that try what a format can hold: commas, quotation marks, lines, formulas, nothing at all."""

from tests.api.rows import connected_quote
from tests.factories import (
    ArticleFactory,
    CorrectionFactory,
    OfficeFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)

DIFFICULT = [
    'He said “the "bridge", and\r\nthe ferry”, of course.',
    "=HYPERLINK(1) said Testoni.",
    "-5 degrees, said Testoni; +1, @home.",
    "'Twas nothing, said Testoni.",
    "\tTab said Testoni.",
    "🕊 Größe, 平和, said Testoni\u2028then.",
    "a",
]


def difficult_corpus() -> None:
    """A quote with everything, quotes of difficult words, and one with nothing."""
    quote = connected_quote()
    person = PersonFactory(name='=Testoni, "A"', country="FR", wikidata_id="Q0")
    OfficeFactory(person=person, country="FR", since="2019-01-01")
    for number, text in enumerate(DIFFICULT):
        article = ArticleFactory(
            text=text, title=text[:20], source=None if number % 2 else quote.article.source
        )
        QuoteFactory(
            article=article,
            text=text,
            speaker=person if number % 2 else None,
            said_on=None if number == 3 else f"2020-01-0{number + 1}",
            confidence=[0.123, 0.0, 1.0][number % 3],
            verbatim=[] if number % 2 else [[0, 1]],
        )
    TopicFactory(name='Rivers, "and" ferries', phrases=["a, b", '"c"'])
    CorrectionFactory(quote=quote)
    CorrectionFactory(quote=quote, field="topics", before=[], after=["rivers"], parsed=None)
