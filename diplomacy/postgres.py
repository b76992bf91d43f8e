"""The embedded PostgreSQL: found or started by whoever needs it, stopped by the last one out.

Every process that uses the server holds a shared lock on ``<name>.users.lock``; the kernel gives
it up even for a process that is killed, so nothing is ever stuck: the next user adopts the server.
Starting and stopping happen under ``<name>.lock``, one process at a time.
"""

import contextlib
import fcntl
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from diplomacy.postgres_account import PostgresError, account_for, binaries_for, shared_folder

__all__ = ["PostgresError", "running"]

ROLE = DATABASE = "diplomacy"
START_SECONDS = 60  # recovery after a crash takes its time
STOP_SECONDS = 30

SETTINGS = """\
# Written anew at each start.
port = {port}
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 60
shared_buffers = 128MB
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.english'
"""
# For data that nobody would miss: faster, and lost when the machine stops.
NOT_DURABLE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
# The superuser cannot log in at all, the site's own role only with its password.
ACCESS = f"host all {ROLE} 127.0.0.1/32 scram-sha-256\n"
# What the server says when it could not start for a reason that passes.
PASSING = ("already exists", "still in use", "Address already in use")


@contextlib.contextmanager
def running(data_dir: Path, *, name: str = "postgres", durable: bool = True) -> Iterator[str]:
    """Keep the server of ``data_dir/name`` running for the length of the block; yields its DATABASE_URL.

    A new cluster is made when there is none. Raises PostgresError, one sentence saying what to do.
    """
    with contextlib.ExitStack() as files:
        try:
            data_dir = data_dir.absolute()
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = files.enter_context(_private_file(data_dir / f"{name}.lock"))
            users = files.enter_context(_private_file(data_dir / f"{name}.users.lock"))
            with _flocked(lock):
                fcntl.flock(users, fcntl.LOCK_SH)
                cluster = Cluster(data_dir, name)
                url = cluster.ensure_running(durable=durable)
        except OSError as error:
            raise PostgresError(
                f"PostgreSQL could not use {data_dir} ({error}): run this as the folder's owner, "
                "name another one in DIPLOMACY_DATA_DIR, or set DATABASE_URL"
            ) from error
        try:
            yield url
        finally:
            with _flocked(lock):
                if _nobody_else_holds(users):
                    cluster.stop()


