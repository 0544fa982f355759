"""The page of an atlas whose outlines move, and that has a day without a map, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from making import day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from frontmap.atlas import Atlas

START = f"#{day(1).isoformat()}"
#: What the list of changes and the sentence below it say, by day.
SAID = {
    1: ["The record of this episode opens on this day"],
    2: ["Nothing changed on this day"],
    3: [
        "Blue Blue party",
        "Green Green party",
        "Blue party, gained: 0.62 km²; Green party, lost: 0.62 km²",
    ],
    4: ["no data: the record says nothing of this day"],
    5: ["The record says nothing of the day before: what changed is not known"],
    6: ["Harbour Green party", "Green party, gained: 1.23 km²; nobody lost ground"],
    7: ["nobody gained ground; Green party, lost: 1.23 km²"],
}


@pytest.fixture(scope="module", params=["svg", "canvas"])
def page_file(
    moving_atlas: Atlas,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Path:
    from frontmap.page import write_page  # noqa: PLC0415 - only where a browser is there

    path = tmp_path_factory.mktemp("maps") / f"{request.param}.html"
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "canvas":
            patch.setattr("frontmap.page.element.CANVAS_ABOVE", 0)
        write_page(moving_atlas, path, day=day(1))
    return path


def test_what_moved_is_told_and_nothing_only_where_nothing_did(
    shared: Callable[..., Any],
) -> None:
    for number, said in SAID.items():
        with shared(f"#{day(number).isoformat()}") as page:
            of_day = page.locator("section.fm-day")
            told = of_day.locator("li, p").all_inner_texts()
            assert said == [" ".join(text.split()) for text in told], number


def test_steps_go_to_the_days_on_which_outlines_moved(shared: Callable[..., Any]) -> None:
    with shared(START) as page:
        gone_to: list[str] = []
        for _ in range(3):
            page.get_by_role("button", name="Next change").click()
            page.wait_for_function(
                "(last) => window.location.hash !== last", arg=[START, *gone_to][-1]
            )
            gone_to.append(page.evaluate("() => window.location.hash"))
        assert [f"#{day(number).isoformat()}" for number in (3, 6, 7)] == gone_to


def test_an_outline_that_moved_opens_its_card(shared: Callable[..., Any]) -> None:
    with shared(f"#{day(3).isoformat()}") as page:
        page.locator("button.fm-change").first.click()
        assert "Blue" == page.locator(".fm-card h2").inner_text()


def test_a_day_without_a_map_has_no_front_that_is_said_to_be_gone(
    shared: Callable[..., Any], page_file: Path
) -> None:
    if page_file.stem == "canvas":
        pytest.skip("a canvas has no elements to count")
    drawn = {}
    for number in (3, 4):
        with shared(f"#{day(number).isoformat()}") as page:
            drawn[number] = page.evaluate(
                """() => [...document.querySelectorAll(".leaflet-pane path.fm-front-before")]
                    .filter((path) => path.getAttribute("d") !== "M0 0").length"""
            )
    assert (drawn[3] > 0, drawn[4]) == (True, 0)
