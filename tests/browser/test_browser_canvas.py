"""The page of an atlas with very many areas, which is drawn on a canvas, in Chromium."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from frontmap.drawing.colours import tint
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from frontmap.atlas import Atlas

DAY = date(2018, 5, 3)

COLOURS_AT = """
(places) => {
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const ground = document.querySelector(".leaflet-frontmap-canvas-pane canvas");
  const copy = Object.assign(document.createElement("canvas"),
    { width: ground.width, height: ground.height });
  const ink = copy.getContext("2d", { willReadFrequently: true });
  ink.drawImage(ground, 0, 0);
  const inner = map.getContainer().getBoundingClientRect();
  const outer = ground.getBoundingClientRect();
  return places.map(([lon, lat]) => {
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const [red, green, blue] = ink.getImageData(
      x + inner.left - outer.left, y + inner.top - outer.top, 1, 1).data;
    return "#" + [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  });
}
"""


#: How many values of the lines' pixels on white differ from those read before, how many are dark.
LINES = """
() => {
  const lines = [...document.querySelectorAll(".leaflet-frontmap-canvas-pane canvas")].at(-1);
  const copy = Object.assign(document.createElement("canvas"),
    { width: lines.width, height: lines.height });
  const ink = copy.getContext("2d", { willReadFrequently: true });
  ink.fillStyle = "white";
  ink.fillRect(0, 0, copy.width, copy.height);
  ink.drawImage(lines, 0, 0);
  const { data } = ink.getImageData(0, 0, copy.width, copy.height);
  const before = window.linesBefore ?? data;
  window.linesBefore = data;
  // where a line is cut, its edge may come out a shade lighter
  const differing = data.filter((value, at) => Math.abs(value - before[at]) > 96).length;
  return [differing, data.filter((value) => value < 60).length];
}
"""

DRAW_ALL_AGAIN = """
() => { Object.values(window).find((value) => value instanceof L.Map).fire("viewreset"); }
"""


@pytest.fixture(scope="module")
def page_file(canvas_file: Path) -> Path:
    return canvas_file


def settle(page: Page) -> None:
    page.evaluate("""() => new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
    })""")


def inside(atlas: Atlas, day: date) -> dict[str, tuple[tuple[float, float], str]]:
    """A place in each area that one party holds, and the colour that it has to have."""
    snapshot = atlas.on(day)
    west, south, east, north = 36.27, 33.44, 36.33, 33.49
    found = {}
    for area in atlas.shown(snapshot.episode):
        control = snapshot.controls[area.id]
        centre, edge = shapely.maximum_inscribed_circle(area.polygon, tolerance=1e-4).coords
        # off the letters, which stand in the middle
        place = centre[0], centre[1] + 0.85 * math.dist(centre, edge)
        if control.status is Status.HELD and west < place[0] < east and south < place[1] < north:
            colour = atlas.actors[control.holder].colour
            found[area.id] = place, tint(colour, snapshot.doubt(area.id))
    return found


def painted(page: Page, atlas: Atlas, day: date) -> tuple[dict[str, str], dict[str, str]]:
    settle(page)
    places = inside(atlas, day)
    assert len(places) > 10
    colours = page.evaluate(COLOURS_AT, [place for place, _ in places.values()])
    expected = {area: colour for area, (_, colour) in places.items()}
    return expected, dict(zip(places, colours, strict=True))


def test_each_step_paints_what_the_snapshot_has_forward_and_back(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    with shared() as page:
        for key, days in (("ArrowRight", 8), ("ArrowLeft", -14)):
            start = date.fromisoformat(page.locator(".fm-date time").get_attribute("datetime"))
            for step in range(abs(days)):
                day = start + timedelta(days=step if days > 0 else -step)
                expected, seen = painted(page, builtin, day)
                assert expected == seen, day
                page.keyboard.press(key)


def test_a_click_chooses_the_area_under_it_and_the_keys_go_on_from_there(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    with shared() as page:
        settle(page)
        x, y = page.evaluate(
            """([lon, lat]) => {
              const map = Object.values(window).find((value) => value instanceof L.Map);
              const { left, top } = map.getContainer().getBoundingClientRect();
              const { x, y } = map.latLngToContainerPoint([lat, lon]);
              return [left + x, top + y];
            }""",
            list(inside(builtin, DAY)["qadam"][0]),
        )
        page.mouse.click(x, y)
        assert page.locator(".fm-card h2").inner_text() == builtin.areas["qadam"].name.exact("en")
        page.locator(".leaflet-frontmap-canvas-pane canvas").last.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press(" ")
        # which lies south of al-Qadam
        assert page.locator(".fm-card h2").inner_text() == builtin.areas["madaniya"].name.exact(
            "en"
        )


def test_lines_drawn_step_by_step_are_those_that_are_drawn_at_once(
    shared: Callable[..., Any],
) -> None:
    with shared() as page:
        for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Home", "ArrowRight", "End"):
            page.keyboard.press(key)
            settle(page)
            page.evaluate(LINES)
            page.evaluate(DRAW_ALL_AGAIN)
            settle(page)
            differing, inked = page.evaluate(LINES)
            assert differing == 0, key
            assert inked > 1000 or key == "End", key


def test_a_picture_of_the_day_has_what_is_on_the_canvases(
    opened: Callable[..., Any], tmp_path: Path
) -> None:
    with opened("#2018-05-03") as page:
        settle(page)
        for offer, begin in ((1, b"\x89PNG"), (2, b"<svg")):
            page.locator(".fm-take > button").click()
            with page.expect_download() as download:
                page.locator(".fm-offer").nth(offer).click()
            download.value.save_as(tmp_path / "taken")
            content = (tmp_path / "taken").read_bytes()
            assert content.startswith(begin)
    assert content.count(b'href="data:image/png;base64,') == 2  # the areas, and the day's lines
    # and what lies over them
    for said in ("Centre of Damascus · 2 km", "2 km", "N", "(…)"):
        assert f">{said}</text>".encode() in content
