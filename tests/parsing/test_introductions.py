"""People that the language model never met, told by what stands beside them."""

from datetime import date

import pytest

from statements.parsing import ParsedPerson, parse_article

HEAD = "Bridge talks go on\n\nLISBON, May 4, 2020 (Wire) — "


def person_of(sentence: str, surname: str) -> ParsedPerson | None:
    people = parse_article(HEAD + sentence, date(2020, 5, 4)).people
    return next((person for person in people if person.name.endswith(surname)), None)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Ostrvila Brkanović, the envoy, said no.", "Ostrvila Brkanović"),
        ("Grzmila Wieczniak, 45, said no.", "Grzmila Wieczniak"),
        ("Grzmila Wieczniak, who leads the talks, said no.", "Grzmila Wieczniak"),
        ("The rector of the new school, Olmedo de los Prados Altos, said no.", "Olmedo de los Prados Altos"),
        ("The UN envoy, Rutger d’Arenzee, said no.", "Rutger d'Arenzee"),
        ("The minister, H.E. Mr. Grzmila Wieczniak, said no.", "Grzmila Wieczniak"),
        ("Opposition lawmaker Grzmila Wieczniak said no.", "Grzmila Wieczniak"),
    ],
)
def test_a_name_is_known_by_what_stands_beside_it(sentence: str, name: str) -> None:
    person = person_of(sentence, name.split()[-1])

    assert person is not None
    assert person.name == name


@pytest.mark.parametrize(
    "sentence",
    [
        "The Grzmila Wieczniak is a river.",
        "Grzmila Wieczniak Agency said no.",
        "It happened in Grzmila Wieczniak.",
        "Will Ghana sign?",
    ],
)
def test_what_is_no_person_is_not_made_one(sentence: str) -> None:
    assert parse_article(HEAD + sentence, date(2020, 5, 4)).people == ()


@pytest.mark.parametrize(
    ("sentence", "role", "country"),
    [
        ("Portugal’s visiting Minister of Science and Technology Alba Testoni spoke.",
         "Minister of Science and Technology", "PT"),
        ("Alba Testoni, Minister for Foreign Affairs of the Portuguese Republic, spoke.",
         "Minister for Foreign Affairs of the Portuguese Republic", "PT"),
        ("Alba Testoni, Minister of Foreign Affairs of the Republic of Kenya, spoke.",
         "Minister of Foreign Affairs", "KE"),
        ("The Portuguese deputy prime minister, Alba Testoni, spoke.", "Deputy Prime Minister", "PT"),
        ("Belgium’s ambassador to Austria, Alba Testoni, spoke.", "Ambassador", "BE"),
        ("Alba Testoni of the World Health Organization spoke.", None, "WHO"),
        ("Alba Testoni, the European Union’s energy chief, spoke.", "energy chief", "EU"),
    ],
)  # fmt: skip
def test_offices_are_built_from_any_noun_of_office(sentence: str, role: str | None, country: str) -> None:
    person = person_of(sentence, "Testoni")

    assert person is not None
    assert (person.role, person.country) == (role, country)


def test_a_counterpart_holds_the_same_office_on_the_other_side() -> None:
    person = person_of("Justice Minister Alba Testoni met her Belgian counterpart, Bruno Esempio.", "Esempio")

    assert person is not None
    assert (person.role, person.country) == ("Justice Minister", "BE")


def test_reading_one_text_teaches_nothing_for_the_next() -> None:
    text = HEAD + "Nobody knew Grzmila Wieczniak. Wieczniak told reporters that it rained."
    first = parse_article(text)

    assert parse_article(text) == first
