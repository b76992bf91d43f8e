"""The same statement where it is reported again."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from statements.models import Quote
from statements.pages.listing import address

MOST_REPORTS = 8


@dataclass(frozen=True)
class Reports:
    """Other reports of the same statement: a few of them, and whether there are more."""

    quote: Quote

    @cached_property
    def found(self) -> list[Quote]:
        """One more than is shown."""
        rows = Quote.objects.current().reporting_the_same(self.quote)
        rows = rows.select_related("speaker", "article__source").order_by("-sort_on", "-pk")
        bulk = ("words", "article__text", "article__raw", "article__html")
        return list(rows.defer(*bulk)[: MOST_REPORTS + 1])

    @property
    def rows(self) -> list[Quote]:
        """Those that the page names."""
        return self.found[:MOST_REPORTS]

    @property
    def more_url(self) -> str:
        """Where the others are found, if there are others: by the first words as a phrase."""
        if len(self.found) <= MOST_REPORTS:
            return ""
        words = " ".join(self.quote.text.replace('"', " ").split()[:12])
        return address(reverse("statements:quote-list"), [("q", f'"{words}"')])
