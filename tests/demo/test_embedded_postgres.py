"""The embedded server, with real processes that come, go and are killed."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from diplomacy.postgres import Cluster, PostgresError, running

ROOT = Path(__file__).resolve().parents[2]
# Prints the address, then keeps the server in use until its standard input ends.
USER = """
import sys; from pathlib import Path; from diplomacy.postgres import running
with running(Path(sys.argv[1])) as url:
    print(url, flush=True); sys.stdin.read()
"""


@pytest.fixture
def new_data_dir() -> Iterator[Path]:
    """A data folder to be, its path with a space and a letter beyond ASCII."""
    with tempfile.TemporaryDirectory(prefix="diplomacy é ") as parent:
        Path(parent).chmod(0o755)
        path = Path(parent, "data of mine")
        yield path
        if (path / "postgres" / "postmaster.pid").exists():
            Cluster(path, "postgres").stop()


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A data folder with a cluster, made once, to be copied."""
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        with running(Path(parent, "data"), durable=False):
            pass
        yield Path(parent, "data")


@pytest.fixture
def data_dir(new_data_dir: Path, made: Path) -> Path:
    """A data folder whose cluster has run before."""
    subprocess.run(["cp", "-a", made, new_data_dir], check=True)
    return new_data_dir


@contextmanager
def a_user(data_dir: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-c", USER, str(data_dir)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        assert process.stdin
        url = process.stdout.readline().strip()
        assert url
        yield url, process
        if process.poll() is None:
            process.stdin.close()
            assert process.wait(timeout=30) == 0


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def remember(url: str, word: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT %s::text AS word", [word])


def remembered(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT word FROM kept").fetchone()
    assert row
    return str(row[0])


def test_only_the_own_role_gets_in_with_its_password_over_loopback(data_dir: Path) -> None:
    with running(data_dir, durable=False) as url:
        with psycopg.connect(url, require_auth="scram-sha-256") as connection:
            assert connection.execute("SHOW is_superuser").fetchone() == ("off",)
        socket_folder, listen_address = (
            (data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[4:6]
        )
        assert (socket_folder, listen_address) == ("", "127.0.0.1")
        password = url.split(":")[2].split("@")[0]
        assert len(password) >= 40
        assert not answers(url.replace(password, "guessed"))
        assert not answers(url.replace("//diplomacy:", "//postgres:"))


def test_no_other_user_of_the_computer_can_read_the_data(new_data_dir: Path) -> None:
    with running(new_data_dir, durable=False):
        pass

    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(new_data_dir) in (0o700, 0o710)
    assert mode(new_data_dir / "postgres") == 0o700
    assert {mode(path) & 0o077 for path in new_data_dir.rglob("*")} == {0}
    assert mode(new_data_dir / "postgres" / "password") == 0o600


def test_a_second_start_finds_data_password_and_port_again(data_dir: Path) -> None:
    with running(data_dir, durable=False) as first:
        remember(first, "kept")
    assert not answers(first)
    with running(data_dir) as second:
        assert second == first
        assert remembered(second) == "kept"


def test_a_port_taken_meanwhile_is_replaced(data_dir: Path) -> None:
    with running(data_dir, durable=False) as first:
        port = int(first.rsplit(":", 1)[1].split("/")[0])
    with socket.create_server(("127.0.0.1", port)), running(data_dir, durable=False) as second:
        assert second != first
        assert answers(second)


def test_two_processes_share_the_server_and_the_last_one_stops_it(data_dir: Path) -> None:
    with running(data_dir, durable=False) as ours:
        with a_user(data_dir) as (theirs, _):
            assert theirs == ours
        assert answers(ours)
    assert not answers(ours)
    with a_user(data_dir) as (theirs, _):
        with running(data_dir, durable=False) as ours:
            assert ours == theirs
        assert answers(theirs)
    assert not answers(theirs)


def test_a_killed_user_leaves_a_server_that_the_next_one_adopts_and_stops(data_dir: Path) -> None:
    with a_user(data_dir) as (url, process):
        server = postmaster(data_dir)
        process.kill()
        process.wait()
    assert answers(url)
    with running(data_dir, durable=False) as adopted:
        assert adopted == url
        assert postmaster(data_dir) == server
    assert not answers(url)


@pytest.mark.parametrize("victim", ["of another process", "of our own"])
def test_a_killed_server_starts_again_with_what_was_committed(data_dir: Path, victim: str) -> None:
    if victim == "of our own":
        with running(data_dir) as url:
            remember(url, "committed")
            os.kill(postmaster(data_dir), signal.SIGKILL)
    else:
        with a_user(data_dir) as (url, _):
            remember(url, "committed")
            os.kill(postmaster(data_dir), signal.SIGKILL)
    with running(data_dir) as again:
        assert remembered(again) == "committed"


def test_a_stale_file_that_names_another_living_process_is_no_hindrance(data_dir: Path) -> None:
    with running(data_dir, durable=False):
        kept = (data_dir / "postgres" / "postmaster.pid").read_text().splitlines()
    stale = data_dir / "postgres" / "postmaster.pid"
    stale.write_text("\n".join([str(os.getpid()), *kept[1:]]) + "\n")
    with running(data_dir, durable=False) as url:
        assert answers(url)
        assert postmaster(data_dir) != os.getpid()


def test_a_cluster_made_by_halves_is_made_anew(new_data_dir: Path) -> None:
    half_made = new_data_dir / "postgres.new" / "base"
    half_made.mkdir(parents=True)
    with running(new_data_dir, durable=False) as url:
        assert answers(url)
    assert not half_made.exists()


def test_typographic_quotation_marks_and_dashes_are_no_part_of_words(data_dir: Path) -> None:
    with running(data_dir, durable=False) as url, psycopg.connect(url) as connection:
        row = connection.execute("SELECT to_tsvector('simple', '“Élan” — peace’s'), lower('É')").fetchone()
    assert row == ("'peace':2 's':3 'élan':1", "é")


def test_a_damaged_cluster_is_refused_with_what_the_server_said(data_dir: Path) -> None:
    with running(data_dir, durable=False):
        pass
    (data_dir / "postgres" / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(PostgresError, match=r"^PostgreSQL did not start; .*9\.6"), running(data_dir):
        pass


def test_a_data_folder_that_cannot_be_made_is_refused_with_what_to_do(new_data_dir: Path) -> None:
    new_data_dir.write_text("a file where the folder should be")
    with pytest.raises(PostgresError, match="name another one in DIPLOMACY_DATA_DIR"), running(new_data_dir):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as another account")
def test_roots_private_folder_stays_private_and_the_data_lies_elsewhere(new_data_dir: Path) -> None:
    private = new_data_dir.parent
    private.chmod(0o700)
    with running(new_data_dir, durable=False) as url:
        assert answers(url)
    elsewhere = (new_data_dir / "postgres").resolve()
    try:
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
        assert private not in elsewhere.parents
        assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
        with running(new_data_dir, durable=False) as again:
            assert again == url
    finally:
        shutil.rmtree(elsewhere.parent)


def test_the_server_outlives_no_user_for_long(data_dir: Path) -> None:
    with running(data_dir, durable=False):
        pid = postmaster(data_dir)
    deadline = time.monotonic() + 10
    while Path("/proc", str(pid)).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path("/proc", str(pid)).exists()
