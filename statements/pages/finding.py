"""From an address to the quote that stands there now, for every view of a single quote."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.corrections import why_withdrawn
from statements.models import Quote, Restriction
from statements.pages.fingerprints import fingerprint
from statements.pages.history import history

View = Callable[..., HttpResponse]


def of_a_quote(view: View, gone: str = "statements/quote_gone.html") -> View:
    """A view that gets a current quote. At the address of a withdrawn one, readers learn what became of it.

    Where a newer parse drew the bounds anew they are led to the quote that has most of the words now;
    else the template ``gone`` says that there is none, and why.
    """

    @require_safe
    @wraps(view)
    def found(request: HttpRequest, public_id: str, **kwargs: Any) -> HttpResponse:
        quote = get_object_or_404(Quote.objects.for_display(), public_id=public_id)
        if quote.status == Quote.Status.CURRENT:
            return view(request, quote, **kwargs)
        if Restriction.objects.hiding(quote).exists():
            context = {"quote": quote, "reason": why_withdrawn(quote), "restricted": True}
            return render(request, gone, context, status=410)
        changes = history(quote)
        decided = any(change.statement is False for change in changes if not change.withdrawn_at)
        if not decided and (successor := Quote.objects.current().standing_for(quote).first()):
            name = request.resolver_match.view_name if request.resolver_match else ""
            return HttpResponseRedirect(reverse(name, kwargs=kwargs | {"public_id": successor.public_id}))
        context = {"quote": quote, "reason": why_withdrawn(quote), "changes": changes}
        return render(request, gone, context, status=410)

    return found


def permalink(request: HttpRequest, quote: Quote) -> str:
    """The address to cite: it knows what was cited, so that the page can say whether that has changed."""
    return request.build_absolute_uri(f"{quote.get_absolute_url()}?cited={fingerprint(quote)}")
