"""A real Chromium that visits a real server holding the real sample article."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from statements.ingest.articles import ingest_article
from statements.models import Article

SAMPLE = Path(__file__).parents[2] / "statements" / "samples" / "pompeo-lavrov-2019-12-10.txt"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

Open = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The installed Chromium, started once for this folder; a test fails where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is not installed: run make test, which installs it"
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django would refuse to query.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Open]:
    """Opens a page of the site in a browser of its own, with Playwright's options for the browser.

    Fails in the end when any of them had a complaint (an error, or something that the policy stopped), or
    asked another site for anything.
    """
    contexts, complaints, requested = [], [], []

    def opened(address: str = "/", **options: Any) -> Page:
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("request", lambda request: requested.append(request.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
    assert requested
    assert not [url for url in requested if not url.startswith((f"{live_server.url}/", "data:"))]


@pytest.fixture
def sample(transactional_db: None) -> Article:
    """The sample article, read in as a newcomer would."""
    return ingest_article(SAMPLE.read_bytes(), name=SAMPLE.name, source="EIR News Service").article
