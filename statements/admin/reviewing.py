"""The queue: one item at a time, a few keys. Plain forms, which review.js makes quick."""

from dataclasses import asdict, dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from statements.admin.candidates import label
from statements.admin.context import paragraph
from statements.admin.opinions import opinions
from statements.admin.suspects import search, suspects
from statements.corrections import CorrectionError, last_answer
from statements.corrections.answers import WORDS, answer_item, undo_answer
from statements.corrections.queue import WHAT, Choice, answered_today, claim_quote, next_for, release
from statements.models import Person, Quote, Report, Source, Suggestion

SKIPPED = "queue_skipped"
MOST_SKIPPED = 50


@dataclass(frozen=True, slots=True)
class Offer:
    """A person as a button: the key that presses it, the value, how to tell them from others."""

    key: int
    value: str
    text: str
    shown: bool
    parsed: bool


def read_choice(request: HttpRequest) -> Choice:
    """The part of the queue that the address names; what means nothing is any."""
    given = {name: request.GET.get(name, "") for name in ("what", "kind", "source")}
    if given["what"] not in WHAT or given["kind"] not in {"", *Quote.Kind.values}:
        return Choice()
    return Choice(**{name: value.replace("\0", "") for name, value in given.items()})


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """The page with the editor's item."""
    editor = _editor(request)
    choice = read_choice(request)
    quote = _asked_for(request, editor)
    quote = quote or next_for(editor, choice, beside=request.session.get(SKIPPED, []))
    context = {
        **admin.site.each_context(request),
        **_item(request, quote, choice),
        "title": "Queue",
        "what": [(name, text, _address(choice, what=name)) for name, text in WHAT.items()],
        "kinds": Quote.Kind.choices,
        "sources": Source.objects.values_list("slug", "name")[:200],
        "today": answered_today(editor),
        "left": choice.quotes().count_capped(),
        "suggestions": Suggestion.objects.waiting()[:100].count(),
    }
    return TemplateResponse(request, "admin/statements/quote/review.html", context)


@require_GET
def ahead(request: HttpRequest) -> HttpResponse:
    """The next item alone, to be put in place as soon as this one is answered."""
    editor, choice = _editor(request), read_choice(request)
    beside = [*request.session.get(SKIPPED, []), *request.GET.getlist("beside")[:10]]
    quote = next_for(editor, choice, beside=[one for one in beside if "\0" not in one])
    return TemplateResponse(
        request, "admin/statements/quote/_review_item.html", _item(request, quote, choice)
    )


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Buttons for those whom the typed words find."""
    _editor(request)
    words = request.GET.get("who", "")
    context = {"people": _found(words), "who": words}
    return TemplateResponse(request, "admin/statements/quote/_review_people.html", context)


@require_POST
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record an answer; then the next item, or for review.js how much is done and left."""
    editor, choice = _editor(request), read_choice(request)
    quote = get_object_or_404(Quote, public_id=public_id)
    given = request.POST.get("answer", "")
    if given == "skip":
        request.session[SKIPPED] = [*request.session.get(SKIPPED, []), public_id][-MOST_SKIPPED:]
        release(quote, editor)
        return _reply(request, editor, choice, "Put off.")
    try:
        batch = answer_item(
            quote,
            given,
            seen=request.POST.get("seen", ""),
            editor=editor,
            reason=request.POST.get("reason", ""),
        )
    except CorrectionError as error:
        return _refusal(request, choice, quote, str(error))
    if batch is None or given == WORDS:
        return HttpResponseRedirect(f"{reverse('admin:statements_quote_change', args=[quote.pk])}#boundaries")
    return _reply(request, editor, choice, batch.summary)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take the editor's last answer back, and show its item again."""
    editor, choice = _editor(request), read_choice(request)
    batch = last_answer(editor)
    if batch is None:
        messages.info(request, "There is no answer of yours to take back.")
        return HttpResponseRedirect(_address(choice))
    quote = undo_answer(batch, editor=editor)
    messages.success(request, f"Taken back: {batch.summary}")
    return HttpResponseRedirect(_address(choice, quote=quote.public_id if quote else ""))


urlpatterns = [
    path("review/", admin.site.admin_view(review), name="statements_quote_review"),
    path("review/ahead/", admin.site.admin_view(ahead), name="statements_quote_review_ahead"),
    path("review/people/", admin.site.admin_view(people), name="statements_quote_review_people"),
    path("review/undo/", admin.site.admin_view(undo), name="statements_quote_review_undo"),
    path("review/<slug:public_id>/", admin.site.admin_view(answer), name="statements_quote_review_answer"),
]


def _editor(request: HttpRequest) -> User:
    if not request.user.has_perm("statements.add_correction"):
        raise PermissionDenied
    return cast("User", request.user)


def _asked_for(request: HttpRequest, editor: User) -> Quote | None:
    """The item that the address names, unless somebody else has it now."""
    public_id = request.GET.get("quote", "").replace("\0", "")
    quote = Quote.objects.filter(public_id=public_id).first() if public_id else None
    if quote and not claim_quote(quote, editor):
        messages.info(request, "Another editor has that quote before them now. Here is the next one.")
        return None
    return quote


def _item(request: HttpRequest, quote: Quote | None, choice: Choice) -> dict[str, Any]:
    """What the item's template needs. The parser's confidence is not shown: it would sway the answer."""
    context: dict[str, Any] = {"choice": choice, "query": urlencode(_given(choice))}
    if quote is None:
        return context | {"quote": None}
    quote = Quote.objects.for_display().get(pk=quote.pk)
    who = request.GET.get("who", "")
    return context | {
        "quote": quote,
        "paragraph": paragraph(quote),
        "offers": _offers(quote),
        "reports": list(quote.problem_reports.filter(state=Report.State.OPEN)[:5]),
        "opinions": [one for one in opinions(quote) if one.effective != one.parsed]
        if quote.review == Quote.Review.DISPUTED
        else [],
        "who": who,
        "people": _found(who),
    }


def _offers(quote: Quote) -> list[Offer]:
    return [
        Offer(
            key,
            f"person:{person.slug}",
            label(person),
            shown=person.pk == quote.speaker_id,
            parsed=person.slug == quote.parsed.get("speaker"),
        )
        for key, person in enumerate(suspects(quote), start=1)
    ]


def _found(words: str) -> list[tuple[str, str]]:
    people: list[Person] = list(search(words)) if words.strip() else []
    return [(f"person:{person.slug}", label(person)) for person in people]


def _given(choice: Choice, **more: str) -> dict[str, str]:
    return {name: value for name, value in (asdict(choice) | more).items() if value}


def _address(choice: Choice, **more: str) -> str:
    query = urlencode(_given(choice, **more))
    return f"{reverse('admin:statements_quote_review')}{f'?{query}' if query else ''}"


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _reply(request: HttpRequest, editor: User, choice: Choice, message: str) -> HttpResponse:
    if not _wants_json(request):
        messages.success(request, message)
        return HttpResponseRedirect(_address(choice))
    left = str(choice.quotes().count_capped())
    return JsonResponse({"message": message, "today": answered_today(editor), "left": left})


def _refusal(request: HttpRequest, choice: Choice, quote: Quote, message: str) -> HttpResponse:
    address = _address(choice, quote=quote.public_id)
    if _wants_json(request):
        return JsonResponse({"message": message, "address": address})
    messages.error(request, message)
    return HttpResponseRedirect(address)
