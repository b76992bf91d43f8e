"""``manage.py export_corpus``: everything, as files that can be published."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from statements.exports.corpus import CorpusError, export_corpus


class Command(BaseCommand):
    help = (
        "Write the corpus into a new folder: each table as Parquet and JSON Lines, described by a "
        "Frictionless data package with schema, licence and digests. The same data give the same bytes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder to make; an empty one may be there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = export_corpus(options["folder"].absolute())
        except CorpusError as error:
            raise CommandError(str(error)) from error
        for name, rows in counts.items():
            self.stdout.write(f"{rows:>12,} {name}")
