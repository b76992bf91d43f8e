"""What the site says in words: how sure, what kind of quote, which office."""

from statements.models import Office, Quote
from statements.models.people import country_name

CONFIDENCE = [
    (0.95, "almost certain"),
    (0.85, "very likely"),
    (0.7, "likely"),
    (0.5, "uncertain"),
    (0.0, "doubtful"),
]

KINDS = {
    Quote.Kind.DIRECT: "The speaker’s own words, which the article sets in quotation marks or apart.",
    Quote.Kind.MIXED: "The article’s sentence, with the speaker’s own words in it between quotation marks.",
    Quote.Kind.INDIRECT: "The article says in its own words what the speaker said.",
    Quote.Kind.TURN: "What one speaker said in a transcript until the next one spoke.",
}

SPEAKER_KINDS = {
    Quote.SpeakerKind.ORGANIZATION: "The article credits these words to an organisation, not to a person.",
    Quote.SpeakerKind.UNNAMED: "The article does not say who, or not so that only one person could be meant.",
}


def confidence_words(probability: float) -> str:
    """The parser's probability, 0 to 1, as a reader would say it."""
    return next(words for least, words in CONFIDENCE if probability >= least)


def office_words(office: Office) -> str:
    """“Foreign Minister, Russia”."""
    side = country_name(office.country) if office.country else office.organization
    return ", ".join(filter(None, [office.title, side]))
