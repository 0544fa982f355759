"""Leaflet, taken from the installed package XStatic-Leaflet and made fit to stand in a page."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from frontmap.errors import FrontmapError
from frontmap.page.modules import minified_style, read_asset

__all__ = ["leaflet_script", "leaflet_style"]

_PACKAGE = "XStatic-Leaflet"
_URL_DECLARATION = re.compile(r"^[^\n{}]*:\s*url\([^)]*\);?\n", re.MULTILINE)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)


def leaflet_script() -> str:
    """Return Leaflet's script under its licence, which the package itself does not carry.

    Raises:
        FrontmapError: the package is not installed.
    """
    return read_asset("leaflet-notice.txt") + _SOURCE_MAP.sub("", _packaged("leaflet.js"))


def leaflet_style() -> str:
    """Return Leaflet's style sheet without the pictures it refers to, which the page never shows.

    Raises:
        FrontmapError: the package is not installed.
    """
    return minified_style(_URL_DECLARATION.sub("", _packaged("leaflet.css")))


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
