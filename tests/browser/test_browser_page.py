"""The page in Chromium with the network refused: what only a browser can show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from frontmap.drawing.patterns import fill_of
from frontmap.statuses import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from frontmap.atlas import Atlas

PATTERNED = {Status.CONTESTED, Status.SHARED, Status.EVACUATING, Status.UNKNOWN}


def fills(page: Page) -> dict[str, str]:
    """Each area's colour; for a pattern, the first of its colours."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-area]")].map((path) => {
          const fill = path.getAttribute("fill");
          const pattern = /^url\\(#(.*)\\)$/.exec(fill);
          const rect = pattern && document.getElementById(pattern[1]).querySelector("rect");
          return [path.dataset.area, rect ? rect.getAttribute("fill") : fill];
        }))"""
    )
    return found


def spoken(page: Page) -> dict[str, str]:
    """What each area is called aloud."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-area]")]
          .map((path) => [path.dataset.area, path.getAttribute("aria-label")]))"""
    )
    return found


def shown_day(page: Page) -> str:
    return str(page.locator(".fm-date time").get_attribute("datetime"))


def day_after_day(page: Page, key: str, steps: int) -> dict[str, dict[str, str]]:
    seen = {}
    for _ in range(steps):
        seen[shown_day(page)] = spoken(page) | {
            "front": page.locator(".fm-actors tfoot td").inner_text()
        }
        page.keyboard.press(key)
    return seen


def wait_for_address(page: Page, address: str) -> None:
    """See the address come: the page writes it a moment after what it tells."""
    page.wait_for_function("(address) => window.location.hash === address", arg=address)


@pytest.mark.parametrize("day", ["2018-04-20", "2018-05-03", "2018-05-21"])
def test_each_area_has_its_holder_s_colour(
    shared: Callable[..., Any], builtin: Atlas, day: str
) -> None:
    snapshot = builtin.on(date.fromisoformat(day))
    with shared(f"#{day}") as page:
        painted = fills(page)
        for area in builtin.shown(snapshot.episode):
            control = snapshot.controls[area.id]
            if control.status is Status.NO_DATA:
                assert painted[area.id] == "#ffffff"
                continue
            fill = fill_of(control, builtin.actors, doubt=snapshot.doubt(area.id))
            assert painted[area.id] == fill.ground, area.id


def test_stepping_back_shows_what_stepping_forward_showed(shared: Callable[..., Any]) -> None:
    """A state never leaks from a later day, nor from an earlier one."""
    with shared("#2018-04-18") as page:
        forward = day_after_day(page, "ArrowRight", 35)
        assert shown_day(page) == "2018-05-22"
        backward = day_after_day(page, "ArrowLeft", 35)
    assert forward == backward
    with shared("#2018-05-03") as page:
        assert spoken(page) == {k: v for k, v in forward["2018-05-03"].items() if k != "front"}


@pytest.mark.parametrize("first", ["2015-04-01", "2017-03-18", "2018-04-18"])
def test_page_and_python_agree_on_the_front_to_the_metre(
    shared: Callable[..., Any], builtin: Atlas, first: str
) -> None:
    episode = builtin.timeline.episode_on(date.fromisoformat(first))
    with shared(f"#{first}") as page:
        seen = day_after_day(page, "ArrowRight", (episode.last - episode.first).days + 1)
    for day, said in seen.items():
        metres = builtin.on(date.fromisoformat(day)).frontline.length_m
        assert abs(int(said["front"].replace(",", "")) - metres) <= 0.6, day


def test_the_fragment_is_read_and_written(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-07;area=asali;lang=ar") as page:
        assert shown_day(page) == "2018-05-07"
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.locator(".fm-card h2").inner_text() == "العسالي"
        page.keyboard.press("ArrowLeft")  # from right to left, onwards is left
        wait_for_address(page, "#2018-05-08;area=asali;lang=ar")
        page.evaluate("location.hash = '#2015-04-09'")
        page.wait_for_selector("time[datetime='2015-04-09']")
        assert page.locator(".fm-card").count() == 0


def test_a_fragment_that_names_nothing_known_opens_the_page_s_own_day(
    opened: Callable[..., Any],
) -> None:
    with opened("#area=nowhere;as=nobody;lang=xx") as page:
        assert shown_day(page) == "2018-05-03"


def test_the_card_shows_who_says_so_and_who_says_otherwise(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    run = builtin.on(date(2018, 5, 3)).runs["hajar-middle"]
    with shared() as page:
        page.locator("[data-area=hajar-middle]").dispatch_event("click")
        card = page.locator(".fm-card")
        assert card.locator("h2").inner_text() == "Al-Hajar al-Aswad: middle strip"
        assert card.locator(".fm-other-name").inner_text() == "الحجر الأسود: الشريط الأوسط"
        assert "Government and allied forces held" in card.locator(".fm-state").inner_text()
        told = card.locator(".fm-claims code").evaluate_all(
            "(all) => all.filter((one) => !one.closest('.fm-event-list'))"
            ".map((one) => one.innerText)"
        )
        grounds = builtin.grounds(run)
        claims = (*grounds.carrying, *grounds.disagreeing, *grounds.others)
        assert told == [claim.id for claim in claims]
        wait_for_address(page, "#2018-05-03;area=hajar-middle")
        card.locator(".fm-piece").first.click()
        assert shown_day(page) == "2018-04-18"
        page.keyboard.press("Escape")
        assert page.locator(".fm-card").count() == 0


def test_an_area_is_reached_and_opened_by_keyboard(shared: Callable[..., Any]) -> None:
    with shared() as page:
        page.locator("[data-area][tabindex='0']").focus()
        page.keyboard.press("ArrowDown")
        area = page.evaluate("document.activeElement.dataset.area")
        page.keyboard.press("Enter")
        wait_for_address(page, f"#2018-05-03;area={area}")
        assert page.evaluate("document.activeElement.id") == "frontmap-card-name"
        assert page.locator("[data-area][tabindex='0']").count() == 1


def test_keys_lead_to_both_ends_and_to_the_next_change(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    with shared() as page:
        page.keyboard.press("Home")
        assert shown_day(page) == "2018-04-18"
        page.keyboard.press("Shift+ArrowRight")
        first = next(d for d in builtin.timeline.change_days() if d > date(2018, 4, 18))
        assert shown_day(page) == first.isoformat()
        page.keyboard.press("End")
        assert shown_day(page) == "2018-05-22"


def test_a_typed_day_is_gone_to_and_a_wrong_one_refused(shared: Callable[..., Any]) -> None:
    with shared() as page:
        typed = page.locator(".fm-typed")
        typed.fill("2017-03-19")
        typed.press("Enter")
        assert shown_day(page) == "2017-03-19"
        typed.fill("2016-01-01")
        typed.press("Enter")
        assert shown_day(page) == "2017-03-19"
        assert "2018-04-18" in page.locator(".fm-notice").inner_text()


def test_the_player_turns_the_days_and_stops_at_the_end(opened: Callable[..., Any]) -> None:
    with opened("#2018-05-21") as page:
        page.clock.install()
        page.keyboard.press("Space")
        page.clock.run_for(1000)
        assert shown_day(page) == "2018-05-22"
        page.clock.run_for(1000)
        assert page.locator(".fm-step.fm-playing").count() == 0


def test_a_day_is_typed_in_peace_while_the_days_play(opened: Callable[..., Any]) -> None:
    with opened("#2018-04-20") as page:
        page.clock.install()
        page.keyboard.press("Space")
        page.clock.run_for(900)
        assert shown_day(page) == "2018-04-21"
        page.locator(".fm-typed").click()
        page.clock.run_for(5000)
        assert page.locator(".fm-step.fm-playing").count() == 0
        page.locator(".fm-typed").fill("2018-05-08")
        page.keyboard.press("Enter")
        page.clock.run_for(5000)
        assert shown_day(page) == "2018-05-08"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_name_of_an_area_is_told_where_the_pointer_is(
    opened: Callable[..., Any], language: str
) -> None:
    with opened(f"#2018-05-03;lang={language}") as page:
        area = page.locator("[data-area='yalda']").bounding_box()
        x, y = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
        page.mouse.move(x, y)
        tip = page.locator(".fm-tip").bounding_box()
        assert abs(tip["x"] + tip["width"] / 2 - x) < 8
        assert 0 < y - tip["y"] - tip["height"] / 2 < 60


def test_the_slider_moves_by_pointer_and_tells_figures(shared: Callable[..., Any]) -> None:
    with shared() as page:
        box = page.locator(".fm-track").bounding_box()
        page.mouse.move(box["x"] + box["width"] - 3, box["y"] + 20)
        assert "22 May 2018" in page.locator(".fm-figures-tip").inner_text()
        page.mouse.down()
        page.mouse.up()
        assert shown_day(page) == "2018-05-22"


def test_while_the_slider_is_held_the_figures_stand_in_the_panel_alone(
    shared: Callable[..., Any],
) -> None:
    with shared() as page:
        tip = page.locator(".fm-figures-tip")
        box = page.locator(".fm-track").bounding_box()
        page.mouse.move(box["x"] + box["width"] - 3, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 3, box["y"] + 20)
        assert shown_day(page) == "2018-04-18"
        assert not tip.is_visible()
        page.mouse.up()
        page.mouse.move(box["x"] + 4, box["y"] + 20)
        assert "18 April 2018" in tip.inner_text()
        # where the panel is out of sight, the tip has them
        page.set_viewport_size({"width": 390, "height": 844})
        box = page.locator(".fm-track").bounding_box()
        page.mouse.move(box["x"] + 5, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 50, box["y"] + 20)
        assert tip.is_visible()
        page.mouse.up()


def test_the_legend_has_every_actor_in_one_order_on_every_date(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    expected = [actor.name.exact("en") for actor in builtin.actors.values()]
    for day in ("2015-04-01", "2017-03-19", "2018-05-22"):
        with shared(f"#{day}") as page:
            names = page.locator(".fm-actors tbody th").all_inner_texts()
            assert [name.split("\n")[-1].strip() for name in names] == expected


def test_the_switch_tells_the_map_as_one_voice_does(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    day = date(2018, 4, 28)
    with shared("#2018-04-28") as page:
        own = spoken(page)
        seen = {}
        for voice in ("is-media", "side:government"):
            page.locator(".fm-teller select").select_option(voice)
            assert page.locator(".fm-banner").is_visible()
            wait_for_address(page, f"#2018-04-28;as={voice}")
            seen[voice] = spoken(page)
            controls = builtin.account(voice).on(day).controls
            for area, said in seen[voice].items():
                holder = controls[area].holder
                name = builtin.actors[holder].name.exact("en") if holder else "no data"
                if holder == "unknown" and controls[area].rivals:
                    name = "who holds the rest is not said"
                assert name in said, (voice, area)
        assert any(
            seen["is-media"][area] != seen["side:government"][area] for area in ("joura", "qadam")
        )
        page.locator(".fm-banner button").click()
        assert spoken(page) == own
        assert not page.locator(".fm-banner").is_visible()


def test_without_scripts_the_picture_the_table_and_the_sources_are_there(
    opened: Callable[..., Any],
) -> None:
    with opened(running=False, java_script_enabled=False) as page:
        assert page.locator(".fm-static svg").is_visible()
        assert page.locator(".fm-static table").is_visible()
        assert page.locator(".fm-static ol.fm-sources li").count() > 10
        assert not page.locator(".folium-map").is_visible()


def test_where_a_policy_blocks_scripts_the_picture_is_there_and_coloured(
    chromium: Browser, page_file: Path
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route(
        "**/*",
        lambda route: route.fulfill(
            body=page_file.read_bytes(),
            headers={"Content-Type": "text/html", "Content-Security-Policy": "script-src 'none'"},
        ),
    )
    page.goto("http://frontmap.test/")
    assert page.locator(".fm-static svg").is_visible()
    assert page.locator(".frontmap.fm-running").count() == 0
    colours = page.evaluate(
        """() => [...document.querySelectorAll(".fm-static path[fill]")]
          .map((path) => getComputedStyle(path).fill)"""
    )
    assert "rgb(0, 0, 0)" not in colours
    assert len(set(colours)) > 3
    context.close()


def test_in_a_notebook_s_frame_the_map_works_without_an_address(
    chromium: Browser, builtin: Atlas
) -> None:
    from frontmap.page import to_map  # noqa: PLC0415 - only where a browser is there
    from frontmap.page.leaflet import leaflet_script, leaflet_style  # noqa: PLC0415 - likewise

    files = {"leaflet.js": leaflet_script(), "leaflet.css": leaflet_style()}

    context = chromium.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(
        "**/*",
        lambda route: route.fulfill(body=files.get(route.request.url.rpartition("/")[2], "")),
    )
    page.set_content(to_map(builtin, day=date(2018, 5, 3))._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator(".fm-running .fm-date time").wait_for()
    frame.locator(".fm-step").nth(3).click()
    assert frame.locator(".fm-date time").get_attribute("datetime") == "2018-05-04"
    assert complaints == []
    context.close()


def test_two_accounts_are_compared_in_a_list_that_leads_to_the_areas(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    day = date(2018, 4, 28)
    with shared("#2018-04-28;as=is-media") as page:
        page.locator(".fm-banner select").select_option("side:government")
        address = "#2018-04-28;as=is-media;vs=side:government"
        wait_for_address(page, address)
        names = page.locator(".fm-comparison .fm-change b").all_inner_texts()
        one, other = (builtin.account(v).on(day).controls for v in ("is-media", "side:government"))
        shown = builtin.shown(builtin.timeline.episode_on(day))
        expected = [a.name.exact("en") for a in shown if not one[a.id].same_state(other[a.id])]
        assert names == expected
        page.locator(".fm-comparison .fm-change").first.click()
        assert page.locator(".fm-card h2").inner_text() == expected[0]


def test_a_comparison_is_opened_by_its_address(opened: Callable[..., Any]) -> None:
    with opened("#2018-04-28;as=is-media;vs=side:government") as page:
        assert page.locator(".fm-banner select").input_value() == "side:government"
        assert "Government" in page.locator(".fm-comparison h3").inner_text()
        assert page.locator(".fm-notice").inner_text() == ""


@pytest.mark.parametrize(
    ("fragment", "part"),
    [
        ("#2018-05-03;area=nowhere", "area=nowhere"),
        ("#2018-05-03;as=nobody;vs=no-one", "as=nobody · vs=no-one"),
        ("#2018-02-30", "2018-02-30"),
        ("#2018-05-03;colour=red", "colour=red"),
    ],
)
def test_a_part_of_the_address_that_is_not_understood_is_named(
    shared: Callable[..., Any], fragment: str, part: str
) -> None:
    with shared(fragment) as page:
        assert shown_day(page) == "2018-05-03"
        assert page.locator(".fm-notice[role=alert]").inner_text().endswith(f": {part}")


@pytest.mark.parametrize(
    ("fragment", "shown", "said"),
    [
        (
            "#1999-01-01",
            "2015-04-01",
            "1 January 1999 is not in the record, which runs 1 April 2015 –",
        ),
        ("#2018-06-01;area=yalda", "2018-05-22", "1 June 2018 is not in the record"),
        ("#2018-06-01;lang=ar", "2018-05-22", "السجل لا يشمل 1 حزيران 2018؛ فهو يمتد 1 نيسان 2015"),
    ],
)
def test_beyond_the_record_the_nearest_day_is_shown_and_the_page_says_so(
    shared: Callable[..., Any], fragment: str, shown: str, said: str
) -> None:
    with shared(fragment) as page:
        assert shown_day(page) == shown
        notice = page.locator(".fm-notice[role=alert]").inner_text()
        assert notice.startswith(said)
        assert "1999-01-01" not in notice
        assert ("area=" in fragment) == page.locator(".fm-card").is_visible()


def test_a_day_is_typed_as_the_page_writes_it(shared: Callable[..., Any]) -> None:
    with shared() as page:
        for text in ("4 May 2018", "5 أيار 2018"):
            page.locator(".fm-typed").fill(text)
            page.locator(".fm-typed").press("Enter")
            assert shown_day(page) == f"2018-05-0{text[0]}"
        page.locator(".fm-date").click()
        page.locator(".fm-step").first.press("PageDown")
        assert shown_day(page) == "2018-05-06"


def test_on_a_phone_the_chosen_episode_is_in_view_and_a_card_leaves_the_map_in_view(
    opened: Callable[..., Any],
) -> None:
    with opened(viewport={"width": 390, "height": 844}) as page:
        tab = page.locator(".fm-episodes [aria-pressed=true]").bounding_box()
        assert tab is not None
        assert tab["x"] >= 0
        assert tab["x"] + tab["width"] <= 390
        page.locator("[data-area=yalda]").dispatch_event("click")
        stage = page.locator(".fm-stage").bounding_box()
        assert stage is not None
        assert stage["y"] + stage["height"] > 844 / 4
        page.locator(".fm-close").click()
        assert (
            page.evaluate("document.querySelector('.fm-stage').getBoundingClientRect().top") >= -1
        )
