"""The page under the hand: keys, a clicker, fingers, the search, and what is taken away."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, CDPSession, Page

    from frontmap.atlas import Atlas

DAY = date(2018, 5, 3)
ISLAMIC_STATE = "islamic_state"
PHONE = {"width": 390, "height": 844}
SVG = "{http://www.w3.org/2000/svg}"
#: Which area has the focus, which then goes back to another.
LEFT_FOR = """(area) => {
  const reached = document.activeElement.dataset.area ?? "";
  document.querySelector(`[data-area='${area}']`).focus();
  return reached;
}"""
#: Keep what is said until it is asked for: a hint goes after two seconds, and a scroll goes on.
HEEDED = """() => {
  const hint = document.querySelector(".fm-hint");
  window.hinted = new Promise((done) => new MutationObserver(() => {
    if (!hint.hidden && hint.textContent) done(hint.textContent);
  }).observe(hint, { attributes: true, childList: true }));
  window.scrolled = new Promise((done) => (
    window.addEventListener("scrollend", () => done(true), { once: true })));
}"""
MAP = "Object.values(window).find((value) => value instanceof L.Map)"


def shown_day(page: Page) -> str:
    return str(page.locator(".fm-date time").get_attribute("datetime"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.area ?? ''"))


def seen(page: Page) -> list[float]:
    """Where the map looks: longitude and latitude of its middle, and its zoom."""
    found: list[float] = page.evaluate(
        f"(() => {{ const m = {MAP}; const c = m.getCenter();"
        " return [c.lng, c.lat, m.getZoom()]; })()"
    )
    return found


def zoomed(page: Page, before: list[float]) -> None:
    """See the map come nearer."""
    page.wait_for_function(f"(zoom) => {MAP}.getZoom() > zoom", arg=before[2])


def frames(page: Page) -> None:
    """Let what was asked for be drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


# -- keys alone


