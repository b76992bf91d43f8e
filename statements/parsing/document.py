"""What the parser says of an article: plain, frozen values that know nothing of spaCy or Django.

Every offset counts Unicode code points of the text that was parsed and is half-open, so that
``text[start:end]`` are the words themselves.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class QuoteKind(StrEnum):
    """How much of a quote's content stands between quotation marks."""

    DIRECT = "direct"  # all of it
    MIXED = "mixed"  # part of it: Testoni said they had “spoken at length”
    INDIRECT = "indirect"  # none: reported speech
    TURN = "turn"  # a speaker's turn in a transcript


class SpeakerKind(StrEnum):
    """What a source resolves to."""

    PERSON = "person"
    ORGANIZATION = "organization"
    UNNAMED = "unnamed"


class Form(StrEnum):
    """The kind of text an article is; each has its own reading of who speaks."""

    NEWS = "news"
    READOUT = "readout"
    TRANSCRIPT = "transcript"
    JOINT_STATEMENT = "joint statement"


class MeetingKind(StrEnum):
    """How many sides met, or by what means."""

    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    PHONE = "phone"
    SUMMIT = "summit"
    PRESS_CONFERENCE = "press conference"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, ``0 <= start < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}:{self.end}")

    def overlap(self, other: "Span") -> int:
        """Number of code points that both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]


class Basis(StrEnum):
    """Where the words stand that give a quote its topic."""

    WORDS = "words"  # in the quote itself
    SENTENCE = "sentence"  # in the sentence around it
    PARAGRAPH = "paragraph"  # in the paragraph around it


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """A topic of a quote, and the words that gave it."""

    slug: str
    span: Span
    basis: Basis


@dataclass(frozen=True, slots=True)
class ParsedPerson:
    """A person as the article introduces them."""

    name: str
    """The fullest form the article gives, without title."""
    role: str | None = None
    """The office held, without its country: “Foreign Minister”."""
    country: str | None = None
    """ISO 3166-1 alpha-2 code, or the organisation that the person speaks for (“NATO”)."""
    aliases: tuple[str, ...] = ()
    """Every surface form that names this person in the article, pronouns left out."""


@dataclass(frozen=True, slots=True)
class ParsedMeeting:
    """A meeting that the article reports, or only mentions."""

    kind: MeetingKind
    date: str | None = None
    """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``: as precise as the article is."""
    place: str | None = None
    participants: tuple[str, ...] = ()
    """Names as in `ParsedArticle.people`."""
    mentioned: bool = False
    """True where the article only mentions it, false for the meeting it reports."""


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """Who else it might have been."""

    mention: Span
    """The words that would name the source instead."""
    share: float
    """Share, 0 to 1, of the model's pointing that falls on them."""
    speaker: str
    """Whom they name, as in `ParsedQuote.speaker`."""


@dataclass(frozen=True, slots=True)
class ParsedQuote:
    """One attribution as a reader sees it: content, the source it is credited to, and who that is."""

    content: Span
    """What was said; a direct quote without its outer marks."""
    kind: QuoteKind
    verbatim: tuple[Span, ...] = ()
    """Each stretch of the content that stands between quotation marks, marks left out."""
    mention: Span | None = None
    """The words that the text credits this very content to (“Testoni”, “he”)."""
    cue: Span | None = None
    """The words that signal the attribution (“said”, “according to”)."""
    speaker: str | None = None
    """A name as in `ParsedArticle.people`, an organisation's name, or None where nobody is named."""
    speaker_kind: SpeakerKind = SpeakerKind.UNNAMED
    co_speakers: tuple[str, ...] = ()
    """Those who say it with the speaker: “both ministers agreed”."""
    relayed: str | None = None
    """The person whose words the speaker repeats."""
    confidence: float = 0.0
    """Probability, 0 to 1, that these are somebody's words and the mention is right."""
    topics: tuple[str, ...] = ()
    """Slugs of the topic vocabulary."""
    runner_up: RunnerUp | None = None
    """The next candidate for the source; None where there is none to speak of."""
    evidence: tuple[TopicEvidence, ...] = ()
    """The words that gave each topic."""

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence must lie between 0 and 1, not {self.confidence}")


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """All that the parser found in one text."""

    text: str
    title: str = ""
    published: date | None = None
    form: Form = Form.NEWS
    dateline: str | None = None
    """The place of the date line (“Moscow”)."""
    meetings: tuple[ParsedMeeting, ...] = ()
    people: tuple[ParsedPerson, ...] = ()
    topics: tuple[str, ...] = ()
    quotes: tuple[ParsedQuote, ...] = field(default=())
    """In the order of their content's start."""
