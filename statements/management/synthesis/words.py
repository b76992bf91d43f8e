"""Words, names and sentences that nobody ever said, made up from a seed."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

ONSETS = "b br d dr f g gl k kl l m n p pr s st t tr v z".split()  # noqa: SIM905
VOWELS = "a e i o u ei ou".split()  # noqa: SIM905
CODAS = [*"lnrst", "nd", "rk", "", "", ""]
# Frequent words of real English, so that stop words, stems and common terms weigh what they weigh in news.
COMMON = (  # noqa: SIM905
    "the of and to in a that we is for on with will our be this not have their by as from all must it are at "
    "an should between both more which they has about peace bridge river border talks treaty trade border "
    "ministers agreement negotiations country countries people region relations cooperation support security "
    "sanctions ceasefire government dialogue efforts agreed remain continue work together proposal summit "
    "position question solution commitments progress concern never always again today partners friends"
).split()
INVENTED_WORDS = 4_000
CLAUSES = 12_000


class Zipf(Generic[T]):
    """Draws things so that the one at place n comes up in proportion to 1 / n."""

    def __init__(self, things: Sequence[T], exponent: float = 1.0) -> None:
        self.things = things
        self.weights = list(accumulate(1 / place**exponent for place in range(1, len(things) + 1)))

    def draw(self, random: Random, number: int) -> list[T]:
        """So many of the things, each drawn anew."""
        return random.choices(self.things, cum_weights=self.weights, k=number)


def word(random: Random, syllables: int) -> str:
    """A word of no language."""
    return "".join(
        random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS) for _ in range(syllables)
    )


def name(random: Random) -> str:
    """A name that is plainly invented: its family name says so."""
    return f"{word(random, 2).capitalize()} {word(random, 2).capitalize()}-Ficto"


def clauses(random: Random) -> list[str]:
    """A stock of clauses of 5 to 13 words, half of them common words, without any mark or capital."""
    invented = Zipf([word(random, random.randint(1, 3)) for _ in range(INVENTED_WORDS)])
    common = Zipf(COMMON, 0.8)
    stock = []
    for _ in range(CLAUSES):
        length = random.randint(5, 13)
        mixed = common.draw(random, length // 2) + invented.draw(random, length - length // 2)
        random.shuffle(mixed)
        stock.append(" ".join(mixed))
    return stock
