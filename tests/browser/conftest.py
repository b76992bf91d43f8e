"""The site with the real sample article, for a real Chromium to visit."""

import pytest

from statements.ingest.articles import ingest_article
from statements.models import Article
from tests.ingest.test_articles import SAMPLE


@pytest.fixture
def sample(transactional_db: None) -> Article:
    """The sample article, read in as a newcomer would."""
    return ingest_article(SAMPLE.read_bytes(), name=SAMPLE.name, source="EIR News Service").article
