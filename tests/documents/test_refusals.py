"""What cannot be read is refused with a sentence that says why and what to do; nothing else is raised."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statements.documents import Document, DocumentError, read_document
from statements.documents.encoding import BINARY

WORDS = b"<p>Words of an article.</p>"


@pytest.mark.parametrize(("magic", "what"), BINARY.items(), ids=lambda value: str(value))
def test_a_binary_file_is_named_for_what_it_is(magic: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=f"The document is {what}, not text: save it as"):
        read_document(magic + b" and more", "article.txt")


@pytest.mark.parametrize(
    ("charset", "message"),
    [
        (b"klingon", "declares the character set 'klingon', which is not known: save it as UTF-8"),
        (b"hex", "declares the character set 'hex', which is not known: save it as UTF-8"),
        (b"zlib", "declares the character set 'zlib', which is not known: save it as UTF-8"),
        (b"undefined", "is not valid undefined. Save the page as UTF-8"),
        (b"utf-8", "is not valid utf-8: the byte at offset 49 fits no character. Save the page as UTF-8"),
        (b"x" * 5_000, "declares the character set 'x{40}', which is not known"),
    ],
)
def test_a_page_in_no_readable_character_set_is_refused(charset: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read_document(b'<meta charset="' + charset + b'">' + WORDS + b"\xff", "page.html")


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        (b"Wor\0ds", "a.txt"),
        (b"<p>Wor\0ds</p>", "a.html"),
        (b'<meta charset="unicode_escape">\\x00', "a.html"),
    ],
)
def test_a_nul_character_is_refused_wherever_it_comes_from(data: bytes, filename: str) -> None:
    with pytest.raises(DocumentError, match="has a NUL character at offset"):
        read_document(data, filename)


@pytest.mark.parametrize(
    "page",
    [
        b"<html></html>",
        b"<!-- only a comment -->",
        b"<script>only()</script>",
        b"<style>p {}</style>",
        b"<p> </p>",
    ],
)
def test_a_page_without_words_is_refused(page: bytes) -> None:
    with pytest.raises(DocumentError, match=r"The HTML holds no text: give the page of an article\."):
        read_document(page, "page.html")


@pytest.mark.parametrize("text", ["\u200b\ufeff", "\u2028\n", "\t \r\n"])
def test_a_text_of_invisible_characters_holds_no_words(text: str) -> None:
    with pytest.raises(DocumentError, match="The document holds no words"):
        read_document(text.encode())


def test_a_byte_order_mark_of_utf_8_is_no_part_of_a_page() -> None:
    assert read_document(b"\xef\xbb\xbf" + WORDS, "page.html").text == "Words of an article."


def test_a_page_tells_its_title_and_day() -> None:
    page = (
        b'<html><head><title>Bridge talks</title><meta name="date" content="2020-05-04"></head>'
        b"<body><p>Words of an article that was published in spring, about a bridge.</p></body></html>"
    )
    document = read_document(page)

    assert document.is_html
    assert (document.title, str(document.published)) == ("Bridge talks", "2020-05-04")


PARTS = [
    *(
        "<html>",
        "<p>",
        "</p>",
        "<meta charset=",
        "utf-16",
        "utf-7",
        "idna",
        "'",
        '"',
        ">",
        "&#0;",
        "&#xD800;",
    ),
    *("<!--", "<![CDATA[", "é", "words ", "\n", "\0", "<?xml", "<table><tr><td>", "<a href=", "🕊"),
]
MIXTURE = st.lists(
    st.one_of(st.sampled_from(PARTS).map(str.encode), st.sampled_from([b"\xff", b"\xc3", b"\xed\xa0\x80"])),
    max_size=20,
).map(b"".join)


def read(data: bytes, filename: str) -> Document | str:
    """The document, or the sentence that refuses it."""
    try:
        return read_document(data, filename)
    except DocumentError as refused:
        return str(refused)


@given(st.one_of(MIXTURE, st.binary(max_size=200)), st.sampled_from(["", "a.txt", "a.html"]))
@example(b"<html>&#xD800;words", "a.html")
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_document_or_are_refused_in_a_sentence(data: bytes, filename: str) -> None:
    told = read(data, filename)

    if isinstance(told, str):
        assert told.endswith(".")
    else:
        assert told.text.strip()
        assert "\0" not in told.text + (told.html or "") + (told.title or "")


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_taken_exactly_or_refused(text: str) -> None:
    told = read(text.encode(), "a.txt")

    assert isinstance(told, str) or told.text == text
