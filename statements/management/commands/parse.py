"""`manage.py parse`: text or HTML in, one JSON object a line out; no database."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements.documents import TEXT_LIMIT, DocumentError, read_document
from statements.management.arguments import iso_date
from statements.management.files import SUFFIXES, article_files, read_article
from statements.parsing import parse_article, to_json

DESCRIPTION = """\
Read articles and print what was said in them: one JSON object a line for each file.

  manage.py parse article.txt                  one file, plain text (UTF-8) or HTML
  manage.py parse articles/ --jobs 2           every *.txt, *.html, *.htm below a folder
  curl -s ADDRESS | manage.py parse -          standard input

Each object has the title, the date, the people, the meetings, the topics and the quotes, each with its
speaker and its offsets into the text. No database is touched."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to parse, by the name it gets in the output."""

    id: str
    path: Path | None
    """None for standard input."""
    published: date | None
    explained: bool = False
    """Whether each quote is to say why it is credited so."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line of output, or the reason why there is none."""

    name: str
    line: str = ""
    error: str = ""


def parse_job(job: Job, data: bytes | None = None) -> Outcome:
    """Read and parse one file; what is wrong with it becomes the outcome's error."""
    name = str(job.path or "standard input")
    try:
        document = read_document(
            read_bytes(job.path) if data is None else data, job.path.name if job.path else ""
        )
    except (DocumentError, OSError) as error:
        return Outcome(name, error=str(error))
    parsed = parse_article(document.text, job.published or document.published)
    value = to_json(parsed, job.id, explained=job.explained)
    if document.is_html:
        value["text"] = document.text
    return Outcome(name, line=json.dumps(value, ensure_ascii=False))


def read_bytes(path: Path | None) -> bytes:
    """The bytes of a file, or of standard input."""
    if path is None:
        return sys.stdin.buffer.read(TEXT_LIMIT + 1)
    return read_article(path)


class Command(BaseCommand):
    help = DESCRIPTION
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            default="-",
            metavar="FILE|FOLDER|-",
            help="what to read (default: -, standard input)",
        )
        parser.add_argument(
            "--published",
            type=iso_date,
            metavar="YYYY-MM-DD",
            help="the day of publication, for dates like “today”",
        )
        parser.add_argument(
            "--jobs",
            type=int,
            default=1,
            metavar="N",
            help="processes that parse at the same time (default: 1)",
        )

        parser.add_argument(
            "--explain",
            action="store_true",
            help="say of each quote why it is credited so, and who came next",
        )

    def handle(self, *args: Any, path: str, **options: Any) -> None:
        jobs = options["jobs"]
        if jobs < 1:
            raise CommandError("--jobs needs a number of 1 or more.")
        failed = 0
        found = find_jobs(path, options["published"], explained=options["explain"])
        for outcome in outcomes(found, jobs):
            if outcome.error:
                failed += 1
                self.stderr.write(f"{outcome.name}: {outcome.error}")
            else:
                self.stdout.write(outcome.line)
        if failed:
            raise CommandError(f"{failed} of the files could not be read.")


def find_jobs(path: str, published: date | None, *, explained: bool = False) -> list[Job]:
    """The files that a path means, in order of their names."""
    if path == "-":
        return [Job("stdin", None, published, explained)]
    root = Path(path)
    if root.is_file():
        return [Job(root.stem, root, published, explained)]
    if not root.is_dir():
        raise CommandError(f"There is no file or folder {path!r}. Give a path, or - for standard input.")
    files = article_files(root)
    if not files:
        raise CommandError(f"The folder {path!r} holds no {', '.join(sorted(SUFFIXES))} files.")
    return [
        Job("-".join(file.relative_to(root).with_suffix("").parts), file, published, explained)
        for file in files
    ]


def outcomes(jobs: list[Job], processes: int) -> Iterator[Outcome]:
    """The outcome of each job in order; several processes load the models once each."""
    if processes == 1 or len(jobs) == 1:
        yield from map(parse_job, jobs)
        return
    with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=get_context("spawn")) as pool:
        results: Iterable[Outcome] = pool.map(parse_job, jobs)
        yield from results
