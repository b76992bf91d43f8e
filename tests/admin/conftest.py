"""Who visits the admin in these tests."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import AdminFactory, EditorFactory, SeniorEditorFactory, UserFactory


def signed_in(user: User) -> Client:
    """A browser in which this user has signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db: None) -> Any:
    return EditorFactory(username="edda")


@pytest.fixture
def boss(db: None) -> Any:
    return AdminFactory(username="boss")


@pytest.fixture
def as_editor(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def as_admin(boss: User) -> Client:
    return signed_in(boss)


@pytest.fixture
def visitors(editor: User, boss: User) -> dict[str, Client]:
    """A browser for each role."""
    return {
        "anonymous": Client(),
        "reader": signed_in(UserFactory()),
        "editor": signed_in(editor),
        "senior editor": signed_in(SeniorEditorFactory()),
        "admin": signed_in(boss),
    }
