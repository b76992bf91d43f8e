"""Processes that end together, tried with real ones."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# One child ends when asked to; the other, and what it started, do not listen.
PARENT = """
import signal, sys; from pathlib import Path; from scripts import children
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # however the tests themselves were started
children.GRACE_SECONDS = 1
try:
    with children.interruptible():
        all = children.Children(Path("."))
        all.start("polite", ["sleep", "300"], {})
        all.start("deaf", ["sh", "-c", "trap '' TERM; sleep 300 & sleep 300; sleep 300"], {})
        print(*(process.pid for process in all.processes.values()), flush=True)
        all.watch()
except children.ChildEnded as error:
    print(error, flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
finally:
    children.no_more_interrupts()
    all.stop()
"""


def lives(pid: int) -> bool:
    return Path("/proc", str(pid), "exe").exists()


def sleepers(session: int) -> list[int]:
    """The ids of the processes in the session."""
    listed = subprocess.run(["ps", "-eo", "pid=,sess="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    return [pid for pid, its_session in pairs if its_session == session]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_way_to_end_stops_all_children_and_what_they_started(number: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        polite, deaf = map(int, parent.stdout.readline().split())
        time.sleep(0.3)  # until the deaf one's shell has set its trap
        below = [polite, *sleepers(deaf)]
        assert len(below) >= 3
        parent.send_signal(number)
        assert parent.stdout.read() == "interrupted\n"
        assert parent.wait(timeout=30) == 0
    assert [pid for pid in below if lives(pid)] == []


def test_a_child_that_ends_is_named_and_the_rest_stopped() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        polite, deaf = map(int, parent.stdout.readline().split())
        subprocess.run(["kill", "-KILL", str(polite)], check=True)
        assert parent.stdout.read() == "The polite ended by itself with code -9; why: see above.\n"
        assert parent.wait(timeout=30) == 0
    assert not lives(deaf)


def test_children_follow_a_parent_that_is_killed_outright() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        polite, deaf = map(int, parent.stdout.readline().split())
        parent.kill()
        parent.wait()
        deadline = time.monotonic() + 10
        while lives(polite) and time.monotonic() < deadline:
            time.sleep(0.05)
        for pid in sleepers(deaf):  # which no gentle signal ends
            subprocess.run(["kill", "-KILL", str(pid)], check=False)
    assert not lives(polite)
