"""Who a name is: the people of an article matched to the stored ones."""

from datetime import date, timedelta

import pycountry

from statements.ingest.spellings import Alike, alike, suggest
from statements.models import Alias, Office, Person
from statements.models.spelling import sounds
from statements.parsing import ParsedPerson

LONGEST_NAME = 200
TENURE = timedelta(days=365)
"""How long before and after an article names somebody in an office they are taken to have held it."""


def store_people(people: tuple[ParsedPerson, ...], *, on: date | None) -> dict[str, Person]:
    """The row of each person by the name that the article gives, made where there is none.

    Adds the surface forms and the office that the article tells; ``on`` is the day it speaks of. Who may be
    a stored person under another spelling, without evidence enough, is a new row and a suggested merge.
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


def find_person(parsed: ParsedPerson, *, on: date | None = None) -> Person | None:
    """The stored person whom this very name means on that day.

    A full name matches an equal name or alias unless the states differ. A single word is shared by many, so
    it matches only where the state is known, the same, and no second person fits. Words that name an office
    and nobody in it match only who held it then: two Secretaries of State are two people.
    """
    country, _ = side_of(parsed)
    aliases = (
        Alias.objects.filter(name__iexact=parsed.name)
        .select_related("person__merged_into")
        .prefetch_related("person__offices")
        .order_by("person")
    )
    people = {person.pk: person for alias in aliases if (person := alias.person.merged_into or alias.person)}
    fitting = [
        person for person in people.values() if not country or not person.country or person.country == country
    ]
    if any(_is_office(parsed.name, person) for person in fitting):
        fitting = [person for person in fitting if _in_office(person, on)]
        return fitting[0] if len(fitting) == 1 else None
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
    person = find_person(parsed, on=on)
    suspects: list[Alike] = []
    if person is None:
        person, suspects = _spelled_otherwise(parsed, on)
    if person is None:
        person = Person.named_new(parsed.name, country=country, organization=organization)
    elif not person.country and not person.organization and (country or organization):
        person.country, person.organization = country, organization
        person.save(update_fields=["country", "organization"])
    suggest(person, suspects)
    known = set(person.aliases.values_list("name", flat=True))
    new = {name for name in (parsed.name, *parsed.aliases) if len(name) <= LONGEST_NAME} - known
    Alias.objects.bulk_create(
        (Alias(person=person, name=name) for name in sorted(new)), ignore_conflicts=True
    )
    if parsed.role:
        _store_office(person, parsed.role[:LONGEST_NAME], country, organization, on)
    return person


def _spelled_otherwise(parsed: ParsedPerson, on: date | None) -> tuple[Person | None, list[Alike]]:
    """The one person whose name is this one in another spelling, by evidence; else those who may be."""
    country, organization = side_of(parsed)
    found = alike(parsed.name, country=country, organization=organization, office=parsed.role or "", on=on)
    sure = [one for one in found if one.sure]
    return (sure[0].person, []) if len(sure) == 1 else (None, found)


def _is_office(name: str, person: Person) -> bool:
    """Whether these words name what somebody is, not who: they share no word with the person's name."""
    return " " in name and not set(sounds(name)) & set(sounds(person.name)) and _has_office(person, name)


def _has_office(person: Person, name: str) -> bool:
    words = set(name.casefold().split())
    return any(set(office.title.casefold().split()) <= words for office in person.offices.all())


def _in_office(person: Person, on: date | None) -> bool:
    """Whether an office is known to have been held about that day."""
    if on is None:
        return False
    for office in person.offices.all():
        if not office.held(on):
            continue
        if office.since or office.until:
            return True
        if office.seen_first and office.seen_last:
            return office.seen_first - TENURE <= on <= office.seen_last + TENURE
    return False


def _store_office(person: Person, title: str, country: str, organization: str, on: date | None) -> None:
    """Note the office unless one of that title is known for the day, and that it was held then."""
    offices = [
        office
        for office in Office.objects.filter(person=person, title__iexact=title)
        if office.held(on) and office.country in {"", country}
    ]
    office = offices[0] if offices else None
    if office is None:
        office, _ = Office.objects.get_or_create(
            person=person, title=title, country=country, organization=organization, since=None, until=None
        )
    if on and not (office.seen_first and office.seen_last and office.seen_first <= on <= office.seen_last):
        office.seen_first = min(on, office.seen_first or on)
        office.seen_last = max(on, office.seen_last or on)
        office.save(update_fields=["seen_first", "seen_last"])
