"""The same person under several spellings: sure by evidence, or suggested to the editors, never guessed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from statements.models import Person, Suggestion
from statements.models.people import country_name
from statements.models.spelling import compatible, same_given_name, sounds, surname_key


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody whose name may be the same one, and why it may be the same person."""

    person: Person
    evidence: tuple[str, ...]
    written_out: bool
    """The given names are written out in both names, and sound alike; else one is an initial."""

    @property
    def sure(self) -> bool:
        """Enough to be one person: a given name and a state or office, or an initial, state and office."""
        return len(self.evidence) >= (1 if self.written_out else 2)

    @property
    def worth_a_look(self) -> bool:
        """Enough to ask an editor."""
        return self.written_out or bool(self.evidence)


def alike(name: str, *, country: str, organization: str, office: str, on: date | None) -> list[Alike]:
    """Stored people whose name is this one, spelled or transliterated otherwise, or with an initial.

    Who speaks for another state is somebody else. A single word is no name to tell anybody by.
    """
    if len(sounds(name)) < 2:
        return []
    namesakes = (
        Person.objects.current()
        .filter(surname_key=surname_key(name))
        .prefetch_related("offices")
        .order_by("pk")
    )
    found = []
    for person in namesakes:
        if not compatible(name, person.name) or (country and person.country and country != person.country):
            continue
        evidence = []
        if country and country == person.country:
            evidence.append(f"both speak for {country_name(country)}")
        elif organization and organization.casefold() == person.organization.casefold():
            evidence.append(f"both speak for {organization}")
        held = [one for one in person.offices.all() if one.held(on)]
        if office and any(office.casefold() == one.title.casefold() for one in held):
            evidence.append(f"both are called {office}")
        one = Alike(person, tuple(evidence), same_given_name(name, person.name))
        if one.worth_a_look:
            found.append(one)
    return found


def suggest(person: Person, suspects: Iterable[Alike]) -> None:
    """Ask the editors whether these are one person with the given one."""
    for one in suspects:
        _ask(person, one.person, one)


def suggest_for_all() -> int:
    """Compare all people of one surname, ask about those who may be one, and return how many are new."""
    by_surname: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.current().exclude(surname_key="").prefetch_related("offices").order_by("pk"):
        by_surname[person.surname_key].append(person)
    asked = 0
    for people in by_surname.values():
        for first, second in combinations(people, 2):
            if one := _compared(first, second):
                asked += _ask(second, first, one)
    return asked


def _compared(first: Person, second: Person) -> Alike | None:
    if not compatible(first.name, second.name):
        return None
    if first.country and second.country and first.country != second.country:
        return None
    offices = {office.title.casefold(): office.title for office in first.offices.all()}
    shared = [offices[key] for office in second.offices.all() if (key := office.title.casefold()) in offices]
    same_side = first.side and first.side == second.side
    evidence = [f"both speak for {first.side}"] if same_side else []
    evidence += [f"both are called {shared[0]}"] if shared else []
    one = Alike(first, tuple(evidence), same_given_name(first.name, second.name))
    return one if one.worth_a_look else None


def _ask(person: Person, other: Person, alike: Alike) -> int:
    low, high = sorted((person, other), key=lambda one: one.pk)
    sound = "sound alike" if alike.written_out else "may be one, given an initial"
    text = "; ".join([f"The names {sound}: {low.name}, {high.name}", *alike.evidence])
    _, made = Suggestion.objects.get_or_create(one=low, other=high, defaults={"evidence": f"{text}."[:500]})
    return int(made)
