"""Chromium for the tests that only a browser can run: offline, from disk, and without errors."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import engines
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engines import Engine
    from playwright.sync_api import Browser, Page

    from frontmap.atlas import Atlas

OPENING = date(2018, 5, 3)
_HAS_READ = "try { localStorage.setItem('frontmap.read', '1'); } catch { /* no page yet */ }"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")


def _missing(what: str) -> None:
    if os.environ.get("FRONTMAP_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{what} is missing, and FRONTMAP_REQUIRE_BROWSER=1 asks for it")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium, driven by Playwright."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        _missing("chromium")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing
    except ImportError:
        _missing("playwright")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=["chromium", "firefox", "webkit"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """One of the three engines, started once for all tests."""
    started: Engine
    if request.param == "chromium":
        started = engines.Chromium(request.getfixturevalue("chromium"))
    elif request.param == "firefox":
        started = engines.firefox(_missing, tmp_path_factory.mktemp("profile"))
    else:
        started = engines.webkit(_missing)
    yield started
    started.close()


@pytest.fixture(scope="session")
def page_file(builtin: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in atlas's page, opened on 3 May 2018."""
    from frontmap.page import write_page  # noqa: PLC0415 - only where a browser is there

    path = tmp_path_factory.mktemp("maps") / "2018-05-03.html"
    write_page(builtin, path, day=OPENING)
    return path


@pytest.fixture
def opened(chromium: Browser, page_file: Path) -> Callable[..., Any]:
    """Return a function that opens the page from disk, offline, and fails on any complaint.

    A newcomer is told how to read the map; others have been told before.
    """

    @contextmanager
    def _open(
        fragment: str = "",
        *,
        running: bool = True,
        newcomer: bool = False,
        **options: Any,  # noqa: ANN401 - Playwright's
    ) -> Iterator[Page]:
        context = chromium.new_context(
            **{"offline": True, "viewport": {"width": 1280, "height": 800}, **options}
        )
        if not newcomer:
            context.add_init_script(_HAS_READ)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith("file:")
                else complaints.append(f"asked for {asked.url}")
            ),
        )
        page.goto(page_file.as_uri() + fragment)
        if running:
            page.wait_for_selector(".frontmap.fm-running .fm-date time")
        yield page
        context.close()
        assert complaints == []

    return _open
