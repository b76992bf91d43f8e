"""Facts that ship with the parser: countries, organisations, offices, titles, first names."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


def lines_of(name: str) -> Iterator[str]:
    """The lines of a data file that are neither empty nor comments."""
    for line in files("statements.parsing").joinpath("data", name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def fields_of(name: str) -> Iterator[list[str]]:
    for line in lines_of(name):
        yield [field.strip() for field in line.split("|")]


def names_in(field: str) -> list[str]:
    return [name.strip() for name in field.split(",") if name.strip()]


@dataclass(frozen=True, slots=True)
class Country:
    """A word for a country and what kind of word it is."""

    code: str
    name: str
    kind: str
    """name, demonym, capital or seat"""


@cache
def countries() -> dict[str, Country]:
    """Every word for a country: its names, demonyms, capital, seats of government."""
    found: dict[str, Country] = {}
    for code, names, demonyms, capitals, *seats in fields_of("countries.txt"):
        shown = names_in(names)[0]
        kinds = (("name", names), ("demonym", demonyms), ("capital", capitals), ("seat", ",".join(seats)))
        for kind, field in kinds:
            for word in names_in(field):
                found.setdefault(word.replace("’", "'"), Country(code, shown, kind))
    return found


@cache
def seats() -> frozenset[str]:
    """Cities where diplomats meet that are no capitals, in lower case."""
    return frozenset(line.lower() for line in lines_of("cities.txt"))


def is_seat(town: str) -> bool:
    """Whether a town is a capital, or one where diplomats meet; its letters may all be capitals."""
    known = countries().get(town.title() if town.isupper() else town)
    return (known is not None and known.kind == "capital") or town.lower() in seats()


@cache
def organizations() -> dict[str, str]:
    """Every name of an international organisation, with the name it is shown by."""
    found = {}
    for short, names in fields_of("organizations.txt"):
        for name in [short, *names_in(names)]:
            found[name] = short
    return found


@cache
def offices() -> dict[tuple[str, ...], tuple[str, str | None]]:
    """Words of an office in lower case → how it is shown, and its country where the words alone say it."""
    found = {}
    for office, country in fields_of("offices.txt"):
        found[tuple(office.lower().replace("-", " - ").replace("'", " '").split())] = (
            office,
            country or None,
        )
    return found


@dataclass(frozen=True, slots=True)
class Title:
    """What a title before a name tells: gender (m or f), office, and the country whose title it is."""

    gender: str | None
    office: str | None
    country: str | None


@cache
def titles() -> dict[str, Title]:
    """Every form of address and abbreviated title."""
    return {
        title: Title(gender if gender in "mf" else None, office or None, country or None)
        for title, gender, office, country in (
            fields[:4] + [""] * (4 - len(fields)) for fields in fields_of("titles.txt")
        )
    }


@cache
def first_names() -> dict[str, str]:
    """First name → m or f."""
    found: dict[str, str] = {}
    for line in lines_of("first_names.txt"):
        gender, _, names = line.partition(":")
        for name in names.split():
            found.setdefault(name, gender)
    return found


@cache
def reporting() -> dict[str, frozenset[str]]:
    """Lemmas of reporting words by class: say, manner, think, object, documents, nouns, human, titles."""
    path = files("statements.parsing").joinpath("data", "reporting.toml")
    return {key: frozenset(words) for key, words in tomllib.loads(path.read_text("utf-8")).items()}


@cache
def roles() -> frozenset[str]:
    """Nouns for what one person is (in lower case): “minister”, “nurse”, “counterpart”."""
    return frozenset(word for line in lines_of("roles.txt") for word in line.split())


@cache
def humans() -> frozenset[str]:
    """Lemmas of nouns for people and bodies that can say something."""
    return reporting()["human"] | {words[-1] for words in offices()}
