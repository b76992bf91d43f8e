"""The words that set a speaker apart on each issue: log-odds against what others say on it.

As Monroe, Colaresi and Quinn (2008) do it: the difference of two log-odds in standard deviations, with the
words' own frequencies as prior, so that rare words prove little and frequent ones are not favoured.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from statements.models import Person, Quote
from statements.models.quotes import QuoteQuerySet

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
OWN, OTHERS = 600, 2_000
"""How many of the newest statements are read, of the speaker and of everybody else."""
PRIOR = 100
"""How many words the prior weighs."""
LEAST_SCORE = 1.96
LEAST_STATEMENTS = 3
FEWEST_OTHERS = 40
MOST_WORDS = 12
MOST_ISSUES = 6
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """A word, in how many of the speaker's statements it is, and how often in 10,000 words."""

    word: str
    statements: int
    own_rate: float
    others_rate: float


@dataclass(frozen=True, slots=True)
class Issue:
    """A topic, how many statements were compared, and the words that set the speaker apart on it."""

    name: str
    slug: str
    statements: int
    others: int
    words: list[Telling]


@require_safe
def speaker_words(request: HttpRequest, slug: str) -> HttpResponse:
    """The words that set one person apart, on all and on each of the issues they speak of most."""
    person = get_object_or_404(Person.objects.select_related("merged_into"), slug=slug)
    if person.merged_into:
        return HttpResponsePermanentRedirect(f"{person.merged_into.get_absolute_url()}words/")
    current = Quote.objects.current()
    own, others = (
        _sample(current.by_speaker([person])[:OWN]),
        _sample(current.exclude(speaker=person)[:OTHERS]),
    )
    names = _topics([*own, *others])
    issues = [_issue("On anything", "", own.values(), others.values())]
    for topic, name in _most_spoken_of(own, names):
        said = [words for pk, words in own.items() if topic in names.get(pk, {})]
        heard = [words for pk, words in others.items() if topic in names.get(pk, {})]
        if len(said) >= LEAST_STATEMENTS and len(heard) >= FEWEST_OTHERS:
            issues.append(_issue(name, topic, said, heard))
    context = {
        "person": person,
        "issues": [issue for issue in issues if issue.words],
        "own": len(own),
        "others": len(others),
        "least": LEAST_STATEMENTS,
    }
    return render(request, "statements/speaker_words.html", context)


def _sample(quotes: QuoteQuerySet) -> dict[int, list[str]]:
    """The words of each quote, by its key."""
    return {pk: words(text) for pk, text in quotes.values_list("pk", "text")}


def words(text: str) -> list[str]:
    """The words of a text in small letters, very short ones left out."""
    return [word for word in WORD.findall(text.lower()) if len(word) >= SHORTEST]


def _topics(quotes: Iterable[int]) -> dict[int, dict[str, str]]:
    """Names of the topics of each quote, by slug."""
    through = Quote.topics.through._default_manager
    found: dict[int, dict[str, str]] = {}
    rows = through.filter(quote__in=list(quotes)).values_list("quote", "topic__slug", "topic__name")
    for quote, slug, name in rows:
        found.setdefault(quote, {})[slug] = name
    return found


def _most_spoken_of(
    own: Mapping[int, list[str]], names: Mapping[int, Mapping[str, str]]
) -> list[tuple[str, str]]:
    counts = Counter((slug, name) for pk in own for slug, name in names.get(pk, {}).items())
    return [topic for topic, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_ISSUES]]


def _issue(name: str, slug: str, own: Iterable[list[str]], others: Iterable[list[str]]) -> Issue:
    said, heard = list(own), list(others)
    return Issue(name, slug, len(said), len(heard), telling(said, heard))


def telling(own: list[list[str]], others: list[list[str]]) -> list[Telling]:
    """The words that the first say surely more than the second, the surest first."""
    said, heard = (Counter(word for text in texts for word in text) for texts in (own, others))
    statements = Counter(word for text in own for word in set(text))
    n_said, n_heard = said.total(), heard.total()
    scored = []
    for word, number in said.items():
        if statements[word] < LEAST_STATEMENTS:
            continue
        prior = PRIOR * (number + heard[word]) / (n_said + n_heard)
        a, b = number + prior, heard[word] + prior
        odds = log(a / (n_said + PRIOR - a)) - log(b / (n_heard + PRIOR - b))
        score = odds / sqrt(1 / a + 1 / b)
        if score > LEAST_SCORE:
            scored.append((-score, word))
    return [
        Telling(word, statements[word], 10_000 * said[word] / n_said, 10_000 * heard[word] / (n_heard or 1))
        for _, word in sorted(scored)[:MOST_WORDS]
    ]