def test_by_keys_alone_an_area_is_found_opened_and_left_again(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03") as page:
        for _ in range(40):
            page.keyboard.press("Tab")
            if focused(page):
                break
        page.keyboard.press("ArrowDown")
        first = focused(page)
        page.keyboard.press("ArrowDown")
        assert focused(page) not in {"", first}
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Space")
        assert page.locator(".fm-card").count() == 1
        assert page.locator(".fm-step.fm-playing").count() == 0
        page.keyboard.press("Escape")
        assert page.locator(".fm-card").count() == 0
        assert focused(page) != ""
        page.keyboard.press("ArrowRight")
        assert shown_day(page) == "2018-05-04"


def test_every_area_of_the_day_is_reached_by_the_four_keys(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03") as page:
        start = page.locator("[data-area][tabindex='0']")
        start.focus()
        waiting, reached = [focused(page)], {focused(page)}
        while waiting:
            area = waiting.pop()
            page.locator(f"[data-area='{area}']").focus()
            for key in ("ArrowUp", "ArrowDown", "Shift+ArrowLeft", "Shift+ArrowRight"):
                page.keyboard.press(key)
                next_to_it = page.evaluate(LEFT_FOR, area)
                if next_to_it not in reached:
                    reached.add(next_to_it)
                    waiting.append(next_to_it)
        assert len(reached) == page.locator("[data-area]").count()
        assert shown_day(page) == "2018-05-03"


def test_the_ring_of_the_keyboard_lies_over_all_other_lines(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03") as page:
        page.locator("[data-area='hajar-middle']").focus()
        page.keyboard.press("ArrowUp")
        strokes = page.evaluate(
            """() => [...document.querySelectorAll(".leaflet-frontmap-lines-pane path")].slice(-3)
              .map((path) => [path.getAttribute("class").includes("fm-reached"),
                path.getAttribute("stroke"), path.getAttribute("d") !== "M0 0"])"""
        )
        assert strokes == [
            [True, "#ffffff", True],
            [True, "#1d4ed8", True],
            [True, "#ffffff", True],
        ]
        page.locator(".fm-search-field").focus()
        rings = page.locator(".fm-reached").evaluate_all(
            "(paths) => paths.map((path) => path.getAttribute('d'))"
        )
        assert set(rings) == {"M0 0"}


def test_an_area_out_of_sight_is_brought_into_view_when_the_keyboard_reaches_it(
    opened: Callable[..., Any],
) -> None:
    with opened("#2018-05-03") as page:
        page.locator("[data-area='yarmouk-centre']").focus()
        page.evaluate(f"{MAP}.setView({MAP}.getCenter(), 16, {{ animate: false }})")
        for _ in range(4):
            page.keyboard.press("Shift+ArrowRight")
        inside = page.evaluate(
            """() => {
              const area = document.activeElement.getBoundingClientRect();
              const stage = document.querySelector(".fm-stage").getBoundingClientRect();
              const [x, y] = [area.left + area.width / 2, area.top + area.height / 2];
              return x > stage.left && x < stage.right && y > stage.top && y < stage.bottom;
            }"""
        )
        assert inside


def test_home_and_end_move_in_a_text_and_turn_no_day(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03") as page:
        for field in (".fm-typed", ".fm-search-field"):
            page.locator(field).fill("abc")
            page.locator(field).press("Home")
            assert page.locator(field).evaluate("(one) => one.selectionStart") == 0
            page.locator(field).press("End")
            page.locator(field).press("PageDown")
        assert shown_day(page) == "2018-05-03"


# -- a presenter's clicker


def test_a_clicker_goes_from_change_to_change_wherever_the_focus_is(
    opened: Callable[..., Any], builtin: Atlas
) -> None:
    changes = [day.isoformat() for day in builtin.change_days() if day > DAY][:5]
    places = ["body", ".fm-step >> nth=0", ".fm-track", "summary >> nth=0", ".fm-language"]
    with opened("#2018-05-03") as page:
        for place, day in zip(places, changes, strict=True):
            if place != "body":
                page.locator(place).focus()
            page.keyboard.press("PageDown")
            assert shown_day(page) == day
        page.keyboard.press("PageUp")
        assert shown_day(page) == changes[-2]


# -- the window and the map


def test_the_map_fits_again_after_every_change_of_the_window(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03") as page:
        frames(page)
        before = seen(page)
        for width, height in ((500, 900), (900, 500), (1600, 900), (1280, 800)):
            page.set_viewport_size({"width": width, "height": height})
            frames(page)
            # Leaflet tells of the end of a move a moment later
            page.evaluate(f"{MAP}.fire('moveend')")
        frames(page)
        assert seen(page) == pytest.approx(before, abs=2e-4)


def test_a_map_that_a_reader_moved_stays_there_until_the_whole_map_is_asked_for(
    opened: Callable[..., Any],
) -> None:
    with opened("#2018-05-03") as page:
        frames(page)
        before = seen(page)
        page.locator(".leaflet-control-zoom-in").click()
        zoomed(page, before)
        page.set_viewport_size({"width": 1200, "height": 760})
        frames(page)
        assert seen(page)[2] > before[2]
        page.set_viewport_size({"width": 1280, "height": 800})
        # the map may still be on its way: then it comes back when it is there
        page.locator(".fm-whole").click()
        page.wait_for_function(f"(zoom) => {MAP}.getZoom() === zoom", arg=before[2])
        frames(page)
        assert seen(page) == pytest.approx(before, abs=2e-4)


def test_the_wheel_zooms_with_control_and_says_so_without(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03") as page:
        before = seen(page)
        page.evaluate(HEEDED)
        page.mouse.move(400, 300)
        page.mouse.wheel(0, -200)
        assert "Ctrl" in page.evaluate("window.hinted")
        assert seen(page) == before
        page.keyboard.down("Control")
        page.mouse.wheel(0, -200)
        zoomed(page, before)


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    session.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)],
        },
    )


def test_on_a_phone_one_finger_scrolls_the_page_and_two_move_the_map(
    opened: Callable[..., Any],
) -> None:
    with opened("#2018-05-03", has_touch=True, is_mobile=True, viewport=PHONE) as page:
        frames(page)
        session = page.context.new_cdp_session(page)
        before = seen(page)
        page.evaluate(HEEDED)
        touch(session, "touchStart", (195, 400))
        for step in range(1, 9):
            touch(session, "touchMove", (195, 400 - 20 * step))
            frames(page)
        touch(session, "touchEnd")
        # whatever the swing with which the finger left
        assert page.evaluate("window.scrolled")
        assert page.evaluate("window.scrollY") > 100
        assert seen(page) == pytest.approx(before)
        page.evaluate("window.scrollTo(0, 0)")
        page.evaluate(HEEDED)
        touch(session, "touchStart", (120, 300))
        touch(session, "touchMove", (200, 300))
        touch(session, "touchEnd")
        assert page.evaluate("window.hinted")
        assert seen(page) == pytest.approx(before)
        touch(session, "touchStart", (150, 300), (250, 300))
        for step in range(1, 6):
            touch(session, "touchMove", (150 - 10 * step, 300), (250 + 10 * step, 300))
            frames(page)
        touch(session, "touchEnd")
        zoomed(page, before)
        assert page.evaluate("window.scrollY") == 0


def test_a_tap_on_a_phone_opens_the_card_and_back_closes_it(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03", has_touch=True, viewport=PHONE) as page:
        frames(page)
        box = page.locator("[data-area='yalda']").bounding_box()
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_selector(".fm-card")
        page.keyboard.press("ArrowRight")
        page.evaluate("history.back()")
        page.wait_for_function("() => !document.querySelector('.fm-card')")
        # the day is the one that was shown, not the one on which the card was opened
        assert shown_day(page) == "2018-05-04"
        page.wait_for_function("() => location.hash === '#2018-05-04'")


def test_a_card_that_is_closed_leaves_nothing_to_go_back_through(
    opened: Callable[..., Any],
) -> None:
    with opened("#2018-05-03") as page:
        length = page.evaluate("history.length")
        for area in ("yalda", "asali", "yalda"):
            page.locator(f"[data-area='{area}']").focus()
            page.keyboard.press("Enter")
            assert page.evaluate("history.length") == length + 1
            page.keyboard.press("Escape")
            page.wait_for_function("() => history.state.fmCard === false")
        page.evaluate("location.hash = '#2018-05-07;area=asali'")
        page.wait_for_selector(".fm-card")
        assert shown_day(page) == "2018-05-07"


def test_a_hand_on_the_slider_holds_the_play(opened: Callable[..., Any]) -> None:
    with opened("#2018-04-20") as page:
        page.clock.install()
        page.locator(".fm-step").nth(2).click()
        page.clock.run_for(900)
        assert shown_day(page) == "2018-04-21"
        box = page.locator(".fm-track").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
        page.mouse.down()
        held = shown_day(page)
        page.clock.run_for(5000)
        assert shown_day(page) == held
        page.mouse.up()
        page.clock.run_for(900)
        assert shown_day(page) > held


# -- the search


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("hajar aswad south", "hajar-south"),
        ("ALHAJARALASWAD: SOUTH", "hajar-south"),
        ("يلدا", "yalda"),
        ("العسالى", "asali"),
    ],
)
def test_an_area_is_found_however_it_is_written(
    shared: Callable[..., Any], builtin: Atlas, typed: str, area: str
) -> None:
    with shared("#2018-05-03") as page:
        page.keyboard.press("/")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        assert page.locator(".fm-card h2").inner_text() == builtin.areas[area].name.exact("en")


def test_an_area_of_another_episode_is_shown_on_a_day_of_it(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03") as page:
        page.keyboard.press("/")
        page.keyboard.type("qabun")
        page.keyboard.press("Enter")
        assert "Qabun" in page.locator(".fm-card h2").inner_text()
        assert shown_day(page).startswith("2017")


def test_the_list_of_what_is_found_tells_where_one_is(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03") as page:
        field = page.get_by_role("combobox").and_(page.locator(".fm-search-field"))
        field.fill("yarmouk")
        options = page.get_by_role("option")
        assert field.get_attribute("aria-expanded") == "true"
        field.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        assert options.nth(1).get_attribute("id") == active
        assert options.nth(1).get_attribute("aria-selected") == "true"
        field.press("Escape")
        assert page.locator("[role=option]:visible").count() == 0
        field.fill("zzzz")
        assert page.locator(".fm-answer").inner_text() == "Nothing found"


def test_of_a_party_the_search_says_what_it_holds_that_day(
    opened: Callable[..., Any], builtin: Atlas
) -> None:
    snapshot = builtin.on(DAY)
    held = [
        area.name.exact("en")
        for area in builtin.shown(snapshot.episode)
        if snapshot.controls[area.id].holder == ISLAMIC_STATE
        and snapshot.controls[area.id].status is not Status.NO_DATA
    ]
    with opened("#2018-05-03") as page:
        page.locator(".fm-search-field").fill("islamic state")
        page.locator(".fm-search-field").press("Enter")
        assert page.locator(".fm-answer li").all_inner_texts() == held
        assert page.locator(".fm-found").count() > 0
        page.locator(".fm-answer button").first.click()
        assert page.locator(".fm-card h2").inner_text() == held[0]
        page.keyboard.press("ArrowRight")
        assert page.locator(".fm-found").count() == 0


def test_a_place_and_a_day_are_found_too(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03") as page:
        page.locator(".fm-search-field").fill("٧ أيار ٢٠١٨")
        page.locator(".fm-search-field").press("Enter")
        assert shown_day(page) == "2018-05-07"
        page.locator(".fm-search-field").fill("salah al-din")
        page.locator("[role=option]", has_text="place").first.click()
        assert page.locator(".fm-found").count() > 0


def test_the_browser_s_own_search_finds_every_area_s_name(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    with shared("#2018-05-03") as page:
        page.wait_for_function(
            "() => document.querySelector('.fm-list .fm-scroll').textContent.includes('gate')"
        )
        text = page.locator(".fm-list .fm-scroll").text_content()
        for area in builtin.shown(builtin.on(DAY).episode):
            assert area.name.exact("en") in text


# -- the typed day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("May 7, 2018", "2018-05-07"),
        ("٢٠١٨/٥/٧", "2018-05-07"),
        ("7 أيار 2018", "2018-05-07"),
        ("21 شعبان 1439", "2018-05-07"),
        ("17 Ordibehesht 1397", "2018-05-07"),
        ("2018-05-07 14:30", "2018-05-07"),
    ],
)
def test_a_day_may_be_typed_as_import_reads_it(
    shared: Callable[..., Any], typed: str, day: str
) -> None:
    with shared("#2018-05-03") as page:
        page.locator(".fm-typed").fill(typed)
        page.locator(".fm-typed").press("Enter")
        assert shown_day(page) == day


def test_a_day_that_may_be_two_is_not_guessed(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-03") as page:
        page.locator(".fm-typed").fill("7.5.2018")
        page.locator(".fm-typed").press("Enter")
        notice = page.locator(".fm-notice").inner_text()
        assert "7 May 2018 (2018-05-07) · 5 July 2018 (2018-07-05)" in notice
        assert shown_day(page) == "2018-05-03"


def test_a_day_without_a_calendar_is_asked_about(shared: Callable[..., Any]) -> None:
    with shared("#2018-05-04") as page:
        page.locator(".fm-typed").fill("1439-08-17")
        page.locator(".fm-typed").press("Enter")
        notice = page.locator(".fm-notice").inner_text()
        assert "17 August 1439 (1439-08-17) · 3 May 2018 (2018-05-03)" in notice
        assert shown_day(page) == "2018-05-04"


# -- what is taken away

#: The lines that a caption is broken into, as a reader sees them.
LINES_OF = """(caption) => {
  const lines = new Map();
  const text = document.createTreeWalker(caption, NodeFilter.SHOW_TEXT).nextNode();
  for (const { 0: word, index } of text.data.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const { top } = range.getBoundingClientRect();
    lines.set(top, [...(lines.get(top) ?? []), word]);
  }
  return [...lines.values()].map((words) => words.join(" "));
}"""


def taken(page: Page, offer: int, folder: Path) -> tuple[str, bytes]:
    page.locator(".fm-take > button").click()
    with page.expect_download() as download:
        page.locator(".fm-offer").nth(offer).click()
    path = folder / "taken"
    download.value.save_as(path)
    return download.value.suggested_filename, path.read_bytes()


def copied(page: Page, offer: int) -> str:
    page.locator(".fm-take > button").click()
    page.locator(".fm-offer").nth(offer).click()
    return str(page.locator(".fm-given textarea").input_value())


def test_the_drawing_of_a_day_has_each_area_and_the_key_and_needs_nothing(
    shared: Callable[..., Any], builtin: Atlas, tmp_path: Path
) -> None:
    with shared("#2018-05-03") as page:
        name, first = taken(page, 2, tmp_path)
        _, second = taken(page, 2, tmp_path)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
        frames(page)
        _, third = taken(page, 2, tmp_path)
    assert name == "frontmap-2018-05-03.svg"
    assert first == second == third
    root = ET.fromstring(first)  # noqa: S314 - ours
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert len(titles) == len(builtin.shown(builtin.on(DAY).episode))
    texts = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    for said in ("3 May 2018", "Islamic State", "contested", "Licence of the data: CC BY 4.0"):
        assert said in texts
    plain = first.decode()
    # what is referred to is there, and nothing is asked for
    asked = set(re.findall(r"url\(#([^)]+)\)", plain))
    assert asked <= set(re.findall(r'id="([^"]+)"', plain))
    assert not re.search(r"https?://(?!www\.w3\.org)|class=|style=", plain)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Centre of Damascus · 2 km", "2 km", "N", "outskirts", "?", "(…)", "GOV"]),
        ("ar", ["مركز دمشق · 2 كم", "2 كم", "ش", "الجنوبية والشرقية", "؟", "(…)", "حكو"]),
    ],
)
def test_the_drawing_has_what_lies_over_the_map_and_a_sample_of_each_doubt(
    shared: Callable[..., Any], tmp_path: Path, language: str, said: list[str]
) -> None:
    with shared(f"#2018-05-03;lang={language}") as page:
        _, drawing = taken(page, 2, tmp_path)
        buttons = page.locator(".leaflet-bar a, .fm-fold").all_inner_texts()
    root = ET.fromstring(drawing)  # noqa: S314 - ours
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert set(said) <= set(texts)
    # what is pressed is of the page
    assert not {text for text in buttons if text} & set(texts)
    # the bar of scale is open above: three of its sides are drawn, and no box round it
    bar = [path.get("d") for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "2"]
    assert 3 == len([way for way in bar if way and re.fullmatch(r"M[\d.]+ [\d.]+[hv][\d.]+", way)])
    # a colour with an opacity in it is black to programs that do not know one
    assert b"rgba(" not in drawing


def test_a_drawing_on_a_phone_has_the_place_in_its_box(
    shared: Callable[..., Any], tmp_path: Path
) -> None:
    with shared("#2018-05-03") as page:
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_selector(".fm-pin")
        _, drawing = taken(page, 2, tmp_path)
        lines = page.locator(".fm-locator figcaption").evaluate(LINES_OF)
    texts = [text.text for text in ET.fromstring(drawing).iter(f"{SVG}text")]  # noqa: S314
    assert 1 < len(lines)
    assert set(lines) <= set(texts)


def test_the_picture_of_an_account_says_in_its_name_whose_it_is(
    shared: Callable[..., Any], tmp_path: Path
) -> None:
    with shared("#2018-05-03;as=side:government") as page:
        name, picture = taken(page, 1, tmp_path)
        _, drawing = taken(page, 2, tmp_path)
    assert name == "frontmap-2018-05-03-as-side-government.png"
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 50_000
    assert "as told by: all voices of: " in drawing.decode()


def test_an_arabic_drawing_reads_from_the_right_and_says_what_its_pins_stand_for(
    shared: Callable[..., Any], tmp_path: Path
) -> None:
    with shared("#2018-05-03;lang=ar") as page:
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_selector(".fm-pin")
        _, drawing = taken(page, 2, tmp_path)
    texts = list(ET.fromstring(drawing).iter(f"{SVG}text"))  # noqa: S314 - ours
    (label,) = (one for one in texts if one.text == "التضامن: الجنوب")
    assert label.get("direction") == "rtl"
    said = [one.text or "" for one in texts]
    assert any(one.startswith("1 · الجيش يقطع البلدة") for one in said)
    assert "خط التماس أمس ولم يعد قائماً" in said


def test_a_drawing_has_the_names_that_the_legend_hides_on_the_page(
    opened: Callable[..., Any], tmp_path: Path
) -> None:
    with opened("#2018-05-03", viewport={"width": 1100, "height": 750}) as page:
        # a hand that lets go while it moves would come to another place each time
        page.evaluate(f"() => {{ {MAP}.panBy([-175, 89], {{ animate: false }}); }}")
        labels = page.locator(".fm-label:not(.fm-group)").count()
        _, drawing = taken(page, 2, tmp_path)
        assert page.locator(".fm-label:not(.fm-group)").count() == labels
        assert page.locator(".fm-map-legend").is_visible()
    texts = {one.text for one in ET.fromstring(drawing).iter(f"{SVG}text")}  # noqa: S314 - ours
    assert "Aqraba" in texts


#: Have the map look at a place.
LOOK = f"([place, zoom]) => {MAP}.setView(place, zoom, {{ animate: false }})"


@pytest.mark.parametrize("painter", ["svg", "canvas"])
def test_a_drawing_of_a_part_of_the_map_lists_what_is_drawn_in_it(
    opened: Callable[..., Any], request: pytest.FixtureRequest, tmp_path: Path, painter: str
) -> None:
    file = request.getfixturevalue(f"{painter}_file")
    viewport = {"width": 500, "height": 800}
    with opened("#2018-05-03", file=file, viewport=viewport) as page:
        page.wait_for_selector(".leaflet-pane .fm-pin")
        # in Yalda, where Islamic State is not, and none of our short texts
        page.evaluate(LOOK, [[33.4625, 36.3229], 17])
        frames(page)
        page.wait_for_timeout(100)
        _, drawing = taken(page, 2, tmp_path)
    texts = [text.text or "" for text in ET.fromstring(drawing).iter(f"{SVG}text")]  # noqa: S314
    assert {"Opposition groups", "evacuating"} <= set(texts)
    assert not {"Islamic State", "front today", "contested"} & set(texts)
    assert not [one for one in texts if re.match(r"\d+ · ", one)], "pins out of view"
    assert "Whole map: Government and allied forces: " in " ".join(texts)


def test_a_drawing_of_the_whole_map_has_the_figures_beside_the_parties(
    opened: Callable[..., Any], tmp_path: Path
) -> None:
    with opened("#2018-05-03") as page:
        page.evaluate(LOOK, [[33.466, 36.31], 12])
        frames(page)
        _, drawing = taken(page, 2, tmp_path)
    texts = [text.text or "" for text in ET.fromstring(drawing).iter(f"{SVG}text")]  # noqa: S314
    assert [one for one in texts if re.match(r"Islamic State: [\d.]+ km²", one)]
    assert not [one for one in texts if one.startswith("Whole map")]


#: How far texts reach beyond a drawing's edges, in its own pixels; below 0 where they do not.
BEYOND = """(drawing) => {
  const root = new DOMParser().parseFromString(drawing, "image/svg+xml").documentElement;
  document.body.append(document.adoptNode(root));
  const width = root.viewBox.baseVal.width;
  const beyond = Math.max(...[...root.querySelectorAll(":scope > text")].map((text) => {
    const { x, width: wide } = text.getBBox();
    return Math.max(-x, x + wide - width);
  }));
  root.remove();
  return beyond;
}"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_line_of_a_small_drawing_runs_out_of_it(
    opened: Callable[..., Any], tmp_path: Path, language: str
) -> None:
    with opened(f"#2018-05-03;lang={language}", viewport={"width": 320, "height": 640}) as page:
        _, drawing = taken(page, 2, tmp_path)
        assert page.evaluate(BEYOND, drawing.decode()) < -8


def test_a_drawing_is_headed_by_its_episode(shared: Callable[..., Any], tmp_path: Path) -> None:
    with shared("#2017-03-19") as page:
        _, drawing = taken(page, 2, tmp_path)
    texts = [one.text or "" for one in ET.fromstring(drawing).iter(f"{SVG}text")]  # noqa: S314
    assert texts[0] == "Jobar and Qabun, March 2017"
    assert any(one.startswith("Southern Damascus: who held what ·") for one in texts)


def test_a_street_s_name_is_turned_in_the_drawing_as_on_the_map(
    shared: Callable[..., Any], tmp_path: Path
) -> None:
    with shared("#2018-05-03") as page:
        page.wait_for_selector(".fm-landmark >> text=Yarmouk Street")
        _, drawing = taken(page, 2, tmp_path)
    texts = ET.fromstring(drawing).iter(f"{SVG}text")  # noqa: S314 - ours
    (street,) = (one for one in texts if one.text == "Yarmouk Street")
    turn = re.match(r"rotate\(([\d.]+) ", street.get("transform", ""))
    assert turn is not None
    assert 45 < float(turn[1]) < 65


def test_the_table_of_a_day_is_what_the_atlas_has(
    shared: Callable[..., Any], builtin: Atlas, tmp_path: Path
) -> None:
    with shared("#2018-05-03") as page:
        name, table = taken(page, 3, tmp_path)
    assert name == "frontmap-2018-05-03.csv"
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    snapshot = builtin.on(DAY)
    shown = builtin.shown(snapshot.episode)
    assert [row["id"] for row in rows] == [area.id for area in shown]
    for row in rows:
        control = snapshot.controls[row["id"]]
        assert row["holder"] == builtin.actors[control.holder].name.exact("en")
        assert row["date"] == "2018-05-03"


def test_link_sentence_and_code_are_copied_without_a_folder_of_this_machine(
    opened: Callable[..., Any],
) -> None:
    with opened("#2018-05-03;area=yalda") as page:
        assert copied(page, 0) == "2018-05-03.html#2018-05-03;area=yalda"
        sentence = copied(page, 4)
        assert sentence.startswith("3 May 2018. Al-Hajar al-Aswad: north: ")
        assert sentence.endswith("CC BY 4.0. 2018-05-03.html#2018-05-03;area=yalda")
        assert 'src="2018-05-03.html#2018-05-03;area=yalda"' in copied(page, 5)


def test_the_menu_is_worked_by_keys_and_closed_by_one(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03") as page:
        page.locator(".fm-take > button").press("Enter")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == "Picture of this day (PNG)"
        page.keyboard.press("End")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == "Copy a link to this view"
        page.keyboard.press("Escape")
        assert page.locator(".fm-menu:visible").count() == 0
        assert page.evaluate("document.activeElement.textContent") == "Take away"


# -- how to read it


def test_a_newcomer_is_told_once_in_two_steps_beside_the_map(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-03", newcomer=True) as page:
        help_box = page.locator(".fm-help")
        assert "Each colour is a party" in help_box.inner_text()
        box, stage = help_box.bounding_box(), page.locator(".fm-stage").bounding_box()
        assert box["x"] >= stage["x"] + stage["width"]
        help_box.locator("button").click()
        assert "Move the slider" in help_box.inner_text()
        help_box.locator("button").click()
        assert not help_box.is_visible()
        page.reload()
        page.wait_for_selector(".fm-running")
        assert not help_box.is_visible()
        page.keyboard.press("?")
        assert help_box.locator("kbd").count() > 10
        page.emulate_media(media="print")
        assert not help_box.is_visible()
        page.emulate_media(media="screen")
        page.keyboard.press("Escape")
        assert not help_box.is_visible()


def test_in_a_sandboxed_frame_cards_open_and_close_without_a_fault(
    opened: Callable[..., Any], page_file: Path, tmp_path: Path
) -> None:
    frame = tmp_path / "course.html"
    frame.write_text(
        f'<iframe src="{page_file.as_uri()}" sandbox="allow-scripts" width=900 height=700></iframe>'
    )
    with opened() as page:
        page.goto(frame.as_uri())
        inner = page.frames[1]
        inner.wait_for_selector(".fm-running .fm-date time")
        assert inner.locator(".fm-help:visible").count() == 0
        inner.locator("[data-area='yalda']").focus()
        page.keyboard.press("Enter")
        assert inner.locator(".fm-card").count() == 1
        page.keyboard.press("Escape")
        assert inner.locator(".fm-card").count() == 0


def test_a_page_that_opens_in_a_hidden_frame_has_its_slider_when_it_is_seen(
    chromium: Browser, page_file: Path, tmp_path: Path
) -> None:
    host = tmp_path / "course.html"
    host.write_text(f'<iframe src="{page_file.as_uri()}" width=900 height=700 hidden></iframe>')
    with chromium.new_page() as page:
        page.goto(host.as_uri())
        frame = page.frames[1]
        frame.wait_for_selector(".fm-running", state="attached")
        page.evaluate("document.querySelector('iframe').hidden = false")
        shape = frame.locator(".fm-stage path.leaflet-interactive").first
        shape.wait_for(state="visible")
        assert shape.bounding_box()["width"] > 10
