"""The slider's chart names the parties, counts all areas, and tells them in grey, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from frontmap.atlas import Atlas


def named(page: Page) -> tuple[list[str], list[str]]:
    """Which codes stand in the chart, and which above it."""
    return (
        page.locator(".fm-chart text").all_text_contents(),
        page.locator(".fm-thin-band").all_inner_texts(),
    )


def test_each_party_is_named_in_its_band_or_above_the_chart(shared: Callable[..., Any]) -> None:
    with shared() as page:
        # HTS held 0.38 km² of 38.45, which is less than a pixel
        assert named(page) == (["GOV", "IS", "OPP"], ["HTS", "?"])
    with shared("#2018-05-03;lang=ar") as page:
        inside, above = named(page)
        assert (inside, above) == (["حكو", "تد", "معا"], ["هتش", "؟"])
        # days run to the left, and the government has all at the end of them
        box = page.locator(".fm-chart").bounding_box()
        code = page.locator(".fm-chart text").first.bounding_box()
        assert code["x"] - box["x"] < 10


def test_what_never_changes_is_counted(shared: Callable[..., Any]) -> None:
    with shared("#2017-03-20") as page:
        assert named(page) == (["GOV", "OPP"], [])


def test_the_names_fit_on_a_phone(shared: Callable[..., Any]) -> None:
    with shared() as page:
        page.set_viewport_size({"width": 390, "height": 844})
        assert named(page)[0] == ["GOV", "IS", "OPP"]
        letters = page.locator(".fm-chart text").first
        assert letters.evaluate("text => getComputedStyle(text).fontSize") == "11px"


def test_a_step_leaves_the_chart_as_it_is(shared: Callable[..., Any]) -> None:
    with shared() as page:
        page.evaluate("document.querySelector('.fm-chart path').kept = true")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.querySelector('.fm-chart path').kept") is True


def test_the_swatch_of_each_party_carries_its_code(
    shared: Callable[..., Any], builtin: Atlas
) -> None:
    with shared() as page:
        codes = page.locator(".fm-actors .fm-badge text").all_text_contents()
        assert codes == [actor.short.exact("en") for actor in builtin.actors.values()]
