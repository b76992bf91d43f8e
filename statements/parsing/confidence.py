"""The encoder's scores as probabilities: the share of attributions with such a score that was right."""

import json
from functools import cache

import numpy as np

from statements.parsing.decoding import Decoded
from statements.parsing.encoder import MODELS, checked

CALIBRATION = "calibration.json"


def confidence_of(decoded: Decoded) -> float:
    """Probability, 0 to 1, that these are somebody's words and the source right."""
    scores, rates = knots()["quotation" if decoded.verbatim else "statement"]
    return float(np.interp(decoded.score, scores, rates))


@cache
def knots() -> dict[str, tuple[list[float], list[float]]]:
    """For quotations and for contents without one: scores, rising, and the rate of each."""
    found: dict[str, tuple[list[float], list[float]]] = json.loads(checked(MODELS, CALIBRATION))
    return found
