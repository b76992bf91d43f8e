"""``manage.py ingest``: articles from files, folders or standard input."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from statements.documents import TEXT_LIMIT
from statements.ingest.articles import Refused, Status, ingest_article
from statements.management.arguments import iso_date
from statements.management.files import article_files, read_article
from statements.models.tallies import post_entries


class Command(BaseCommand):
    help = (
        "Read articles (plain text in UTF-8, or HTML), find who said what in them, and store both. "
        "Prints one line an article: stored, unchanged (its text is stored already) or refused, and why. "
        "Each article is stored whole or not at all. Ends with status 1 when one was refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="FILE|FOLDER|-",
            help="a file; a folder, whose .txt, .html and .htm files are read, those of its subfolders too; "
            "or - for standard input",
        )
        parser.add_argument("--source", default="", help="who published them, such as “Ruritanian Wire”")
        parser.add_argument("--url", default="", help="where the article was published (for a single one)")
        parser.add_argument(
            "--published",
            type=iso_date,
            metavar="YYYY-MM-DD",
            help="the day of publication, where the text does not say it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        for name, data in read_all(options["paths"]):
            try:
                if isinstance(data, Refused):
                    raise data
                outcome = ingest_article(
                    data,
                    name=name,
                    source=options["source"],
                    url=options["url"],
                    published=options["published"],
                )
            except Refused as error:
                refused += 1
                self.stderr.write(f"refused    {name}: {error}")
            else:
                article = outcome.article
                count = article.quotes.current().count() if outcome.status == Status.STORED else None
                told = f"{count} quotes, " if count is not None else ""
                self.stdout.write(f"{outcome.status:<10} {name}: {told}{article.get_absolute_url()}")
        post_entries()
        if refused:
            raise CommandError(f"{refused} refused; the others are stored.")


def read_all(paths: list[str]) -> Iterator[tuple[str, bytes | Refused]]:
    """(name, bytes) of each file in order; what cannot be read comes as Refused."""
    for given in paths:
        if given == "-":
            yield "standard input", sys.stdin.buffer.read(TEXT_LIMIT + 1)
            continue
        path = Path(given)
        if path.is_dir():
            files = article_files(path)
            if not files:
                yield given, Refused("There is no .txt, .html or .htm file in this folder.")
            for file in files:
                yield str(file), read_file(file)
        else:
            yield given, read_file(path)


def read_file(path: Path) -> bytes | Refused:
    """The file's bytes, or why there are none."""
    try:
        return read_article(path)
    except FileNotFoundError:
        return Refused("There is no such file.")
    except OSError as error:
        return Refused(f"It cannot be read: {error.strerror}.")
