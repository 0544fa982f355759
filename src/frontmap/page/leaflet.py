"""Leaflet, taken from the installed package XStatic-Leaflet and made fit to stand in a page."""

from __future__ import annotations

import re
from functools import partial
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from frontmap.errors import FrontmapError
from frontmap.page.leaflet_parts import parts_used
from frontmap.page.modules import all_modules, minified_style, read_asset

__all__ = ["leaflet_script", "leaflet_style"]

_PACKAGE = "XStatic-Leaflet"
_URL_DECLARATION = re.compile(r"^[^\n{}]*:\s*url\([^)]*\);?\n", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
#: In the selectors of parts that no page of ours has: popups, markers and their shadows, tips below
#: or beside, overlaid pictures, the switch of layers, and browsers before 2012.
_OF_NO_PAGE = re.compile(
    r"leaflet-(?:popup|marker-|tooltip-(?:bottom|left|right)|shadow|div-icon|default-icon|image-layer|control-layers)"
    r"|leaflet-oldie|vml"
)
#: What only a page with tiles has.
_OF_TILES = re.compile(r"leaflet-(?:safari|tile|attribution|control-attribution)")
#: Declarations for browsers in which the page does not run.
_OLD_PREFIX = re.compile(r"-(?:moz|ms|o)-[a-z-]+\s*:[^;{}]*;?|-webkit-trans[a-z-]+\s*:[^;{}]*;?")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)


def leaflet_script(*, tiles: bool = False) -> str:
    """Return what a page uses of Leaflet under its licence, which the package does not carry.

    `tiles` says whether the page has a layer of tiles. Where the installed Leaflet is one that was
    never tried so, all of it is taken.

    Raises:
        FrontmapError: the package is not installed.
    """
    used = parts_used(_packaged("leaflet-src.js"), tiles=tiles, asked=all_modules())
    notice = read_asset("leaflet-notice.txt")
    return notice + (used or _SOURCE_MAP.sub("", _packaged("leaflet.js")))


def leaflet_style(*, tiles: bool = False) -> str:
    """Return the rules of Leaflet's style sheet that a page of ours can need.

    Left out are the pictures that it refers to, parts that are never shown, and old browsers;
    `tiles` says whether the page has a layer of tiles.

    Raises:
        FrontmapError: the package is not installed.
    """
    style = _COMMENT.sub("", _URL_DECLARATION.sub("", _packaged("leaflet.css")))
    needed = partial(_needed, tiles=tiles)
    return minified_style(_RULE.sub(needed, _OLD_PREFIX.sub("", style)))


def _needed(rule: re.Match[str], *, tiles: bool) -> str:
    """Return a rule for those of its selectors that something in a page can meet."""
    met = [one for one in rule[1].split(",") if not _OF_NO_PAGE.search(one)]
    selectors = [one for one in met if tiles or not _OF_TILES.search(one)]
    return f"{','.join(selectors)}{{{rule[2]}}}" if selectors and rule[2].strip() else ""


def _packaged(name: str) -> str:
    try:
        listed = files(_PACKAGE) or []
    except PackageNotFoundError as reason:
        raise FrontmapError(f"{_PACKAGE} is missing: install frontmap again") from reason
    for path in listed:
        if path.name == name:
            # an HTML parser turns CRLF into LF, and the policy's hashes are of what it sees
            return Path(path.locate()).read_bytes().decode("utf-8").replace("\r\n", "\n")
    raise FrontmapError(f"{_PACKAGE} has no {name}: install frontmap again")
