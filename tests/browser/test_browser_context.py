"""What lies round the areas on the map, in Chromium: streets, notes, the legend, what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

#: The boxes of what lies on the map, as x, y, right and bottom, by selector.
BOXES = """
(selectors) => selectors.map((selector) => [...document.querySelectorAll(selector)]
  .map((element) => element.getBoundingClientRect())
  .map(({ left, top, right, bottom }) => [left, top, right, bottom]))
"""


@pytest.fixture(scope="module", params=["svg", "canvas"])
def page_file(request: pytest.FixtureRequest) -> Path:
    file: Path = request.getfixturevalue(f"{request.param}_file")
    return file


def overlapping(page: Page, one: str, other: str) -> int:
    ones, others = page.evaluate(BOXES, [one, other])
    return sum(
        a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
        for a in ones
        for b in others
    )


def test_streets_lie_under_the_front_and_are_there_on_each_day(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03") as page:
        streets = page.locator("path.fm-street-main, path.fm-street-street")
        # a white line under each grey one
        assert streets.count() == 4
        under = page.evaluate("""() => {
            const street = document.querySelector(".fm-street-main");
            const front = document.querySelector("path.fm-front")
                ?? [...document.querySelectorAll(".leaflet-frontmap-canvas-pane canvas")].at(-1);
            const level = (node) => Number(getComputedStyle(node.closest(".leaflet-pane")).zIndex);
            const isBefore = Boolean(street.compareDocumentPosition(front)
                & Node.DOCUMENT_POSITION_FOLLOWING);
            return level(street) < level(front) || (level(street) === level(front) && isBefore);
        }""")
        assert under
        page.keyboard.press("ArrowRight")
        assert streets.count() == 4
        # yellow says that something changed
        assert page.locator("[fill='#facc15'], [stroke='#facc15']").count() == 0


def test_the_legend_has_what_is_drawn_today_and_no_more(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03;lang=en") as page:
        rows = page.locator(".fm-map-legend li")
        assert rows.all_inner_texts() == [
            "GOV\nGovernment and allied forces", "IS\nIslamic State", "OPP\nOpposition groups",
            "contested", "evacuating", "?\nlow confidence, or a vague day", "(…)\nassumed",
            "front today", "front yesterday, no longer", "changed on this day",
            "schematic outline",
        ]  # fmt: skip
        page.evaluate("() => { window.location.hash = '#2018-05-22;lang=en'; }")
        page.wait_for_function("() => document.querySelectorAll('.fm-map-legend li').length < 11")
        assert "contested" not in rows.all_inner_texts()
        page.locator(".fm-fold").click()
        assert not rows.first.is_visible()
        page.locator(".fm-fold").click()
        assert rows.first.is_visible()


def test_the_legend_is_seen_at_once_and_covers_little(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03;lang=en") as page:
        for size in ((1280, 800), (390, 844)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            (legend,), (stage,) = page.evaluate(BOXES, [".fm-map-legend", ".fm-stage"])
            assert legend[3] <= size[1]
            across = min(legend[2], stage[2]) - max(legend[0], stage[0])
            down = min(legend[3], stage[3]) - max(legend[1], stage[1])
            covered = max(0, across) * max(0, down)
            assert covered <= 0.2 * (stage[2] - stage[0]) * (stage[3] - stage[1]), size


def test_our_short_texts_run_into_nothing_and_open_by_key(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03;lang=en") as page:
        page.wait_for_function("() => document.querySelectorAll('.fm-note, .fm-pin').length > 2")
        for other in (".fm-label", ".fm-landmark", ".fm-map-legend", ".fm-locator"):
            assert overlapping(page, ".fm-note", other) == 0
        first = page.locator(".fm-on-map button").first
        first.focus()
        page.keyboard.press("Enter")
        said = page.locator(".fm-said")
        assert said.locator(".fm-note-text").inner_text() == (
            "The army cuts the town in two, SMART says"
        )
        page.keyboard.press("Escape")
        assert not said.is_visible()
        assert first.evaluate("(button) => button === document.activeElement")


def test_a_dot_opens_what_was_said_of_its_place(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-14;lang=en") as page:
        page.wait_for_selector(".fm-event-mark")
        listed = page.locator(".fm-on-map button:has(.fm-dot)").all_inner_texts()
        assert "30th Street (Salah al-Din) (1)" in listed
        page.locator(".fm-event-mark").first.click()
        assert page.locator(".fm-said .fm-claims li").count() >= 1
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        assert not page.locator(".fm-said").is_visible()


def test_no_dot_covers_the_name_of_an_area(shared: Callable[..., Any]) -> None:
    for day in ("2018-05-05", "2018-05-14"):
        with shared(f"#{day};lang=en") as page:
            page.wait_for_selector(".fm-event-mark")
            assert overlapping(page, ".fm-event-mark", ".fm-label, .fm-landmark, .fm-note") == 0


def test_an_account_has_none_of_our_texts(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03;as=side:government;lang=en") as page:
        assert page.locator(".fm-note, .fm-leaflet-pane .fm-pin, .fm-on-map .fm-pin").count() == 0


def test_the_edge_points_to_the_centre_and_the_corner_says_where_this_is(
    shared: Callable[..., Any],
) -> None:
    with shared("#2018-05-03;lang=ar") as page:
        assert page.locator(".fm-pointer").inner_text().startswith("مركز دمشق · ")
        assert page.locator(".fm-locator figcaption").inner_text() == (
            "سوريا › دمشق › الأطراف الجنوبية والشرقية"
        )
        assert page.locator(".fm-north").inner_text() == "ش"
        assert page.locator(".fm-map-legend").inner_text().isascii() is False
