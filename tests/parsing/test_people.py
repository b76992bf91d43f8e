"""People as an article introduces them: fullest name, office, country, aliases."""

import pytest

from tests.parsing.told import people_of

HEAD = "Bridge talks go on\n\n"


@pytest.mark.parametrize(
    ("sentence", "name", "role", "country"),
    [
        ("Foreign Minister Alba Testoni of France spoke.", "Alba Testoni", "Foreign Minister", "FR"),
        ("French Foreign Minister Alba Testoni spoke.", "Alba Testoni", "Foreign Minister", "FR"),
        ("France’s foreign minister Alba Testoni spoke.", "Alba Testoni", "Foreign Minister", "FR"),
        ("Alba Testoni, the foreign minister of France, spoke.", "Alba Testoni", "Foreign Minister", "FR"),
        ("U.S. Secretary of State Alba Testoni spoke.", "Alba Testoni", "Secretary of State", "US"),
        ("Secretary of State Alba Testoni spoke.", "Alba Testoni", "Secretary of State", "US"),
        ("NATO Secretary General Dario Esempio spoke.", "Dario Esempio", "Secretary General", "NATO"),
        ("Queen Carla of Belgium spoke.", "Carla", "Queen", "BE"),
        ("Sen. Alba Testoni, D-Ga., spoke.", "Alba Testoni", "Senator", "US"),
        (
            "Deputy Foreign Minister Bruno Esempio Jr. of Belgium spoke.",
            "Bruno Esempio Jr.",
            "Deputy Foreign Minister",
            "BE",
        ),
    ],
)
def test_office_and_country_are_read_beside_the_name(
    sentence: str, name: str, role: str, country: str | None
) -> None:
    person = people_of(HEAD + sentence)[name]

    assert (person.role, person.country) == (role, country)


def test_each_of_a_list_keeps_the_own_office_and_country() -> None:
    people = people_of(
        HEAD + "French President Alba Testoni, Belgian Prime Minister Bruno Esempio and Chancellor Carla "
        "Modello of Austria and President Dario Prova of Italy met in Vienna."
    )

    assert {name: (person.role, person.country) for name, person in people.items()} == {
        "Alba Testoni": ("President", "FR"),
        "Bruno Esempio": ("Prime Minister", "BE"),
        "Carla Modello": ("Chancellor", "AT"),
        "Dario Prova": ("President", "IT"),
    }


def test_the_other_side_of_talks_is_told_by_the_pair_of_countries() -> None:
    people = people_of(
        HEAD + "Secretary of State Alba Testoni met Foreign Minister Bruno Esempio. "
        "The talks between the United States and Belgium went well."
    )

    assert {person.country for person in people.values()} == {"US", "BE"}


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        ("Foreign Minister Alba Testoni spoke.", "Testoni left.", "Alba Testoni"),
        ("Ambassador Jean-Luc Esempio-Modello spoke.", "Esempio-Modello left.", "Jean-Luc Esempio-Modello"),
        ("President Anna de la Modello spoke.", "Modello left.", "Anna de la Modello"),
        ("President Testoni spoke.", "President Alba Testoni left.", "Alba Testoni"),
        ("President A. Testoni spoke.", "President Alba Testoni left.", "Alba Testoni"),
    ],
)
def test_all_names_of_one_person_are_gathered_under_the_fullest(first: str, later: str, name: str) -> None:
    people = people_of(f"{HEAD}{first} Then it rained. {later}")

    assert list(people) == [name]
    assert len(people[name].aliases) == 2


def test_relatives_of_one_surname_are_two_people() -> None:
    text = HEAD + "President Boris Testoni Sr. met his son, Ambassador Boris Testoni Jr. of Belgium."

    assert [name.rstrip(".") for name in people_of(text)] == ["Boris Testoni Sr", "Boris Testoni Jr"]


def test_countries_and_organisations_are_no_people() -> None:
    text = HEAD + "France and NATO met the European Union in Vienna on Monday. Washington was content."

    assert people_of(text) == {}


@pytest.mark.parametrize("nickname", ['"Ally"', "“Ally”"])
def test_a_nickname_between_the_names_is_part_of_them(nickname: str) -> None:
    people = people_of(f"{HEAD}Rep. Alba C. {nickname} Testoni spoke. Ally Testoni left, and Testoni slept.")

    assert set(people) == {f"Alba C. {nickname} Testoni"}


def test_a_surname_that_is_a_country_is_a_surname_after_a_first_name() -> None:
    assert set(people_of(f"{HEAD}Mayor Carla Jordan spoke in Strelsau.")) == {"Carla Jordan"}


def test_a_place_before_an_office_does_not_hold_it() -> None:
    people = people_of(f"{HEAD}Mayor Alba Testoni spoke. At a meeting in Chelsea, the mayor also said no.")

    assert people["Alba Testoni"].role == "Mayor"
    assert "Chelsea" not in people


def test_a_particle_in_capitals_at_the_beginning_is_the_same_name() -> None:
    assert set(people_of(f"{HEAD}De Testoni spoke. Mayor Bruno de Testoni left. De Testoni slept.")) == {
        "Bruno de Testoni"
    }
