"""A quote's surroundings: enough to judge it by, never the whole article."""

from statements.pages.highlighting import Mark
from statements.pages.passage import LONGEST, LONGEST_AROUND, Shown, passage


def plain(shown: Shown) -> str:
    return "".join(piece.text for piece in shown.paragraph.segments)


def marked(text: str, *words: str) -> list[Shown]:
    return passage(text, [Mark(text.index(one), text.index(one) + len(one), one) for one in words])


def test_one_paragraph_before_and_one_after_are_shown() -> None:
    found = marked("A\nB\nC quote\nD\nE", "quote")
    assert [(plain(one), one.beside, one.gap) for one in found] == [
        ("B", True, False),
        ("C quote", False, False),
        ("D", True, False),
    ]


def test_what_lies_between_two_marked_paragraphs_is_left_out_and_said_to_be() -> None:
    found = marked("name\nA\nB\nquote", "name", "quote")
    assert [(plain(one), one.gap) for one in found] == [("name", False), ("quote", True)]


def test_of_many_marked_paragraphs_the_first_and_the_last_stay() -> None:
    text = "\n".join(f"part {number}." for number in range(9))
    found = passage(text, [Mark(0, len(text), "content")])
    assert [plain(one) for one in found] == ["part 0.", "part 1.", "part 2.", "part 8."]
    assert [one.gap for one in found] == [False, False, False, True]


def test_long_pieces_lose_their_middle_and_neighbours_their_far_end() -> None:
    before, content, after = (f"{name}0 {'word ' * 900}{name}9" for name in ("before", "content", "after"))
    found = marked("\n".join([before, content, after]), content)
    texts = [plain(one) for one in found]
    assert texts[0].startswith(" … ")
    assert texts[0].endswith("before9")
    assert texts[1].startswith("content0")
    assert texts[1].endswith("content9")
    assert " … " in texts[1]
    assert texts[2].startswith("after0")
    assert texts[2].endswith(" … ")
    assert [
        len(text) <= most + 3
        for text, most in zip(texts, (LONGEST_AROUND, LONGEST, LONGEST_AROUND), strict=True)
    ]
    assert max(map(len, texts)) <= LONGEST + 3


def test_the_ends_of_the_article_have_nothing_beyond() -> None:
    assert [plain(one) for one in marked("quote", "quote")] == ["quote"]
    assert passage("nothing marked", []) == []
