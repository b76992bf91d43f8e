"""A real browser that notes what a strict content security policy stops."""

from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which
from typing import Any

from playwright.sync_api import Page, sync_playwright


@contextmanager
def opened_page(complaints: list[str], **options: Any) -> Iterator[Page]:
    """A new page; what the browser complains of is added to the list."""
    with sync_playwright() as playwright:
        found = which("chromium") or which("chromium-browser") or which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(**options)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "response",
            lambda response: complaints.append(response.url) if response.status >= 400 else None,
        )
        yield page
        browser.close()
