"""Why a quote is credited to its speaker, in words."""

from statements.parsing.document import ParsedQuote, QuoteKind, Span, SpeakerKind

PRONOUNS = frozenset({"he", "she", "they", "i", "we", "who", "it"})


def explain(text: str, quote: ParsedQuote) -> str:
    """A sentence or two: the words that credit it, whom they name, and who comes next."""
    told = [credited(text, quote), named(text, quote)]
    if quote.runner_up:
        words = quote.runner_up.mention.of(text)
        who = quote.runner_up.speaker
        whom = f"“{words}” ({who})" if who != words else f"“{words}”"
        told.append(f"Next comes {whom} with {quote.runner_up.share:.0%}.")
    return " ".join(sentence for sentence in told if sentence)


def credited(text: str, quote: ParsedQuote) -> str:
    """What in the text credits the words to somebody."""
    if quote.mention is None:
        return "The head of the text says whose words these are."
    mention = quote.mention.of(text)
    if quote.kind is QuoteKind.TURN:
        return f"The label “{mention}” stands before these words."
    where = place_of(text, quote.mention, quote.content)
    if quote.cue is None:
        return f"“{mention}” is named as their source {where}."
    return f"“{quote.cue.of(text)}” credits them to “{mention}” {where}."


def place_of(text: str, mention: Span, content: Span) -> str:
    """Where the mention stands, seen from the content."""
    first, last = sorted((mention, content), key=lambda span: span.start)
    lines = text[first.end : last.start].count("\n")
    if mention.overlap(content) or not lines:
        return "beside them" if not lines else "within them"
    return "above them" if mention.start < content.start else "below them"


def named(text: str, quote: ParsedQuote) -> str:
    """Whom the mention stands for, where it does not say so itself."""
    if quote.speaker is None:
        return "The text does not name whom that is."
    mention = quote.mention.of(text) if quote.mention else ""
    others = f" with {' and '.join(quote.co_speakers)}" if quote.co_speakers else ""
    if quote.speaker in mention and not others:
        return ""
    if mention.lower() in PRONOUNS:
        return f"“{mention}” stands for {quote.speaker}{others}, named before."
    if quote.speaker_kind is SpeakerKind.PERSON:
        return f"That is {quote.speaker}{others}."
    return f"That stands for {quote.speaker}."
