"""Articles' files as the commands find and read them."""

from pathlib import Path

from statements.documents import TEXT_LIMIT

SUFFIXES = frozenset({".txt", ".html", ".htm"})


def article_files(folder: Path) -> list[Path]:
    """The files of articles in a folder and below it, in order of their names."""
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())


def read_article(path: Path) -> bytes:
    """A file's bytes, one more than an article may have at most: enough to see that it is too large.

    Raises OSError.
    """
    with path.open("rb") as file:
        return file.read(TEXT_LIMIT + 1)
