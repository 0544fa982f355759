"""The element that puts style, markup and script on a folium map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from making import with_events

from frontmap.atlas import Atlas
from frontmap.page import render_page
from frontmap.page.element import DaySlider, Verbatim, painter_of, scripts_of
from frontmap.page.modules import script
from frontmap.page.payload.encoding import from_text
from frontmap.page.policy import tile_host

if TYPE_CHECKING:
    from pathlib import Path


DAY = date(2001, 1, 3)


def test_the_page_s_words_get_the_host_that_the_policy_allows(
    tiny_atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontmap.page.element.to_text", lambda payload: payload["opening"])
    tiles = "https://{s}.tile.example.org/{z}/{x}/{y}.png"
    opening = DaySlider(tiny_atlas, day=DAY, language="en", tiles=tiles).payload
    assert tile_host(tiles) == opening["tiles"]  # type: ignore[index]


def test_names_are_text_even_where_they_look_like_markup_or_templates(
    copy_of_tiny: Path,
) -> None:
    from frontmap.atlas import read_atlas  # noqa: PLC0415 - the folder is changed first

    areas = copy_of_tiny / "geodata" / "areas.geojson"
    name = "</script><script>alert(1)</script>{{ 7 * 7 }}<img src=x>"
    areas.write_text(areas.read_text("utf-8").replace("North field", name), "utf-8")
    page = render_page(read_atlas(copy_of_tiny), day=DAY)
    assert "alert(1)</script>" not in page
    assert "<img" not in page
    assert "{{ 7 * 7 }}" in page


def test_a_page_of_an_account_has_the_atlas_s_own_reading_too(tiny_atlas: Atlas) -> None:
    account = tiny_atlas.account("blue-media")
    told = from_text(DaySlider(account, day=DAY, language="en").payload)
    own = from_text(DaySlider(tiny_atlas, day=DAY, language="en").payload)
    assert "blue-media" == told["opening"].pop("told_by")
    assert "" == own["opening"].pop("told_by")
    assert own == told


def test_an_element_that_is_on_no_map_says_what_to_do(tiny_atlas: Atlas) -> None:
    with pytest.raises(TypeError, match="add the day slider to a folium map"):
        DaySlider(tiny_atlas, day=DAY, language="en").render()


def test_a_text_that_looks_like_a_template_is_left_as_it_is() -> None:
    assert "{{ 7 * 7 }}" == Verbatim("{{ 7 * 7 }}").render()


def test_only_the_page_of_an_atlas_with_events_has_what_shows_them(tiny_atlas: Atlas) -> None:
    bare = Atlas(replace(tiny_atlas.record, landmarks=(), annotations=()))
    without = render_page(bare, day=DAY)
    with_them = render_page(Atlas(with_events(tiny_atlas.record)), day=DAY)
    assert ["fm-event" in page for page in (without, with_them)] == [False, True]
    assert "onerror=alert(1)>" not in with_them


@pytest.mark.parametrize("areas", [1, 100_000])
def test_the_script_of_a_page_with_events_wraps_its_painter(areas: int) -> None:
    module, painter = painter_of(areas)
    plain = scripts_of(areas, small=True, events=False)
    assert plain == (painter, "openSmall", module, "state/bunzip.mjs")
    wrapped = (f"withEvents({painter})", *plain[1:], "view/event-layer.mjs")
    assert scripts_of(areas, small=True, events=True) == wrapped


@pytest.mark.parametrize("small", [True, False])
def test_a_page_has_only_what_opens_its_own_payload(*, small: bool) -> None:
    code = script(*scripts_of(1, small=small, events=False))
    assert ["TextDecoder" in code, "DecompressionStream" in code] == [True, not small]
    assert ["a block is not whole" in code, "atob" in code] == [small, not small]
