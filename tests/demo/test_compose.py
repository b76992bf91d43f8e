"""The containers' files as data, and each command that they name, run by hand."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("migrate", "web", "worker")
DOCKERFILE = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
PRODUCTION = {
    "DIPLOMACY_PRODUCTION": "1",
    "DIPLOMACY_SECRET_KEY": "long-and-random-" * 4,
    "DIPLOMACY_ALLOWED_HOSTS": ".diplomacy.example,other.example",
}


def instructions(name: str) -> list[str]:
    """The arguments of each such instruction of the Dockerfile's last stage."""
    last_stage = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    return re.findall(rf"^{name} (.*)$", last_stage, re.M)


def run(command: list[str], directory: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the container's command with the programs of this environment."""
    program = [str(Path(sys.executable).with_name(command[0])), *command[1:]]
    environment = {"PATH": os.environ["PATH"], **settings}
    return subprocess.run(
        program, cwd=directory, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The image's folder: what the Dockerfile copies and nothing else, and its static files."""
    app = tmp_path_factory.mktemp("image")
    for copied in instructions("COPY"):
        if not copied.startswith("--from"):
            source, target = copied.split()
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, app / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, app / target)
    (collect,) = (run for run in instructions("RUN") if "manage.py" in run)
    words = shlex.split(collect)
    settings = dict(word.split("=", 1) for word in words if "=" in word)
    done = run([word for word in words if "=" not in word], app, **settings)
    assert done.returncode == 0, done.stderr
    return app


def test_the_services_are_database_migration_web_and_worker() -> None:
    assert set(SERVICES) == {"database", *OURS}
    assert all(SERVICES[name]["build"] == "." for name in OURS)


@pytest.mark.parametrize("name", ["database", "web", "worker"])
def test_every_lasting_service_restarts_and_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_each_waits_for_what_it_needs() -> None:
    assert SERVICES["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("web", "worker"):
        assert SERVICES[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_change_nothing_and_gain_nothing(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_database_is_kept_and_reached_by_the_site_alone() -> None:
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql"]
    assert "database" in COMPOSE["volumes"]
    assert "ports" not in SERVICES["database"]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_every_variable_is_documented_and_no_secret_has_a_default() -> None:
    documented = set(
        re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.M)
    )
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= documented
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for secret in ("POSTGRES_PASSWORD", "DIPLOMACY_SECRET_KEY", "DIPLOMACY_ALLOWED_HOSTS"):
        assert set(re.findall(rf"\$\{{{secret}(.*?)\}}", text)) == {":?set it in .env"}
    deploying = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    for variable in set(re.findall(r"\$\{(\w+)", text)):
        assert variable in deploying or variable in documented


def test_the_image_runs_as_a_user_of_its_own_with_pinned_packages_and_a_health_check() -> None:
    assert instructions("USER") == ["diplomacy"]
    assert any(command.startswith("useradd --system") for command in instructions("RUN"))
    assert "--require-hashes" in DOCKERFILE
    assert instructions("HEALTHCHECK")[0].endswith('CMD ["python", "-m", "scripts.healthcheck"]')


def test_no_secret_key_and_no_data_get_into_the_image(image: Path) -> None:
    assert [path.name for path in (image / ".data").iterdir()] == ["static"]
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[1] == "*"
    for copied in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.M):
        for source in copied.split()[:-1]:
            assert f"!{source.split('/')[0]}" in ignored


def test_the_migration_command_knows_the_plan(database_url: str, image: Path) -> None:
    command = [*SERVICES["migrate"]["command"], "--plan"]
    done = run(command, image, **PRODUCTION, DATABASE_URL=database_url)
    assert done.returncode == 0, done.stderr
    assert "No planned migration operations." in done.stdout


def test_the_workers_commands_exist_and_find_it_healthy(database_url: str, image: Path) -> None:
    settings = {**PRODUCTION, "DATABASE_URL": database_url}
    asked = run([*SERVICES["worker"]["command"], "--help"], image, **settings)
    assert asked.stdout.startswith("usage: manage.py procrastinate worker")
    done = run(SERVICES["worker"]["healthcheck"]["test"][1:], image, **settings)
    assert done.returncode == 0, done.stderr
    once = run([*SERVICES["worker"]["command"], "--one-shot"], image, **settings)
    assert once.returncode == 0, once.stderr


def test_the_web_command_serves_a_public_site_and_its_health_check_sees_it(
    database_url: str, image: Path
) -> None:
    (command,) = (yaml.safe_load(words) for words in instructions("CMD"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command[command.index("--bind") + 1] = f"127.0.0.1:{port}"
    settings = {**PRODUCTION, "DATABASE_URL": database_url, "PORT": port, "DIPLOMACY_POOL_SIZE": "4"}
    assert run([command[0], "--check-config", *command[1:]], image, **settings).returncode == 0
    check = SERVICES["web"]["healthcheck"]["test"][1:]
    assert "No answer" in run(check, image, **settings).stderr
    program = str(Path(sys.executable).with_name(command[0]))
    environment = {"PATH": os.environ["PATH"], **settings}
    with subprocess.Popen([program, *command[1:]], cwd=image, env=environment, stderr=subprocess.PIPE) as web:
        try:
            deadline = time.monotonic() + 60
            while (done := run(check, image, **settings)).returncode and time.monotonic() < deadline:
                time.sleep(0.2)
            assert '"alive"' in done.stdout
            assert '"ready"' in run([*check, "/readyz"], image, **settings).stdout
        finally:
            web.terminate()
            web.communicate(timeout=60)


def test_an_image_without_its_secrets_refuses_to_start(image: Path) -> None:
    done = run(["python", "manage.py", "check"], image, DIPLOMACY_PRODUCTION="1")
    assert done.returncode != 0
    assert "DIPLOMACY_SECRET_KEY must be set in production" in done.stderr
