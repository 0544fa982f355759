"""Windows of every size, large letters, dark rooms and colours of the reader's own, in Chromium."""

from __future__ import annotations

import io
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

#: The eight windows in which the page was looked at, and one at four times its size.
SIZES = [
    (1920, 1080),
    (1280, 800),
    (1024, 768),
    (844, 390),
    (768, 1024),
    (640, 400),
    (390, 844),
    (320, 568),
    (320, 256),
]

#: By how much the page is wider than the window; the share of its height that stands still over
#: what is scrolled; and the parts that are wider than their place and cannot be scrolled.
MEASURED = """
() => {
  const wide = [...document.querySelectorAll(".frontmap :is(table, section, p, ul, dl, div)")]
    .filter((one) => one.offsetParent !== null)
    .filter((one) => !one.closest(".fm-stage, .fm-field, .fm-scroll, .fm-episodes"))
    .filter((one) => one.scrollWidth > one.clientWidth + 1
      && !["auto", "scroll"].includes(getComputedStyle(one).overflowX)
      && getComputedStyle(one).display !== "inline")
    .map((one) => one.className || one.tagName);
  const time = document.querySelector(".fm-time");
  const sticky = getComputedStyle(time).position === "sticky";
  const scrolls = document.documentElement.scrollHeight > innerHeight + 1;
  return {
    across: document.documentElement.scrollWidth - innerWidth,
    still: sticky && scrolls ? time.getBoundingClientRect().height / innerHeight : 0,
    wide,
  };
}
"""

#: The words of a table that are cut in the middle: their letters stand in two lines.
CUT = """
() => {
  const cut = [];
  for (const cell of document.querySelectorAll(":is(th, td)")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const word of node.data.matchAll(/[\\p{L}\\p{M}]+/gu)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) cut.push(word[0]);
      }
    }
  }
  return cut;
}
"""


def resized(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def is_inside(page: Page, selector: str) -> bool:
    """Whether an element, once scrolled to, stands in the window whole and uncovered."""
    place = page.locator(selector).first
    place.scroll_into_view_if_needed()
    return bool(
        place.evaluate("""(one) => {
          const box = one.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          // the date is seen through the field that lies over it
          const through = one.matches(".fm-date") && top.matches(".fm-typed:not(:focus)");
          return box.left >= 0 && box.right <= innerWidth && box.top >= -1
            && box.bottom <= innerHeight + 1
            && (through || one.contains(top) || top.contains(one));
        }""")
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_in_no_window_is_anything_covered_or_scrolled_two_ways(
    shared: Callable[..., Any], language: str
) -> None:
    with shared(f"#2018-05-03;lang={language}") as page:
        page.locator(".fm-list").evaluate("(list) => { list.open = true; }")
        for size in SIZES:
            resized(page, *size)
            measured = page.evaluate(MEASURED)
            assert measured["across"] <= 0, size
            assert measured["still"] <= 1 / 3, size
            assert measured["wide"] == [], size
            assert page.evaluate(CUT) == [], size
            for control in (".fm-step >> nth=2", ".fm-track", ".fm-language"):
                assert is_inside(page, control), (size, control)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_the_first_sight_is_the_map_its_legend_the_day_and_the_first_change(
    shared: Callable[..., Any], language: str
) -> None:
    with shared(f"#2018-05-03;lang={language}") as page:
        resized(page, 390, 844)
        foot = page.locator(".fm-time").bounding_box()
        assert foot is not None
        for selector in (".fm-stage", ".fm-map-legend", ".fm-day h3", ".fm-day li >> nth=0"):
            box = page.locator(selector).bounding_box()
            assert box is not None
            assert 0 <= box["y"] < box["y"] + box["height"] <= foot["y"], selector
        for selector in (".fm-date", ".fm-step >> nth=2", ".fm-track"):
            box = page.locator(selector).bounding_box()
            assert box is not None
            assert foot["y"] <= box["y"] < box["y"] + box["height"] <= 844, selector


#: What stands under the middle of the date, and which buttons lie under the field to type a day.
UNDER = """
() => {
  const middle = (one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2);
  };
  const stolen = [...document.querySelectorAll(".fm-time button")]
    .flatMap((button) => [.1, .5, .9].map((share) => {
      const { left, right, top, height } = button.getBoundingClientRect();
      return document.elementFromPoint((left + right) / 2, top + height * share);
    })).filter((one) => one?.matches(".fm-typed"));
  return { date: middle(document.querySelector(".fm-date time")).className, stolen: stolen.length };
}
"""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640), (844, 390)])
def test_on_a_phone_the_date_itself_is_tapped_to_type_another(
    shared: Callable[..., Any], width: int, height: int, language: str
) -> None:
    with shared(f"#2018-05-03;lang={language}") as page:
        resized(page, width, height)
        page.locator(".fm-time").scroll_into_view_if_needed()
        bar = page.locator(".fm-time")
        before = bar.bounding_box()
        assert page.evaluate(UNDER) == {"date": "fm-typed", "stolen": 0}
        assert page.locator(".fm-typed").evaluate("one => getComputedStyle(one).opacity") == "0"
        page.locator(".fm-typed").click()
        assert page.locator(".fm-typed").evaluate("one => getComputedStyle(one).opacity") == "1"
        # and the bar is as high as it was
        assert bar.bounding_box() == before
        page.keyboard.press("Control+A")
        page.keyboard.type("21 شعبان 1439")
        page.keyboard.press("Enter")
        assert page.locator(".fm-date time").get_attribute("datetime") == "2018-05-07"


