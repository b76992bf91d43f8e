"""What is hidden is hidden at every door: each address of the site is opened and searched for it."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from statements.corrections import CorrectionError, lift_restriction, record_correction, restrict
from statements.ingest.articles import reparse_article
from statements.models import Article, Quote
from statements.parsing import ParsedArticle, ParsedQuote, QuoteKind, Span
from tests.factories import (
    ArticleFactory,
    EditorFactory,
    MeetingFactory,
    MeetingReportFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    ReportFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "zyxwvut"
"""A word of the hidden quote and of nothing else."""
HEADLINE = "qponmlk"
"""A word of the hidden article's title, and of nothing else."""
SHUT = ("admin/", "api/docs", "static")
FORMATS = ("json", "csv", "jsonl", "ndjson")


@pytest.fixture
def quote(db: None) -> Quote:
    """A quote that stands in every list: with speaker, meeting, topic, source, correction, report."""
    text = f"Testoni said: “The {SECRET} bridge will be built.” Esempio said: “It has two banks.”"
    article = ArticleFactory(text=text, title=f"Ministers meet {HEADLINE}", url="https://example.org/a")
    person, meeting, topic = PersonFactory(name="Alba Testoni"), MeetingFactory(), TopicFactory()
    ParticipationFactory(person=person, meeting=meeting)
    MeetingReportFactory(article=article, meeting=meeting)
    article.topics.add(topic)
    hidden = QuoteFactory(
        article=article,
        text=f"The {SECRET} bridge will be built.",
        speaker=person,
        meeting=meeting,
        topics=[topic],
    )
    hidden.parsed = hidden.parsed | {"meeting": meeting.slug, "topics": [topic.slug]}
    hidden.save()
    QuoteFactory(article=article, text="It has two banks.", speaker=person)
    QuoteFactory(speaker=person, meeting=meeting, topics=[topic])
    span = [hidden.start, hidden.end - 1]
    record_correction(hidden, field="boundaries", after=span, editor=EditorFactory(), reason="The stop.")
    ReportFactory(quote=hidden)
    hidden.refresh_from_db()
    return hidden