class Cluster:
    """One PostgreSQL data folder, and the server that runs on it."""

    def __init__(self, data_dir: Path, name: str) -> None:
        """Find the cluster ``data_dir/name``; whether it is there, and runs, shows later."""
        self.link = data_dir / name
        self.log = data_dir / f"{name}.log"
        self.account = account_for(data_dir)
        self.binaries = binaries_for(self.account)
        self.server: subprocess.Popen[Any] | None = None

    @property
    def data(self) -> Path:
        """The data folder itself, which may lie elsewhere than its name in the project's folder."""
        return self.link.resolve()

    def ensure_running(self, *, durable: bool) -> str:
        """Make, start or find the server; returns its DATABASE_URL."""
        if not self.link.exists():
            self._create()
        deadline = time.monotonic() + START_SECONDS
        while True:
            if self._postmaster() is None:
                self._start(durable=durable)
            if port := self._port_when_ready(deadline):
                password = (self.data / "password").read_text(encoding="ascii")
                return f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/{DATABASE}"
            reason = _last_lines(self.log.read_text(encoding="utf-8", errors="replace"))
            if time.monotonic() > deadline or not any(sign in reason for sign in PASSING):
                raise PostgresError(
                    f"PostgreSQL did not start; what it says in {self.log} may help: {reason}"
                )
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop the server without waiting for its clients; does nothing when none runs."""
        for signal_number in (signal.SIGINT, signal.SIGQUIT):  # fast, then immediate
            deadline = time.monotonic() + STOP_SECONDS
            if (pid := self._postmaster()) is None:
                break
            os.kill(pid, signal_number)
            while self._postmaster() is not None and time.monotonic() < deadline:
                time.sleep(0.02)

    def _create(self) -> None:
        """Make the cluster beside its final name, so that a half-made one is never taken for whole."""
        self.link.unlink(missing_ok=True)  # somebody removed what it pointed at
        place = self.link
        if self.account and not self.account.can_reach(place.parent):
            place = shared_folder(self.account) / self.link.name
            sys.stderr.write(
                f"The database lies in {place}: PostgreSQL's account cannot enter {self.link.parent}\n"
            )
        half_made = place.with_name(f"{place.name}.new")
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(mode=0o700)
        if self.account:
            os.chown(half_made, self.account.user, self.account.group)
        locale = [
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C.UTF-8",
        ]
        self._run("initdb", "-D", str(half_made), "-U", "postgres", "--auth=reject", "--no-sync", *locale)
        password = secrets.token_urlsafe(32)
        # Single-user mode, a statement a line: role and database are there before anybody can connect.
        role = f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'\n"
        statements = f"{role}CREATE DATABASE {DATABASE} OWNER {ROLE}\n"
        # Without waiting for the disk (-F, --no-sync): what a failing power supply could spoil is empty yet.
        single = ["--single", "-F", "-D", str(half_made), "-c", "exit_on_error=on", "postgres"]
        self._run("postgres", *single, stdin=statements)
        self._write(half_made / "pg_hba.conf", ACCESS)
        self._write(half_made / "password", password)
        half_made.rename(place)
        if place != self.link:
            self.link.symlink_to(place)

    def _start(self, *, durable: bool) -> None:
        # A killed server's file would stop the next one for as long as its process number is in use.
        # What else it guards against, backends still at work, PostgreSQL sees by their shared memory.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        settings = SETTINGS.format(port=self._free_port()) + ("" if durable else NOT_DURABLE)
        self._write(self.data / "postgresql.conf", settings)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        with _private_file(self.log) as log:  # not by pg_ctl, which hands the paths to a shell
            command = [str(self.binaries / "postgres"), "-D", str(self.data)]
            server = subprocess.Popen(command, stdout=log, stderr=log, **self._child())  # noqa: S603
        self.server = server
        _children.append(server)

    def _port_when_ready(self, deadline: float) -> int | None:
        """The port once the server takes connections, None when it has ended instead."""
        while time.monotonic() < deadline:
            lines = self._pid_file()
            if self._postmaster() is not None and len(lines) > 7 and lines[7].strip() == "ready":
                return int(lines[3])
            if self._postmaster() is None and (self.server is None or self.server.poll() is not None):
                return None
            time.sleep(0.02)
        return None

    def _postmaster(self) -> int | None:
        """The process id of this cluster's server, if it runs: a stale file proves nothing."""
        for child in _children:
            child.poll()  # so that an ended server is not kept as a zombie
        lines = self._pid_file()
        if not lines or not lines[0].isdecimal():
            return None
        process = Path("/proc", lines[0])
        try:
            program = (process / "exe").readlink().name
            ours = program.startswith("postgres") and (process / "cwd").samefile(self.data)
        except OSError:
            return None
        return int(lines[0]) if ours else None

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _free_port(self) -> int:
        """The port of the last start if nobody took it meanwhile, otherwise any free one."""
        kept = re.search(r"^port = (\d+)$", (self.data / "postgresql.conf").read_text(encoding="utf-8"), re.M)
        for port in (int(kept[1]) if kept else 0, 0):
            with socket.socket() as probe, contextlib.suppress(OSError):
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
        raise PostgresError(
            "PostgreSQL found no free port on 127.0.0.1: set DATABASE_URL to use another server"
        )

    def _run(self, program: str, *arguments: str, stdin: str = "") -> None:
        command = [str(self.binaries / program), *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, **self._child())  # noqa: S603
        if done.returncode:
            reason = _last_lines(done.stdout + done.stderr)
            raise PostgresError(f"PostgreSQL's {program} failed, so there is no database to use: {reason}")

    def _child(self) -> dict[str, Any]:
        """What every process of PostgreSQL is started with; no terminal, so that Ctrl-C passes it by."""
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        account = self.account.arguments() if self.account else {}
        return {"cwd": "/", "env": environment, "start_new_session": True, "umask": 0o077, **account}

    def _write(self, path: Path, text: str) -> None:
        """Write a file of the server's; never through a link that its account may have laid."""
        new = path.with_name(f"{path.name}.new")
        new.unlink(missing_ok=True)
        with _private_file(new, os.O_EXCL) as file:
            file.write(text)
            if self.account:
                os.fchown(file.fileno(), self.account.user, self.account.group)
        new.replace(path)


# Servers that this process started, whether or not they still run.
_children: list[subprocess.Popen[Any]] = []


def _private_file(path: Path, flags: int = 0) -> IO[str]:
    """The file, made readable for its owner alone from the first byte on."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | flags, 0o600), "r+", encoding="utf-8")


@contextlib.contextmanager
def _flocked(file: IO[str]) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _nobody_else_holds(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _last_lines(text: str, count: int = 3) -> str:
    return " / ".join(line.strip() for line in text.strip().splitlines()[-count:])
