"""The page draws the statuses, tiles and languages that a payload brings, and knows none itself."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from frontmap.page.payload.pack import build_payload

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from frontmap.atlas import Atlas

DAY = date(2018, 5, 3)
#: Every status has one made-up tile, which has stripes, dots and strokes at once.
TILE = {"stripes": 30, "dots": [[0.5, 0.5, 0.2]], "strokes": [[0, 0, 1, 1]], "width": 0.1}
SAMPLE = ["#112233", "#445566", "#ddeeff"]
#: A language that frontmap has no words in.
ESPERANTO = {
    "code": "eo",
    "name": "Esperanto",
    "mark": "EO",
    "decimal": "·",
    "thousands": "'",
    "first_of_month": "1a",
}


def planted(*arguments: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - passed on
    """The built-in atlas's payload with another table of statuses and a third language."""
    payload: dict[str, Any] = dict(build_payload(*arguments, **options))
    for row in payload["status_rows"]:
        row.update(tile="made-up", disputed=False, counts=row["counts"] or "held")
        row["inks"] = SAMPLE
    payload["tiles"] = {"made-up": TILE}
    payload["looks"] = [
        look and ["made-up", look[1], SAMPLE, SAMPLE, SAMPLE] for look in payload["looks"]
    ]
    payload["speech"].append({**payload["speech"][0], **ESPERANTO})
    payload["months"]["eo"] = payload["months"]["en"]
    payload["texts"]["eo"] = [""] * len(payload["texts"]["en"])
    payload["languages"] = ["en", "ar", "eo"]
    return payload


@pytest.fixture(scope="module", params=["svg", "canvas"])
def page_file(
    builtin: Atlas, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    from frontmap.page import write_page  # noqa: PLC0415 - only where a browser is there

    path = tmp_path_factory.mktemp("maps") / f"{request.param}.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontmap.page.element.build_payload", planted)
        if request.param == "canvas":
            patch.setattr("frontmap.page.element.CANVAS_ABOVE", 0)
        write_page(builtin, path, day=DAY)
    return path


def test_a_tile_of_the_payload_is_drawn_in_the_legend_and_on_the_map(
    opened: Callable[..., Any],
) -> None:
    with opened() as page:
        keys = page.locator(".fm-keys .fm-swatch rect").first
        pattern = page.locator(keys.get_attribute("fill").removeprefix("url(").removesuffix(")"))
        assert pattern.get_attribute("patternTransform") == "rotate(30)"
        stripes = pattern.locator("rect")
        assert [stripe.get_attribute("fill") for stripe in stripes.all()] == SAMPLE[:2]
        assert pattern.locator("circle").get_attribute("fill") == SAMPLE[2]
        assert pattern.locator("line").get_attribute("stroke") == SAMPLE[2]
        page.keyboard.press("ArrowRight")
        assert page.locator(".fm-date time").get_attribute("datetime") == "2018-05-04"


def test_more_than_two_languages_stand_in_a_list(opened: Callable[..., Any]) -> None:
    with opened() as page:
        languages = page.locator("select.fm-language")
        assert languages.locator("option").all_inner_texts() == ["English", "العربية", "Esperanto"]
        assert languages.get_attribute("aria-label") == "Language"
        languages.select_option("eo")
        assert page.evaluate("document.documentElement.lang") == "eo"
        # what is missing is shown in the first language, and is marked
        assert page.locator("h1 .fm-other-language").get_attribute("lang") == "en"
        assert re.fullmatch(r"(\d+')?\d+", page.locator(".fm-actors tfoot td").inner_text())
        page.goto(f"{page.url.partition('#')[0]}#2018-05-01;lang=eo")
        page.wait_for_selector(".fm-date time[datetime='2018-05-01']")
        assert page.locator(".fm-date time").inner_text() == "1a May 2018"
        languages.select_option("ar")
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.locator("h1 .fm-other-language").count() == 0
