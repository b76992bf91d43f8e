"""Bytes in: a text exactly as given, or a reason that says what to do."""

import pytest

from statements.documents import TEXT_LIMIT, DocumentError, read_document

PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>Bridge talks – Wire</title></head><body>
<nav>Home | News</nav><article><h1>Bridge talks</h1>
<p>Ministers met in Strelsau to speak about the bridge, the ferry and the road that leads to the sea.</p>
<p>«Мост будет построен», said the minister of Ruritania when the long talks had come to their end.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    "text",
    ["Plain words.\r\nA second line.", "\ufeffWith a mark of order.", "  Spaces stay.  \n", "🕊 e\u0301"],
)
def test_plain_text_is_taken_exactly_as_given(text: str) -> None:
    document = read_document(text.encode())

    assert (document.text, document.html) == (text, None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t ", "no words"),
        (b"Words \xff here", "offset 6"),
        ("Words".encode("utf-16"), "UTF-16"),
        (b"Words\x00here", "NUL character at offset 5"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04 ...", "ZIP"),
        (b"x" * (TEXT_LIMIT + 1), "split it into articles"),
        (b"<html><body><script>only()</script></body></html>", "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read_document(data)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_a_page_is_read_in_the_character_set_it_declares(charset: str) -> None:
    document = read_document(PAGE.format(charset=charset).encode(charset, "xmlcharrefreplace"))

    assert "«Мост будет построен»" in document.text
    assert "Home | News" not in document.text
    assert document.title is not None
    assert "Bridge talks" in document.title


def test_a_files_name_tells_text_from_html() -> None:
    data = b"<p>Words in a file that is called text.</p>"

    assert read_document(data, "a.txt").html is None
    assert read_document(data, "a.html").html == "<p>Words in a file that is called text.</p>"
