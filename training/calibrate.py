"""Confidence by logistic regression on attributions out of fold.

``python -m training.calibrate --models fold0 fold1 --data train --output calibration.json``; model n was
trained with ``--folds 2 --fold n``.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from statements.parsing.confidence import evidence
from statements.parsing.decoding import Decoded, decode_statements, quotation_attribution
from statements.parsing.encoder import Encoder
from training.data import Attribution, owner_of, quotations, read_attributions

TITLES = {"mr", "mrs", "ms", "the", "sen", "gov", "rep", "president", "secretary", "minister", "dr", "prof"}
Chains = list[tuple[int, int, int, int, int]]
"""Mentions as the corpus has them: start, end, start and end of the head, number of the chain."""
Case = tuple[bool, list[float], bool]
"""Whether it is a quotation, the evidence, whether it is right."""


def unseen(models: Sequence[Path], data: Path) -> Iterator[tuple[Encoder, str, list[Attribution], Chains]]:
    """Each article with its annotations, and the model that was trained without it."""
    encoders = [Encoder(folder) for folder in models]
    for number, path in enumerate(sorted((data / "text").glob("*.txt"))):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        annotation = sorted((data / "attributions").glob(f"{path.stem}_*.ann"))[0]
        chains = read_chains(data / "coreference" / f"{path.stem}.json")
        yield encoders[number % len(encoders)], text, read_attributions(annotation), chains


def cases(encoder: Encoder, text: str, attributions: list[Attribution], chains: Chains) -> list[Case]:
    """Every quotation and every content of a text, however unsure."""
    encoding = encoder.encode(text)
    quoted = [found for span in quotations(text) if (found := quotation_attribution(encoding, *span))]
    told = decode_statements(encoding)
    return [
        (is_quoted, evidence(text, decoded), is_right(text, decoded, attributions, chains))
        for is_quoted, group in ((True, quoted), (False, told))
        for decoded in group
    ]


def is_right(text: str, decoded: Decoded, attributions: list[Attribution], chains: Chains) -> bool:
    """Whether half of the words are one attribution's content, and its source is the one pointed at.

    The same source is the same words, the same last name, or a mention of the same chain.
    """
    words = decoded.verbatim[0] if decoded.verbatim else decoded.content
    owner = owner_of((words.start, words.end), attributions)
    found = (decoded.source.span.start, decoded.source.span.end)
    return owner is not None and any(
        touch(found, source)
        or (last_name(text, found) is not None and last_name(text, found) == last_name(text, source))
        or chains_of(found, chains) & chains_of(source, chains)
        for source in owner.source
    )


def touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def last_name(text: str, span: tuple[int, int]) -> str | None:
    """The last word with a capital that is no title."""
    words = re.findall(r"[^\W\d_]+", text[span[0] : span[1]])
    names = [word for word in words if word[0].isupper()]
    return names[-1] if names and names[-1].lower() not in TITLES else None


def chains_of(span: tuple[int, int], chains: Chains) -> set[int]:
    """Numbers of the chains of coreference with a mention that has its head in a span."""
    return {chain for _, _, start, end, chain in chains if touch(span, (start, end))}


def read_chains(path: Path) -> Chains:
    """The automatic coreference of an article; none where the corpus has none."""
    found: Chains = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return found


def fit(values: NDArray[np.float64], right: NDArray[np.bool_]) -> list[float]:
    """A weight for each piece of evidence; the first is the constant's."""
    model = LogisticRegression(fit_intercept=False, max_iter=2000).fit(values, right)
    rounded: list[float] = model.coef_[0].round(4).tolist()
    return rounded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="exported models, one a fold")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    found = [case for article in unseen(arguments.models, arguments.data) for case in cases(*article)]
    weights = {}
    for name, wanted in (("quotation", True), ("statement", False)):
        chosen = [(values, right) for quoted, values, right in found if quoted is wanted]
        weights[name] = fit(np.array([v for v, _ in chosen]), np.array([r for _, r in chosen]))
    arguments.output.write_text(json.dumps(weights), encoding="ascii")


if __name__ == "__main__":
    main()
