"""A day on paper: one page with the whole map, in Chromium."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from making import ACTORS, day, episode, ruling
from tessellation import random_areas

from frontmap.atlas import Atlas
from frontmap.model import Group, Text
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from frontmap.model import Ruling

PAPERS = [(paper, landscape) for paper in ("A4", "Letter") for landscape in (False, True)]

#: The canvases as the browser prints them, which waits for no frame: their share of the map's
#: width and height in pixels, and whether the outermost of the areas are painted inside the map.
ON_PAPER = """
() => {
  window.dispatchEvent(new Event("beforeprint"));
  const stage = document.querySelector(".fm-stage").getBoundingClientRect();
  return [...document.querySelectorAll(".leaflet-frontmap-canvas-pane canvas")].map((canvas) => {
    const box = canvas.getBoundingClientRect();
    const copy = Object.assign(document.createElement("canvas"),
      { width: box.width, height: box.height });
    const ink = copy.getContext("2d");
    ink.drawImage(canvas, 0, 0, box.width, box.height);
    const { data } = ink.getImageData(0, 0, copy.width, copy.height);
    const painted = [];
    for (let at = 0; at < copy.width * copy.height; at += 1) {
      if (data[4 * at + 3] > 0) painted.push([at % copy.width, Math.floor(at / copy.width)]);
    }
    const [left, right, top, bottom] = [0, 0, 1, 1].map((axis, which) => (
      painted.reduce((most, at) => Math[which % 2 ? "max" : "min"](most, at[axis]),
        which % 2 ? 0 : 9999)));
    return {
      density: canvas.width / box.width,
      left: left + box.left - stage.left, right: stage.right - box.left - right,
      top: top + box.top - stage.top, bottom: stage.bottom - box.top - bottom,
    };
  });
}
"""


def pages(page: Page, paper: str, *, landscape: bool) -> int:
    printed = page.pdf(format=paper, landscape=landscape, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def large_rulings() -> list[Ruling]:
    """Rulings of four parties on two hundred areas, of which twenty change on the second day."""
    parties = ("blue", "green", "moss", "red")
    first = [ruling(day(1), parties[n * 7 % 4], area=f"a{n}") for n in range(200)]
    second = [
        ruling(day(2), parties[n % 4], Status.CONTESTED, (parties[(n + 1) % 4],), area=f"a{n}")
        for n in range(0, 200, 10)
    ]
    return [*first, *second]


@pytest.fixture(scope="module")
def large_file(tiny_atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from frontmap.page import write_page  # noqa: PLC0415 - only where a browser is there

    path = tmp_path_factory.mktemp("maps") / "large.html"
    areas = tuple(
        replace(area, name=Text.of(en=f"Quarter {area.id[1:]}"), group="all")
        for area in random_areas(3, 200)
    )
    record = replace(
        tiny_atlas.record,
        areas=areas,
        actors=ACTORS,
        rulings=tuple(large_rulings()),
        groups=(Group("all", Text.of(en="All")),),
        episodes=(episode(1, 4),),
        relations=(),
        claims=(),
        captions=(),
        landmarks=(),
        annotations=(),
    )
    write_page(Atlas(record), path, day=day(2))
    return path


@pytest.mark.parametrize("fragment", ["#2018-05-21;lang=en", "#2018-05-03;lang=ar"])
def test_a_day_is_one_page_on_every_paper(shared: Callable[..., Any], fragment: str) -> None:
    with shared(fragment) as page:
        for paper, landscape in PAPERS:
            assert pages(page, paper, landscape=landscape) == 1, (paper, landscape)


def test_paper_bears_the_whole_map_and_the_page_is_afterwards_as_it_was(
    shared: Callable[..., Any],
) -> None:
    with shared("#2018-05-03") as page:
        before = page.evaluate("document.querySelector('.fm-stage').clientWidth")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        stage = page.locator(".fm-stage").bounding_box()
        assert stage is not None
        for area in ("qadam", "hajar-south", "yalda", "aqraba"):
            box = page.locator(f"[data-area={area}]").bounding_box()
            assert box is not None
            assert box["x"] >= stage["x"]
            assert box["x"] + box["width"] <= stage["x"] + stage["width"]
            assert box["y"] + box["height"] <= stage["y"] + stage["height"]
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("document.querySelector('.fm-stage').clientWidth") == before


def test_claims_and_sources_are_printed_for_those_who_have_opened_the_sources(
    opened: Callable[..., Any],
) -> None:
    with opened("#2018-05-03") as page:
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        for shown in (
            ".fm-day li",
            ".fm-caption",
            ".fm-actors",
            ".fm-map-legend li",
            ".fm-on-paper",
        ):
            assert page.locator(shown).first.is_visible(), shown
        for folded in (".fm-reports", ".fm-sources", ".fm-list", ".fm-step", ".fm-slider"):
            assert not page.locator(folded).first.is_visible(), folded
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        page.locator(".fm-bibliography summary").click()
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".fm-reports").is_visible()
        assert page.locator(".fm-sources li").first.is_visible()
        assert not page.locator(".fm-on-paper").is_visible()


def test_a_map_on_canvases_is_drawn_for_paper_before_the_browser_prints(
    opened: Callable[..., Any], large_file: Path
) -> None:
    with opened(file=large_file) as page:
        ground, lines = page.evaluate(ON_PAPER)
        assert ground["density"] == pytest.approx(3, abs=0.01)
        assert lines["density"] == pytest.approx(3, abs=0.01)
        # the frame that the areas fill is higher than the map is wide
        free = [ground[side] for side in ("left", "right", "top", "bottom")]
        assert min(free) >= 10
        assert max(free[2:]) <= 40 or max(free[:2]) <= 40
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        for paper, landscape in PAPERS:
            assert pages(page, paper, landscape=landscape) == 1, (paper, landscape)
