"""All checks and tests, each a visible step, stopping at the first that fails.

python -m scripts.test [arguments for pytest]
"""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator

from scripts.install import DATA, ROOT
from scripts.steps import StepError, refuse, run, say, step

BIN = ROOT / ".venv" / "bin"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_BY_HAND = "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium"
PRODUCTION = {
    "DIPLOMACY_PRODUCTION": "1",
    "DIPLOMACY_SECRET_KEY": secrets.token_urlsafe(50),
    "DIPLOMACY_ALLOWED_HOSTS": "diplomacy.example",
}
# A site's own settings in the shell would be tested instead of the project.
LEFT_OUT = {name for name in os.environ if name.startswith("DIPLOMACY_")} - {"DIPLOMACY_DATA_DIR"}


def checks() -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """What is checked before the tests run: its name, its command, the settings on top of the defaults."""
    yield "Format (ruff format)", ["ruff", "format", "--check", "."], {}
    yield "Lint (ruff check)", ["ruff", "check", "."], {}
    yield "Types (mypy)", ["mypy"], {}
    yield "Import contracts (lint-imports)", ["lint-imports"], {}
    migrations = ["python", "manage.py", "makemigrations", "--check", "--dry-run"]
    yield "Migrations match the models", migrations, {}
    deploy = ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    yield "Settings fit for production", deploy, PRODUCTION


def main() -> None:
    """Run every step; the last words are pytest's own summary."""
    os.chdir(ROOT)
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    try:
        if not any(map(shutil.which, BROWSERS)):
            with step("Installing Chromium for the browser tests"):
                install_chromium()
        for what, (program, *arguments), settings in checks():
            with step(what):
                run([BIN / program, *arguments], env=environment | settings)
    except StepError as error:
        refuse(error)
    except KeyboardInterrupt:
        sys.exit(130)
    say("Tests (pytest), with a real PostgreSQL and a real browser:")
    # Two processes, each with a database of its own; a few chosen tests are sooner done by one.
    spread = [] if sys.argv[1:] else ["-n", "2", "--dist", "worksteal"]
    os.execve(BIN / "pytest", ["pytest", *spread, *sys.argv[1:]], environment)  # noqa: S606


def install_chromium() -> None:
    """Take it from the system's packages, as root or by a sudo that asks for no password."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    log = DATA / "logs" / "chromium.log"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    allowed = not sudo or (shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"]) == 0)
    if not allowed or not shutil.which("apt-get"):
        raise StepError(f"The browser tests need Chromium: install it (on Debian: {BROWSER_BY_HAND}).")
    run([*sudo, "apt-get", "update", "-q"], log, environment)
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
    run([*sudo, *install], log, environment)


if __name__ == "__main__":
    main()
