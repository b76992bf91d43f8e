"""Meetings: who, where, when, by what means, and whether the article reports or only mentions them."""

from datetime import date

import pytest

from statements.parsing import MeetingKind, ParsedMeeting, parse_article

HEAD = "Bridge talks go on\n\nVIENNA, May 6, 2020 (Wire) — "
TWO = "Foreign Minister Alba Testoni of France met Prime Minister Bruno Esempio of Belgium"


def meetings_of(body: str, published: date | None = None) -> tuple[ParsedMeeting, ...]:
    return parse_article(HEAD + body, published).meetings


@pytest.mark.parametrize(
    ("body", "kind", "day", "place"),
    [
        (f"{TWO} in Vienna today.", MeetingKind.BILATERAL, "2020-05-06", "Vienna"),
        (f"{TWO} in Vienna on Tuesday.", MeetingKind.BILATERAL, "2020-05-05", "Vienna"),
        (
            "Foreign Minister Alba Testoni of France held a phone call with Prime Minister Bruno Esempio of "
            "Belgium on Tuesday.",
            MeetingKind.PHONE,
            "2020-05-05",
            None,
        ),
        (
            "French President Alba Testoni attended the summit in Vienna with Belgian Prime Minister Bruno "
            "Esempio.",
            MeetingKind.SUMMIT,
            "2020-05-06",
            "Vienna",
        ),
    ],
)
def test_a_reported_meeting_has_kind_day_and_place(
    body: str, kind: MeetingKind, day: str, place: str | None
) -> None:
    (meeting,) = meetings_of(body)

    assert set(meeting.participants) == {"Alba Testoni", "Bruno Esempio"}
    assert (meeting.kind, meeting.place, meeting.mentioned) == (kind, place, False)
    assert meeting.date == day


def test_three_at_a_table_are_a_multilateral_meeting() -> None:
    (meeting,) = meetings_of(
        "French President Alba Testoni, Belgian Prime Minister Bruno Esempio and Austrian Chancellor Carla "
        "Modello held talks in Vienna yesterday."
    )

    assert (meeting.kind, meeting.date) == (MeetingKind.MULTILATERAL, "2020-05-05")
    assert set(meeting.participants) == {"Alba Testoni", "Bruno Esempio", "Carla Modello"}


def test_an_earlier_meeting_is_only_mentioned_and_comes_last() -> None:
    told, mentioned = meetings_of(f"{TWO} in Vienna today, as when Testoni met Esempio in Oslo last March.")

    assert (told.place, told.mentioned) == ("Vienna", False)
    assert (mentioned.place, mentioned.date, mentioned.mentioned) == ("Oslo", "2020-03", True)


def test_one_meeting_told_twice_is_one() -> None:
    meetings = meetings_of(f"{TWO} in Vienna today. Testoni met Esempio for two hours.")

    assert len(meetings) == 1


def test_a_meeting_that_somebody_speaks_of_in_quotation_marks_is_not_reported() -> None:
    assert meetings_of("“I met Bruno Esempio in Vienna,” Foreign Minister Alba Testoni said.") == ()
