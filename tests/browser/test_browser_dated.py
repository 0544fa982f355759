"""The page of an atlas whose outlines come and go, in Chromium, by both painters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from making import day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from frontmap.atlas import Atlas

#: Days in the order in which they are gone to, forward and back over every change of outlines.
WALK = (day(1), day(2), day(3), day(4), day(1), date(2002, 2, 1), day(2))


@pytest.fixture(scope="module", params=["svg", "canvas"])
def page_file(
    redrawn_atlas: Atlas,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Path:
    from frontmap.page import write_page  # noqa: PLC0415 - only where a browser is there

    path = tmp_path_factory.mktemp("maps") / f"{request.param}.html"
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "canvas":
            patch.setattr("frontmap.page.element.CANVAS_ABOVE", 0)
        write_page(redrawn_atlas, path, day=day(1))
    return path


def go(page: Page, to: date) -> None:
    page.evaluate("(hash) => { window.location.hash = hash; }", f"#{to.isoformat()}")
    page.wait_for_function(
        "(day) => window.location.hash.startsWith(`#${day}`) "
        "&& document.querySelector('details.fm-list') !== null",
        arg=to.isoformat(),
    )
    page.evaluate("""() => new Promise((done) => {
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 0);
    })""")


def names(atlas: Atlas, on: date) -> list[str]:
    return [atlas.areas[area].name.exact("en") for area in atlas.on(on).runs]


def test_only_the_outlines_of_the_day_are_listed_and_drawn(
    opened: Callable[..., Any], redrawn_atlas: Atlas
) -> None:
    with opened() as page:
        page.locator("details.fm-list > summary").click()
        for on in WALK:
            go(page, on)
            listed = page.locator("table.fm-areas tbody th").all_inner_texts()
            assert names(redrawn_atlas, on) == listed
            drawn = page.evaluate(
                "() => [...document.querySelectorAll('.fm-area')].map((path) => path.dataset.area)"
            )
            if drawn:
                assert sorted(redrawn_atlas.on(on).runs) == sorted(drawn)


def test_the_legend_has_the_metres_and_km2_of_the_outlines_of_the_day(
    shared: Callable[..., Any], redrawn_atlas: Atlas
) -> None:
    with shared() as page:
        for on in WALK:
            go(page, on)
            snapshot = redrawn_atlas.on(on)
            shown = page.locator("table.fm-actors tfoot td").inner_text()
            assert f"{snapshot.frontline.length_m:,.0f}" == shown


def test_a_card_closes_when_its_outline_goes(shared: Callable[..., Any]) -> None:
    with shared(f"#{day(2).isoformat()};area=harbour") as page:
        assert "harbour" == page.locator(".fm-card h2").inner_text()
        assert 1 == page.locator(".fm-card .fm-piece").count()
        go(page, day(4))
        assert 0 == page.locator(".fm-card").count()
