"""Leaflet's script without the parts that no page of ours uses: a third of it.

Leaflet 1 is one closed function in which classes are declared one after another, each statement on
its own lines. Those that declare an unused part are left out, and those that hang it on something
else; then whatever nothing names any longer, the methods too, neither in what is left nor in the
page's modules. Only the very file that this was tried with is cut.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections import Counter
from functools import cache
from itertools import count, product

from frontmap.page.modules import is_minifying, minified_script

__all__ = ["parts_used"]

#: The SHA-256 of `leaflet-src.js` 1.9.3, with LF line ends.
_TRIED = "c30f5b2edbff5bde73e1c8004cb0387c4454614187548a3fb51f8d6ba2b5fde7"

#: What the page does without: popups, the switch of layers, overlaid pictures, GeoJSON, circles in
#: metres, Leaflet's canvas, its keys and its markers (the page has its own), the menu of a long
#: touch, other projections, and browsers before 2012.
_UNUSED = frozenset(
    """
    Marker marker DivIcon divIcon Icon icon IconDefault MarkerDrag Popup popup Layers layers
    ImageOverlay imageOverlay VideoOverlay videoOverlay SVGOverlay svgOverlay GeoJSON geoJSON
    geoJson geometryToLayer PointToGeoJSON latLngToCoords latLngsToCoords getFeature asFeature
    Circle circle Rectangle rectangle Canvas vmlMixin EPSG3395 EPSG4326 Simple TileLayerWMS
    tileLayerWMS Keyboard TapHold ie ielt9 edge android23 webkitVer androidStock phantom opera12
    win ie3d webkit3d gecko3d any3d mobileWebkit mobileWebkit3d msPointer mobileOpera
    mobileGecko passiveEvents inlineSvg vml gecko android webkit EPSG900913 oldL
    """.split()  # noqa: SIM905
)
#: Methods without which a map does whose options are those of ours: flying, bounds that it may not
#: leave, the reader's own place, worlds side by side, and miles.
_UNUSED_METHODS = frozenset(
    """flyTo flyToBounds setMaxBounds panInsideBounds _panInsideMaxBounds stopLocate
    _onPreDragWrap _updateImperial""".split()  # noqa: SIM905
)
#: What Leaflet asks of a browser, and those in which a page of ours runs answer alike.
_ALIKE = {
    **dict.fromkeys(["any3d", "passiveEvents", "pointer", "svg", "inlineSvg"], "true"),
    **dict.fromkeys(["ie3d", "ielt9", "edge", "mobileOpera", "msPointer", "vml"], "false"),
}
#: What only a page with tiles has: the layer of them, and who is to be named for it.
_TILES = frozenset(
    """GridLayer gridLayer TileLayer tileLayer Attribution attribution
    ukrainianFlag""".split()  # noqa: SIM905
)
#: What stands for parts that others name, but of which no page of ours makes any, or needs any
#: since 2012: what Leaflet has for Internet Explorer, its own pin, and what warns of old plug-ins.
_STAND_INS = {
    "canvas": "function canvas(){return null}",
    "FeatureGroup": "function FeatureGroup(){}",
    "_setOpacityIE": "function _setOpacityIE(){}",
    "checkDeprecatedMixinEvents": "function checkDeprecatedMixinEvents(){}",
    "pointer": "var pointer=true",
    "svg$1": "var svg$1=true",
    "chrome": "var chrome=userAgentContains('chrome')",
}
#: What folium asks of Leaflet for our map.
_ASKED_BY_FOLIUM = frozenset({"map", "CRS", "EPSG3857", "tileLayer"})

_STATEMENT = re.compile(r"^(?=  [A-Za-z_$])", re.MULTILINE)
_DECLARED = re.compile(r"(?:var |function )([\w$]+)")
_EXPORTED = re.compile(r"exports\.([\w$]+)=")
_WITHOUT_EFFECT = re.compile(r"function |var [\w$]+=(?:[\w$]+\.extend\()?\{")
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
#: A method of a class, and an entry of a table of functions, as the file sets them.
_METHOD = re.compile(
    r"^  \t(\w+): function(?:[^\n]*\},?\n|.*?^  \t\},?\n)", re.MULTILINE | re.DOTALL
)
_ASKED = re.compile(rf"Browser\.({'|'.join(_ALIKE)})\b")
_ENTRY = re.compile(r"^  (?:  |\t)(\w+): [\w$]+,?\n", re.MULTILINE)
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_DEFINED = re.compile(r"[\w$]+:function\b")
#: What Leaflet calls so everywhere and never puts together from parts.
_OWN = re.compile(r"(?<![\w$-])_[A-Za-z]\w*")
_SHORT = string.digits + string.ascii_letters
#: Names as they stand alone: no properties, no keys, no texts.
_NAME = re.compile(r"(?<![.\w$\"'])[A-Za-z_$][\w$]*(?!\s*:)")


@cache
def parts_used(source: str, *, tiles: bool, asked: str) -> str:
    """Return those parts of `leaflet-src.js` that a page uses, minified.

    It is empty for another version, and where there is no minifier.

    Args:
        source: the file.
        tiles: whether the page has a layer of tiles.
        asked: the scripts of our pages; what is called by none of their words may be left out.
    """
    if not is_minifying() or hashlib.sha256(source.encode("utf-8")).hexdigest() != _TRIED:
        return ""
    unused = _UNUSED if tiles else _UNUSED | _TILES
    words: list[str] = _WORD.findall(_COMMENT.sub("", asked))
    known = (_ASKED_BY_FOLIUM | set(words)) - unused
    source = _ASKED.sub(lambda found: _ALIKE[found[1]], _COMMENT.sub("", source))
    left, before, used = _without(_UNUSED_METHODS, source), "", ""
    while left != before:
        before, used = left, _statements_used(left, unused, known)
        left = _only(_METHOD, left, known.union(_WORD.findall(_DEFINED.sub("", used))))
    return _shortened(used, known)


def _statements_used(source: str, unused: frozenset[str], known: frozenset[str]) -> str:
    begin, end = source.index("  var version"), source.rindex("}));")
    statements = map(minified_script, _STATEMENT.split(_tables_used(source[begin:end], known)))
    kept = [_STAND_INS.get(_declares(one), one) for one in statements if one]
    kept = _named([one for one in kept if not _belongs_to(one, unused) and _is_asked(one, known)])
    # a semicolon ends each: the minifier leaves the last one out
    # the page has it as `L`, which the last statement sees to, and no loader of modules
    begins, ends = "(function (exports) { 'use strict';", "})({});"
    return minified_script(f"{begins}{''.join(one + ';' for one in kept)}{ends}")


def _shortened(script: str, known: frozenset[str]) -> str:
    """Return the script with short names for what Leaflet marks as its own by a low line."""
    counts = Counter(_OWN.findall(script))
    short = (
        f"_{''.join(letters)}" for size in count(1) for letters in product(_SHORT, repeat=size)
    )
    names: dict[str, str] = {}
    for name, _ in counts.most_common():
        names[name] = name if name in known else next(one for one in short if one not in counts)
    return _OWN.sub(lambda found: names[found[0]], script)


def _tables_used(source: str, known: frozenset[str]) -> str:
    """Return the source with only those entries in its tables of functions that something asks."""
    named = known.union(re.findall(r"\.(\w+)", source))
    return _only(_ENTRY, source, named)


def _only(part: re.Pattern[str], source: str, named: frozenset[str]) -> str:
    """Return the source with only those of such parts whose names are among these."""
    return part.sub(lambda found: found[0] if found[1] in named else "", source)


def _without(names: frozenset[str], source: str) -> str:
    """Return the source without the methods of these names."""
    return _METHOD.sub(lambda found: "" if found[1] in names else found[0], source)


def _is_asked(statement: str, known: frozenset[str]) -> bool:
    """Tell whether a statement hands nothing out, or something that a page asks for."""
    exported = _EXPORTED.match(statement)
    return not exported or exported[1] in known


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
