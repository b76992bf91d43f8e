"""Articles in: bytes to rows, and stored articles parsed again. One article is one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from statements.documents import Document, DocumentError, read_document
from statements.ingest.locking import lock_names
from statements.ingest.meetings import store_meetings
from statements.ingest.people import store_people
from statements.ingest.quotes import store_quotes
from statements.ingest.topics import topics_by_slug
from statements.models import Article, Source
from statements.models.articles import digest_of
from statements.models.ids import new_slug
from statements.models.spelling import surname_key
from statements.parsing import PARSER_VERSION, ParsedArticle, parse_article

LONGEST = {"title": 500, "dateline": 200}
Parser = Callable[..., ParsedArticle]


class Refused(ValueError):
    """An article that cannot be taken in; the message says why and what to do. Nothing was stored."""


class Status(StrEnum):
    """What became of an article."""

    STORED = "stored"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An ingested article, and whether it is new."""

    article: Article
    status: Status


def ingest_article(
    data: bytes, *, name: str = "", source: str = "", url: str = "", published: date | None = None
) -> Outcome:
    """Read, parse and store an article, or find that its text is stored already and leave that as it is.

    ``name`` is the file's name (its ending tells HTML from text), ``source`` the publisher's name.
    Raises Refused.
    """
    _check_url(url)
    try:
        document = read_document(data, name)
    except DocumentError as error:
        raise Refused(str(error)) from error
    digest = digest_of(document.text.encode())
    if known := Article.objects.filter(digest=digest).first():
        return Outcome(known, Status.UNCHANGED)
    parsed = parse_article(document.text, published=published or document.published)
    try:
        with transaction.atomic():
            article = Article.objects.create(
                source=_source(source),
                url=url,
                text=document.text,
                digest=digest,
                html=document.html or "",
                raw=data,
                raw_digest=digest_of(data),
                content_type="text/html" if document.html is not None else "text/plain",
                **_known(parsed, document),
            )
            _store(article, parsed)
    except IntegrityError:
        # Somebody stored the same text while this one was being parsed; anything else is a fault of ours.
        if known := Article.objects.filter(digest=digest).first():
            return Outcome(known, Status.UNCHANGED)
        raise
    return Outcome(article, Status.STORED)


def reparse_article(
    article: Article, *, parser: Parser = parse_article, version: str = PARSER_VERSION
) -> None:
    """Parse a stored article again. Quotes keep their ids and editors' verdicts; see `reconciliation`.

    ``parser`` is for those who compare parsers: any function with the contract of `parse_article`.
    """
    parsed = parser(article.text, published=article.published_on)
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        said, now = article.parsed, _opinion(parsed)
        for field, value in _known(parsed, None).items():
            # Only what nobody edited since the last parse.
            if field in said and _plain(getattr(article, field)) == said[field]:
                setattr(article, field, value)
        article.parsed = now
        article.parser_version, article.parsed_at = version, timezone.now()
        article.save()
        _store(article, parsed)


def _store(article: Article, parsed: ParsedArticle) -> None:
    # Names that differ in spelling alone may be one person, and would ask for the same slug.
    names = [surname_key(person.name) for person in parsed.people]
    lock_names([*names, *(f"meeting {meeting.date}" for meeting in parsed.meetings)])
    people = store_people(parsed.people, on=article.published_on)
    meetings = store_meetings(article, parsed.meetings, people)
    topics = topics_by_slug({*parsed.topics, *(slug for quote in parsed.quotes for slug in quote.topics)})
    article.topics.set(topics[slug] for slug in parsed.topics if slug in topics)
    store_quotes(article, parsed, people, meetings, topics)


def _opinion(parsed: ParsedArticle) -> dict[str, Any]:
    """What the parser says of the article itself, as it is kept."""
    return {
        "title": _clip(parsed.title, "title"),
        "published_on": _plain(parsed.published),
        "dateline": _clip(parsed.dateline, "dateline"),
        "form": str(parsed.form),
    }


def _known(parsed: ParsedArticle, document: Document | None) -> dict[str, Any]:
    """The article's columns from the parser's opinion; a page's own title goes before it."""
    said = _opinion(parsed)
    values = said | {"published_on": parsed.published}
    if document is not None:
        values |= {"parsed": said, "parser_version": PARSER_VERSION}
        if document.title:
            values["title"] = _clip(document.title, "title")
    return values


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _clip(text: str | None, field: str) -> str:
    """The text as it fits the column, with a mark where something is left out."""
    text = " ".join((text or "").split())
    return text if len(text) <= LONGEST[field] else f"{text[: LONGEST[field] - 1]}…"


def _source(name: str) -> Source | None:
    name = " ".join(name.split())
    if not name:
        return None
    if len(name) > 200:
        raise Refused("The source's name is longer than 200 characters: shorten it.")
    known = Source.objects.filter(name__iexact=name).first()
    return known or Source.objects.get_or_create(name=name, defaults={"slug": new_slug(Source, name)})[0]


def _check_url(url: str) -> None:
    try:
        if url:
            URLValidator(schemes=["http", "https"])(url)
    except ValidationError as error:
        raise Refused(f"“{url}” is no web address: give one that begins with http:// or https://.") from error
