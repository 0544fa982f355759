"""The page of an atlas with very many areas, which is drawn on a canvas, in Chromium."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from frontmap.drawing.colours import pale
from frontmap.model import Status

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
  return places.map(([lon, lat]) => {
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const [red, green, blue] = ink.getImageData(x, y, 1, 1).data;
    return "#" + [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
  });
}
"""


@pytest.fixture(scope="module")
def page_file(builtin: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from frontmap.page import write_page  # noqa: PLC0415 - only where a browser is there

    path = tmp_path_factory.mktemp("maps") / "canvas.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontmap.page.element.CANVAS_ABOVE", 0)
        write_page(builtin, path, day=DAY)
    return path


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
            found[area.id] = place, pale(colour) if snapshot.uncertain(area.id) else colour
    return found


def painted(page: Page, atlas: Atlas, day: date) -> tuple[dict[str, str], dict[str, str]]:
    settle(page)
    places = inside(atlas, day)
    assert len(places) > 10
    colours = page.evaluate(COLOURS_AT, [place for place, _ in places.values()])
    expected = {area: colour for area, (_, colour) in places.items()}
    return expected, dict(zip(places, colours, strict=True))


def test_each_step_paints_what_the_snapshot_has_forward_and_back(
    opened: Callable[..., Any], builtin: Atlas
) -> None:
    with opened() as page:
        for key, days in (("ArrowRight", 8), ("ArrowLeft", -14)):
            start = date.fromisoformat(page.locator(".date time").get_attribute("datetime"))
            for step in range(abs(days)):
                day = start + timedelta(days=step if days > 0 else -step)
                expected, seen = painted(page, builtin, day)
                assert expected == seen, day
                page.keyboard.press(key)


def test_a_click_chooses_the_area_under_it_and_the_keys_go_on_from_there(
    opened: Callable[..., Any], builtin: Atlas
) -> None:
    with opened() as page:
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
        assert page.locator(".area-card h2").inner_text() == builtin.areas["qadam"].name.en
        page.locator(".leaflet-frontmap-canvas-pane canvas").last.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        first = builtin.shown(builtin.on(DAY).episode)[0]
        assert page.locator(".area-card h2").inner_text() == first.name.en
