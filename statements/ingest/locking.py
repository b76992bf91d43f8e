"""Two workers that meet the same new person must not make two rows of her."""

from collections.abc import Iterable

from django.db import connection


def lock_names(names: Iterable[str]) -> None:
    """Wait until no other transaction stores something by one of these names, and keep them until ours ends.

    The locks are taken in one order, so that two transactions never wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pg_advisory_xact_lock(key)
            FROM (
                SELECT DISTINCT hashtextextended(name, 0) AS key FROM unnest(%s::text[]) AS name ORDER BY key
            ) AS keys
            """,
            [sorted(set(names))],
        )
