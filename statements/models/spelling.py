"""Names as they sound, so that spellings of one name meet: Sergei, Sergey and Сергей; Esempio and Ésempio."""

import re

from anyascii import anyascii

# What transliterations do differently, after accents and scripts are gone.
VARIANTS = [
    ("shch", "sch"),
    ("tsch", "ch"),
    ("kh", "h"),
    ("tz", "ts"),
    ("ks", "x"),
    ("ou", "u"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
]
DOUBLED = re.compile(r"(.)\1+")
NOT_LETTERS = re.compile(r"[^a-z]+")


def sound(word: str) -> str:
    """The word without script, accents, doubled letters and habits of transliteration."""
    plain = NOT_LETTERS.sub("", anyascii(word).lower())
    for one, other in VARIANTS:
        plain = plain.replace(one, other)
    return DOUBLED.sub(r"\1", plain)


def sounds(name: str) -> list[str]:
    """Each word of the name as it sounds; initials stay one letter."""
    return [heard for word in re.split(r"[\s.]+", name) if (heard := sound(word))]


def surname_key(name: str) -> str:
    """The last word as it sounds, under which people of one surname are found."""
    return (sounds(name) or [""])[-1]


def compatible(one: str, other: str) -> bool:
    """Whether two names can be one person's: same surname, and given names that are equal or initials.

    A name of one word is compatible with nothing but itself; a middle name may be missing.
    """
    first, second = sounds(one), sounds(other)
    if not first or not second or first[-1] != second[-1]:
        return False
    given, others = first[:-1], second[:-1]
    if not given or not others:
        return given == others
    if not _alike(given[0], others[0]):
        return False
    return all(_alike(*pair) for pair in zip(given[1:], others[1:], strict=False))


def same_given_name(one: str, other: str) -> bool:
    """Whether the given names are written out in both, and equal as they sound."""
    first, second = sounds(one), sounds(other)
    return len(first) > 1 and len(second) > 1 and first[0] == second[0] and len(first[0]) > 1


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
