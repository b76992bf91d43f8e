"""People found by the names that readers type."""

import pytest
from django.db import connection

from statements.models import Alias, Person
from tests.factories import AliasFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people() -> None:
    for name in ("Alba Testonova", "Bruno Esempienskyi", "Çağla Örnek", "Dora Testoni"):
        PersonFactory(name=name)
    AliasFactory(person=Person.objects.get(name="Dora Testoni"), name="The Bridge Builder")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("testonova", ["Alba Testonova"]),
        ("TESTO", ["Alba Testonova", "Dora Testoni"]),
        ("testo alba", ["Alba Testonova"]),
        ("estono", ["Alba Testonova"]),
        ("cagla ornek", ["Çağla Örnek"]),
        ("bridge dora", ["Dora Testoni"]),
        ("testonoba", ["Alba Testonova", "Dora Testoni"]),
        ("Esempiensky", ["Bruno Esempienskyi"]),
        ("Esempienskij bruno", ["Bruno Esempienskyi"]),
        ("Zzyzx", []),
        ("%", []),
        ("", ["Alba Testonova", "Bruno Esempienskyi", "Dora Testoni", "Çağla Örnek"]),
    ],
)
def test_a_typed_name_finds(words: str, names: list[str]) -> None:
    assert [person.name for person in Person.objects.named(words)] == names


def test_names_nearly_alike_are_left_out_where_somebody_has_the_name() -> None:
    PersonFactory(name="Alba Testonoba")
    assert [person.name for person in Person.objects.named("testonoba")] == ["Alba Testonoba"]


def test_a_thousand_words_ask_about_the_first_few() -> None:
    assert list(Person.objects.named("alba " * 1000)) == [Person.objects.get(name="Alba Testonova")]


def test_names_are_looked_up_in_indexes() -> None:
    person = Person.objects.get(name="Alba Testonova")
    Alias.objects.bulk_create(Alias(person=person, name=f"Nobody {number}") for number in range(2000))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE statements_alias")
    plan = Person.objects.named("testonova").explain()
    assert "person_folded_idx" in plan
    assert "alias_folded_idx" in plan
