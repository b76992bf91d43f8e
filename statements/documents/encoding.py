"""Bytes to text: UTF-8 for plain text, the declared character set for HTML."""

from statements.documents.errors import DocumentError

TEXT_LIMIT = 5_000_000
"""Bytes of the largest document that is read."""
BOM = b"\xef\xbb\xbf"
BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
}


def check_bytes(data: bytes) -> None:
    """Refuse what cannot be a text, by size and by first bytes, before anything is decoded."""
    if not data:
        raise DocumentError("The document is empty: give a text or HTML file that holds an article.")
    if len(data) > TEXT_LIMIT:
        raise DocumentError(
            f"The document has {len(data):,} bytes, more than the {TEXT_LIMIT:,} allowed:"
            " split it into articles."
        )
    for magic, what in BINARY.items():
        if data.startswith(magic):
            raise DocumentError(
                f"The document is {what}, not text: save it as plain text (UTF-8) or HTML first."
            )


def decode_text(data: bytes) -> str:
    """Strict UTF-8; a byte order mark stays where it is, so that offsets are the file's."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError("The text is UTF-16: save it as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"The text is not valid UTF-8: the byte at offset {error.start} (0x{data[error.start]:02x})"
            " belongs to no character. Save the file as UTF-8."
        ) from error
    check_nul(text)
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise DocumentError("The document holds no words: give a text or HTML file that holds an article.")
    return text


def check_nul(text: str) -> None:
    """PostgreSQL stores no NUL, and no text has one."""
    at = text.find("\0")
    if at >= 0:
        raise DocumentError(
            f"The text has a NUL character at offset {at}: it is binary or damaged; save it as plain text."
        )


def declared_charset(data: bytes) -> str:
    """The character set that HTML declares in its first kilobyte, UTF-8 where it declares none."""
    if data.startswith(BOM):
        return "utf-8-sig"
    head = data[:1024].decode("latin-1").lower()
    _, found, rest = head.partition("charset=")
    if not found:
        return "utf-8"
    name = rest.lstrip("\"' ")
    for stop in "\"' ;/>":
        name = name.split(stop)[0]
    return name or "utf-8"


def decode_html(data: bytes) -> str:
    """HTML by its declared character set, strictly."""
    charset = declared_charset(data)
    try:
        text = data.decode(charset)
    except LookupError as error:
        raise DocumentError(
            f"The HTML declares the character set {charset[:40]!r}, which is not known: save it as UTF-8."
        ) from error
    except (UnicodeDecodeError, ValueError) as error:
        where = (
            f": the byte at offset {error.start} fits no character"
            if isinstance(error, UnicodeDecodeError)
            else ""
        )
        raise DocumentError(
            f"The HTML is not valid {charset[:40]}{where}. Save the page as UTF-8."
        ) from error
    if not isinstance(text, str):  # codecs such as hex decode to bytes
        raise DocumentError(
            f"The HTML declares {charset[:40]!r}, which is no character set: save it as UTF-8."
        )
    check_nul(text)
    return text
