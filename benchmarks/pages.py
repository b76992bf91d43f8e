"""How fast pages are on a made-up corpus, beside bare SQL for what each is about, in the same run.

    .venv/bin/python manage.py migrate
    .venv/bin/python manage.py synthesize 300000   # on an empty database
    .venv/bin/python -m benchmarks.pages [--rounds 20] [--markdown]

Each page type is asked for in several forms (much and little to show), in another order each round, through
Django's test client: the whole of the server's work but the socket. Prints milliseconds at the 50th and the
95th percentile, how long a processor worked for the page (which neighbours on the machine change least),
queries, kilobytes of HTML as sent compressed, and the reference: the rows or counts that the page is about,
by bare SQL on the same connection.
"""

import argparse
import gzip
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import django

from benchmarks.page_kinds import Kind, kinds

ROUNDS = 20


def measure(found: list[Kind], rounds: int) -> None:
    """Ask for every page and every reference once a round, each round in another order."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")

    def bare(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.fetchall()

    for kind in found:
        for address in kind.addresses:
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
            if response.status_code != 200:
                raise SystemExit(f"{address} answers {response.status_code}")
            kind.queries = max(kind.queries, len(captured))
            kind.kilobytes = max(kind.kilobytes, len(gzip.compress(response.content)) / 1000)
        bare(kind.reference)
    order = random.Random(1)  # noqa: S311 (only an order)
    for _ in range(rounds):
        order.shuffle(found)
        for kind in found:
            for address in kind.addresses:
                used = processor_seconds()
                kind.taken.append(seconds(lambda address=address: client.get(address)))  # type: ignore[misc]
                kind.processor.append(processor_seconds() - used)
                kind.bare.append(seconds(lambda kind=kind: bare(kind.reference)))  # type: ignore[misc]


def processor_seconds() -> float:
    """Time that this process and its PostgreSQL process have had a processor, where Linux tells."""
    from django.db import connection

    own = time.process_time()
    try:
        backend = connection.connection.info.backend_pid
        return own + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, ValueError):
        return own


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def told(found: list[Kind], markdown: bool) -> str:
    """The table."""
    lines: list[tuple[str, ...]] = [
        ("Page", "p50 ms", "p95 ms", "processor ms", "bare SQL ms", "queries", "kB")
    ]
    for kind in found:
        p95 = statistics.quantiles(kind.taken, n=20)[-1]
        medians = (statistics.median(times) for times in (kind.taken, kind.processor, kind.bare))
        p50, processor, bare = medians
        shown = [f"{1000 * figure:.1f}" for figure in (p50, p95, processor, bare)]
        lines.append((kind.name, *shown, str(kind.queries), f"{kind.kilobytes:.1f}"))
    if markdown:
        rows = [f"| {' | '.join(line)} |" for line in lines]
        rows.insert(1, "|---|--:|--:|--:|--:|--:|--:|")
        return "\n".join(rows)
    return "\n".join(f"{line[0]:28}{''.join(f'{cell:>14}' for cell in line[1:])}" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure every page type on the corpus at hand.")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each (default: {ROUNDS})")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    from diplomacy.postgres import running

    data_dir = Path(os.environ.get("DIPLOMACY_DATA_DIR") or Path(__file__).parents[1] / ".data")
    given = os.environ.get("DATABASE_URL")
    with nullcontext(given) if given else running(data_dir) as url:
        os.environ["DATABASE_URL"] = str(url)
        django.setup()
        from statements.models import Quote

        found = kinds()
        names = [kind.name for kind in found]
        measure(found, max(2, options.rounds))
        found.sort(key=lambda kind: names.index(kind.name))
        count = Quote.objects.count()
        sys.stdout.write(f"{count:,} quotes, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n\n")
        sys.stdout.write(f"{told(found, options.markdown)}\n")


if __name__ == "__main__":
    main()
