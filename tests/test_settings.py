"""Settings refuse what makes no sense, and production has nothing to be warned of."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCTION = {
    "DIPLOMACY_PRODUCTION": "1",
    "DIPLOMACY_SECRET_KEY": "x7Qd-9fK2mLz8RtVbN4wYcJ1hG6sP0aEuXoDiWkTqZrBvMyCnH",
    "DIPLOMACY_ALLOWED_HOSTS": "diplomacy.example",
}


def python(code: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """A fresh process with only these variables of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DIPLOMACY_")}
    return subprocess.run(
        [sys.executable, *code.split(" ", 1)]
        if code.startswith("manage.py")
        else [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=kept | {"DJANGO_SETTINGS_MODULE": "diplomacy.settings"} | variables,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"DIPLOMACY_DEBUG": "perhaps"}, "DIPLOMACY_DEBUG must be 1 or 0, not 'perhaps'"),
        ({"DIPLOMACY_POOL_SIZE": "many"}, "DIPLOMACY_POOL_SIZE must be a whole number"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL must begin with postgresql://"),
        ({"DIPLOMACY_PRODUCTION": "1"}, "DIPLOMACY_SECRET_KEY must be set in production"),
        (PRODUCTION | {"DIPLOMACY_ALLOWED_HOSTS": ""}, "DIPLOMACY_ALLOWED_HOSTS must name"),
        (PRODUCTION | {"DIPLOMACY_DEBUG": "1"}, "DIPLOMACY_DEBUG shows secrets to visitors"),
    ],
)
def test_a_wrong_value_is_refused_by_name(variables: dict[str, str], message: str, tmp_path: Path) -> None:
    done = python("import diplomacy.settings", **variables, DIPLOMACY_DATA_DIR=str(tmp_path))

    assert done.returncode != 0
    assert message in done.stderr


def test_production_has_nothing_to_be_warned_of(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | PRODUCTION | {"DIPLOMACY_DATA_DIR": str(tmp_path)},
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_the_secret_key_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    code = "import diplomacy.settings as settings; print(settings.SECRET_KEY)"
    first, second = (python(code, DIPLOMACY_DATA_DIR=str(tmp_path / "data")).stdout.strip() for _ in range(2))

    kept = tmp_path / "data" / "secret-key"
    assert first == second == kept.read_text()
    assert len(first) > 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_every_variable_is_documented() -> None:
    code = (ROOT / "diplomacy" / "settings.py").read_text(encoding="utf-8")
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    names = {word.strip('"(),') for word in code.split() if word.strip('"(),').isupper()}
    names |= {part for part in code.split('"') if part.startswith("DIPLOMACY_") and part.isupper()}
    variables = {name for name in names if name.startswith("DIPLOMACY_")} | {"DATABASE_URL"}
    assert len(variables) > 8
    assert {name for name in variables if f"`{name}`" not in table} == set()
