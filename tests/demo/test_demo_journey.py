"""The whole demo as one process: it comes up, goes down with all it started, and loses nothing."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "manage.py", "demo"]


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="diplomacy demo ") as parent:
        Path(parent).chmod(0o755)
        yield Path(parent, "data")


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment(data_dir: Path, port: int | str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DIPLOMACY_")}
    ours.pop("DATABASE_URL", None)
    return ours | {"DIPLOMACY_DATA_DIR": str(data_dir), "PORT": str(port)}


@contextmanager
def a_demo(data_dir: Path, port: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The running demo, with all that it said until it gave its address."""
    said = ""
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(COMMAND, cwd=ROOT, env=environment(data_dir, port), **output) as demo:  # type: ignore[call-overload]
        try:
            for line in demo.stdout:
                said += line
                if line.startswith("Diplomacy is at"):
                    break
            else:
                pytest.fail(said)
            yield said, demo
        finally:
            demo.terminate()


def lives(pid: int) -> bool:
    return Path("/proc", str(pid), "exe").exists()


def command_line(pid: int) -> bytes:
    return Path("/proc", str(pid), "cmdline").read_bytes()


def processes_below(pid: int) -> set[int]:
    """The ids of all that the process started, and of what these started."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    below: set[int] = set()
    found = {pid}
    while found:
        found = {child for child, parent in pairs if parent in found}
        below |= found
    return {child for child in below if lives(child)}


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own address
        assert answer.status == 200
        return str(answer.read().decode())


def signs_in(port: int, password: str) -> bool:
    """Whether the editor gets into the admin with the password."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    url = f"http://127.0.0.1:{port}/admin/login/"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.open(url).read().decode())
    assert token
    fields = {"username": "editor", "password": password, "csrfmiddlewaretoken": token[1], "next": "/admin/"}
    request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode(), {"Referer": url})
    answer = browser.open(request)
    return str(answer.url).endswith("/admin/")


def interrupt(demo: "subprocess.Popen[str]") -> str:
    """Send a Ctrl-C; all that ran below the demo must be gone; returns its last words."""
    below = processes_below(demo.pid)
    assert len(below) > 5  # PostgreSQL's and gunicorn's several, and the worker
    demo.send_signal(signal.SIGINT)
    assert demo.stdout
    last_words = str(demo.stdout.read())
    assert demo.wait(timeout=60) == 0
    assert {pid for pid in below if lives(pid)} == set()
    return last_words


def test_the_demo_ends_with_all_it_started_and_the_next_one_finds_everything_again(
    data_dir: Path, port: int
) -> None:
    with a_demo(data_dir, port) as (said, demo):
        assert f"http://127.0.0.1:{port}/" in said
        password = re.search(r"its password is (\S+)", said)
        assert password
        assert "alive" in get(f"http://127.0.0.1:{port}/healthz")
        assert "ready" in get(f"http://127.0.0.1:{port}/readyz")
        assert "Lavrov" in get(f"http://127.0.0.1:{port}/quotes/")
        assert signs_in(port, password[1])
        assert interrupt(demo).endswith("Stopped.\n")

    started = time.monotonic()
    with a_demo(data_dir, port) as (said, demo):
        assert time.monotonic() - started < 60
        assert "unchanged" in said
        assert "its password is" not in said
        assert signs_in(port, password[1])
        assert "Lavrov" in get(f"http://127.0.0.1:{port}/quotes/")
        below = processes_below(demo.pid)
        (worker,) = (pid for pid in below if b"procrastinate\0worker" in command_line(pid))
        os.kill(worker, signal.SIGKILL)
        assert demo.stdout
        assert "The worker ended by itself with code -9" in demo.stdout.read()
        assert demo.wait(timeout=60) == 1
        assert {pid for pid in below if lives(pid)} == set()


@pytest.mark.parametrize(
    ("port", "sentence"),
    [
        ("taken", r"Port \d+ is taken by another program: choose another, e\.g\. make demo PORT=\d+\."),
        ("eighty", r"PORT must be a number from 1 to 65535, not 'eighty': try PORT=8000\."),
        ("65536", r"PORT must be a number from 1 to 65535, not '65536': try PORT=8000\."),
    ],
)
def test_a_port_that_cannot_be_had_is_one_sentence(data_dir: Path, port: str, sentence: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = str(other.getsockname()[1]) if port == "taken" else port
        done = subprocess.run(
            COMMAND, cwd=ROOT, env=environment(data_dir, number), capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(sentence, done.stderr.strip())
    assert not (data_dir / "postgres").exists()
