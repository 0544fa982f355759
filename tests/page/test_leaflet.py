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
    with pytest.raises(FrontmapError, match=r"jinja2 has no leaflet\.js"):
        leaflet_script()
