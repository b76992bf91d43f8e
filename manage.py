#!/usr/bin/env python3
"""Django's command line; starts the embedded PostgreSQL for commands that need a database."""

import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

WITHOUT_DATABASE = {
    *("help", "version", "parse", "collectstatic", "findstatic", "spectacular"),
    *("diffsettings", "compilemessages", "makemessages", "startapp"),
    "demo",  # starts the server itself, as one of its visible steps
}


def needs_server(arguments: list[str]) -> bool:
    """Whether the command is going to look for a database that nobody has named."""
    if os.environ.get("DATABASE_URL") or not arguments or {"-h", "--help", "--version"} & {*arguments}:
        return False
    if arguments[0] == "check":
        return any(argument.startswith("--database") for argument in arguments)
    return arguments[0] not in WITHOUT_DATABASE


def main() -> None:
    """Run the command, and take back what was started for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    data_dir = Path(os.environ.get("DIPLOMACY_DATA_DIR") or Path(__file__).resolve().parent / ".data")
    server = needs_server(sys.argv[1:])
    try:
        from django.core.management import execute_from_command_line

        from diplomacy.postgres import PostgresError, running
    except ImportError as error:
        sys.exit(f"{error}: run make demo once, then .venv/bin/python manage.py")
    try:
        # So that a command that is told to end still gives its server up.
        for ending in (signal.SIGTERM, signal.SIGHUP) if server else ():
            signal.signal(ending, lambda number, frame: sys.exit(128 + number))
        with running(data_dir) if server else nullcontext() as url:
            if url:
                os.environ["DATABASE_URL"] = url
            execute_from_command_line(sys.argv)
    except PostgresError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
