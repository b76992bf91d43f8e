"""The parser reads the labelled documents no worse than when figures.toml was written."""

import tomllib
from pathlib import Path

import pytest

from statements.evaluation import MEASURES, evaluate, read_labelled

CORPUS = Path(__file__).parent
FIGURES = tomllib.loads((CORPUS / "figures.toml").read_text("utf-8"))
TOLERANCE = 0.01
"""Points of F1 by which a figure may fall: rounding, not reading."""


@pytest.mark.parametrize("group", sorted(FIGURES))
def test_no_figure_falls_below_the_committed_one(group: str) -> None:
    tallies = evaluate(read_labelled(CORPUS / group))

    fallen = {
        measure: (round(tallies[measure].f1, 3), FIGURES[group][measure])
        for measure in MEASURES
        if tallies[measure].f1 < FIGURES[group][measure] - TOLERANCE
    }
    assert not fallen


def test_every_group_of_documents_has_its_figures() -> None:
    groups = {path.name for path in CORPUS.iterdir() if path.is_dir() and any(path.glob("*.json"))}

    assert groups == set(FIGURES)
