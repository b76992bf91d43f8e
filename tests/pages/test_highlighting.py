"""Spans become segments without losing, adding or changing a character."""

from hypothesis import given
from hypothesis import strategies as st

from statements.pages.highlighting import Mark, Paragraph, Segment, excerpt, paragraphs, segments

texts = st.text(alphabet=st.sampled_from("ab <>&\"'\n\r\u2028🕊é\u0301"), max_size=60)
marks = st.lists(
    st.builds(Mark, st.integers(-3, 65), st.integers(-3, 65), st.integers(0, 99)), max_size=8
).map(lambda found: [Mark(mark.start, mark.end, number) for number, mark in enumerate(found)])


@given(texts, marks)
def test_segments_joined_are_the_text(text: str, found: list[Mark[int]]) -> None:
    assert "".join(piece.text for piece in segments(text, found)) == text


@given(texts, marks)
def test_every_character_has_just_the_marks_that_cover_it(text: str, found: list[Mark[int]]) -> None:
    at = 0
    for piece in segments(text, found):
        for position in range(at, at + len(piece.text)):
            assert {*piece.keys} == {mark.key for mark in found if mark.start <= position < mark.end}
        at += len(piece.text)


@given(texts, marks)
def test_paragraphs_leave_out_only_blanks_and_are_where_they_say(text: str, found: list[Mark[int]]) -> None:
    rest, at = "", 0
    for paragraph in paragraphs(text, found):
        joined = "".join(piece.text for piece in paragraph.segments)
        assert joined == text[paragraph.start : paragraph.end]
        assert joined.strip() == joined != ""
        rest += text[at : paragraph.start]
        at = paragraph.end
    assert not (rest + text[at:]).strip()


@given(texts, marks)
def test_every_visible_mark_opens_exactly_once(text: str, found: list[Mark[int]]) -> None:
    pieces = [piece for paragraph in paragraphs(text, found) for piece in paragraph.segments]
    opened = [key for piece in pieces for key in piece.opens]
    assert sorted(opened) == sorted({key for piece in pieces for key in piece.keys})


@given(texts, marks)
def test_an_excerpt_holds_the_paragraphs_with_marks_and_no_others(text: str, found: list[Mark[int]]) -> None:
    assert excerpt(text, found) == [paragraph for paragraph in paragraphs(text, found) if paragraph.keys]


def test_of_nested_marks_the_shortest_is_innermost() -> None:
    assert segments("abcdef", [Mark(2, 4, "inner"), Mark(0, 6, "outer")]) == [
        Segment("ab", ("outer",), ("outer",)),
        Segment("cd", ("outer", "inner"), ("inner",)),
        Segment("ef", ("outer",), ()),
    ]


def test_overlapping_marks_share_the_middle() -> None:
    pieces = segments("abcdef", [Mark(0, 4, "first"), Mark(2, 6, "second")])
    assert [(piece.text, piece.keys) for piece in pieces] == [
        ("ab", ("first",)),
        ("cd", ("first", "second")),
        ("ef", ("second",)),
    ]


def test_offsets_are_code_points() -> None:
    assert segments("🕊🕊x", [Mark(1, 2, "dove")])[1] == Segment("🕊", ("dove",), ("dove",))


def test_a_mark_that_begins_between_paragraphs_opens_in_the_next() -> None:
    assert paragraphs("a\n\nb", [Mark(1, 4, "late")])[1] == Paragraph(
        3, 4, [Segment("b", ("late",), ("late",))]
    )
