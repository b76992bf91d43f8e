"""How sure an attribution is: a logistic model over what the encoder says and where the source stands.

Its weights come from attributions found in articles that the encoder had not seen (`training/calibrate.py`),
so that of those at 0.8 about eight in ten are right.
"""

import json
import re
from functools import cache
from math import exp, log
from typing import TYPE_CHECKING

from statements.parsing.encoder import MODELS, checked

if TYPE_CHECKING:
    from statements.parsing.decoding import Decoded

CALIBRATION = "calibration.json"
SURE = 0.99
"""No attribution is surer than this."""
SENTENCE_END = re.compile(r"[.!?][”\"')]*\s+[A-ZÀ-Þ“\"]")


def evidence(text: str, decoded: "Decoded") -> list[float]:
    """What the model weighs, in the order of its weights."""
    content, source = decoded.content, decoded.source.span
    behind = source.start >= content.end
    gap = text[content.end : source.start] if behind else text[source.end : content.start]
    other_line, other_sentence = "\n" in gap, SENTENCE_END.search(gap) is not None
    return [
        1.0,
        logit(decoded.content_share),
        logit(decoded.source.share),
        logit(decoded.nobody),
        log(1 + len(content.of(text).split())),
        float(behind),
        float(behind and other_line),
        float(behind and other_sentence),
        float(not behind and other_line),
        float(not behind and other_sentence),
    ]


def logit(share: float) -> float:
    """Log odds of a share, finite at 0 and 1."""
    return log((share + 0.01) / (1.01 - share))


def confidence_of(text: str, decoded: "Decoded", *, quoted: bool) -> float:
    """Probability, 0 to 1, that these are somebody's words and the source right.

    `quoted` tells stretches between quotation marks from contents without one.
    """
    values = weights()["quotation" if quoted else "statement"]
    total = sum(weight * value for weight, value in zip(values, evidence(text, decoded), strict=True))
    return min(SURE, 1 / (1 + exp(-total)))


@cache
def weights() -> dict[str, list[float]]:
    """For quotations and for contents without one: a weight for each piece of evidence."""
    found: dict[str, list[float]] = json.loads(checked(MODELS, CALIBRATION))
    return found
