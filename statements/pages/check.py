"""“Did she say that?” for one quotation at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.checking import LONGEST, Check, Verdict, check

ANSWERS = {
    Verdict.VERBATIM: "Found, in these words.",
    Verdict.DIFFERENT: "Found, but in other words.",
    Verdict.OTHER_SPEAKER: "Found, but said by somebody else.",
    Verdict.NOT_FOUND: "Not found here.",
}


@require_safe
def check_quotation(request: HttpRequest) -> HttpResponse:
    """The form, and the answer where words were given; the address can be passed on."""
    words = " ".join(request.GET.get("words", "").replace("\0", "").split())
    speaker = " ".join(request.GET.get("speaker", "").replace("\0", "").split())[:200]
    problem = ""
    checked: Check | None = None
    if len(words) > LONGEST:
        problem = f"Give at most {LONGEST:,} characters: a sentence or two are enough."
    elif words and len(words.split()) < 2:
        problem = "Give two words or more: a single one is said by everybody."
    elif words:
        checked = check(words, speaker)
    context = {
        "words": words[:LONGEST],
        "speaker": speaker,
        "problem": problem,
        "checked": checked,
        "answer": ANSWERS[checked.verdict] if checked else "",
    }
    return render(request, "statements/check.html", context, status=400 if problem else 200)
