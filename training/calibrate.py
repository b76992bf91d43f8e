"""Confidence by isotonic regression on scores out of fold.

``python -m training.calibrate --models fold0 fold1 --data train --output calibration.json``; model n was
trained with ``--folds 2 --fold n``.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from statements.parsing.decoding import Decoded, decode
from statements.parsing.document import Span
from statements.parsing.encoder import Encoder
from training.data import Attribution, owner_of, quotations, read_attributions

KNOTS = 25
SURE = 0.99
"""No attribution is surer than this."""


def cases(encoder: Encoder, path: Path, attributions: list[Attribution]) -> list[tuple[bool, float, bool]]:
    """For each attribution found in a text: whether it holds a quotation, its score, whether it is right."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    spans = [Span(start, end) for start, end in quotations(text) if start < end]
    found = decode(encoder.encode(text), spans)
    return [(bool(decoded.verbatim), decoded.score, is_right(decoded, attributions)) for decoded in found]


def is_right(decoded: Decoded, attributions: list[Attribution]) -> bool:
    """Whether half of the words are one attribution's content and its source is the one pointed at."""
    words = decoded.verbatim[0] if decoded.verbatim else decoded.content
    owner = owner_of((words.start, words.end), attributions)
    source = decoded.source.span
    return owner is not None and any(start < source.end and source.start < end for start, end in owner.source)


def curve(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[list[float], list[float]]:
    """Scores, rising, and the rate of right ones at each."""
    regression = IsotonicRegression(y_min=1 - SURE, y_max=SURE, out_of_bounds="clip").fit(scores, right)
    knots = np.unique(np.quantile(scores, np.linspace(0, 1, KNOTS)))
    return knots.round(4).tolist(), regression.predict(knots).round(4).tolist()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="exported models, one a fold")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    encoders = [Encoder(folder) for folder in arguments.models]
    found: list[tuple[bool, float, bool]] = []
    for number, path in enumerate(sorted((arguments.data / "text").glob("*.txt"))):
        (annotation,) = sorted((arguments.data / "attributions").glob(f"{path.stem}_*.ann"))[:1]
        found += cases(encoders[number % len(encoders)], path, read_attributions(annotation))
    curves = {}
    for name, quoted in (("quotation", True), ("statement", False)):
        chosen = [(score, right) for holds, score, right in found if holds is quoted]
        scores, right = np.array(chosen, float).T
        curves[name] = curve(scores, right > 0)
    arguments.output.write_text(json.dumps(curves), encoding="ascii")


if __name__ == "__main__":
    main()
