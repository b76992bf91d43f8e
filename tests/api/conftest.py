"""What the API's tests share."""

import pytest
from rest_framework.test import APIClient


@pytest.fixture
def client() -> APIClient:
    """A program without an account."""
    return APIClient()
