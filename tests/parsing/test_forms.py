"""Each form of text has its own reading of who speaks."""

from datetime import date

import pytest

from statements.parsing import Form, QuoteKind, parse_article

OFFICIAL = """MINISTRY OF FOREIGN AFFAIRS OF PORTUGAL
Press release No. 12/2020

Minister Testoni received the Belgian minister

Lisbon, 14.05.2020

Today the Minister of Foreign Affairs, Alba Testoni, received the Minister of Foreign Affairs of Belgium, \
Bruno Esempio, who is on a visit to Portugal. The two ministers agreed that the bridge over the river will \
be built. They stressed that visas must become cheaper."""

SPEECH = """Permanent Mission of Portugal to the United Nations

Remarks by H.E. Ms. Alba Testoni, Minister for Foreign Affairs of Portugal

New York, 4 May 2020

(As delivered)

Mr. President, Excellencies,

The river that we share has no opinion of borders.

My grandmother said, “Cross before it rains.”"""

DECLARATION = """Declaration of the Ministers Responsible for the River

We, Alba Testoni, Minister for Rivers of Portugal, and Bruno Esempio, Minister of Transport of Spain, \
met at Tomar.

1. We shall build the bridge.

DONE at Tomar, on this 4th day of May 2020."""

INTERVIEW = """INTERVIEW

Alba Testoni, Portugal's foreign minister, on rivers and bridges

Q: Will the bridge be built?

A: It will be built before the winter.

Q: Who pays?

A: We do, and so do they."""

BROADCAST = """Transcript of the evening programme

CARLA MODELLO, HOST: Good evening. Alba is here.

ALBA TESTONI, FORMER FOREIGN MINISTER: I am glad to be.

MODELLO: Will there be a bridge?

TESTONI: There will."""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (OFFICIAL, Form.READOUT),
        (SPEECH, Form.TRANSCRIPT),
        (DECLARATION, Form.JOINT_STATEMENT),
        (INTERVIEW, Form.TRANSCRIPT),
        (BROADCAST, Form.TRANSCRIPT),
        ("Press release on rails\n\nLISBON, May 4 (Reuters) — The bridge will be built.", Form.NEWS),
    ],
)
def test_a_text_says_what_it_is(text: str, form: Form) -> None:
    assert parse_article(text).form is form


def test_official_paper_gives_title_place_and_day() -> None:
    parsed = parse_article(OFFICIAL)

    assert parsed.title == "Minister Testoni received the Belgian minister"
    assert (parsed.dateline, parsed.published) == ("Lisbon", date(2020, 5, 14))


def test_two_ministers_say_together_what_they_agreed() -> None:
    agreed, stressed = parse_article(OFFICIAL).quotes

    assert (agreed.speaker, agreed.co_speakers) == ("Alba Testoni", ("Bruno Esempio",))
    assert (stressed.speaker, stressed.co_speakers) == ("Alba Testoni", ("Bruno Esempio",))


def test_the_head_of_a_paper_tells_whose_minister_it_is() -> None:
    countries = {person.name: person.country for person in parse_article(OFFICIAL).people}

    assert countries == {"Alba Testoni": "PT", "Bruno Esempio": "BE"}


def test_each_paragraph_of_a_speech_is_its_speakers() -> None:
    quotes = parse_article(SPEECH).quotes

    assert {quote.speaker for quote in quotes} == {"Alba Testoni"}
    assert {quote.kind for quote in quotes} == {QuoteKind.TURN}
    assert len(quotes) == 3


def test_what_a_speech_quotes_is_marked_in_it() -> None:
    last = parse_article(SPEECH).quotes[-1]

    assert [span.of(SPEECH) for span in last.verbatim] == ["Cross before it rains."]


def test_a_declaration_is_said_by_all_who_sign_it() -> None:
    parsed = parse_article(DECLARATION)

    assert [quote.content.of(DECLARATION)[:2] for quote in parsed.quotes] == ["We", "1.", "DO"]
    assert {(quote.speaker, quote.co_speakers) for quote in parsed.quotes} == {
        ("Alba Testoni", ("Bruno Esempio",))
    }
    assert parsed.published == date(2020, 5, 4)


def test_answers_of_an_interview_are_those_of_whom_the_head_names() -> None:
    speakers = [quote.speaker for quote in parse_article(INTERVIEW).quotes]

    assert speakers == [None, "Alba Testoni", None, "Alba Testoni"]


def test_a_label_in_capitals_names_its_speaker() -> None:
    speakers = [quote.speaker for quote in parse_article(BROADCAST).quotes]

    assert speakers == ["Carla Modello", "Alba Testoni", "Carla Modello", "Alba Testoni"]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Lisbon, Monday 4 May 2020, 10.02 am", "Lisbon"),
        ("9 May 2020 [Lisbon – Portugal]", "Lisbon"),
        (
            "(WIRE) - LISBON, MAY 4 - The bridge will be built before the winter comes to the valley.",
            "Lisbon",
        ),
        ("Carla Modello / LISBON", "Lisbon"),
        ("By Carla Modello in Geneva", "Geneva"),
        ("LISBON", "Lisbon"),
        ("Monday, 4 May 2020", None),
        ("Published 4 May 2020", None),
        ("European Commission – Statement", None),
    ],
)
def test_the_place_of_many_newsrooms_is_read(head: str, place: str | None) -> None:
    assert parse_article(f"Bridge talks\n\n{head}\n\nThe ministers met on the bridge.").dateline == place
