"""The page is one file that asks for nothing, is allowed by its own policy, and is repeatable."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import folium
import pytest

from frontmap.errors import RequestError
from frontmap.page import render_page, to_map, write_page
from frontmap.page.element import DaySlider, picture
from frontmap.page.leaflet import leaflet_script, leaflet_style
from frontmap.page.policy import content_security_policy, requests_of, tile_host

if TYPE_CHECKING:
    from pathlib import Path

    from frontmap.atlas import Atlas

DAY = date(2001, 1, 3)
PAGE_LIMIT = 400_000


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


def test_the_policy_allows_the_page_s_own_scripts_and_styles_and_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    without = page.replace(policy.group(1), "")
    assert content_security_policy(without) == policy.group(1)
    assert "unsafe" not in policy.group(1)
    assert policy.group(1).startswith("default-src 'none'; script-src 'sha256-")


def test_no_style_attribute_is_written_that_the_policy_would_block(page: str) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"<[^>]*\sstyle=[^>]*>", markup) == []
    assert re.findall(r"<[^>]*\son\w+=[^>]*>", markup) == []


def test_leaflet_comes_with_its_licence_and_without_pictures() -> None:
    assert "Redistribution and use in source and binary forms" in leaflet_script()
    assert "Leaflet 1.9.3" in leaflet_script()
    assert "url(" not in leaflet_style()
    assert "\r" not in leaflet_script() + leaflet_style()


def test_the_plain_markup_has_map_table_and_sources(page: str) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    for part in (
        "<svg",
        "North field",
        "Blue party",
        "Herald of the fields",
        "3 January 2001",
        "Blue takes the southeast field.",
    ):
        assert part in markup


def test_the_page_is_written_in_the_language_asked_for(tiny_atlas: Atlas) -> None:
    page = render_page(tiny_atlas, day=DAY, language="ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>ثلاثة حقول: 3 كانون الثاني 2001</title>" in page


def test_tiles_are_named_to_the_reader_and_allowed_by_the_policy(tiny_atlas: Atlas) -> None:
    tiles = "https://{s}.tile.example.org/{z}/{x}/{y}.png"
    assert tile_host(tiles) == "https://*.tile.example.org"
    page = render_page(tiny_atlas, day=DAY, tiles=tiles)
    assert "img-src data: https://*.tile.example.org;" in page


@pytest.mark.parametrize(
    "tiles",
    [
        "https://tile.example.org:8080/a/{z}/{x}/{y}{r}.png?key=a%20b&size=2",
        "http://localhost/{z}/{x}/{y}.png",
    ],
)
def test_addresses_of_tiles_are_taken(tiny_atlas: Atlas, tiles: str) -> None:
    assert f"img-src data: {tile_host(tiles)};" in render_page(tiny_atlas, day=DAY, tiles=tiles)


@pytest.mark.parametrize(
    "tiles",
    [
        "OpenStreetMap",
        "tile.example.org/{z}/{x}/{y}.png",
        "file:///tiles/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://tile.example.org/{z}/{x}.png",
        "https://tile.example.org/{z}/{x}/{y}/{unknown}.png",
        "https://tile.example.org/{{z}}/{x}/{y}/{z}.png",
        "https://tile.example.org/{% raw %}/{z}/{x}/{y}.png",
        "https://someone@example.org/{z}/{x}/{y}.png",
        'https://a.org"><script>alert(1)</script>/{z}/{x}/{y}.png',
        "https://a.org; script-src */{z}/{x}/{y}.png",
        "https://a.org/</script>/{z}/{x}/{y}.png",
        "https://a.org/{z}/{x}/{y}.png\n",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(
    tiny_atlas: Atlas, tmp_path: Path, tiles: str
) -> None:
    with pytest.raises(RequestError, match="no address of tiles"):
        write_page(tiny_atlas, tmp_path / "page.html", day=DAY, tiles=tiles)
    assert [] == list(tmp_path.iterdir())


def test_the_page_s_words_get_the_host_that_the_policy_allows(
    tiny_atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontmap.page.element.to_text", lambda payload: payload["opening"])
    tiles = "https://{s}.tile.example.org/{z}/{x}/{y}.png"
    opening = DaySlider(tiny_atlas, day=DAY, language="en", tiles=tiles).payload
    assert tile_host(tiles) == opening["tiles"]  # type: ignore[index]


def test_an_account_opens_as_that_account(tiny_atlas: Atlas) -> None:
    page = render_page(tiny_atlas.account("blue-media"), day=DAY)
    assert "as told by Blue media." in page


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
    figure_map = to_map(tiny_atlas, DAY)
    folium.Marker([0, 3.01], popup="here").add_to(figure_map)
    shown = figure_map._repr_html_()
    assert "srcdoc" in shown
    assert "L.marker" in shown
    assert "Content-Security-Policy" not in shown
    assert [child._name for child in figure_map._children.values()] == ["Frontmap", "Marker"]


def test_the_map_opens_on_the_last_day_of_the_default_episode(tiny_atlas: Atlas) -> None:
    assert "4 January 2001" in to_map(tiny_atlas).get_root().render()


def test_what_would_ask_the_network_is_found() -> None:
    page = (
        '<link href="https://example.org/a.css"><img src="a.png"><style>@import "b.css";'
        "p { background: url(c.png) }</style><svg><path fill='url(#d)'/></svg>"
        '<a href="https://example.org">a link asks nobody until it is followed</a>'
    )
    assert len(requests_of(page)) == 4


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
