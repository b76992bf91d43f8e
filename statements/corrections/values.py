"""What a verdict may say: values by public names, checked before they are kept."""

from datetime import date
from typing import Any

from statements.models import Correction, Meeting, Person, Quote, Topic

Field = Correction.Field


class CorrectionError(ValueError):
    """A verdict that cannot be recorded; the message says why."""


def public_value(quote: Quote, field: str, value: Any) -> Any:
    """The verdict as it is kept: none for somebody who does not exist. Raises CorrectionError."""
    match field:
        case Field.STATEMENT:
            return bool(value)
        case Field.TOPICS:
            return _topics(value)
        case Field.SPEAKER | Field.RELAYED | Field.MEETING:
            model = Meeting if field == Field.MEETING else Person
            if value is not None and not model._default_manager.filter(slug=value).exists():
                raise CorrectionError(f"There is no {model._meta.verbose_name} “{value}”.")
            return value
        case Field.BOUNDARIES:
            return trimmed(quote.article.text, *value)
        case Field.KIND:
            if value not in Quote.Kind.values:
                raise CorrectionError(f"“{value}” is no kind: use one of {', '.join(Quote.Kind.values)}.")
            return str(value)
        case Field.DATE:
            return _date(value)
    raise CorrectionError(f"“{field}” cannot be corrected: use one of {', '.join(Field.values)}.")


def trimmed(text: str, start: int, end: int) -> list[int]:
    """[start, end] of these words of the text, without blanks around them. Raises CorrectionError."""
    if not 0 <= start < end <= len(text):
        raise CorrectionError(f"The article has {len(text)} characters: {start} to {end} is no part of it.")
    words = text[start:end]
    if not words.strip():
        raise CorrectionError("There are no words there: choose at least one.")
    start += len(words) - len(words.lstrip())
    return [start, start + len(words.strip())]


def _topics(value: Any) -> list[str]:
    slugs = sorted(set(value))
    known = set(Topic.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    if missing := [slug for slug in slugs if slug not in known]:
        raise CorrectionError(f"There is no topic “{missing[0]}”.")
    return slugs


def _date(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise CorrectionError(f"“{value}” is no date: give it as YYYY-MM-DD.") from error
