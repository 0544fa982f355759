"""Leaflet's script without what no page of ours uses."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from programs import linted

from frontmap.page import leaflet_parts, modules
from frontmap.page.leaflet import _packaged, leaflet_script
from frontmap.page.leaflet_parts import parts_used
from frontmap.page.modules import all_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

ASSETS = Path(modules.__file__).parent / "assets"


def test_nothing_is_left_that_names_a_part_which_is_gone(tmp_path: Path) -> None:
    known = (
        "window document navigator location self globalThis define exports module Image Event "
        "MouseEvent setTimeout clearTimeout setInterval clearInterval getComputedStyle "
        "ActiveXObject devicePixelRatio console L Element HTMLLabelElement HTMLInputElement "
        "HTMLSelectElement"
    )
    globals_ = ", ".join(f"{name}: false" for name in known.split())
    found = linted(
        tmp_path,
        f"""{{ languageOptions: {{ ecmaVersion: 2021, sourceType: "script",
        globals: {{ {globals_} }} }}, rules: {{ "no-undef": "error" }} }}""",
        *(parts_used(_packaged("leaflet-src.js"), tiles=tiles, asked=all_modules())
          for tiles in (False, True)),
    )  # fmt: skip
    assert [] == found


def asked_of_leaflet() -> Iterator[str]:
    """The names of Leaflet that the page's modules, and folium for our map, ask for."""
    for path in ASSETS.rglob("*.mjs"):
        yield from re.findall(r"\b(?<!\.)(?:this\.#)?leaflet\.(\w+)", path.read_text("utf-8"))
    yield from ("map", "CRS")


def test_all_that_the_page_asks_of_leaflet_is_there() -> None:
    whole, used = _packaged("leaflet-src.js"), leaflet_script()
    asked = set(asked_of_leaflet())
    assert {"svg", "polygon", "tooltip", "control", "DomUtil", "map"} <= asked
    for name in asked:
        assert f"exports.{name} = " in whole
        assert re.search(rf"\.{name}=", used), name


def test_tiles_are_there_where_they_are_asked_for_and_cost_a_tenth() -> None:
    without, with_them = leaflet_script(), leaflet_script(tiles=True)
    assert [".tileLayer=" in script for script in (without, with_them)] == [False, True]
    assert len(without) < 0.92 * len(with_them)
    assert len(with_them) < 0.85 * len(_packaged("leaflet.js"))


def test_of_a_leaflet_that_was_never_tried_all_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaflet_parts, "_TRIED", "another")
    parts_used.cache_clear()
    assert leaflet_script().endswith("window.L=t});\n")
    assert len(leaflet_script()) > len(_packaged("leaflet.js"))
    parts_used.cache_clear()


def test_where_no_minifier_is_all_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaflet_parts, "is_minifying", lambda: False)
    assert parts_used.__wrapped__(_packaged("leaflet-src.js"), tiles=False, asked="") == ""


def test_what_leaflet_asks_of_old_browsers_and_does_for_no_map_of_ours_is_gone() -> None:
    script = leaflet_script()
    for gone in (
        "flyTo:",
        "setMaxBounds:",
        "MSPointer",
        "ActiveXObject",
        "typeof exports",
        "noConflict",
    ):
        assert gone in _packaged("leaflet.js"), gone
        assert gone not in script, gone
    assert len(script) < 77_000


def test_a_part_goes_with_what_hangs_on_it_and_with_what_only_it_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = """(0, (function (exports) { 'use strict';
  var version = "1";
  function used() {
  \treturn 1;
  }
  // only popups ask for it
  function tip() {
  \treturn { used: used };
  }
  var Popup = { tip: tip };
  var Table = {
    used: used,
    tip: tip
  };
  function canvas() {
  \treturn Popup;
  }
  var Layer = {
  \topen: function () { return used() || canvas(); },
  \t// @method close
  \tclose: function () {
  \t\treturn this.forget();
  \t},
  \tforget: function () {
  \t},
  \tself: function () { return Table.used(); }
  };
  Layer.popup = Popup;
  exports.Layer = Layer;
  exports.Popup = Popup;
  exports.popup = Popup;
  exports.Table = Table;
  exports.version = version;
}));
"""
    digest = hashlib.sha256(source.encode()).hexdigest()
    monkeypatch.setattr(leaflet_parts, "_TRIED", digest)
    asked = "// close\nleaflet.Layer.open(leaflet.version).self()"
    assert parts_used.__wrapped__(source, tiles=False, asked=asked) == (
        '(function(e){"use strict";var n,s,o="1";function t(){return 1}n={used:t};'
        "function i(){return null}s={open:function(){return t()||i()},"
        "self:function(){return n.used()}},e.Layer=s,e.version=o})({})"
    )
