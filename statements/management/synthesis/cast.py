"""Who speaks in the corpus: publishers, people with offices, the issues they care for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pycountry

from statements.management.synthesis.words import Zipf, name, word
from statements.models import Topic

SOURCES = 40
SOURCE_KINDS = ("wire", "ministry", "newspaper", "broadcaster", "organization", "archive")
TITLES = ("Foreign Minister", "President", "Prime Minister", "Ambassador", "Deputy Minister", "Spokesperson")
QUOTES_A_PERSON = 120
FEWEST_PEOPLE = 30
FIRST, LAST = date(2012, 1, 1), date(2025, 12, 31)
PET_TOPICS = 5


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody holds."""

    title: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody who speaks."""

    place: int
    name: str
    slug: str
    country: str
    offices: tuple[Office, ...]
    pet_topics: tuple[int, ...]
    """Keys of the topics that this person comes back to."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A source of articles."""

    name: str
    slug: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cast:
    """All of them, each drawn with a skew."""

    people: Zipf[Figure]
    publishers: Zipf[Publisher]
    topics: Zipf[Topic]


def make_cast(random: Random, seed: int, quotes: int, topics: Sequence[Topic]) -> Cast:
    """The people and publishers for so many quotes; the first of each list speak most."""
    mixed = sorted(topics, key=lambda topic: topic.slug)
    random.shuffle(mixed)
    issues = Zipf(mixed)
    codes = sorted(country.alpha_2 for country in pycountry.countries)
    random.shuffle(codes)
    countries = Zipf(codes)
    number = max(FEWEST_PEOPLE, quotes // QUOTES_A_PERSON)
    people = [_figure(random, seed, place, countries, issues) for place in range(number)]
    publishers = [
        Publisher(
            f"{word(random, 2).capitalize()} Synthetic Wire {seed}-{place}",
            f"synthetic-wire-{seed}-{place}",
            random.choice(SOURCE_KINDS),
        )
        for place in range(SOURCES)
    ]
    return Cast(Zipf(people), Zipf(publishers), issues)


def _figure(random: Random, seed: int, place: int, countries: Zipf[str], issues: Zipf[Topic]) -> Figure:
    called = name(random)
    slug = f"{called.lower().replace(' ', '-')}-{seed}-{place}"
    pets = tuple(topic.pk for topic in issues.draw(random, PET_TOPICS))
    return Figure(place, called, slug, countries.draw(random, 1)[0], tuple(_career(random)), pets)


def _career(random: Random) -> list[Office]:
    """One to three offices, one after the other; the last may still be held."""
    career = []
    since = FIRST + timedelta(days=random.randrange(1500))
    for title in random.sample(TITLES, random.randint(1, 3)):
        until = since + timedelta(days=random.randrange(400, 2500))
        career.append(Office(title, since, until if until < LAST else None))
        if until >= LAST:
            break
        since = until + timedelta(days=1)
    return career
