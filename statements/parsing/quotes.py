"""Attributions resolved into quotes: content, kind, speaker, topics."""

from statements.parsing.attribution import Attribution
from statements.parsing.document import ParsedQuote, QuoteKind
from statements.parsing.language import Reading
from statements.parsing.segmentation import trimmed
from statements.parsing.speakers import Cast
from statements.parsing.topics import Signal, topics_of_quote
from statements.parsing.turns import Turn


def build_quotes(
    reading: Reading, cast: Cast, attributions: list[Attribution], turns: list[Turn], signals: list[Signal]
) -> tuple[ParsedQuote, ...]:
    """The quotes of an article in the order of their content."""
    quotes = []
    for attribution in attributions:
        quotation = attribution.quotation
        speaker = cast.resolve(attribution.source)
        verbatim = trimmed(reading.text, quotation.span.start, quotation.span.end)
        if verbatim is None:
            continue
        paragraph = reading.paragraphs[quotation.paragraph]
        quotes.append(
            ParsedQuote(
                content=verbatim,
                kind=QuoteKind.DIRECT,
                verbatim=(verbatim,),
                mention=attribution.source.span,
                cue=attribution.cue.span if attribution.cue else None,
                speaker=speaker.name,
                speaker_kind=speaker.kind,
                confidence=attribution.confidence,
                topics=topics_of_quote(signals, verbatim, verbatim, paragraph),
            )
        )
    return tuple(sorted(quotes, key=lambda quote: quote.content.start))
