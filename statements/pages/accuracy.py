"""How right the record is: what editors found in a random sample, not knowing that it was one."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.models import Article, Judgement, Quote
from statements.pages.statistics import kappa, wilson

MOST = 50_000
MOST_GROUPS = 12
FEW = 30
BINS = 5
Verdict = Judgement.Verdict


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group were right, with the 95 % interval in per cent."""

    name: str
    right: int
    number: int
    expected: float | None = None
    """The parser's own mean confidence, in per cent, where that is what is compared."""

    @property
    def percent(self) -> float:
        return 100 * self.right / self.number

    @property
    def low(self) -> float:
        return 100 * wilson(self.right, self.number)[0]

    @property
    def high(self) -> float:
        return 100 * wilson(self.right, self.number)[1]

    @property
    def width(self) -> float:
        return self.high - self.low

    @property
    def few(self) -> bool:
        """Too few to rely on."""
        return self.number < FEW


@require_safe
def accuracy(request: HttpRequest) -> HttpResponse:
    """Precision as a whole and by group, calibration, agreement: two queries."""
    answers = _answers()
    first = [given[0] for given in answers.values()]
    pairs = [(given[0]["verdict"], given[1]["verdict"]) for given in answers.values() if len(given) > 1]
    kinds, forms = dict(Quote.Kind.choices), dict(Article.Form.choices)
    context = {
        "whole": _share("All", first) if first else None,
        "wrong": _wrong(first),
        "groups": [
            ("By kind", _shares(first, lambda one: kinds[one["sample__kind"]])),
            ("By form of article", _shares(first, lambda one: forms[one["sample__form"]])),
            ("By source", _shares(first, lambda one: one["sample__source"] or "Source not known")),
            ("By version of the parser", _shares(first, lambda one: one["sample__parser_version"])),
        ],
        "calibration": _calibration(first),
        "editors": len({one["editor"] for given in answers.values() for one in given}),
        "twice": len(pairs),
        "kappa": kappa(pairs),
        "agreed": 100 * sum(one == other for one, other in pairs) / len(pairs) if pairs else None,
        "reviewed": Quote.objects.filter(review=Quote.Review.REVIEWED).count_capped(),
    }
    return render(request, "statements/accuracy.html", context)


def _answers() -> dict[int, list[dict[str, Any]]]:
    """The answers by sampled quote, the first one first; the newest quotes where there are very many."""
    rows = Judgement.objects.order_by("-sample", "made_at", "pk").values(
        "sample",
        "editor",
        "verdict",
        "sample__kind",
        "sample__form",
        "sample__source",
        "sample__parser_version",
        "sample__confidence",
    )
    answers: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows[:MOST]:
        answers[row["sample"]].append(dict(row))
    return answers


def _share(name: str, answers: Iterable[dict[str, Any]], *, expected: bool = False) -> Share:
    answers = list(answers)
    right = sum(one["verdict"] == Verdict.RIGHT for one in answers)
    mean = sum(one["sample__confidence"] for one in answers) / len(answers)
    return Share(name, right, len(answers), 100 * mean if expected else None)


def _shares(answers: list[dict[str, Any]], group: Callable[[dict[str, Any]], str]) -> list[Share]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in answers:
        groups[group(one)].append(one)
    shares = [_share(name, members) for name, members in groups.items()]
    return sorted(shares, key=lambda share: (-share.number, share.name))[:MOST_GROUPS]


def _calibration(answers: list[dict[str, Any]]) -> list[Share]:
    """Of quotes about which the parser was so sure, how many were right."""
    bins: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in answers:
        bins[min(BINS - 1, int(one["sample__confidence"] * BINS))].append(one)
    step = 100 // BINS
    return [
        _share(f"{at * step}–{(at + 1) * step} %", bins[at], expected=True) for at in range(BINS) if bins[at]
    ]


def _wrong(answers: list[dict[str, Any]]) -> list[tuple[str, int]]:
    labels = {Verdict.SPEAKER: "wrong speaker", Verdict.WORDS: "wrong words", Verdict.NONE: "not a statement"}
    counted = [(text, sum(one["verdict"] == verdict for one in answers)) for verdict, text in labels.items()]
    return [pair for pair in counted if pair[1]]
