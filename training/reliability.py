"""How often confidence was right, as a table and a plot.

``python -m training.reliability --models fold0 fold1 --data train --output plot.svg``; model n was trained
with ``--folds 2 --fold n``. Attributions are the encoder's alone, each by the model that had not seen it.
"""

import argparse
import sys
from pathlib import Path

import matplotlib
import numpy as np
from numpy.typing import NDArray

from statements.parsing.decoding import decode
from statements.parsing.document import Span
from statements.parsing.encoder import Encoder
from training.calibrate import Chains, is_right, unseen
from training.data import Attribution, quotations

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "diplomacy"
BINS = 10
Row = tuple[bool, float, bool]
"""Whether it holds exact words, its confidence, whether it is right."""


def rows(encoder: Encoder, text: str, attributions: list[Attribution], chains: Chains) -> list[Row]:
    """The attributions that a reader would be shown of one text."""
    spans = [Span(start, end) for start, end in quotations(text) if start < end]
    return [
        (bool(found.verbatim), found.confidence, is_right(text, found, attributions, chains))
        for found in decode(encoder.encode(text), spans)
    ]


def binned(values: NDArray[np.float64]) -> tuple[list[tuple[int, float, float]], float]:
    """Size, mean confidence and rate of right ones of each bin that is not empty; the mean error of all."""
    bins = np.minimum((values[:, 0] * BINS).astype(int), BINS - 1)
    found, error = [], 0.0
    for number in range(BINS):
        if (inside := values[bins == number]).size:
            sure, right = inside.mean(axis=0)
            found.append((len(inside), float(sure), float(right)))
            error += len(inside) / len(values) * abs(sure - right)
    return found, float(error)


def plot(groups: dict[str, NDArray[np.float64]], output: Path) -> None:
    """Confidence against the rate of right ones, by the bins' sizes; the table goes to standard output."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 4.6), layout="constrained")
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, label="as sure as right")
    for (name, values), marker in zip(groups.items(), "os", strict=True):
        found, error = binned(values)
        sizes = [30 + 400 * size / len(values) for size, _, _ in found]
        points = axes.scatter(
            *zip(*[(x, y) for _, x, y in found], strict=True), sizes, marker=marker, alpha=0.6
        )
        points.set_label(f"{name}: error {error:.3f}")
        for size, sure, right in found:
            sys.stdout.write(f"{name}\t{size}\t{sure:.3f}\t{right:.3f}\n")
    axes.set(xlabel="confidence", ylabel="rate of right attributions", xlim=(0.3, 1.02), ylim=(0.3, 1.02))
    axes.legend(loc="lower right", markerscale=0.5)
    figure.savefig(output, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="exported models, one a fold")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True, help="the plot, .svg")
    arguments = parser.parse_args()
    found = [row for article in unseen(arguments.models, arguments.data) for row in rows(*article)]
    groups = {
        name: np.array([(sure, right) for holds, sure, right in found if holds is wanted], float)
        for name, wanted in (("exact words", True), ("reported speech", False))
    }
    plot(groups, arguments.output)


if __name__ == "__main__":
    main()
