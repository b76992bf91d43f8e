"""`manage.py evaluate`: how well the parser reads labelled documents; no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from statements.evaluation import Tally, evaluate, read_labelled


class Command(BaseCommand):
    help = "Parse the labelled documents below a folder and print precision, recall and F1 of each part."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="A folder of NAME.txt and NAME.json (tests/corpus).")
        parser.add_argument("--json", action="store_true", help="Print the figures as JSON.")

    def handle(self, *args: Any, folder: Path, json: bool, **options: Any) -> None:
        documents = list(read_labelled(folder)) if folder.is_dir() else []
        if not documents:
            raise CommandError(f"{folder} holds no labelled documents: NAME.txt with NAME.json beside it.")
        tallies = evaluate(documents)
        if json:
            self.stdout.write(as_json(tallies))
            return
        self.stdout.write(
            f"{len(documents)} documents in {folder}\n\n{'':12}precision  recall     F1  labels\n"
        )
        for name, tally in tallies.items():
            row = f"{tally.precision:9.3f} {tally.recall:7.3f} {tally.f1:6.3f} {tally.labelled:7}"
            self.stdout.write(f"{name:12}{row}\n")


def as_json(tallies: dict[str, Tally]) -> str:
    """Precision, recall and F1 by measure, to three places."""
    return json.dumps(
        {
            name: {key: round(getattr(tally, key), 3) for key in ("precision", "recall", "f1")}
            for name, tally in tallies.items()
        },
        indent=2,
    )
