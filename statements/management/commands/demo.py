"""The whole site on this computer: database, sample article, an editor's account, web server, worker."""

import contextlib
import io
import os
import secrets
import sys
import time
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from diplomacy.postgres import PostgresError, running
from scripts.children import ChildEnded, Children, interruptible, no_more_interrupts
from scripts.ports import address, refusal
from scripts.steps import say, step

SAMPLE = settings.BASE_DIR / "statements" / "samples" / "pompeo-lavrov-2019-12-10.txt"
PUBLISHER = "EIR News Service"
EDITOR = "editor"
READY_SECONDS = 60


class Command(BaseCommand):
    """Set everything up, then run it in the foreground until Ctrl-C."""

    help = (
        "Run the whole site on this computer, with a sample article and an editor's account. "
        "Everything is kept for the next start; Ctrl-C stops all that was started."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--port, like PORT in the environment."""
        parser.add_argument("--port", help="the web server's port (default: PORT, or else 8000)")

    def handle(self, *args: Any, port: str | None = None, **options: Any) -> None:
        """Ends with one sentence and code 1 when something is in the way, with 0 on Ctrl-C."""
        try:
            host, number = address(port)
            if reason := refusal(host, number):
                raise ValueError(reason)
            with interruptible(), database():
                prepare()
                serve(host, number)
        except KeyboardInterrupt:
            say("Stopped.")
        except (ValueError, PostgresError, ChildEnded) as error:
            sys.exit(str(error))


@contextlib.contextmanager
def database() -> Iterator[None]:
    """The database that DATABASE_URL names, or else the embedded one for the length of the block."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with contextlib.ExitStack() as stack:
        with step("Starting PostgreSQL"):
            os.environ["DATABASE_URL"] = url = stack.enter_context(running(settings.DATA_DIR))
        from diplomacy.settings import database as parsed

        connections.settings["default"].update(parsed(url))
        stack.callback(connections.close_all)
        yield


def prepare() -> None:
    """Tables, static files, sample and account; what is there already is left as it is."""
    with step("Bringing the tables up to date"):
        call_command("migrate", interactive=False, verbosity=0)
    with step("Collecting static files"):
        # Without compressed copies, which take half a minute and gain nothing on one computer.
        call_command("collectstatic", interactive=False, verbosity=0, post_process=False)
    with step("Reading the sample article") as reading:
        said = io.StringIO()
        call_command("ingest", os.path.relpath(SAMPLE), source=PUBLISHER, stdout=said)
        reading.note = " ".join(said.getvalue().split())
    with step(f"The account of an editor, {EDITOR}") as account:
        password = make_editor()
        account.note = (
            f"made, its password is {password} and is shown only this once"
            if password
            else f"there; a new password: .venv/bin/python manage.py changepassword {EDITOR}"
        )
    connections.close_all()


def make_editor() -> str:
    """Make the editor's account if there is none; returns its password, or nothing."""
    users = get_user_model().objects
    if users.filter(username=EDITOR).exists():
        return ""
    password = secrets.token_urlsafe(12)
    editor = users.create_user(EDITOR, password=password, is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    return password


def serve(host: str, port: int) -> None:
    """Run web server and worker until one ends or Ctrl-C comes; leaves neither behind."""
    if reason := refusal(host, port):  # somebody may have come meanwhile
        raise ValueError(reason)
    shown = f"[{host}]" if ":" in host else host
    hosts = os.environ.get("DIPLOMACY_ALLOWED_HOSTS") or f"localhost,127.0.0.1,[::1],{shown}"
    environment = {"DIPLOMACY_ALLOWED_HOSTS": hosts, "DIPLOMACY_POOL_SIZE": "4"}
    web = [sys.executable, "-m", "gunicorn", "diplomacy.wsgi", "--bind", f"{shown}:{port}", "-k", "gthread"]
    web += ["-w", "2", "--threads", "8", "--no-control-socket", "--log-level", "warning"]
    children = Children(settings.BASE_DIR)
    log = settings.DATA_DIR / "worker.log"
    try:
        with step("Starting web server and worker"):
            children.start("web server", [*web, "--graceful-timeout", "5"], environment)
            worker = [sys.executable, "manage.py", "procrastinate", "worker"]
            children.start("worker", worker, environment, log)
            wait_until_it_answers(f"http://{shown}:{port}/healthz", children)
        say(f"Diplomacy is at http://{shown}:{port}/ (Ctrl-C stops it; the worker's log: {log})")
        children.watch()
    finally:
        no_more_interrupts()
        children.stop()


def wait_until_it_answers(url: str, children: Children) -> None:
    """Wait for the web server's first answer; raises ChildEnded when it ends instead."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        children.check()
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise ChildEnded(f"The web server did not answer within {READY_SECONDS} seconds.")
