"""A document from bytes: plain text as it is, HTML as the text extracted from it."""

from dataclasses import dataclass
from datetime import date

import trafilatura
from lxml import html

from statements.documents.cleaning import clean_tree
from statements.documents.encoding import check_bytes, check_nul, decode_html, decode_text
from statements.documents.errors import DocumentError
from statements.documents.rebuilding import parse_page

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
HTML_BEGINNINGS = ("<!doctype html", "<html", "<head", "<body", "<?xml")
HTML_MARKS = ("</p>", "</div>", "</body>", "</html>", "</article>")


@dataclass(frozen=True, slots=True)
class Document:
    """What was read: `text` is what offsets index; the rest only HTML has."""

    text: str
    html: str | None = None
    """The page cleaned for display, None for plain text."""
    title: str | None = None
    published: date | None = None

    @property
    def is_html(self) -> bool:
        return self.html is not None


def read_document(data: bytes, filename: str = "") -> Document:
    """The document that bytes hold; plain text exactly as given.

    Raises DocumentError, whose message says what to do, for anything that is not a readable text.
    """
    check_bytes(data)
    if looks_like_html(data, filename):
        return read_html(decode_html(data))
    return Document(decode_text(data))


def looks_like_html(data: bytes, filename: str = "") -> bool:
    """By the file's name; where that tells nothing, by its beginning."""
    name = filename.lower()
    if name.endswith(HTML_SUFFIXES):
        return True
    if name.endswith(".txt"):
        return False
    head = data[:2048].decode("latin-1").lstrip("\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(HTML_BEGINNINGS) or (
        head.startswith("<") and any(mark in head for mark in HTML_MARKS)
    )


def read_html(source: str) -> Document:
    """Text, title and date of a page, and the page cleaned."""
    tree = parse_page(source)
    page = html.tostring(tree, encoding="unicode")
    text = extract_text(page) or plain_text(tree)
    if not text.strip():
        raise DocumentError("The HTML holds no text: give the page of an article.")
    check_nul(text)
    title, published = describe_page(page)
    return Document(text, clean_tree(tree), title, published)


def extract_text(page: str) -> str:
    """The article's text without navigation, a paragraph a line; "" where none is found."""
    found = trafilatura.extract(page, include_comments=False, include_tables=False, favor_recall=True)
    return str(found or "").strip()


def plain_text(tree: html.HtmlElement) -> str:
    """All words of a page, for pages too small to tell the article from the rest."""
    lines = (" ".join(words.split()) for words in tree.itertext())
    return "\n".join(line for line in lines if line)


def describe_page(page: str) -> tuple[str | None, date | None]:
    """Title and day of publication that a page gives in its metadata."""
    found = trafilatura.extract_metadata(page)
    title = (found.title or None) if found else None
    day = (found.date or None) if found else None
    try:
        return title, date.fromisoformat(day) if day else None
    except ValueError:
        return title, None
