"""Processes that run side by side in the foreground, and end together."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

GRACE_SECONDS = 15


class ChildEnded(Exception):
    """A child ended by itself; the message says which."""


class Children:
    """Started one by one, watched together, stopped in the reverse order, each by its process id."""

    def __init__(self, directory: Path) -> None:
        """Children will run in ``directory``."""
        self.directory = directory
        # So that they end even when we are killed outright, where the system has a way to arrange that.
        follow = ["setpriv", "--pdeathsig", "TERM"]
        works = shutil.which("setpriv") and subprocess.call([*follow, "true"], stderr=subprocess.DEVNULL) == 0
        self.follow = follow if works else []
        self.processes: dict[str, subprocess.Popen[Any]] = {}
        self.says: dict[str, str] = {}

    def start(self, name: str, command: list[str], settings: dict[str, str], log: Path | None = None) -> None:
        """Start a child in a session of its own: a Ctrl-C reaches only us, who then stop all in order.

        It has our environment and the ``settings``; what it says is shown, or goes to the ``log``.
        """
        with log.open("wb") if log else nullcontext() as output:
            self.processes[name] = subprocess.Popen(
                [*self.follow, *command],
                cwd=self.directory,
                env=os.environ | settings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.says[name] = str(log or "above")

    def check(self) -> None:
        """Raise ChildEnded when a child is no longer running."""
        for name, process in self.processes.items():
            if (code := process.poll()) is not None:
                raise ChildEnded(f"The {name} ended by itself with code {code}; why: see {self.says[name]}.")

    def watch(self) -> None:
        """Wait until a child ends by itself, which raises ChildEnded."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self) -> None:
        """Ask all to end, and after a grace time end them with all that they started."""
        processes = list(reversed(self.processes.values()))
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0, deadline - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # its session: nobody else is in it
            process.wait()


@contextmanager
def interruptible() -> Iterator[None]:
    """Let a request to end and a closed terminal unwind the block, as Ctrl-C does."""
    # Also where we were started with Ctrl-C ignored, as a shell does for what it puts in the background.
    endings = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as nohup leaves it
        endings.append(signal.SIGHUP)
    for number in endings:
        signal.signal(number, signal.default_int_handler)
    yield


def no_more_interrupts() -> None:
    """From here on everything is being stopped, which takes its bounded time."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.stdout.flush()
