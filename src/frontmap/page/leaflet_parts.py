"""Leaflet's script without the parts that no page of ours uses: a quarter of it.

Leaflet 1 is one closed function in which classes are declared one after another, each statement on
its own lines. Those that declare an unused part are left out, and those that hang it on something
else; then whatever nothing names any longer. Only the very file that this was tried with is cut.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

from frontmap.page.modules import is_minifying, minified_script

__all__ = ["parts_used"]

#: The SHA-256 of `leaflet-src.js` 1.9.3, with LF line ends.
_TRIED = "c30f5b2edbff5bde73e1c8004cb0387c4454614187548a3fb51f8d6ba2b5fde7"

#: What the page does without: popups, the switch of layers, overlaid pictures, GeoJSON, circles in
#: metres, Leaflet's canvas (the page has its own), other projections, and browsers before 2012.
_UNUSED = frozenset(
    """Popup popup Layers layers ImageOverlay imageOverlay VideoOverlay videoOverlay SVGOverlay
    svgOverlay GeoJSON geoJSON geoJson geometryToLayer PointToGeoJSON latLngToCoords latLngsToCoords
    getFeature asFeature Circle circle Rectangle rectangle Canvas vmlMixin EPSG3395
    EPSG4326 Simple TileLayerWMS tileLayerWMS""".split()  # noqa: SIM905 - one can read it
)
_TILES = frozenset({"GridLayer", "gridLayer", "TileLayer", "tileLayer"})
#: What Leaflet's own function says where a browser has no canvas.
_NO_CANVAS = "function canvas(){return null}"

_STATEMENT = re.compile(r"^(?=  [A-Za-z_$])", re.MULTILINE)
_DECLARED = re.compile(r"(?:var |function )([\w$]+)")
_EXPORTED = re.compile(r"exports\.([\w$]+)=")
_WITHOUT_EFFECT = re.compile(r"function |var [\w$]+=(?:[\w$]+\.extend\()?\{")
#: Names as they stand alone: no properties, no keys, no texts.
_NAME = re.compile(r"(?<![.\w$\"'])[A-Za-z_$][\w$]*(?!\s*:)")


@cache
def parts_used(source: str, *, tiles: bool) -> str:
    """Return those parts of `leaflet-src.js` that a page uses, minified.

    It is empty for another version, and where there is no minifier.

    Args:
        source: the file.
        tiles: whether the page has a layer of tiles.
    """
    if not is_minifying() or hashlib.sha256(source.encode("utf-8")).hexdigest() != _TRIED:
        return ""
    begin, end = source.index("  var version"), source.rindex("}));")
    unused = _UNUSED if tiles else _UNUSED | _TILES
    statements = map(minified_script, _STATEMENT.split(source[begin:end]))
    kept = [_NO_CANVAS if _declares(one) == "canvas" else one for one in statements if one]
    kept = _named([one for one in kept if not _belongs_to(one, unused)])
    # a semicolon ends each: the minifier leaves the last one out
    return minified_script(f"{source[:begin]}{''.join(one + ';' for one in kept)}{source[end:]}")


def _declares(statement: str) -> str:
    found = _DECLARED.match(statement)
    return found[1] if found else ""


def _belongs_to(statement: str, unused: frozenset[str]) -> bool:
    """Tell whether a statement declares something unused, or hangs it on something else."""
    declared = _declares(statement)
    if declared:
        return declared in unused
    exported = _EXPORTED.match(statement)
    names = {exported[1]} if exported else set(_NAME.findall(statement))
    return not unused.isdisjoint(names)


def _named(statements: list[str]) -> list[str]:
    """Return the statements without declarations that no other one names."""
    names = [set(_NAME.findall(one)) for one in statements]
    kept = [
        one
        for number, one in enumerate(statements)
        if not (declared := _declares(one))
        or not _WITHOUT_EFFECT.match(one)
        or any(declared in others for place, others in enumerate(names) if place != number)
    ]
    return kept if len(kept) == len(statements) else _named(kept)
