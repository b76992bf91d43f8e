"""Whom a comparison compares: the columns that an address gives, and the addresses of other comparisons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from django.urls import reverse

from statements.models import Person, Quote, Tally, Topic
from statements.models.people import country_name
from statements.models.quotes import QuoteQuerySet
from statements.pages.chips import COUNTRIES
from statements.pages.listing import Pairs, address
from statements.pages.rollups import Months

MOST_COLUMNS = 4
MOST_CANDIDATES = 6
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Column:
    """One speaker or country; ``left`` swaps it with its neighbour, ``without`` takes it out."""

    name: str
    value: str
    label: str
    url: str
    note: str
    person: Person | None
    left: str = ""
    without: str = ""

    def __str__(self) -> str:
        return self.label

    @property
    def pair(self) -> tuple[str, str]:
        """The parameter that stands for it."""
        return self.name, self.value

    def quotes(self, quotes: QuoteQuerySet) -> QuoteQuerySet:
        """Those of the quotes that are its own."""
        return quotes.by_speaker([self.person]) if self.person else quotes.from_country([self.value])


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns, what else the address holds, and what in it meant nothing."""

    columns: list[Column]
    problems: dict[str, list[str]]
    guesses: list[Any]
    typed: bool
    """A name was typed and understood: the address should be the one with its slug."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A name that may mean several: (text, address of the comparison with it)."""

    value: str
    candidates: list[tuple[str, str]]


def read_columns(query: str, path: str, others: Pairs) -> Chosen:
    """The columns in the order of the query string, at most four, each once.

    ``add`` is a name as typed. ``others`` are the parameters that links keep.
    """
    given = [
        (name, value.strip())
        for name, value in parse_qsl(query)
        if name in {"speaker", "country", "add"} and value.strip()
    ]
    slugs = [value for name, value in given if name == "speaker" and "\0" not in value]
    people = {
        person.slug: person
        for person in Person.objects.filter(slug__in=slugs[: 4 * MOST_COLUMNS])
        .select_related("merged_into")
        .prefetch_related("offices")
    }
    columns: dict[tuple[str, str], Column] = {}
    problems: dict[str, list[str]] = {}
    unclear: list[tuple[str, list[Column]]] = []
    typed = False
    for name, value in given:
        meant = _column(name, value, people)
        if meant is None and name == "add" and len(value) <= LONGEST and "\0" not in value:
            found = list(_candidates(value))
            if len(found) == 1:
                meant, typed = found[0], True
            elif found:
                unclear.append((value, found))
        if meant is None:
            word = "country" if name == "country" else "speaker"
            problems.setdefault(name, []).append(f"There is no {word} “{value[:60]}”.")
        elif len(columns) < MOST_COLUMNS:
            columns.setdefault(meant.pair, meant)
        elif meant.pair not in columns:
            problems[name] = [f"No more than {MOST_COLUMNS} fit beside each other; {meant} is left out."]
    return Chosen(
        columns=_linked(list(columns.values()), path, others),
        problems=problems if not unclear else problems | {"add": ["That may mean more than one."]},
        guesses=[
            Guess(value, [(one.label, _address(path, [*columns.values(), one], others)) for one in found])
            for value, found in unclear
        ],
        typed=typed and not problems and not unclear,
    )


def address_of(path: str, columns: Sequence[Column], others: Pairs) -> str:
    """The address of the comparison of these."""
    return _address(path, columns, others)


def _column(name: str, value: str, people: dict[str, Person]) -> Column | None:
    if name == "speaker" and value in people:
        person = people[value].merged_into or people[value]
        return _of_person(person)
    if name == "country" and value.upper() in COUNTRIES:
        return _of_country(value.upper())
    return None


def _of_person(person: Person) -> Column:
    return Column("speaker", person.slug, person.name, person.get_absolute_url(), person.side, person)


def _of_country(code: str) -> Column:
    return Column(
        "country", code, country_name(code), reverse("statements:country-detail", args=[code]), "", None
    )


def _candidates(value: str) -> Iterator[Column]:
    """A country of exactly this name, else the people who may be meant, else countries."""
    wanted = value.casefold()
    exact = [code for code, name in COUNTRIES.items() if wanted in {name.casefold(), code.casefold()}]
    if exact:
        yield _of_country(exact[0])
        return
    people = list(Person.objects.current().named(value)[:MOST_CANDIDATES])
    same = [person for person in people if person.name.casefold() == wanted]
    for person in same if len(same) == 1 else people:
        yield _of_person(person)
    if not people:
        yield from (_of_country(code) for code, name in COUNTRIES.items() if wanted in name.casefold())


def _linked(columns: list[Column], path: str, others: Pairs) -> list[Column]:
    linked = []
    for at, column in enumerate(columns):
        rest = [*columns[:at], *columns[at + 1 :]]
        swapped = [*rest[: at - 1], column, *rest[at - 1 :]] if at else []
        linked.append(
            replace(
                column,
                left=_address(path, swapped, others) if swapped else "",
                without=_address(path, rest, others),
            )
        )
    return linked


def _address(path: str, columns: Sequence[Column], others: Pairs) -> str:
    return address(path, [*(column.pair for column in columns), *others])


def months(columns: Sequence[Column], topic: Topic | None) -> list[Months]:
    """Statements by month on the topic, or on anything, for each column; undated ones in the year 1."""
    lines = Tally.objects.filter(month__isnull=False, topic=topic)
    people = [column.person.pk for column in columns if column.person]
    codes = [column.value for column in columns if not column.person]
    found: dict[tuple[int | str, date], int] = {}
    if people:
        found |= lines.filter(speaker__in=people).summed("speaker", "month")
    if codes:
        found |= lines.filter(speaker__country__in=codes).summed("speaker__country", "month")
    keys = [column.person.pk if column.person else column.value for column in columns]
    return [{month: number for (of, month), number in found.items() if of == key} for key in keys]


def newest(columns: Sequence[Column], quotes: QuoteQuerySet, each: int) -> list[list[Quote]]:
    """The newest of the quotes for each column: the keys in one query, the rows in another."""
    if not columns:
        return []
    parts = [
        column.quotes(quotes).order_by("-sort_on", "-pk").values_list("pk", flat=True)[:each]
        for column in columns
    ]
    keys = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    rows = list(
        Quote.objects.filter(pk__in=list(keys))
        .for_list_of_one_speaker()
        .select_related("speaker")
        .order_by("-sort_on", "-pk")
    )
    return [[quote for quote in rows if _is_of(quote, column)] for column in columns]


def _is_of(quote: Quote, column: Column) -> bool:
    if quote.speaker is None:
        return False
    return quote.speaker == column.person if column.person else quote.speaker.country == column.value
