"""Bytes in, a document out: text exactly as given, or HTML cleaned and its text extracted. No Django."""

from statements.documents.encoding import TEXT_LIMIT
from statements.documents.errors import DocumentError
from statements.documents.reading import Document, read_document

__all__ = ["TEXT_LIMIT", "Document", "DocumentError", "read_document"]
