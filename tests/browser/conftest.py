"""A real Chromium before a live server with a small market; skipped, saying so, where none is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from config.celery import app as celery_app
from storefront import catalogue_index, staff
from tests.storefront import market, paying

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE = {"width": 360, "height": 800}
DESKTOP = {"width": 1280, "height": 900}
#: Milliseconds; generous, because test machines are busy.
PATIENCE = 20_000


def chromium_path(playwright: Playwright) -> str | None:
    """Where a Chromium is: the one CHROMIUM names, the system's, or playwright's own; None without one."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), playwright.chromium.executable_path]
    return next((path for path in found if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as playwright:
        path = chromium_path(playwright)
        if path is None:
            pytest.skip("Chromium is not installed: the pages are not tried in a browser.")
        # Playwright's own loop runs in this thread, where Django would take every query for an async one.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            yield browser
            browser.close()


@dataclass(frozen=True, slots=True)
class Site:
    """The running shop: its address and the rows of its market."""

    url: str
    market: market.Market


@pytest.fixture
def site(chromium: Browser, transactional_db: None, live_server: Any, settings: Any) -> Iterator[Site]:
    """The shop over HTTP, its background work done at once."""
    settings.PAGE_CACHE_SECONDS = 0
    settings.SALEOR_STAFF_EMAIL, settings.SALEOR_STAFF_PASSWORD = "echipa@example.com", "o parolă a echipei"
    rows = market.build()
    paying.install()
    call_command(
        "put_account", settings.SALEOR_STAFF_EMAIL, staff=True, password=settings.SALEOR_STAFF_PASSWORD
    )
    catalogue_index.forget()
    staff.forget()
    celery_app.conf.update(task_always_eager=True)
    yield Site(live_server.url, rows)
    celery_app.conf.update(task_always_eager=False)
    staff.forget()
    catalogue_index.forget()


class Visit:
    """Opens pages as one visitor and remembers what went wrong on them."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.faults = context, []  # type: ignore[var-annotated]
        context.set_default_timeout(PATIENCE)

    def page(self) -> Page:
        """A page whose script errors and server faults are remembered."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)
        page.on("response", self._see)
        return page

    def _hear(self, message: Any) -> None:
        # A form that was refused answers 422 or 404 pages 404: the browser logs both as errors.
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    def _see(self, response: Any) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")


@pytest.fixture
def visits(chromium: Browser, site: Site) -> Iterator[Any]:
    """Make visitors: `visits(viewport=PHONE, java_script_enabled=False).page()`. No page may have faults."""
    made: list[Visit] = []

    def visit(**options: Any) -> Visit:
        made.append(Visit(chromium.new_context(base_url=site.url, **options)))
        return made[-1]

    yield visit
    faults = [fault for each in made for fault in each.faults]
    for each in made:
        each.context.close()
    assert faults == []