def test_a_telephone_held_across_shows_the_map_and_every_button(
    shared: Callable[..., Any],
) -> None:
    with shared("#2018-05-03") as page:
        resized(page, 844, 390)
        stage = page.locator(".fm-stage").bounding_box()
        assert stage is not None
        assert stage["height"] >= 230
        for selector in (".fm-date", ".fm-step >> nth=0", ".fm-step >> nth=4", ".fm-track"):
            box = page.locator(selector).bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 390, selector
            assert box["y"] >= stage["y"] + stage["height"], selector


def test_at_first_sight_on_a_desk_stands_what_changed_and_what_is_said_of_it(
    shared: Callable[..., Any],
) -> None:
    with shared("#2018-05-03") as page:
        for selector in (".fm-day", ".fm-caption", ".fm-date", ".fm-step >> nth=2"):
            box = page.locator(selector).bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 800, selector


@pytest.fixture
def large_letters(chromium: Browser, page_file: Path) -> Callable[..., Any]:
    """Return a function that opens the page in a browser whose letters have twice their size."""

    @contextmanager
    def _open() -> Iterator[Page]:
        browser = chromium.browser_type.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--blink-settings=defaultFontSize=32"],
        )
        page = browser.new_page()
        page.add_init_script("localStorage.setItem('frontmap.read', '1')")
        page.goto(page_file.as_uri())
        page.wait_for_selector(".frontmap.fm-running .fm-date time")
        yield page
        browser.close()

    return _open


def test_twice_as_large_letters_are_met_as_a_small_window_is(
    large_letters: Callable[..., Any],
) -> None:
    with large_letters() as page:
        for size in ((1280, 800), (390, 844)):
            resized(page, *size)
            measured = page.evaluate(MEASURED)
            assert measured["across"] <= 0, size
            assert measured["still"] == 0, size
            assert measured["wide"] == [], size
            for control in (".fm-step >> nth=2", ".fm-track", ".fm-date"):
                assert is_inside(page, control), (size, control)


def colours_of(page: Page) -> dict[str, tuple[int, ...]]:
    """The colour that is seen most of an area, of samples of its party, and of what is round it."""
    from PIL import Image  # noqa: PLC0415 - only where a browser is there

    page.locator(".fm-badge").first.scroll_into_view_if_needed()
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    def most(selector: str) -> tuple[int, ...]:
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        place = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
        found = seen.crop(tuple(map(round, place))).getcolors(1 << 20)
        return max(found)[1]

    return {
        "ground": most(".fm-stage"),
        "area": most("[data-area=qadam]"),
        "chart": most(".fm-chart"),
        "sample": most(".fm-change >> nth=1 >> .fm-swatch >> nth=1"),
        "badge": most(".fm-badge"),
        "panel": most(".fm-panel"),
    }


def test_colours_mean_the_same_in_a_dark_room_and_with_colours_of_the_reader_s_own(
    opened: Callable[..., Any],
) -> None:
    seen = {}
    with opened("#2018-05-03") as page:
        session = page.context.new_cdp_session(page)
        for name, media in {
            "light": {},
            "dark": {"color_scheme": "dark"},
            "darkened": {"color_scheme": "dark"},
            "forced": {"color_scheme": "light", "forced_colors": "active"},
        }.items():
            page.emulate_media(**media)
            # as telephones darken pages of which they know nothing
            darkened = {"enabled": name == "darkened"}
            session.send("Emulation.setAutoDarkModeOverride", darkened)
            seen[name] = colours_of(page)
    panels = {name: colours.pop("panel") for name, colours in seen.items()}
    assert panels["light"] == (255, 255, 255)
    assert panels["dark"] == panels["darkened"] == (29, 32, 36)
    assert seen["dark"] == seen["darkened"] == seen["forced"] == seen["light"]
    assert seen["light"]["badge"] == seen["light"]["area"] == seen["light"]["sample"]


def test_colours_of_the_reader_s_own_keep_what_is_pressed_and_what_is_playing(
    opened: Callable[..., Any],
) -> None:
    ground = "(one) => getComputedStyle(one).backgroundColor"
    with opened("#2018-05-03", forced_colors="active") as page:
        pressed = page.locator(".fm-episodes [aria-pressed=true]").evaluate(ground)
        assert pressed != page.locator(".fm-episodes [aria-pressed=false]").first.evaluate(ground)
        play = page.locator(".fm-step").nth(2)
        assert play.evaluate(ground) != pressed
        play.click()
        assert play.evaluate(ground) == pressed
        page.keyboard.press("Tab")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid"


def test_whoever_wants_no_movement_sees_none(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03", reduced_motion="reduce") as page:
        moving = page.evaluate("""[...document.querySelectorAll(".frontmap, .frontmap *")]
          .map((one) => getComputedStyle(one))
          .filter((one) => one.animationName !== "none"
            || parseFloat(one.transitionDuration) > 0).length""")
        assert moving == 0


def test_without_scripts_no_table_is_wider_than_a_telephone(opened: Callable[..., Any]) -> None:
    with opened("", running=False, java_script_enabled=False) as page:
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(CUT) == []