def addresses(quote: Quote) -> Iterator[str]:
    """Every address of the site, with every name that may stand in it; lists searched and in all formats."""
    article, person, meeting = quote.article, quote.speaker, quote.meeting
    assert person
    assert meeting
    assert article.source
    others = article.quotes.exclude(pk=quote.pk).values_list("public_id", flat=True)
    names = {
        "public_id": [quote.public_id, article.public_id, *others],
        "slug": [person.slug, meeting.slug, *quote.parsed["topics"], article.source.slug],
        "code": ["FR", "fr"],
        "token": [quote.problem_reports.get().token],
        "pk": [str(quote.corrections.get().pk)],
        "form": ["bibtex", "ris", "csl", "text"],
        "format": ["json", "csv"],
    }
    everything = [name for kind in names.values() for name in kind]
    for path, holes in _patterns(get_resolver()):
        for filled in product(*(names.get(hole, everything) for hole in holes)):
            address = f"/{path.format(*filled)}"
            yield address
            if not holes:
                yield f"{address}?q=bridge"
                yield f"{address}?url=http://testserver{quote.get_absolute_url()}"
                yield f"{address}?speaker={person.slug}&other={person.slug}&topic={quote.parsed['topics'][0]}"
                yield from (f"{address}?format={name}" for name in FORMATS if address.startswith("/api/v1/"))


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, list[str]]]:
    """(path, names of its holes): each part that differs from row to row as ``{}``."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if route.startswith(SHUT):
            continue
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, route)
        else:
            holes = re.findall(r"\(\?P<(\w+)>|<(?:\w+:)?(\w+)>", route)
            yield _plain(route), ["".join(hole) for hole in holes]


def _plain(route: str) -> str:
    """The route without what regular expressions and converters write into it."""
    made, depth = "", 0
    for piece in re.split(r"(\(\?P<\w+>|<(?:\w+:)?\w+>|[()])", route):
        if depth == 0 and piece.startswith(("(?P<", "<")):
            made += "{}"
        depth += piece.startswith("(") - piece.startswith(")")
        if depth == 0 and not piece.startswith((")", "<")):
            made += piece
    return re.sub(r"[\^$]|\\Z|/\?$", "", made).replace("\\.", ".")


def leaking(quote: Quote, *words: str) -> dict[str, str]:
    """Addresses whose answer holds one of the words."""
    found: dict[str, str] = {}
    for address in addresses(quote):
        response: Any = Client().get(address)
        body = _body(response)
        found.update((address, word) for word in words if word in body)
    return found


def _body(response: HttpResponse) -> str:
    streamed = getattr(response, "streaming_content", None)
    data = b"".join(streamed) if streamed is not None else response.content
    return f"{data.decode(errors='replace')} {response.headers.get('Location', '')}"


def hide(thing: Quote | Article) -> Any:
    return restrict(thing, basis="person", reason="They asked for it.", editor=EditorFactory())


def test_the_words_are_found_at_many_doors_before(quote: Quote) -> None:
    """Else the tests below would prove nothing."""
    open_doors = leaking(quote, SECRET)

    assert {"/quotes/", quote.get_absolute_url(), "/api/v1/quotes/", quote.article.get_absolute_url()} <= {
        *open_doors
    }
    assert len(open_doors) > 8


def test_a_hidden_article_is_hidden_at_every_door(quote: Quote) -> None:
    hide(quote.article)

    assert leaking(quote, SECRET, HEADLINE) == {}


def test_a_hidden_quote_is_hidden_at_every_door_but_its_articles_text(quote: Quote) -> None:
    hide(quote)

    # The words still stand in the article, and beside the other quote of their paragraph.
    article = quote.article
    still = {"/articles/", *article.quotes.exclude(pk=quote.pk).values_list("public_id", flat=True)}
    doors = leaking(quote, SECRET)
    assert [door for door in doors if not any(name in door for name in still)] == []


@pytest.mark.django_db(transaction=True)
def test_what_is_hidden_is_in_no_export(transactional_db: None, quote: Quote, tmp_path: Path) -> None:
    hide(quote.article)

    call_command("export_corpus", str(tmp_path / "corpus"))

    files = [file for file in (tmp_path / "corpus").rglob("*") if file.suffix in {".jsonl", ".json"}]
    assert files
    assert not [file for file in files if SECRET in file.read_text() or HEADLINE in file.read_text()]


def test_the_address_says_why_with_410(quote: Quote) -> None:
    hide(quote.article)

    for address in (
        quote.get_absolute_url(),
        quote.article.get_absolute_url(),
        f"/api/v1/quotes/{quote.public_id}/",
        f"/api/v1/articles/{quote.article.public_id}/",
    ):
        response = Client().get(address)
        assert response.status_code == 410
        assert "They asked for it." in response.content.decode()


def test_a_new_parse_brings_nothing_back(quote: Quote) -> None:
    hide(quote.article)
    article = quote.article
    found = tuple(
        ParsedQuote(Span(start, start + 12), QuoteKind.DIRECT, confidence=0.9) for start in (0, 20, 50)
    )

    reparse_article(article, parser=lambda *args, **kwargs: ParsedArticle(article.text, quotes=found))

    assert not Quote.objects.current().filter(article=article).exists()
    assert article.quotes.count() > 2


def test_a_correction_brings_nothing_back(quote: Quote) -> None:
    hide(quote)

    record_correction(quote, field="statement", after=True, editor=EditorFactory(), reason="It is one.")

    quote.refresh_from_db()
    assert quote.status == "withdrawn"


def test_shown_again_everything_is_as_it_was(quote: Quote) -> None:
    rows = Quote.objects.order_by("pk").values_list("pk", "status", "review", "speaker")
    kept = list(rows)
    Article.objects.filter(pk=quote.article.pk).update(state="withdrawn")
    quote.article.refresh_from_db()
    restriction = hide(quote.article)
    assert list(rows.all()) != kept

    lift_restriction(restriction, editor=EditorFactory())
    lift_restriction(restriction, editor=EditorFactory())

    assert list(rows.all()) == kept
    assert Article.objects.get(pk=quote.article.pk).state == "withdrawn"
    assert Client().get(quote.article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("basis", "reason"), [("person", " "), ("whim", "So.")])
def test_hiding_needs_a_basis_and_a_reason(quote: Quote, basis: str, reason: str) -> None:
    with pytest.raises(CorrectionError):
        restrict(quote, basis=basis, reason=reason, editor=EditorFactory())
    hide(quote)
    with pytest.raises(CorrectionError, match="hidden already"):
        hide(quote)
