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
    from playwright.sync_api import Browser, Page, ViewportSize

    from frontmap.atlas import Atlas

OPENING = date(2018, 5, 3)
WINDOW: ViewportSize = {"width": 1280, "height": 800}
RUNNING = ".frontmap.fm-running .fm-date time"
#: As a reader does who writes another address, but at once.
GO = """(fragment) => {
  document.activeElement.blur();
  window.scrollTo(0, 0);
  window.history.replaceState(null, "", fragment);
  window.dispatchEvent(new Event("hashchange"));
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
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
def missing() -> Callable[[str], None]:
    """Return a function that skips a test, or fails it where all browsers are asked for."""
    return _missing


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


def write(atlas: Atlas, path: Path, *, day: date = OPENING) -> Path:
    """Write a page, on a canvas where the file is called so, and return where it is."""
    from frontmap.page import write_page  # noqa: PLC0415 - only where a browser is there

    with pytest.MonkeyPatch.context() as patch:
        if path.stem == "canvas":
            patch.setattr("frontmap.page.element.CANVAS_ABOVE", 0)
        write_page(atlas, path, day=day)
    return path


@pytest.fixture(scope="session")
def svg_file(builtin: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in atlas's page, opened on 3 May 2018."""
    return write(builtin, tmp_path_factory.mktemp("maps") / "2018-05-03.html")


@pytest.fixture(scope="session")
def canvas_file(builtin: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same page, drawn on a canvas."""
    return write(builtin, tmp_path_factory.mktemp("maps") / "canvas.html")


@pytest.fixture(scope="module")
def page_file(svg_file: Path) -> Path:
    """The page that `opened` and `shared` open; a module may have another."""
    return svg_file


@contextmanager
def opening(
    chromium: Browser,
    address: str,
    *,
    running: bool = True,
    newcomer: bool = False,
    **options: Any,  # noqa: ANN401 - Playwright's
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page from disk, offline; what it complains of is added to the list."""
    context = chromium.new_context(**{"offline": True, "viewport": WINDOW, **options})
    context.set_default_timeout(1000 * engines.PATIENCE)
    if not newcomer:
        context.add_init_script(_HAS_READ)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith("file:") else complaints.append(f"asked for {asked.url}")
        ),
    )
    page.goto(address)
    if running:
        page.wait_for_selector(RUNNING)
    yield page, complaints
    context.close()


@pytest.fixture
def opened(chromium: Browser, page_file: Path) -> Callable[..., Any]:
    """Return a function that opens the page from disk, offline, and fails on any complaint.

    A newcomer is told how to read the map; others have been told before.
    """

    @contextmanager
    def _open(
        fragment: str = "",
        *,
        file: Path = page_file,
        **options: Any,  # noqa: ANN401 - likewise
    ) -> Iterator[Page]:
        with opening(chromium, file.as_uri() + fragment, **options) as (page, complaints):
            yield page
        assert complaints == []

    return _open


@pytest.fixture(scope="module")
def _kept(chromium: Browser, page_file: Path) -> Iterator[tuple[Page, list[str]]]:
    with opening(chromium, page_file.as_uri()) as kept:
        yield kept


@pytest.fixture
def shared(_kept: tuple[Page, list[str]]) -> Callable[..., Any]:
    """Return a function as `opened` does; it goes to an address in a page that is open already.

    To open a page takes longer than most tests. Whoever leaves another thing behind than a day, a
    card, an account, a language, a focus or a size of the window opens a page of their own.
    """
    page, complaints = _kept

    @contextmanager
    def _go(fragment: str = f"#{OPENING}") -> Iterator[Page]:
        page.set_viewport_size(WINDOW)
        page.evaluate(GO, fragment)
        yield page
        assert complaints == []

    return _go
