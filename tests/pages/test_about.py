"""The page about the site asks the database nothing."""

from django.test import Client


def test_it_explains_kinds_confidence_licence_citing_and_data(client: Client) -> None:
    page = client.get("/about/").content.decode()
    for part in ("Reported speech", "almost certain", "Apache License 2.0", "How to cite", "/api/v1/schema/"):
        assert part in page


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.head("/about/").status_code == 200
    assert client.post("/about/").status_code == 405
