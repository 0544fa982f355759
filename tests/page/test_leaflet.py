"""Leaflet as it stands in the page."""

from __future__ import annotations

import pytest

from frontmap.errors import FrontmapError
from frontmap.page.leaflet import leaflet_script, leaflet_style


def test_leaflet_comes_with_its_licence_and_without_pictures() -> None:
    assert "Redistribution and use in source and binary forms" in leaflet_script()
    assert "Leaflet 1.9.3" in leaflet_script()
    assert "url(" not in leaflet_style()
    assert "\r" not in leaflet_script() + leaflet_style()


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontmap.page.leaflet._PACKAGE", "no-such-package")
    with pytest.raises(FrontmapError, match="no-such-package is missing: install frontmap again"):
        leaflet_script()


def test_a_package_without_its_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontmap.page.leaflet._PACKAGE", "jinja2")
    with pytest.raises(FrontmapError, match=r"jinja2 has no leaflet-src\.js"):
        leaflet_script()


def test_of_the_styles_only_what_a_page_can_show_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    package = (
        "/* popup, {pane} */\n.leaflet-pane,\n.leaflet-popup-pane {\n\tz-index: 400;\n\t}\n"
        ".leaflet-popup { margin: 0 }\n"
        ".leaflet-zoom-box { -moz-user-select: none; user-select: none; }\n"
        ".leaflet-marker-icon { user-select: none; }\n"
        ".leaflet-tooltip-left { margin-left: -6px; }\n"
        ".leaflet-fade-anim .leaflet-popup { -webkit-transition: opacity 1s; transition: none }\n"
        ".leaflet-overlay-pane svg { -moz-user-select: none; }\n"
        "@media print { .leaflet-control { color: red } }\n"
    )
    monkeypatch.setattr("frontmap.page.leaflet._packaged", lambda _name: package)
    assert leaflet_style() == (
        ".leaflet-pane{z-index:400}.leaflet-zoom-box{user-select:none}"
        "@media print{.leaflet-control{color:red}}"
    )


def test_the_styles_have_what_the_page_s_map_is_made_of() -> None:
    style = leaflet_style()
    for part in ("pane", "tooltip-top", "tooltip", "bar", "control-scale-line", "zoom-box"):
        assert f".leaflet-{part}" in style
    for gone in ("popup", "marker", "lvml", "-moz-user-select", "/*", "tile", "attribution"):
        assert gone not in style
    for tiled in ("tile", "control-attribution"):
        assert f".leaflet-{tiled}" in leaflet_style(tiles=True)
