"""Which commands start the embedded server, and what becomes of it."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from manage import needs_server

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        ("migrate", True),
        ("ingest article.txt", True),
        ("makemigrations --check", True),
        ("check --database default", True),
        ("check", False),
        ("check --deploy", False),
        ("parse article.txt", False),
        ("ingest --help", False),
        ("help ingest", False),
        ("--version", False),
        ("collectstatic --no-input", False),
        ("spectacular", False),
        ("demo", False),
        ("", False),
    ],
)
def test_a_server_is_started_only_for_what_needs_one(
    command: str, needed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert needs_server(command.split()) is needed


def test_a_server_that_somebody_named_is_used_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/diplomacy")
    assert not needs_server(["migrate"])


def manage(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DIPLOMACY_DATA_DIR": str(data_dir)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_one_command_has_its_database_and_stops_it() -> None:
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        done = manage(Path(parent, "data"), "showmigrations", "--plan", "statements")
        assert done.returncode == 0, done.stderr
        assert "[ ]  statements.0001_initial" in done.stdout
        assert not Path(parent, "data", "postgres", "postmaster.pid").exists()
        assert stat.S_IMODE(Path(parent, "data").stat().st_mode) in (0o700, 0o710)


def test_a_server_that_cannot_be_had_is_one_sentence(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    data_dir.write_text("a file where the folder should be")
    done = manage(data_dir, "migrate")
    assert done.returncode == 1
    assert done.stderr.startswith("PostgreSQL could not use ")
    assert len(done.stderr.splitlines()) == 1
