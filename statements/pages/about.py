"""What this site is, how it works, how to cite it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Quote
from statements.pages.wording import CONFIDENCE, KINDS


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """No query: the page explains, it does not count."""
    kinds = [(Quote.Kind(kind).label, words) for kind, words in KINDS.items()]
    confidence = [(f"{least:.0%} and more", words) for least, words in CONFIDENCE[:-1]]
    confidence.append((f"less than {CONFIDENCE[-2][0]:.0%}", CONFIDENCE[-1][1]))
    return render(request, "statements/about.html", {"kinds": kinds, "confidence": confidence})
