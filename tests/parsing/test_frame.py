"""The frame around the words: title, date line, form, people, meetings, topics."""

from datetime import date

import pytest

from statements.parsing import Form, MeetingKind, SpeakerKind, parse_article
from statements.parsing.topics import load_vocabulary

BODY = (
    "Foreign Minister Alba Testoni of France met Belgian Prime Minister Bruno Esempio. "
    "“It was good,” she said."
)


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("STRELSAU, May 4, 2020 (Wire) — ", "Strelsau", date(2020, 5, 4)),
        ("STRELSAU, May 4. /WIRE/. ", "Strelsau", date(2020, 5, 4)),
        ("May 4, 2020 (WIRE)—", None, date(2020, 5, 4)),
        ("STRELSAU, May 4 (Wire) -- ", "Strelsau", date(2020, 5, 4)),
        ("STRELSAU, 4 May 2020 (Wire) — ", "Strelsau", date(2020, 5, 4)),
        ("STRELSAU — ", "Strelsau", date(2020, 5, 5)),
    ],
)
def test_a_date_line_gives_place_and_day(line: str, place: str | None, day: date) -> None:
    published = None if "2020" in line else date(2020, 5, 5) if "May" not in line else date(2020, 5, 4)

    parsed = parse_article(f"Bridge talks\n\n{line}{BODY}", published)

    assert (parsed.title, parsed.published) == ("Bridge talks", day)
    assert (parsed.dateline or "").casefold() == (place or "").casefold()


def test_without_any_date_there_is_none() -> None:
    assert parse_article(f"Bridge talks\n\n{BODY}").published is None


def test_navigation_is_no_title() -> None:
    assert parse_article(f"Go to home page\n\nBridge talks go on\n\n{BODY}").title == "Bridge talks go on"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"Bridge talks\n\n{BODY}", Form.NEWS),
        (
            f"Readout of the Minister's call\n\nThe below is attributable to the spokesperson:\n\n{BODY}",
            Form.READOUT,
        ),
        (f"Joint statement on the bridge\n\n{BODY}", Form.JOINT_STATEMENT),
        (
            "Remarks in Strelsau\n\nMINISTER TESTONI: Good morning. The bridge will be built.\n\n"
            "QUESTION: When will that be?\n\nMINISTER TESTONI: Before the winter comes, I am sure of that.\n",
            Form.TRANSCRIPT,
        ),
    ],
    ids=lambda value: value if isinstance(value, Form) else "",
)
def test_the_form_is_recognised(text: str, form: Form) -> None:
    assert parse_article(text).form is form


def test_a_transcripts_turns_are_given_to_their_labels() -> None:
    text = (
        "Remarks in Strelsau\n\nFOREIGN MINISTER ALBA TESTONI: Good morning. The bridge will be built.\n\n"
        "QUESTION: When will that be?\n\nFOREIGN MINISTER TESTONI: Before the winter comes, I am sure.\n"
    )
    turns = [
        (quote.kind, quote.content.of(text).split()[0], quote.speaker_kind)
        for quote in parse_article(text).quotes
    ]

    assert [kind for kind, _, _ in turns] == ["turn"] * 3
    assert [word for _, word, _ in turns] == ["Good", "When", "Before"]
    assert turns[1][2] is SpeakerKind.UNNAMED


def test_people_have_office_country_and_aliases() -> None:
    parsed = parse_article(f"Bridge talks\n\n{BODY} Testoni left at noon.")

    people = {person.name: (person.role, person.country) for person in parsed.people}
    assert people == {"Alba Testoni": ("Foreign Minister", "FR"), "Bruno Esempio": ("Prime Minister", "BE")}
    assert "Testoni" in next(p for p in parsed.people if p.name == "Alba Testoni").aliases


def test_a_meeting_has_its_people_place_and_day() -> None:
    text = (
        "Bridge talks\n\nSTRELSAU, May 4, 2020 (Wire) — Foreign Minister Alba Testoni of France met "
        "Belgian Prime Minister Bruno Esempio in Strelsau today."
    )
    (meeting,) = parse_article(text).meetings

    assert (meeting.kind, meeting.date, meeting.mentioned) == (MeetingKind.BILATERAL, "2020-05-04", False)
    assert set(meeting.participants) == {"Alba Testoni", "Bruno Esempio"}


def test_a_quotes_topics_are_those_of_its_words() -> None:
    text = f"{BODY} “Arms control needs patience,” Testoni said. “And visas should be cheaper,” she said."

    topics = {quote.content.of(text): quote.topics for quote in parse_article(text).quotes}

    assert "arms-control" in topics["Arms control needs patience,"]
    assert "visas" in topics["And visas should be cheaper,"]
    assert "arms-control" not in topics["And visas should be cheaper,"]


def test_the_vocabulary_is_a_tree_of_unique_slugs() -> None:
    vocabulary = load_vocabulary()
    slugs = [topic.slug for topic in vocabulary]

    assert len(slugs) == len(set(slugs)) > 50
    assert {topic.parent for topic in vocabulary} <= {None, *slugs}
    assert all(topic.phrases or any(t.parent == topic.slug for t in vocabulary) for topic in vocabulary)
