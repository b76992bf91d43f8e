"""Who speaks in an article and where: its text in pieces, each marked by its speaker."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from statements.models import Quote
from statements.pages.highlighting import Mark, Paragraph, Segment

STYLES = 6
SHORT = 70


@dataclass(slots=True, eq=False)
class Voice:
    """A speaker in one article: a style of marking, letters beside it, how many statements."""

    label: str
    url: str
    initials: str
    style: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A quote as the article's text marks it and the list beside it names it."""

    public_id: str
    url: str
    voice: Voice
    words: str
    """The first words."""
    unsettled: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph, and the innermost quote that it belongs to."""

    text: str
    said: Said | None
    first: bool
    """The first piece of that quote to be seen: what the keyboard stops at and what bears its letters."""
    anchors: list[str] = field(default_factory=list)
    """Ids of the quotes that begin here."""


def listen(quotes: Iterable[Quote]) -> tuple[list[Voice], list[Mark[Said]]]:
    """The speakers in the order in which they first speak, and a mark for each quote."""
    voices: dict[int | str, Voice] = {}
    marks = []
    for quote in quotes:
        label = quote.speaker_label
        key = quote.speaker_id or label
        if key not in voices:
            url = quote.speaker.get_absolute_url() if quote.speaker else ""
            voices[key] = Voice(label, url, _initials(label), len(voices) % STYLES + 1)
        voices[key].number += 1
        unsettled = quote.standing == Quote.Standing.UNSETTLED
        said = Said(
            quote.public_id, quote.get_absolute_url(), voices[key], _first_words(quote.text), unsettled
        )
        marks.append(Mark(quote.start, quote.end, said))
    return list(voices.values()), marks


def in_pieces(paragraphs: Iterable[Paragraph[Said]]) -> list[list[Piece]]:
    """The paragraphs as the page marks them."""
    seen: set[Said] = set()
    return [[_piece(segment, seen) for segment in paragraph.segments] for paragraph in paragraphs]


def _piece(segment: Segment[Said], seen: set[Said]) -> Piece:
    said = segment.innermost
    first = said is not None and said not in seen
    if said:
        seen.add(said)
    return Piece(segment.text, said, first, [one.public_id for one in segment.opens])


def _initials(label: str) -> str:
    words = [word for word in label.split() if word[0].isalnum()]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper() or "?"


def _first_words(text: str) -> str:
    line = " ".join(text[: 2 * SHORT].split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rsplit(' ', 1)[0]} …"
