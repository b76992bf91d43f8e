"""Who a name is: the people of an article matched to the stored ones."""

from datetime import date

import pycountry

from statements.models import Alias, Office, Person
from statements.parsing import ParsedPerson

LONGEST_NAME = 200


def store_people(people: tuple[ParsedPerson, ...], *, on: date | None) -> dict[str, Person]:
    """The row of each person by the name that the article gives, made where there is none.

    Adds the surface forms and the office that the article tells; ``on`` is the day it speaks of.
    """
    rows = {}
    for parsed in people:
        if len(parsed.name) <= LONGEST_NAME:
            rows[parsed.name] = _store(parsed, on)
    return rows


def side_of(parsed: ParsedPerson) -> tuple[str, str]:
    """(ISO 3166-1 alpha-2 code, organisation) that a person speaks for; one of them or both empty."""
    side = parsed.country or ""
    if len(side) == 2 and pycountry.countries.get(alpha_2=side):
        return side, ""
    return "", side[:LONGEST_NAME]


def find_person(parsed: ParsedPerson) -> Person | None:
    """The stored person whom this name means.

    A full name matches an equal name or alias unless the states differ. A single word is shared by many, so
    it matches only where the state is known, the same, and no second person fits.
    """
    country, _ = side_of(parsed)
    aliases = (
        Alias.objects.filter(name__iexact=parsed.name)
        .select_related("person__merged_into")
        .order_by("person")
    )
    people = {person.pk: person for alias in aliases if (person := alias.person.merged_into or alias.person)}
    fitting = [
        person for person in people.values() if not country or not person.country or person.country == country
    ]
    if " " not in parsed.name:
        fitting = [
            person
            for person in fitting
            if (country and person.country == country) or person.name.casefold() == parsed.name.casefold()
        ]
        return fitting[0] if len(fitting) == 1 else None
    # Of namesakes, the one known to speak for this state, then the one known longest.
    return min(fitting, key=lambda person: (person.country != country, person.pk), default=None)


def _store(parsed: ParsedPerson, on: date | None) -> Person:
    country, organization = side_of(parsed)
    person = find_person(parsed)
    if person is None:
        person = Person.named_new(parsed.name, country=country, organization=organization)
    elif not person.country and not person.organization and (country or organization):
        person.country, person.organization = country, organization
        person.save(update_fields=["country", "organization"])
    known = set(person.aliases.values_list("name", flat=True))
    new = {name for name in (parsed.name, *parsed.aliases) if len(name) <= LONGEST_NAME} - known
    Alias.objects.bulk_create(
        (Alias(person=person, name=name) for name in sorted(new)), ignore_conflicts=True
    )
    if parsed.role:
        _store_office(person, parsed.role[:LONGEST_NAME], country, organization, on)
    return person


def _store_office(person: Person, title: str, country: str, organization: str, on: date | None) -> None:
    """Note the office unless one of that title is known for the day."""
    offices = [
        office
        for office in person.offices.all()
        if office.title.casefold() == title.casefold() and office.held(on)
    ]
    if not offices:
        Office.objects.get_or_create(
            person=person, title=title, country=country, organization=organization, since=None, until=None
        )
