"""Steps that can be watched: what is being done, how long it took, and why it failed."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn


class StepError(Exception):
    """A step went wrong; the message says why."""


class Step:
    """The step under way: ``note`` is shown beside the time when it is done."""

    note = ""


def say(what: str) -> None:
    """Show a line at once, also where the output is a file."""
    print(what, flush=True)


@contextmanager
def step(what: str) -> Iterator[Step]:
    """Show that ``what`` is being done, then how long it took."""
    print(f"{what} … ", end="", flush=True)
    started = time.monotonic()
    doing = Step()
    try:
        yield doing
    except BaseException as error:
        ended = "stopped" if isinstance(error, KeyboardInterrupt | SystemExit) else "FAILED"
        print(f"{ended} after {time.monotonic() - started:.1f} s", flush=True)
        raise
    print(f"{doing.note or 'done'} ({time.monotonic() - started:.1f} s)", flush=True)


def run(command: Sequence[str | Path], log: Path | None = None, env: Mapping[str, str] | None = None) -> None:
    """Run the command in silence; raises StepError with what it said (its end, where a log has the rest)."""
    done = subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = done.stdout.decode(errors="replace").strip()
    if log:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        log.write_text(said, encoding="utf-8")
    if done.returncode:
        end = "\n".join(said.splitlines()[-15:]) + f"\nAll of it: {log}" if log else said
        raise StepError(f"{end}\n{Path(command[0]).name} ended with code {done.returncode}.")


def refuse(reason: object) -> NoReturn:
    """End with the reason on standard error and code 1."""
    sys.stdout.flush()
    sys.exit(str(reason))
