"""Statements resolved into quotes: who the source is, whose words are passed on, and on what."""

from statements.parsing.attribution import Statement, source_within
from statements.parsing.document import ParsedQuote, QuoteKind, RunnerUp, Span
from statements.parsing.language import Reading
from statements.parsing.relays import relayed_by
from statements.parsing.segmentation import trimmed
from statements.parsing.speakers import Cast, Speaker
from statements.parsing.topics import Signal, topics_of_quote
from statements.parsing.turns import Turn

TURN = 0.95
"""Confidence of what layout alone gives to a speaker."""


def resolve_all(
    reading: Reading, cast: Cast, statements: list[Statement], signals: list[Signal]
) -> list[ParsedQuote]:
    """Statements as quotes, resolved in the order of their sources, as a reader goes along."""
    statements.sort(key=lambda statement: (statement.source.span.start, statement.content.start))
    quotes = [resolve(reading, cast, statement, signals) for statement in statements]
    return sorted(quotes, key=lambda quote: quote.content.start)


def resolve(reading: Reading, cast: Cast, statement: Statement, signals: list[Signal]) -> ParsedQuote:
    speaker = cast.resolve(statement.source)
    sentence = reading.sentence_around(statement.content)
    paragraph = reading.paragraphs[reading.paragraph_of(statement.content.start)]
    words = statement.verbatim[0] if statement.verbatim else statement.content
    evidence = topics_of_quote(signals, statement.content, sentence, paragraph)
    return ParsedQuote(
        content=statement.content,
        kind=statement.kind,
        verbatim=statement.verbatim,
        mention=statement.source.span,
        cue=statement.cue.span if statement.cue else None,
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        co_speakers=speaker.others,
        relayed=relayed_by(reading, cast, words, statement.cue, speaker.name),
        confidence=statement.confidence,
        runner_up=runner_up_of(reading, cast, statement, speaker),
        topics=tuple(one.slug for one in evidence),
        evidence=evidence,
    )


def runner_up_of(reading: Reading, cast: Cast, statement: Statement, speaker: Speaker) -> RunnerUp | None:
    """The next candidate for the source, if the text names somebody else there."""
    second = statement.runner_up
    source = source_within(reading, second.span) if second else None
    if second is None or source is None:
        return None
    name = cast.identify(source).name
    if name is None or name == speaker.name:
        return None
    return RunnerUp(second.span, round(second.share, 3), name)


def turn_quotes(reading: Reading, cast: Cast, turns: list[Turn], signals: list[Signal]) -> list[ParsedQuote]:
    """The turns of a transcript as quotes."""
    quotes = []
    for turn in turns:
        content = trimmed(reading.text, turn.content.start, turn.content.end)
        if content:
            quotes.append(turn_quote(reading, content, turn.label, cast.by_label(turn.label), signals))
    return quotes


def turn_quote(
    reading: Reading, content: Span, mention: Span | None, speaker: Speaker, signals: list[Signal]
) -> ParsedQuote:
    """All of a stretch as one speaker's words; what they quote is marked in it."""
    evidence = topics_of_quote(signals, content, content, content)
    return ParsedQuote(
        content=content,
        kind=QuoteKind.TURN,
        verbatim=tuple(
            span
            for quotation in reading.quotations
            if content.start <= quotation.span.start < content.end
            and (span := trimmed(reading.text, quotation.span.start, min(quotation.span.end, content.end)))
        ),
        mention=mention,
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        co_speakers=speaker.others,
        confidence=TURN,
        topics=tuple(one.slug for one in evidence),
        evidence=evidence,
    )
