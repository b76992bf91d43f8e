"""Ask the editors about people who may be one."""

from typing import Any

from django.core.management.base import BaseCommand

from statements.ingest.spellings import suggest_for_all


class Command(BaseCommand):
    """Compares all stored people of one surname."""

    help = "Suggest merges of people whose names are one name in several spellings."

    def handle(self, *args: Any, **options: Any) -> None:
        number = suggest_for_all()
        self.stdout.write(f"{number} new suggestion{'' if number == 1 else 's'} in the editors' queue.")
