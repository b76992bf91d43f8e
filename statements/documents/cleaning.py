"""The boundary to HTML from outside: what is kept of it has passed bleach with a strict list."""

import bleach
from lxml import html

from statements.documents.errors import DocumentError
from statements.documents.rebuilding import parse_page

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "dl", "dt", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
})  # fmt: skip
ATTRIBUTES = {
    "a": ["href", "title", "rel"],
    "abbr": ["title"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan"],
}
PROTOCOLS = frozenset({"http", "https", "mailto"})
SPECIAL = 50_000
"""Characters that are written as entities: cleaning is slow on many."""
REL = "noopener noreferrer nofollow"


def clean_html(source: str) -> str:
    """The harmless part of a piece of HTML: no script, style, event or foreign scheme; links with rel set.

    Raises DocumentError where nothing readable is left or the page is beyond the limits.
    """
    return clean_tree(parse_page(source))


def clean_tree(tree: html.HtmlElement) -> str:
    """As `clean_html`, of a tree that has been pruned."""
    secure_links(tree)
    body = tree.find("body")
    inside = tree if body is None else body
    markup = html.tostring(inside, encoding="unicode", with_tail=False)
    if markup.count("&") > SPECIAL:
        raise DocumentError(
            f"The HTML has more than {SPECIAL:,} characters written as entities: give one article’s page."
        )
    cleaned = bleach.clean(
        markup, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True, strip_comments=True
    )
    return str(cleaned).strip()


def secure_links(tree: html.HtmlElement) -> None:
    """Only absolute links of the allowed schemes stay; each tells the browser to keep its distance."""
    for link in tree.iter("a"):
        target = (link.get("href") or "").strip()
        scheme = target.partition(":")[0].lower()
        if scheme in PROTOCOLS and ":" in target:
            link.set("rel", REL)
        else:
            link.attrib.pop("href", None)
            link.attrib.pop("rel", None)
