"""What all tests share: a real PostgreSQL, the embedded one unless DATABASE_URL names another."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import settings as properties

from diplomacy.postgres import running
from diplomacy.settings import DATA_DIR, database
from tests.chromium import chromium, open_page

__all__ = ["chromium", "open_page"]

# A loaded machine is slow, not wrong: no example fails for its time. The same code is tried with the same
# examples, so that a change is judged by itself.
properties.register_profile("diplomacy", deadline=None, derandomize=True)
properties.load_profile("diplomacy")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Point Django at the embedded server before its first connection (pytest-django's own hook)."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with ExitStack() as stack:
        url = stack.enter_context(running(DATA_DIR, name="test", durable=False))
        number = _free_number(DATA_DIR, stack)
        default = connections.settings["default"]
        default.update({key: database(url)[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "NAME")})
        default["TEST"]["NAME"] = f"test_diplomacy_{number}"
        yield


def _free_number(data_dir: Path, stack: ExitStack) -> int:
    """A number that no test run of this folder uses now, so that two at once have a database each."""
    for number in range(1, 100):
        lock: IO[str] = stack.enter_context((data_dir / f"test-{number}.lock").open("w"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        return number
    raise RuntimeError("100 test runs at once")


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Real hashing is slow by design, and here hundreds of accounts are made."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """The test database's address, for a process of its own; what such processes write is removed."""
    default = settings.DATABASES["default"]
    user, password = quote(default["USER"]), quote(default["PASSWORD"])
    return f"postgresql://{user}:{password}@{default['HOST']}:{default['PORT']}/{default['NAME']}"
