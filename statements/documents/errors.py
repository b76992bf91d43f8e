"""The one error that reading a document may raise."""


class DocumentError(Exception):
    """A document cannot be read; the message says why and what to do."""
