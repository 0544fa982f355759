"""Where the page cannot run its slider, the picture without scripts stays, and nothing fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_PAYLOAD = re.compile(r'(<script type="text/plain"[^>]*>.{20000})(.{5})')
#: Keeps what the page warns of, to wait for it.
_TOLD = """globalThis.said = [];
console.warn = ((warn) => (...all) => { said.push(all); warn(...all); })(console.warn);"""
NEEDS = "This page has a slider that leads from day to day."


class Opened:
    """A page that was opened, and what it complained of."""

    def __init__(self, page: Page, html: str, path: Path) -> None:
        self.page, self.errors, self.said = page, [], []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.said.append(message.text))
        path.write_text(html, "utf-8")
        page.goto(path.as_uri())

    def keeps_its_picture(self) -> bool:
        self.page.wait_for_function("!document.querySelector('.fm-running')")
        return self.page.locator(".fm-static svg").is_visible() and not self.errors


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


def test_a_script_in_a_syntax_of_the_future_is_no_error(
    page: Page, page_file: Path, tmp_path: Path
) -> None:
    html = _POLICY.sub("", page_file.read_text("utf-8"))
    before, _, after = html.rpartition('"use strict"')
    opened = Opened(page, f"{before}#{{ a syntax of 2040 }}{after}", tmp_path / "page.html")
    assert opened.keeps_its_picture()
    assert page.get_by_text(NEEDS).is_visible()
    assert len(opened.said) == 1
    assert opened.said[0].startswith("frontmap: ")


@pytest.mark.parametrize("missing", ["Array.prototype.at", "Object.fromEntries", "ResizeObserver"])
def test_where_something_is_missing_at_run_time_the_picture_comes_back(
    page: Page, page_file: Path, tmp_path: Path, missing: str
) -> None:
    page.add_init_script(f"delete globalThis.{missing}; {_TOLD}")
    opened = Opened(page, page_file.read_text("utf-8"), tmp_path / "page.html")
    page.wait_for_function("globalThis.said?.length")
    assert opened.keeps_its_picture()
    assert "no slider in this browser" in " ".join(opened.said)


def test_a_payload_that_was_changed_on_its_way_is_not_shown_as_another(
    page: Page, page_file: Path, tmp_path: Path
) -> None:
    page.add_init_script(_TOLD)
    html, count = _PAYLOAD.subn(r"\1zzzzz", page_file.read_text("utf-8"))
    assert count == 1
    opened = Opened(page, html, tmp_path / "page.html")
    page.wait_for_function("globalThis.said?.length")
    assert opened.keeps_its_picture()
    assert "not whole" in " ".join(opened.said)


def test_a_browser_that_inflates_nothing_has_the_slider(
    page: Page, page_file: Path, tmp_path: Path
) -> None:
    page.add_init_script("delete globalThis.DecompressionStream; delete Uint8Array.fromBase64")
    opened = Opened(page, page_file.read_text("utf-8"), tmp_path / "page.html")
    page.wait_for_selector(".frontmap.fm-running .fm-date time")
    assert opened.errors == []
    assert not page.get_by_text(NEEDS).is_visible()


def test_nothing_is_wider_than_a_phone_without_scripts(chromium: Browser, page_file: Path) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, offline=True
    )
    page = context.new_page()
    page.goto(page_file.as_uri())
    for part in ("table", "svg", "ol"):
        box = page.locator(f".fm-static {part}").first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    context.close()
