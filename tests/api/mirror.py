"""A copy of the records, kept by following the feed, as a researcher's program would."""

import time
from typing import Any

from django.db import connection
from rest_framework.test import APIClient

LISTS = ("sources", "topics", "speakers", "articles", "meetings", "quotes", "corrections")
PATIENCE = 120
"""Seconds that another test may take."""
Records = dict[tuple[str, str], Any]


def normal(value: Any) -> Any:
    """Records in short within a record stand for their keys alone: the rest of them is told by their own."""
    if isinstance(value, dict):
        if "url" in value:
            return value["url"]
        return {name: normal(inner) for name, inner in value.items()}
    return [normal(inner) for inner in value] if isinstance(value, list) else value


def outer(record: dict[str, Any]) -> dict[str, Any]:
    return {name: normal(value) for name, value in record.items()}


def wait_for_other_databases() -> None:
    """Let what is being written in the server's other databases end: other tests hold the feed up meanwhile.

    The feed stays behind every transaction of the server that is still open. Raises TimeoutError.
    """
    until = time.monotonic() + PATIENCE
    waiting = open_elsewhere()
    while waiting and time.monotonic() < until:
        time.sleep(0.02)
        waiting &= open_elsewhere()
    if waiting:
        raise TimeoutError("another database of this server keeps a transaction open")


def open_elsewhere() -> set[tuple[int, int]]:
    """The writing transactions of other databases: process and transaction id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, backend_xid::text::bigint FROM pg_stat_activity"
            " WHERE datname <> current_database() AND backend_xid IS NOT NULL"
        )
        return set(cursor.fetchall())


class Mirror:
    """Applies the changes in order, and remembers where it is."""

    def __init__(self, client: APIClient, address: str = "/api/v1/changes/?page_size=7") -> None:
        self.client, self.address = client, address
        self.records: Records = {}
        self.removed: dict[tuple[str, str], dict[str, Any]] = {}

    def follow(self) -> list[dict[str, Any]]:
        """Everything there is to know now."""
        wait_for_other_databases()
        seen, more = [], True
        while more:
            response = self.client.get(self.address)
            assert response.status_code == 200, response.content
            body = response.json()
            for change in body["results"]:
                self.apply(change)
                seen.append(change)
            self.address, more = body["next"], body["more"]
        return seen

    def apply(self, change: dict[str, Any]) -> None:
        key = change["resource"], change["key"]
        if change["record"] is None:
            self.records.pop(key, None)
            self.removed[key] = change
        else:
            self.removed.pop(key, None)
            self.records[key] = outer(change["record"])


def everything(client: APIClient) -> Records:
    """All that the lists show."""
    found: Records = {}
    for name in LISTS:
        address = f"/api/v1/{name}/?page_size=1000"
        while address:
            page = client.get(address).json()
            for record in page["results"]:
                found[name, str(record.get("id", record.get("slug")))] = outer(record)
            address = page["next"]
    return found
