"""Who a source is: a person of the article, an organisation, or nobody whom it names."""

import pytest

from statements.parsing import SpeakerKind
from tests.parsing.told import ARRIVAL, WELCOME, quote_with, speaker_of


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Testoni", "Alba Testoni"),
        ("Ms. Testoni", "Alba Testoni"),
        ("the foreign minister", "Alba Testoni"),
        ("the French minister", "Alba Testoni"),
        ("Esempio", "Bruno Esempio"),
        ("the prime minister", "Bruno Esempio"),
        ("the Belgian prime minister", "Bruno Esempio"),
        ("he", "Bruno Esempio"),
    ],
)
def test_names_offices_and_pronouns_are_people(source: str, speaker: str) -> None:
    assert (
        speaker_of(f"{ARRIVAL}{WELCOME}“The river is wide,” {source} said.", "The river is wide") == speaker
    )


@pytest.mark.parametrize(
    "source",
    [
        "a spokesman for President Alba Testoni",
        "a spokesman for the ministry",
        "one official",
        "they",
        "a diplomat",
        "the Austrian prime minister",
    ],
)
def test_somebody_never_named_stays_unnamed(source: str) -> None:
    text = f"{ARRIVAL}{WELCOME}“The river is wide,” {source} said."
    quote = quote_with(text, "The river is wide")

    assert (quote.speaker, quote.speaker_kind) == (None, SpeakerKind.UNNAMED)
    assert quote.mention is not None
    assert quote.mention.of(text) == source


@pytest.mark.parametrize(
    ("source", "name"),
    [("NATO", "NATO"), ("The European Union", "European Union"), ("the report", "the report")],
)
def test_bodies_and_documents_are_organizations(source: str, name: str) -> None:
    quote = quote_with(f"{ARRIVAL}“The river is wide,” {source} said.", "The river is wide")

    assert (quote.speaker, quote.speaker_kind) == (name, SpeakerKind.ORGANIZATION)


def test_a_pronoun_is_whoever_of_its_gender_was_named_last() -> None:
    text = (
        "Bridge talks go on\n\nPrime Minister Boris Esempio of Belgium met Foreign Minister Maria Testoni of "
        "France. “The river is wide,” he said. She answered that the ferry was fast."
    )

    assert speaker_of(text, "The river is wide") == "Boris Esempio"
    assert speaker_of(text, "the ferry was fast") == "Maria Testoni"


def test_a_form_of_address_tells_two_of_one_surname_apart() -> None:
    text = (
        "Bridge talks go on\n\nPrime Minister Boris Testoni of Belgium met Foreign Minister Maria Testoni of "
        "France. “The river is wide,” Mr. Testoni said.\n\n“The ferry is fast,” Ms. Testoni said."
    )

    assert speaker_of(text, "The river is wide") == "Boris Testoni"
    assert speaker_of(text, "The ferry is fast") == "Maria Testoni"


def test_a_person_named_only_after_the_words_is_found() -> None:
    text = "VIENNA (Wire) — The bridge is open. “Good news for all of us,” said Alba Testoni, an engineer."

    assert speaker_of(text, "Good news") == "Alba Testoni"


@pytest.mark.parametrize(
    "source",
    [
        "Ferry host Carla Modello",
        "Bridge police Chief Carla Modello",
        "his former partner at the ferry, Carla Modello,",
        "Testoni’s niece, Del. Carla Modello (D-Strelsau),",
        "Carla Modello, the foreign minister, who has four children,",
    ],
)
def test_a_name_at_the_end_of_its_description_is_the_speaker(source: str) -> None:
    text = f"{ARRIVAL}{WELCOME}“The river is wide,” said {source} on Monday."

    assert speaker_of(text, "The river is wide") == "Carla Modello"


def test_of_two_of_one_surname_the_one_named_last_is_meant() -> None:
    far = "The ferry crossed the wide river again and again. " * 25
    text = (
        f"Bridge talks go on\n\nBruno Testoni spoke. Bruno Testoni left. {far}\n\n"
        "Homeland Secretary Dario Testoni spoke on Tuesday.\n\n“The river is wide,” Testoni said."
    )

    assert speaker_of(text, "The river is wide") == "Dario Testoni"


def test_who_was_just_introduced_is_the_pronoun_although_the_first_name_misleads() -> None:
    text = (
        "Bridge talks go on\n\n“The river is wide,” said ferry owner Dario Testoni.\n\n"
        "She continued, “The ferry is fast.”"
    )

    assert speaker_of(text, "The ferry is fast") == "Dario Testoni"


def test_an_office_that_only_one_can_be_meant_by_is_the_one_talked_about() -> None:
    text = (
        "Bridge talks go on\n\nCarla Modello opened the ferry on Monday. “The river is wide,” the mayor said."
    )

    assert speaker_of(text, "The river is wide") == "Carla Modello"
