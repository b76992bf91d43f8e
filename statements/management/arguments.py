"""What several commands take."""

from argparse import ArgumentTypeError
from datetime import date


def iso_date(text: str) -> date:
    """A date given as YYYY-MM-DD. Raises ArgumentTypeError with a sentence that says so."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no date: give it as YYYY-MM-DD") from error
