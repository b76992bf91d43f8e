"""HTML parsed and built again within limits, before anything that is slow on hostile input sees it."""

import re

from lxml import etree, html

from statements.documents.errors import DocumentError

DEEPEST = 100
"""Levels of nesting that are kept; what lies deeper is moved up as text."""
ATTRIBUTES = 12
"""Attributes of an element that are kept."""
LONGEST_ATTRIBUTE = 2_000
"""Characters of an attribute's value; a longer one is dropped."""
ELEMENTS = 60_000
"""Elements that a page may have."""
PIECES = 10_000
"""Words, names and values that may stand between the beginning of a tag and the next one."""
TAG = re.compile(r"<[A-Za-z][^<]*")
BETWEEN_PIECES = re.compile(r"[\s/\"']+")
DROPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math",
    "form", "input", "button", "select", "textarea", "frame", "frameset", "canvas", "audio", "video",
    "link", "base", "noembed", "noframes", "xmp", "plaintext",
})  # fmt: skip
"""Elements that go with all they hold: none of it is the article's text."""


def parse_page(source: str) -> html.HtmlElement:
    """The tree of a page, pruned: no scripts or comments; attributes, depth and elements capped."""
    check_tags(source)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise DocumentError("The HTML holds no text: give the page of an article.") from error
    prune(tree)
    return tree


def check_tags(source: str) -> None:
    """Refuse tags of very many attributes: the parser’s time grows with the square of their number."""
    for tag in TAG.finditer(source):
        if tag.end() - tag.start() > PIECES and len(BETWEEN_PIECES.split(tag[0])) > PIECES:
            raise DocumentError(
                f"The HTML has a tag, with the text after it, of more than {PIECES:,} parts: give the page of"
                " one article without inlined images, or save it as plain text."
            )


def prune(tree: html.HtmlElement) -> None:
    """Drop, cap and flatten in place, without recursion."""
    stack, seen = [(tree, 0)], 0
    while stack:
        element, depth = stack.pop()
        seen += 1
        if seen > ELEMENTS:
            raise DocumentError(
                f"The HTML has more than {ELEMENTS:,} elements: give the page of one article."
            )
        for child in list(element):
            if not isinstance(child.tag, str) or child.tag.lower() in DROPPED:
                child.drop_tree()
            elif depth + 1 >= DEEPEST:
                flatten(child)
            else:
                stack.append((child, depth + 1))
        cap_attributes(element)


def flatten(element: html.HtmlElement) -> None:
    """Leave an element's text, without its children's tags or the text of dropped ones."""
    etree.strip_elements(element, *DROPPED, with_tail=False)
    words = "".join(element.itertext())
    for child in list(element):
        element.remove(child)
    element.text = words


def cap_attributes(element: html.HtmlElement) -> None:
    kept = element.items()[:ATTRIBUTES]
    element.attrib.clear()
    for name, value in kept:
        if len(value) <= LONGEST_ATTRIBUTE:
            element.set(name, value)
