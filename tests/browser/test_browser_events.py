"""The page of an atlas in which events are reported, in Chromium, by both painters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from making import HOSTILE, day, with_events

from frontmap.atlas import Atlas
from frontmap.days import parse_span
from frontmap.model import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from frontmap.model import Record


@pytest.fixture(scope="module", params=["svg", "canvas"])
def page_file(
    tiny_atlas: Atlas, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    from frontmap.page import write_page  # noqa: PLC0415 - only where a browser is there

    path = tmp_path_factory.mktemp("maps") / f"{request.param}.html"
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "canvas":
            patch.setattr("frontmap.page.element.CANVAS_ABOVE", 0)
        write_page(Atlas(with_twins(with_events(tiny_atlas.record))), path, day=day(2))
    return path


def with_twins(record: Record) -> Record:
    """The record with more events.

    Two on 4 January ten metres from one another; and one of 2 January in the southwest, without a
    point, of Green's taking a part of what it holds, which no ruling cites.
    """
    one = next(claim for claim in record.claims if claim.id == "almanac-51")
    there = replace(one, id="almanac-54", date=parse_span("2001-01-04"))
    beside = replace(there, id="almanac-55", lon=3.0051)
    taken = replace(
        one, id="almanac-56", areas=("southwest",), kind=ClaimKind.CONTROL, holder="green",
        lon=None, lat=None,
    )  # fmt: skip
    return replace(record, claims=(*record.claims, there, beside, taken))


def marks(page: Page) -> list[tuple[str, bool]]:
    """What stands in each mark on the map, and whether it is hollow."""
    found = page.evaluate("""() => [...document.querySelectorAll(".fm-event-mark > span")]
        .map((dot) => [dot.textContent, dot.classList.contains("fm-vague")])""")
    return sorted((text, hollow) for text, hollow in found)


def test_events_are_marked_counted_and_listed_on_their_days(shared: Callable[..., Any]) -> None:
    with shared("#2001-01-02;lang=en") as page:
        # two events, and the mill, which a claim names
        assert marks(page) == [("", False), ("", False), ("", True)]
        key = page.locator(".fm-event-key")
        assert key.inner_text().split("\n") == [
            "reported events (3 that day)", "said of a place (1 that day)",
        ]  # fmt: skip
        said = page.locator(".fm-reports").inner_text()
        assert [f"Event {number}. {HOSTILE}" in said for number in (51, 52, 53)] == [True] * 3
        page.keyboard.press("ArrowRight")
        assert marks(page) == [("", True)]
        assert key.inner_text().startswith("reported events (1 that day)")
        page.keyboard.press("ArrowRight")
        assert marks(page) == [("2", False)]
        assert key.inner_text().startswith("reported events (2 that day)")


def test_the_card_of_an_area_lists_its_events_of_the_day(shared: Callable[..., Any]) -> None:
    with shared("#2001-01-02;area=north;lang=en") as page:
        listed = page.locator(".fm-card .fm-event-list")
        assert listed.locator("h3").inner_text() == "Events reported here on this day"
        ids = listed.locator("code").all_inner_texts()
        assert ids == ["almanac-51", "almanac-52"]
        page.keyboard.press("ArrowRight")
        assert listed.locator("code").all_inner_texts() == ["almanac-52"]
        page.evaluate("() => { window.location.hash = '#2001-01-03;area=southwest'; }")
        page.wait_for_function("() => document.querySelector('.fm-event-list') === null")


def test_the_card_lists_what_no_ruling_cites_of_the_day(shared: Callable[..., Any]) -> None:
    with shared("#2001-01-02;area=southwest;lang=en") as page:
        assert page.locator(".fm-card .fm-event-list code").all_inner_texts() == ["almanac-56"]


def test_an_account_marks_only_what_its_voice_reports(shared: Callable[..., Any]) -> None:
    with shared("#2001-01-02;as=green-media;lang=en") as page:
        assert marks(page) == [("", False)]
        assert page.locator(".fm-event-key").inner_text().startswith("reported events (1 that day)")
