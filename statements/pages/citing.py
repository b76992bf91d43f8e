"""A quote's citations: shown on its page, and each as a file under its address."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from statements.models import Quote
from statements.pages.citations import FORMS, Reference, reference
from statements.pages.finding import of_a_quote, permalink


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of a quote's citation, as the page offers it."""

    form: str
    name: str
    text: str
    url: str


def citations(quote: Quote, cited: Reference) -> list[Citation]:
    """In every form, those for readers first."""
    return [
        Citation(
            form,
            writer.name,
            writer.write(cited),
            reverse("statements:quote-citation", args=[quote.public_id, form]),
        )
        for form, writer in FORMS.items()
    ]


@of_a_quote
def quote_citation(request: HttpRequest, quote: Quote, form: str) -> HttpResponse:
    """The citation as a file to save."""
    if form not in FORMS:
        raise Http404("There is no such form of citation.")
    writer, cited = FORMS[form], reference(quote, permalink(request, quote))
    disposition = f'attachment; filename="{cited.key}.{writer.ending}"'
    return HttpResponse(
        writer.write(cited),
        content_type=writer.content_type,
        headers={"Content-Disposition": disposition, "X-Robots-Tag": "noindex"},
    )
