"""The labels on the page's map, in Chromium: how many names there are, and that each is legible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

SIZES = [(1280, 800), (1024, 768), (390, 844), (844, 390)]
DAYS = ["2018-05-03", "2018-04-18", "2018-05-20", "2015-04-01", "2017-03-20"]

LABELS = """
async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const map = document.querySelector(".fm-stage .folium-map").getBoundingClientRect();
  return [...document.querySelectorAll(".fm-label")].map((label) => {
    const spans = [...label.querySelectorAll("span")].filter((one) => one.getClientRects().length);
    const { left, right, top, bottom } = label.getBoundingClientRect();
    const name = spans.flatMap((one) => [...one.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data)).join(" ");
    const codes = [...label.querySelectorAll("b")]
      .filter((one) => one.getClientRects().length
        && getComputedStyle(one).visibility === "visible");
    return {
      name, isGroup: label.matches(".fm-group"), isLoud: label.matches(".fm-loud"),
      code: codes.map((one) => one.textContent.replace(" · ", "")).join(),
      box: [left, right, top, bottom],
      isOutside: left < map.left || right > map.right || top < map.top || bottom > map.bottom,
      size: Math.min(...spans.map((one) => parseFloat(getComputedStyle(one).fontSize))),
    };
  });
}
"""


def seen(page: Page) -> list[dict[str, Any]]:
    labels: list[dict[str, Any]] = page.evaluate(LABELS)
    return labels


def faults(labels: list[dict[str, Any]]) -> list[str]:
    """Name the labels that overlap, stand out of the map or are set too small."""
    found = [one["name"] + one["code"] for one in labels if one["isOutside"] or one["size"] < 11]
    for place, one in enumerate(labels):
        left, right, top, bottom = one["box"]
        for other in labels[:place]:
            x1, x2, y1, y2 = other["box"]
            if min(right, x2) - max(left, x1) > 1 and min(bottom, y2) - max(top, y1) > 1:
                found.append(f"{one['name']} over {other['name']}")
    return found


def names(labels: list[dict[str, Any]]) -> list[str]:
    return [one["name"] for one in labels if one["name"] and not one["isGroup"]]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_labels_are_legible_and_stand_apart(shared: Callable[..., Any], language: str) -> None:
    for day in DAYS:
        with shared(f"#{day};lang={language}") as page:
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                assert faults(seen(page)) == [], (day, width, height)


@pytest.mark.parametrize(("size", "least"), [((1280, 800), 28), ((390, 844), 15)])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_most_areas_bear_their_names(
    shared: Callable[..., Any], language: str, size: tuple[int, int], least: int
) -> None:
    with shared(f"#2018-05-03;lang={language}") as page:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_function(f"document.querySelectorAll('.fm-label').length >= {least}")
        assert len(names(seen(page))) >= least


def test_what_is_news_is_loud_and_says_its_holder(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03") as page:
        said = {one["name"]: (one["isLoud"], one["code"]) for one in seen(page)}
        assert said["Aqraba"] == (True, "OPP?"), "it changed"
        assert said["Babila"] == (True, "OPP"), "it lies at the front"
        assert said["Midan: south"] == (False, ""), "others of its group say who holds it"


def test_labels_stand_still_from_day_to_day(shared: Callable[..., Any]) -> None:
    places = (
        "[...document.querySelectorAll('.fm-label')].map((one) => one.style.left + one.style.top)"
    )
    with shared("#2018-05-03") as page:
        before = page.evaluate(places)
        page.evaluate("window.kept = document.querySelector('.fm-label')")
        page.keyboard.press("ArrowRight")
        assert page.evaluate(places) == before
        assert page.evaluate("window.kept.isConnected")


def test_no_zoom_loses_the_label_of_an_area_that_fills_the_window(
    opened: Callable[..., Any],
) -> None:
    with opened("#2018-05-03") as page:
        for centre, name in (([33.462, 36.32], "Yalda"), ([33.475, 36.305], "Yarmouk")):
            for zoom in (15, 16, 17):
                page.evaluate(
                    """([centre, zoom]) => {
                      const map = Object.values(window).find((one) => one instanceof L.Map);
                      map.setView(centre, zoom, { animate: false });
                    }""",
                    [centre, zoom],
                )
                labels = seen(page)
                assert faults(labels) == []
                assert any(name in one["name"] for one in labels), (name, zoom)


FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: Have the map look elsewhere.
LOOK = """async ([across, down, zoom]) => {
  const map = Object.values(window).find((one) => one instanceof L.Map);
  if (zoom) map.setView(map.getCenter(), zoom, { animate: false });
  map.panBy([across, down], { animate: false });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
#: What is written on the map, and where.
WRITTEN = """() => {
  const map = document.querySelector(".fm-stage .folium-map").getBoundingClientRect();
  return [...document.querySelectorAll(".fm-label, .fm-landmark, .fm-note, .leaflet-pane .fm-pin")]
    .map((one) => {
      const { x, y } = one.getBoundingClientRect();
      return [one.textContent, Math.round(x - map.x), Math.round(y - map.y)].join(" ");
    }).sort();
}"""


@pytest.mark.parametrize(
    ("day", "others"),
    [
        ("2018-05-03", ("2018-05-22", "2018-04-18")),
        ("2018-05-22", ("2018-05-03", "2018-04-18")),
        ("2015-04-06", ("2015-04-01", "2015-04-20")),
    ],
)
@pytest.mark.parametrize("painter", ["svg", "canvas"])
def test_what_is_written_depends_on_the_view_and_the_day_and_not_on_the_way_there(
    opened: Callable[..., Any],
    request: pytest.FixtureRequest,
    painter: str,
    day: str,
    others: tuple[str, str],
) -> None:
    file = request.getfixturevalue(f"{painter}_file")
    found = []
    for first in (day, *others):
        with opened(f"#{first}", file=file) as page:
            page.evaluate(LOOK, [0, 0, 14 if painter == "svg" else 15])
            # there by three moves, or by one
            for across, down in [(-400, 150)] if first == day else [(-61, 90), (13, 55), (-352, 5)]:
                page.evaluate(LOOK, [across, down, 0])
            page.evaluate("(day) => { window.location.hash = day; }", f"#{day}")
            page.wait_for_selector(f".fm-date time[datetime='{day}']")
            page.evaluate(FRAMES)
            found.append(page.evaluate(WRITTEN))
    assert len(found[0]) > 2
    assert found[0] == found[1]
    assert found[0] == found[2]


#: Have noted what is written on a canvas from now on: text, and its middle in the window.
NOTED = """() => {
  window.noted = [];
  const own = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const { left, top } = this.canvas.getBoundingClientRect();
    window.noted.push([text, left + x, top + y]);
    own.call(this, text, x, y);
  };
}"""
#: What of it stands in a box.
UNDER = """([left, top, right, bottom]) => {
  const labels = [...document.querySelectorAll(".fm-label")].map((one) => {
    const box = one.getBoundingClientRect();
    return [one.textContent, (box.left + box.right) / 2, (box.top + box.bottom) / 2];
  });
  return [...labels, ...window.noted].filter(([, x, y]) => (
    x > left && x < right && y > top && y < bottom)).map(([text]) => text);
}"""
LEGEND = """() => {
  const legend = document.querySelector(".fm-map-legend");
  const { left, right, top, bottom } = legend.getBoundingClientRect();
  return [left, top, right, bottom];
}"""


@pytest.mark.parametrize("painter", ["svg", "canvas"])
def test_no_label_hides_under_the_legend_when_it_is_folded_and_unfolded(
    opened: Callable[..., Any], request: pytest.FixtureRequest, painter: str
) -> None:
    file: Path = request.getfixturevalue(f"{painter}_file")
    with opened("#2018-05-03", file=file) as page:
        fold = page.locator(".fm-fold")
        page.evaluate(LOOK, [-400, 150, 14])
        page.evaluate(NOTED)
        legend = page.evaluate(LEGEND)
        fold.click()
        assert page.evaluate(UNDER, legend) != [], "where it lay there is room"
        assert page.evaluate(UNDER, page.evaluate(LEGEND)) == []
        page.evaluate("window.noted = []")
        fold.click()
        assert page.evaluate(UNDER, legend) == []
        page.evaluate("window.noted = []")
        page.evaluate(LOOK, [-40, 20, 0])
        assert page.evaluate(UNDER, legend) == []


def test_after_printing_the_legend_is_as_it_was_on_a_map_that_a_reader_moved(
    opened: Callable[..., Any],
) -> None:
    with opened("#2018-05-03") as page:
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_function("() => !document.querySelector('.leaflet-zoom-anim')")
        page.evaluate(LOOK, [-400, 150, 0])
        legend, written = page.evaluate(LEGEND), page.evaluate(WRITTEN)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        page.evaluate(FRAMES)
        assert page.evaluate(LEGEND) == legend
        assert page.evaluate(WRITTEN) == written
