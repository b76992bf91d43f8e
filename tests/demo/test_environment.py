"""What is refused before anything is installed, and a real environment of one small package."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from scripts import environment
from scripts.install import why_not_here

ROOT = Path(__file__).resolve().parents[2]


def an_old_python() -> str | None:
    """A Python before 3.11 that really runs on this computer."""
    names = [f"python3.{minor}" for minor in range(6, 11)]
    paths = [*map(shutil.which, names), *map(str, Path.home().glob(".pyenv/versions/3.*/bin/python"))]
    program = "import sys; sys.exit(not (3, 6) <= sys.version_info[:2] < (3, 11))"
    runs = (path for path in paths if path and subprocess.call([path, "-c", program], stderr=-3) == 0)
    return next(runs, None)


@pytest.mark.parametrize(
    ("version", "supported"),
    [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), True), ((3, 14), False), ((4, 0), False)],
)
def test_only_tried_versions_are_supported(version: tuple[int, int], supported: bool) -> None:
    assert environment.is_supported(version) is supported


def test_an_old_python_can_read_the_file_that_refuses_it() -> None:
    ast.parse((ROOT / "scripts" / "environment.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_unsupported_python_is_refused_in_one_sentence(tmp_path: Path) -> None:
    if (python := an_old_python()) is None:
        pytest.skip("no unsupported Python on this computer")
    command = [python, "-m", "scripts.environment"]
    nothing_else = {"PATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=nothing_else, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(
        r"Diplomacy needs Python 3\.11, 3\.12 or 3\.13, and this is 3\.\d+\.\d+: .*\n", done.stderr
    )


def test_another_python_on_the_path_is_found_if_it_really_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, code in (("python3.13", 127), ("python3.12", 0), ("python3.11", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert environment.find_supported() == str(tmp_path / "python3.12")


def test_a_python_without_its_venv_module_is_refused_with_the_package_to_install() -> None:
    # What Debian's Python is without the package python3-venv.
    program = (
        "import sys; sys.modules['ensurepip'] = None; import scripts.install as i; print(i.why_no_venv())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    package = "python{}.{}-venv".format(*sys.version_info)
    assert done.stdout.startswith("Python's venv module is missing: ")
    assert f"sudo apt install {package}" in done.stdout


def test_a_read_only_folder_is_refused_with_what_to_do() -> None:
    me = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        if me == 0:  # whom no folder is read-only for
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        try:
            assert why_not_here(Path(folder)) == ""
            Path(folder).chmod(0o500)
            assert why_not_here(Path(folder)) == (
                f"The folder {folder} is read-only for you: clone the project into a folder of your own."
            )
        finally:
            os.seteuid(me)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the scripts and two short requirements files, in a folder with a space."""
    folder = tmp_path / "a project"
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    pinned = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    blocks = {name: block for block, name in re.findall(r"^((\S+)==.*\n(?:    .*\n)+)", pinned, re.M)}
    (folder / "requirements.txt").write_text(blocks["sqlparse"])
    (folder / "requirements-dev.txt").write_text(blocks["sqlparse"] + blocks["iniconfig"])
    return folder


def make(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts.environment", *arguments]
    settings = {name: value for name, value in os.environ.items() if name != "DIPLOMACY_DATA_DIR"}
    return subprocess.run(command, cwd=project, env=settings, capture_output=True, text=True, check=False)


def has(project: Path, module: str) -> bool:
    return subprocess.call([project / ".venv/bin/python", "-c", f"import {module}"], stderr=-3) == 0


def test_an_environment_is_made_once_kept_remade_if_not_finished_and_only_of_pinned_packages(
    project: Path,
) -> None:
    done = make(project)
    assert done.returncode == 0, done.stderr
    assert [re.sub(r"[\d.]+ s", "0 s", line) for line in done.stdout.splitlines()] == [
        f"Making .venv with Python {sys.version.split()[0]} … done (0 s)",
        "Installing uv, the installer … done (0 s)",
        "Installing up to 1 packages from requirements.txt … done (0 s)",
    ]
    assert has(project, "sqlparse")
    assert not has(project, "iniconfig")

    assert make(project).stdout == ""

    assert "requirements-dev.txt" in make(project, "--dev").stdout
    assert make(project).stdout == ""  # what was installed for development stays
    assert has(project, "iniconfig")

    (project / ".venv" / "installed.json").unlink()
    (project / ".venv" / "bin" / "python").unlink()
    assert "Making .venv" in make(project).stdout
    assert has(project, "sqlparse")

    pinned = project / "requirements-dev.txt"
    pinned.write_text(re.sub(r"sha256:\w{8}", "sha256:00000000", pinned.read_text()))
    (project / ".venv" / "installed.json").unlink()
    refused = make(project, "--dev")
    assert refused.returncode == 1
    assert "Installing up to 2 packages from requirements-dev.txt … FAILED" in refused.stdout
    assert "Hash mismatch" in refused.stderr
    assert "packages.log" in refused.stderr
    assert not (project / ".venv" / "installed.json").exists()
