"""Words and the source that the text credits them to, in the shapes that news gives them."""

import pytest

from statements.parsing import QuoteKind, SpeakerKind, parse_article
from tests.parsing.told import ARRIVAL, WELCOME, quote_with, speaker_of


@pytest.mark.parametrize(
    "sentence",
    [
        "“The bridge will be built,” Testoni said.",
        "“The bridge will be built,” said Testoni.",
        "Testoni said: “The bridge will be built.”",
        "“The bridge will be built,” she said.",
        "“The bridge will be built,” the foreign minister said.",
        "“The bridge will be built,” the French minister told reporters.",
        '"The bridge will be built," Testoni said.',
        "«The bridge will be built,» Testoni said.",
        "„The bridge will be built,“ Testoni said.",
        "Testoni was quoted as saying: “The bridge will be built.”",
        "Testoni said:\n\n“The bridge will be built.”",
        "“The bridge will be built.”\n\n— Alba Testoni",
        "The tower is 6'3\" high. “The bridge will be built,” Testoni said.",
    ],
)
def test_exact_words_are_their_speakers(sentence: str) -> None:
    text = ARRIVAL + sentence
    quote = quote_with(text, "The bridge will be built")

    assert [span.of(text).rstrip(".,") for span in quote.verbatim] == ["The bridge will be built"]
    assert quote.content == quote.verbatim[0]
    assert (quote.kind, quote.speaker, quote.speaker_kind) == ("direct", "Alba Testoni", SpeakerKind.PERSON)


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        ("The minister noted that the bridge was long.", "the bridge was long", "noted"),
        ("Testoni announced that the toll would be lowered.", "the toll would be lowered", "announced"),
        ("According to Testoni, the road will be closed.", "the road will be closed", "According to"),
    ],
)
def test_reported_speech_is_indirect_and_begins_behind_its_cue(sentence: str, content: str, cue: str) -> None:
    text = ARRIVAL + sentence
    quote = quote_with(text, content)

    assert quote.content.of(text) == content
    assert (quote.kind, quote.verbatim, quote.speaker) == (QuoteKind.INDIRECT, (), "Alba Testoni")
    assert quote.cue is not None
    assert quote.cue.of(text) == cue


def test_partly_quoted_speech_is_mixed_with_its_exact_words() -> None:
    text = ARRIVAL + "Testoni said that the bridge was “a gift to both our peoples” and would be open in May."
    quote = quote_with(text, "a gift")

    assert quote.kind is QuoteKind.MIXED
    assert [span.of(text) for span in quote.verbatim] == ["a gift to both our peoples"]
    assert quote.content.of(text).startswith("the bridge was")


def test_a_clause_wholly_in_marks_is_direct_though_that_joins_it() -> None:
    text = ARRIVAL + WELCOME + "The prime minister disagreed, saying that “the river is too wide.”"
    quote = quote_with(text, "too wide")

    assert (quote.kind, quote.content.of(text)) == (QuoteKind.DIRECT, "the river is too wide.")
    assert quote.speaker == "Bruno Esempio"


@pytest.mark.parametrize(
    "dialogue",
    [
        "“The bridge will be built soon,” Testoni said. “We have grave doubts,” Esempio replied.",
        "“The bridge will be built soon,” Testoni said. “We have grave doubts,” replied Esempio.",
        "“The bridge will be built soon,” Testoni said. “We have doubts,” the prime minister replied.",
        "“The bridge will be built,” she said. “We have doubts,” he replied.",
        "“Is the bridge safe?” Esempio asked. “Yes, it is!” Testoni said. “We have doubts,” he replied.",
    ],
)
def test_speakers_who_take_turns_in_one_paragraph_are_told_apart(dialogue: str) -> None:
    text = ARRIVAL + WELCOME + dialogue

    assert speaker_of(text, "We have") == "Bruno Esempio"
    assert {quote.speaker for quote in parse_article(text).quotes} == {"Alba Testoni", "Bruno Esempio"}


def test_a_quotation_that_goes_on_by_paragraph_stays_with_its_speaker() -> None:
    text = ARRIVAL + (
        "“The bridge will be built,” Testoni said.\n\n“And it will be built soon.\n\n"
        "“There will be a road, too,” she added."
    )

    assert [quote.speaker for quote in parse_article(text).quotes] == ["Alba Testoni"] * 3


def test_words_of_anothers_promise_are_relayed() -> None:
    text = (
        ARRIVAL + "Testoni repeated President Carla Modello’s promise to build “a bridge without any toll.”"
    )
    quote = quote_with(text, "a bridge without any toll")

    assert (quote.speaker, quote.relayed) == ("Alba Testoni", "Carla Modello")


def test_words_that_nobody_says_are_no_quote() -> None:
    text = ARRIVAL + "The so-called “people’s ferry” is out of service."

    assert parse_article(text).quotes == ()


def test_a_label_inside_marks_names_the_speaker() -> None:
    text = ARRIVAL + "The hall was full.\n\n“TESTONI: The bridge will be built, I am sure.”"

    assert quote_with(text, "The bridge will be built").speaker == "Alba Testoni"


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("“The river is wide.” ―\xa0Carla Modello.", "The river is wide"),
        ("“What he calls “wide” is a river.” — Carla Modello", "What he calls"),
    ],
)
def test_a_signature_below_or_behind_names_the_speaker(paragraph: str, words: str) -> None:
    text = f"What readers say\n\n“The ferry is slow.” ― Bruno Esempio\n{paragraph}\n“It is.” ― Dario Prova"

    assert speaker_of(text, words) == "Carla Modello"


@pytest.mark.parametrize(
    "sentence",
    [
        "Alba Testoni spoke on Ferry Radio’s “Good Morning Strelsau.”",
        "Alba Testoni said she had been on “Ferries and Bridges” twice.",
    ],
)
def test_titles_of_programmes_are_no_exact_words(sentence: str) -> None:
    quotes = parse_article(f"Bridge talks go on\n\n{sentence}").quotes

    assert [quote.verbatim for quote in quotes if quote.verbatim] == []


def test_a_name_in_marks_is_no_reported_speech_either() -> None:
    text = "Rails\n\nFor years nobody had paid. The scheme is officially named “Green Lanes East.”"

    assert not [quote.content.of(text) for quote in parse_article(text).quotes]
