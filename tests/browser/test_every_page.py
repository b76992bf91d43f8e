"""What holds for every kind of page: accessible in both themes, fit for a telephone, fine without scripts."""

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from statements.corrections import record_correction
from statements.models import Article
from tests.chromium import Open
from tests.factories import (
    ArticleFactory,
    EditorFactory,
    OfficeFactory,
    PersonFactory,
    QuoteFactory,
    ReportFactory,
    TopicFactory,
)
from tests.pages.rows import full_meeting

LONG = "Unbreakable" * 12


@pytest.fixture
def addresses(sample: Article) -> list[str]:
    """A page of every kind, with real data and with names that are too long for a telephone."""
    quotes = list(sample.quotes.current().order_by("start"))
    meeting = sample.meetings.first()
    assert meeting
    meetings = [meeting, full_meeting()]
    text = f"{LONG} said: “{LONG} {LONG}.”"
    long_quote = QuoteFactory(
        article=ArticleFactory(title=LONG, text=text, url=f"https://example.org/{LONG}", source__name=LONG),
        text=f"{LONG} {LONG}.",
        speaker=PersonFactory(name=f"{LONG} عربي", organization=LONG),
        topics=[TopicFactory(name=LONG[:100], phrases=[LONG[:100]])],
        meeting=meetings[1],
    )
    assert long_quote.speaker
    OfficeFactory(person=long_quote.speaker, title=LONG, since=date(2015, 1, 1), until=date(2018, 1, 1))
    OfficeFactory(person=long_quote.speaker, title="Envoy", since=date(2018, 1, 2))
    assert long_quote.article.source
    compared = [
        "",
        f"?speaker=sergey-lavrov&speaker={long_quote.speaker.slug}&country=US&country=RU",
        "?speaker=sergey-lavrov&speaker=mike-pompeo&topic=arms-control",
        "?speaker=nobody&add=e",
    ]
    rows: list[Any] = [
        *quotes[:3],
        long_quote,
        sample,
        long_quote.article,
        *meetings,
        long_quote.topics.get(),
    ]
    queries = [
        "",
        "?speaker=sergey-lavrov&topic=arms-control",
        "?topic=arms-control&since=x&speaker=Nobody",
        f"?q={LONG}",
        "?view=table&q=arms+OR+control&sort=relevance",
        "?view=list&q=lavrof",
        "?not_topic=arms-control&speaker=sergey-lavrov",
    ]
    return [
        "/",
        *(f"/quotes/{query}" for query in queries),
        *(row.get_absolute_url() for row in rows),
        "/speakers/sergey-lavrov/",
        "/speakers/sergey-lavrov/words/",
        long_quote.speaker.get_absolute_url(),
        "/topics/arms-control/",
        long_quote.article.source.get_absolute_url(),
        f"{long_quote.get_absolute_url()}report/",
        ReportFactory(quote=long_quote, value=LONG, why=LONG, answer=LONG).get_absolute_url(),
        *("/countries/", "/countries/RU/", "/coverage/", "/coverage/?since=x&source=y"),
        *(f"/compare/{query}" for query in compared),
        *(f"/phrases/{query}" for query in ("", "?q=arms+control", f"?q={LONG}", "?q=purple+ferry")),
        *("/check/", f"/check/?words={LONG}+{LONG}&speaker={LONG}"),
        "/check/?words=it+will+be+harder,+possibly+for+us&speaker=Lavrov",
        *("/articles/", "/speakers/", "/meetings/", "/topics/", "/sources/", "/about/", "/accuracy/"),
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1440)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    addresses: list[str], open_page: Open, scheme: Any, width: int
) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    found: list[Any] = []
    for address in addresses:
        page.goto(address)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append((address, f"{wide} pixels wide"))
        page.evaluate(AXE_SCRIPT)
        violations = page.evaluate("axe.run().then(results => results.violations)")
        found += [(address, one["id"], one["nodes"][0]["html"], one["help"]) for one in violations]
    assert not found


def test_every_page_works_without_scripts(addresses: list[str], open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    for address in addresses:
        response = page.goto(address)
        assert response
        assert response.ok
        assert page.locator("h1").count() == 1
        assert page.title()
    page.goto("/quotes/")
    page.get_by_label("Sergey Lavrov").check()
    page.get_by_label("Arms control").check()
    page.get_by_role("button", name="Show statements").click()
    assert page.locator("h1").inner_text() == "Sergey Lavrov on Arms control"
    page.get_by_role("link", name="Topic Arms control").click()
    assert page.locator("h1").inner_text() == "Sergey Lavrov"
    page.locator(".quote blockquote a").first.click()
    assert page.locator(".excerpt .in-content").count() > 0


def test_a_history_of_corrections_is_accessible_too(sample: Article, open_page: Open) -> None:
    quote = sample.quotes.current().earliest("start")
    editor = EditorFactory()
    record_correction(quote, field="topics", after=[], editor=editor, reason="Off topic.")
    page = open_page(quote.get_absolute_url())
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate("axe.run().then(results => results.violations.map(one => one.id))") == []
