"""Attributions resolved into quotes: content, kind, speaker, topics."""

from dataclasses import dataclass

from statements.parsing.attribution import Attribution
from statements.parsing.contents import clause_of
from statements.parsing.cues import Cue
from statements.parsing.document import ParsedQuote, QuoteKind, Span
from statements.parsing.language import Reading
from statements.parsing.merging import Group, group_attributions
from statements.parsing.relays import relayed_by
from statements.parsing.segmentation import trimmed
from statements.parsing.sources import Source, can_speak
from statements.parsing.speakers import Cast
from statements.parsing.topics import Signal, topics_of_quote
from statements.parsing.turns import Turn

INDIRECT_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Statement:
    """Content with its source, not yet resolved."""

    content: Span
    kind: QuoteKind
    verbatim: tuple[Span, ...]
    source: Source
    cue: Cue | None
    confidence: float


def build_quotes(
    reading: Reading, cast: Cast, attributions: list[Attribution], cues: list[Cue], signals: list[Signal]
) -> list[ParsedQuote]:
    """The quotes of an article in the order of their sources, resolved as a reader goes along."""
    groups = group_attributions(reading, attributions)
    statements = [as_statement(reading, group) for group in groups]
    statements += find_indirect(reading, cues, groups)
    return resolve_all(reading, cast, statements, signals)


def resolve_all(
    reading: Reading, cast: Cast, statements: list[Statement], signals: list[Signal]
) -> list[ParsedQuote]:
    """Statements as quotes, resolved in the order of their sources, as a reader goes along."""
    statements.sort(key=lambda statement: (statement.source.span.start, statement.content.start))
    quotes = [resolve(reading, cast, statement, signals) for statement in statements]
    return sorted(quotes, key=lambda quote: quote.content.start)


def as_statement(reading: Reading, group: Group) -> Statement:
    kind = QuoteKind.DIRECT if group.direct else QuoteKind.MIXED
    return Statement(group.content, kind, group.verbatim, group.source, group.cue, group.confidence)


def find_indirect(reading: Reading, cues: list[Cue], groups: list[Group]) -> list[Statement]:
    """Reported speech without quotation marks; of nested reports the outer one."""
    taken = [group.content for group in groups]
    found: list[Statement] = []
    for cue in cues:
        content = clause_of(reading, cue) if can_speak(reading, cue.source) else None
        if content is None or any(content.overlap(other) for other in taken):
            continue
        if content.start <= cue.source.span.start < content.end:
            continue
        taken.append(content)
        confidence = INDIRECT_CONFIDENCE * cue.strength
        found.append(Statement(content, QuoteKind.INDIRECT, (), cue.source, cue, confidence))
    return found


def resolve(reading: Reading, cast: Cast, statement: Statement, signals: list[Signal]) -> ParsedQuote:
    speaker = cast.resolve(statement.source)
    sentence = reading.sentence_around(statement.content)
    paragraph = reading.paragraphs[reading.paragraph_of(statement.content.start)]
    words = statement.verbatim[0] if statement.verbatim else statement.content
    return ParsedQuote(
        content=statement.content,
        kind=statement.kind,
        verbatim=statement.verbatim,
        mention=statement.source.span,
        cue=statement.cue.span if statement.cue else None,
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        relayed=relayed_by(reading, cast, words, statement.cue, speaker.name),
        confidence=statement.confidence,
        topics=topics_of_quote(signals, statement.content, sentence, paragraph),
    )


def turn_quotes(reading: Reading, cast: Cast, turns: list[Turn], signals: list[Signal]) -> list[ParsedQuote]:
    """The turns of a transcript as quotes."""
    quotes = []
    for turn in turns:
        speaker = cast.by_label(turn.label)
        content = trimmed(reading.text, turn.content.start, turn.content.end)
        if content:
            quotes.append(
                ParsedQuote(
                    content=content,
                    kind=QuoteKind.TURN,
                    mention=turn.label,
                    speaker=speaker.name,
                    speaker_kind=speaker.kind,
                    confidence=0.95,
                    topics=topics_of_quote(signals, content, content, content),
                )
            )
    return quotes
