"""How sure a share is, and how far two people agree."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

Z = 1.959963984540054
"""Standard deviations on either side that hold 95 % of a normal distribution."""


def wilson(right: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927), good for few cases and for shares near 0 and 1."""
    if not number:
        return 0.0, 1.0
    share = right / number
    scale = 1 + Z * Z / number
    middle = (share + Z * Z / (2 * number)) / scale
    spread = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number)) / scale
    return max(0.0, middle - spread), min(1.0, middle + spread)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960): agreement beyond chance, 1 at best; None where chance alone would do it."""
    if not pairs:
        return None
    number = len(pairs)
    agreed = sum(one == other for one, other in pairs) / number
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[name] * second[name] for name in first) / number**2
    return None if chance == 1 else (agreed - chance) / (1 - chance)
