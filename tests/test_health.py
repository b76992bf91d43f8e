"""What load balancers are told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client


def test_alive_needs_no_database(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_ready_with_every_migration_applied(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ready"})


def test_not_ready_without_a_database() -> None:
    code = (
        "import django; django.setup(); from django.test import Client; "
        "print(Client().get('/readyz').content.decode())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "diplomacy.settings",
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
        }
        | {"DIPLOMACY_ALLOWED_HOSTS": "testserver"},
        check=True,
        timeout=60,
    ).stdout

    assert told == '{"status": "not ready", "reason": "the database does not answer"}\n'
