"""Leaflet as it stands in the page."""

from __future__ import annotations

from frontmap.page.leaflet import leaflet_script, leaflet_style


def test_leaflet_comes_with_its_licence_and_without_pictures() -> None:
    assert "Redistribution and use in source and binary forms" in leaflet_script()
    assert "Leaflet 1.9.3" in leaflet_script()
    assert "url(" not in leaflet_style()
    assert "\r" not in leaflet_script() + leaflet_style()
