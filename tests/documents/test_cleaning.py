"""Nothing that a browser would run, load or send anywhere comes through."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from statements.documents import DocumentError
from statements.documents.cleaning import ATTRIBUTES, TAGS, clean_html
from statements.documents.rebuilding import ATTRIBUTES as MOST_ATTRIBUTES
from statements.documents.rebuilding import DEEPEST, parse_page

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jAvA\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//evil.example/">x</a>',
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<style>p { color: red }</style>",
    '<iframe src="https://evil.example/"></iframe>',
    '<form action="https://evil.example/"><input name=a></form>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p><b onclick='alert(1)'>x</b></p>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<<script>alert(1)//<</script>",
]


def check(cleaned: str) -> None:
    """Parsed as a browser would, only listed elements, attributes and schemes are there."""
    for element in html.fragment_fromstring(cleaned, create_parent="div").iter():
        assert element.tag in {*TAGS, "div"}
        assert set(element.attrib) <= set(ATTRIBUTES.get(element.tag, []))
        if element.tag == "a" and "href" in element.attrib:
            assert re.match(r"(https?|mailto):", element.attrib["href"])
            assert element.attrib["rel"] == "noopener noreferrer nofollow"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_html_becomes_harmless(hostile: str) -> None:
    cleaned = clean_html(f"<p>Before.</p>{hostile}<p>After.</p>")

    check(cleaned)
    assert "Before." in cleaned
    assert not re.search(r"<\s*(script|style|iframe|svg|form)|\son\w+\s*=\s*alert", cleaned)


@given(
    st.lists(st.sampled_from([*HOSTILE, "<p>", "</p>", "words", "&lt;", "<b", "'", '"', ">"]), max_size=12)
)
@settings(max_examples=150, deadline=None)
def test_any_mixture_becomes_harmless_and_stays_as_it_is(parts: list[str]) -> None:
    try:
        cleaned = clean_html("".join(parts))
    except DocumentError:
        return
    check(cleaned)
    if cleaned:
        assert clean_html(cleaned).replace("<p>", "").replace("</p>", "") == cleaned.replace(
            "<p>", ""
        ).replace("</p>", "")


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_becomes_harmless_or_is_refused(text: str) -> None:
    try:
        check(clean_html(text))
    except DocumentError:
        return


def test_what_is_wanted_stays() -> None:
    page = (
        '<p>See <a href="https://wire.example/a"{rel}>the <em>report</em></a>.</p><blockquote>No</blockquote>'
    )

    assert clean_html(page.format(rel="")) == page.format(rel=' rel="noopener noreferrer nofollow"')


def test_attributes_and_depth_are_capped_before_anything_slow_sees_them() -> None:
    attributes = " ".join(f"a{n}=1" for n in range(4_000))
    tree = parse_page(f"<p {attributes}>{'<b>' * 40_000}Words")

    elements = list(tree.iter())
    assert max(len(element.attrib) for element in elements) <= MOST_ATTRIBUTES
    assert max(sum(1 for _ in element.iterancestors()) for element in elements) <= DEEPEST
    assert "Words" in clean_html(f"<p {attributes}>Words</p>")


@pytest.mark.parametrize("between", [" ", "/", "=1 ", "='1'", "='1'/", '=""', "\x0c"])
def test_a_tag_of_too_many_attributes_is_refused_before_it_is_parsed(between: str) -> None:
    attributes = "".join(f"a{n}{between}" for n in range(20_000))

    with pytest.raises(DocumentError, match="a tag, with the text after it, of more than 10,000 parts"):
        parse_page(f"<p>Words</p><p x='>' {attributes}<b>Words</b>")


def test_a_long_attribute_is_dropped_and_the_others_stay() -> None:
    (link,) = parse_page(f"<a title='{'t' * 2_001}' href='https://wire.example/'>Words</a>").iter("a")

    assert dict(link.attrib) == {"href": "https://wire.example/"}


@pytest.mark.parametrize("special", ["&amp;", "<", "&lt;"])
def test_a_page_of_too_many_entities_is_refused_before_it_is_cleaned(special: str) -> None:
    with pytest.raises(DocumentError, match="more than 50,000 characters written as entities"):
        clean_html(f"<p>{special * 50_001}</p>")


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(DocumentError, match="more than 60,000 elements"):
        parse_page("<p>Words</p>" * 60_001)
