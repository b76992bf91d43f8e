"""What ``environment.py`` does once it runs on a supported Python; standard library only."""

import argparse
import hashlib
import json
import os
import platform
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from scripts.ports import address, refusal
from scripts.steps import StepError, refuse, run, step

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DIPLOMACY_DATA_DIR") or ROOT / ".data")
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Written last and removed first: an environment without it was not finished.
STAMP = VENV / "installed.json"
RUN, DEVELOP = "requirements.txt", "requirements-dev.txt"


def main(arguments: list[str]) -> None:
    """Bring .venv up to date; ends with one sentence and code 1 where it cannot."""
    parser = argparse.ArgumentParser(prog="python3 -m scripts.environment", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with what tests and development need")
    parser.add_argument("--demo", action="store_true", help="first see whether PORT is free")
    options = parser.parse_args(arguments)
    try:
        if options.demo and (reason := refusal(*address())):
            refuse(reason)
        bring_up_to_date(dev=options.dev)
    except (StepError, ValueError) as error:
        refuse(error)
    except OSError as error:
        refuse(f"The environment could not be made: {error}.")
    except KeyboardInterrupt:
        sys.exit(130)


def bring_up_to_date(*, dev: bool) -> None:
    """Install what the requirements file says, unless that is what is there already."""
    stamp = read_stamp()
    requirements = DEVELOP if dev or stamp.get("requirements") == DEVELOP else RUN
    wanted = {
        "python": "{}.{}".format(*sys.version_info),
        "folder": str(VENV),  # its programs' first lines name it
        "requirements": requirements,
        "digest": digest(ROOT / requirements),
    }
    if stamp == wanted and PYTHON.exists():
        return
    if reason := why_not_here(ROOT) or why_no_venv():
        raise StepError(reason)
    reusable = PYTHON.exists() and all(stamp.get(key) == wanted[key] for key in ("python", "folder"))
    STAMP.unlink(missing_ok=True)
    DATA.mkdir(mode=0o700, exist_ok=True)
    logs = DATA / "logs"
    if not reusable:
        with step(f"Making .venv with Python {platform.python_version()}"):
            run([sys.executable, "-m", "venv", "--clear", VENV], logs / "venv.log")
    install(requirements, logs)
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def install(requirements: str, logs: Path) -> None:
    """Install the file's packages and nothing else, each only with one of the digests written there."""
    environment = {
        **os.environ,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
        "VIRTUAL_ENV": str(VENV),
    }
    with step("Installing uv, the installer"):
        pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--require-hashes", "-r", ROOT / "scripts" / "uv-requirements.txt"], logs / "uv.log")
    count = sum("==" in line for line in (ROOT / requirements).read_text(encoding="utf-8").splitlines())
    with step(f"Installing up to {count} packages from {requirements}"):
        sync: list[str | Path] = [
            VENV / "bin" / "uv",
            "pip",
            "sync",
            "--require-hashes",
            "--only-binary",
            ":all:",
        ]
        run([*sync, "--python", PYTHON, ROOT / requirements], logs / "packages.log", environment)


def why_not_here(folder: Path) -> str:
    """Why nothing can be installed below the folder, as a sentence that says what to do; or nothing."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return f"The folder {folder} is read-only for you: clone the project into a folder of your own."
    return ""


def why_no_venv() -> str:
    """Why this Python can make no virtual environment, as a sentence that says what to do; or nothing."""
    if find_spec("venv") and find_spec("ensurepip"):
        return ""
    package = "python{}.{}-venv".format(*sys.version_info)
    return f"Python's venv module is missing: install it (on Debian and Ubuntu: sudo apt install {package})."


def read_stamp() -> dict[str, str]:
    """What the environment was last made from; empty when it was not finished."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def digest(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
