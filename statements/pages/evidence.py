"""Why a quote has its topics: the words that signal each."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from statements.models import Quote, Topic


@dataclass(frozen=True, slots=True)
class Evidence:
    """A topic of a quote and where it comes from."""

    topic: Topic
    words: str = ""
    """The words that signal it, as they stand in the article; empty where none do any more."""
    beside: bool = False
    """They stand beside the quote, in its paragraph, not in it."""
    by_editor: bool = False
    """An editor gave it; the parser does not."""


def topic_evidence(quote: Quote, surroundings: str) -> list[Evidence]:
    """Each topic of the quote; ``surroundings`` is the text of their paragraphs."""
    parsed: Collection[str] = quote.parsed.get("topics") or ()
    evidence: dict[str, Any] = quote.parsed.get("evidence") or {}
    found = []
    for topic in quote.topics.all():
        by_editor = topic.slug not in parsed
        if told := evidence.get(topic.slug):
            start, end, basis = told
            found.append(Evidence(topic, quote.article.text[start:end], basis != "words", by_editor))
            continue
        own = _signal(topic.phrases, quote.text)
        words = own or _signal(topic.phrases, surroundings)
        found.append(Evidence(topic, words, bool(words and not own), by_editor))
    return found


def _signal(phrases: Iterable[str], text: str) -> str:
    """The first of the phrases that the text holds, read as the parser reads them: names with their case."""
    named = "|".join(re.escape(phrase) for phrase in phrases if phrase and phrase[0].isupper())
    other = "|".join(re.escape(phrase) for phrase in phrases if phrase and not phrase[0].isupper())
    ways = [way for way in (named, f"(?i:{other})" if other else "") if way]
    match = re.search(rf"(?<!\w)(?:{'|'.join(ways)})(?:s|es)?(?!\w)", text) if ways else None
    return match[0] if match else ""
