"""One person under many spellings is one row, where the evidence is enough; else the editors are asked."""

from datetime import date

import pytest
from django.core.management import call_command

from statements.corrections import dismiss
from statements.ingest.people import find_person, store_people
from statements.ingest.spellings import suggest_for_all
from statements.models import Office, Person, Suggestion
from statements.models.spelling import compatible, sound
from statements.parsing import ParsedPerson
from tests.factories import AliasFactory, EditorFactory, OfficeFactory, PersonFactory

pytestmark = pytest.mark.django_db
DAY = date(2019, 12, 10)


def store(name: str, role: str | None = None, country: str | None = None, on: date = DAY) -> Person:
    return store_people((ParsedPerson(name, role, country),), on=on)[name]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei", "Sergey"),
        ("Сергей", "Sergey"),
        ("Testov", "Testow"),
        ("Testovsky", "Testovskyy"),
        ("Ésempio", "Esempio"),
        ("Al-Khatib", "Al Hatib".replace(" ", "")),
        ("Mohammed", "Mohamed"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Sergei Testov", "Sergey Testov", True),
        ("Sergey V. Testov", "Sergei Testov", True),
        ("S. Testov", "Sergey Testov", True),
        ("S. V. Testov", "Sergey Viktorovich Testov", True),
        ("Sergey A. Testov", "Sergey Viktorovich Testov", False),
        ("Ivan Testov", "Sergey Testov", False),
        ("Testov", "Sergey Testov", False),
        ("Sergey Testov", "Sergey Provov", False),
        ("", "Sergey Testov", False),
    ],
)
def test_names_are_compatible(one: str, other: str, expected: bool) -> None:
    assert compatible(one, other) is compatible(other, one) is expected


@pytest.mark.parametrize(
    ("name", "role", "country"),
    [
        ("Sergey Testov", None, "RU"),
        ("Sergei Viktorovich Testov", None, "RU"),
        ("Сергей Тестов", None, "RU"),
        ("Sergey Testov", "Foreign Minister", None),
        ("S. Testov", "Foreign Minister", "RU"),
    ],
)
def test_another_spelling_with_state_or_office_is_the_same_person(
    name: str, role: str | None, country: str | None
) -> None:
    known = store("Sergei Testov", "Foreign Minister", "RU")

    assert store(name, role, country) == known
    assert name in known.aliases.values_list("name", flat=True)
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    ("name", "role", "country", "evidence"),
    [
        ("Sergey Testov", None, None, "The names sound alike: Sergei Testov, Sergey Testov."),
        (
            "S. Testov",
            None,
            "RU",
            "The names may be one, given an initial: Sergei Testov, S. Testov; both speak for Russia.",
        ),
    ],
)
def test_too_little_evidence_is_a_new_row_and_a_suggestion(
    name: str, role: str | None, country: str | None, evidence: str
) -> None:
    known = store("Sergei Testov", "Foreign Minister", "RU")

    new = store(name, role, country)

    assert new != known
    suggestion = Suggestion.objects.get()
    assert (suggestion.one, suggestion.other, suggestion.evidence) == (known, new, evidence)


@pytest.mark.parametrize(
    ("name", "country"),
    [("Sergey Testov", "BY"), ("Ivan Testov", "RU"), ("Testov", None), ("S. Testov", None)],
)
def test_another_state_or_name_is_somebody_else_and_nobody_is_asked(name: str, country: str | None) -> None:
    known = store("Sergei Testov", "Foreign Minister", "RU")

    assert store(name, None, country) != known
    assert not Suggestion.objects.exists()


def test_of_two_who_fit_neither_is_taken(db: None) -> None:
    first = PersonFactory(name="Sergei Testov", country="RU")
    second = PersonFactory(name="Sergej Testov", country="RU")

    new = store("Sergey Testov", None, "RU")

    assert new not in {first, second}
    assert {suggestion.one for suggestion in Suggestion.objects.all()} == {first, second}


def test_the_holder_of_an_office_depends_on_the_day() -> None:
    early, late = PersonFactory(name="Mika Prova"), PersonFactory(name="Toni Esempio")
    for person, since, until in (
        (early, date(2018, 4, 26), date(2021, 1, 20)),
        (late, date(2021, 1, 26), date(2025, 1, 20)),
    ):
        AliasFactory(person=person, name="the Secretary of State")
        OfficeFactory(person=person, title="Secretary of State", since=since, until=until)
    parsed = ParsedPerson("the Secretary of State")

    assert find_person(parsed, on=date(2019, 12, 10)) == early
    assert find_person(parsed, on=date(2023, 5, 1)) == late
    assert find_person(parsed, on=date(2030, 1, 1)) is None
    assert find_person(parsed, on=None) is None


def test_without_a_period_an_office_is_held_about_the_days_on_which_articles_say_so() -> None:
    early = store("Mika Prova", "Secretary of State", "US", on=date(2019, 3, 1))
    late = store("Toni Esempio", "Secretary of State", "US", on=date(2023, 3, 1))
    store("Toni Esempio", "Secretary of State", "US", on=date(2022, 3, 1))
    for person in (early, late):
        AliasFactory(person=person, name="the Secretary of State")

    office = Office.objects.get(person=late)
    assert (office.seen_first, office.seen_last) == (date(2022, 3, 1), date(2023, 3, 1))
    assert find_person(ParsedPerson("the Secretary of State", country="US"), on=date(2019, 12, 10)) == early
    assert find_person(ParsedPerson("the Secretary of State", country="US"), on=date(2022, 12, 10)) == late
    assert find_person(ParsedPerson("the Secretary of State", country="US"), on=date(2021, 1, 1)) is None


def test_all_people_are_compared_once(capsys: pytest.CaptureFixture[str]) -> None:
    PersonFactory(name="Sergei Testov", country="RU")
    PersonFactory(name="Sergey Testov", country="RU")
    PersonFactory(name="Sergey Testov", country="BY")
    PersonFactory(name="Ivan Testov", country="RU")

    call_command("suggest_merges")
    call_command("suggest_merges")

    assert capsys.readouterr().out.splitlines() == [
        "1 new suggestion in the editors' queue.",
        "0 new suggestions in the editors' queue.",
    ]
    assert Suggestion.objects.get().evidence.endswith("both speak for Russia.")


def test_two_people_are_not_suggested_again() -> None:
    PersonFactory(name="Sergei Testov")
    PersonFactory(name="Sergey Testov")
    suggest_for_all()
    dismiss(Suggestion.objects.get(), editor=EditorFactory())

    assert suggest_for_all() == 0
    assert Suggestion.objects.get().state == "different"
