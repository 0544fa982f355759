"""The page is one file that asks for nothing, is allowed by its own policy, and is repeatable."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import folium
import pytest

from frontmap.errors import RequestError
from frontmap.page import render_page, to_map, write_page
from frontmap.page.leaflet import leaflet_script
from frontmap.page.policy import requests_of, tile_host
from frontmap.page.without_script import picture

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas

DAY = date(2001, 1, 3)
PAGE_LIMIT = 450_000


@pytest.fixture(scope="module")
def page(tiny_atlas: Atlas) -> str:
    return render_page(tiny_atlas, day=DAY)


def test_the_same_atlas_gives_the_same_bytes(tiny_atlas: Atlas, page: str) -> None:
    assert page == render_page(tiny_atlas, day=DAY)


def test_no_random_id_is_left(page: str) -> None:
    outside_payload = re.sub(r'<script type="text/plain".*?</script>', "", page, flags=re.DOTALL)
    assert re.findall(r"\b\w+_[0-9a-f]{32}\b", outside_payload) == []


def test_nothing_in_the_page_asks_the_network(page: str) -> None:
    assert requests_of(page) == ()
    for host in ("jsdelivr", "jquery", "bootstrap", "fontawesome", "cloudflare"):
        assert host not in page.replace(leaflet_script(), "").lower()


def test_the_reader_may_zoom(page: str) -> None:
    assert "user-scalable" not in page
    assert "maximum-scale" not in page


def test_no_style_attribute_is_written_that_the_policy_would_block(page: str) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"<[^>]*\sstyle=[^>]*>", markup) == []
    assert re.findall(r"<[^>]*\son\w+=[^>]*>", markup) == []


def test_the_page_is_written_in_the_language_asked_for(tiny_atlas: Atlas) -> None:
    page = render_page(tiny_atlas, day=DAY, language="ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>ثلاثة حقول: 3 كانون الثاني 2001</title>" in page


def test_tiles_are_named_to_the_reader_and_allowed_by_the_policy(tiny_atlas: Atlas) -> None:
    tiles = "https://{s}.tile.example.org/{z}/{x}/{y}.png"
    assert tile_host(tiles) == "https://*.tile.example.org"
    page = render_page(tiny_atlas, day=DAY, tiles=tiles)
    assert "img-src data: https://*.tile.example.org;" in page


def test_a_link_that_could_run_something_is_no_link(copy_of_tiny: Path) -> None:
    from frontmap.atlas import read_atlas  # noqa: PLC0415 - the folder is changed first

    sources = copy_of_tiny / "seeds" / "sources.csv"
    text = sources.read_text("utf-8").replace("en,news,,", "en,news,javascript:alert(1),")
    sources.write_text(text, "utf-8")
    assert "javascript:" not in render_page(read_atlas(copy_of_tiny), day=DAY)


def test_writing_says_what_was_written(tiny_atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "maps" / "page.html"
    written = write_page(tiny_atlas, path, day=DAY)
    assert path.stat().st_size == written.size
    assert "4 days, 3 areas, needs no network" == written.measures
    written = write_page(tiny_atlas, path, day=DAY, tiles="https://example.org/{z}/{x}/{y}.png")
    assert "4 days, 3 areas, asks https://example.org for tiles" == written.measures


def test_a_day_outside_every_episode_leaves_the_file_alone(
    tiny_atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", "utf-8")
    with pytest.raises(RequestError):
        write_page(tiny_atlas, path, day=date(1999, 1, 1))
    assert path.read_text("utf-8") == "old"


def test_the_map_takes_further_layers_and_carries_no_policy(tiny_atlas: Atlas) -> None:
    figure_map = to_map(tiny_atlas, day=DAY)
    folium.Marker([0, 3.01], popup="here").add_to(figure_map)
    shown = figure_map._repr_html_()
    assert "srcdoc" in shown
    assert "L.marker" in shown
    assert "Content-Security-Policy" not in shown
    assert [child._name for child in figure_map._children.values()] == ["Frontmap", "Marker"]


def test_the_map_opens_on_the_last_day_of_the_default_episode(tiny_atlas: Atlas) -> None:
    assert "4 January 2001" in to_map(tiny_atlas).get_root().render()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_built_in_atlas_fits_its_limit(builtin: Atlas, language: str) -> None:
    page = render_page(builtin, day=date(2018, 5, 3), language=language)
    assert len(page.encode()) <= PAGE_LIMIT


def test_what_is_counted_and_its_unit_have_the_language_s_comma_between_them(
    tiny_atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(picture.__globals__, "MANY_AREAS", 2)
    snapshot = tiny_atlas.on(date(2001, 1, 2))
    assert '<th scope="col">front, m</th>' in picture(snapshot, "en")
    assert '<th scope="col">خط التماس، م</th>' in picture(snapshot, "ar")
