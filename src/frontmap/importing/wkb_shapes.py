"""Geometries as well-known binary, read where they are points, lines and straight-edged surfaces.

OGC, Simple Feature Access, Part 1 (06-103r4), section 8.2.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from shapely.errors import ShapelyError

from frontmap.limits import WKB_COLLECTIONS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["WkbShape", "shape_of_wkb"]

#: How what holds other geometries begins: the order of bytes, and a number of 4 to 7 or 9 to 16,
#: to which heights and measures add thousands or bits.
_HOLDS_OTHERS = re.compile(
    rb"\x01(?:[\x04-\x07\x09-\x10]\0\0[\0\x20\x40\x60\x80\xa0\xc0\xe0]"
    rb"|[\xec-\xef\xf1-\xf8]\x03\0\0|[\xd4-\xd7\xd9-\xe0]\x07\0\0|[\xbc-\xbf\xc1-\xc8]\x0b\0\0)"
    rb"|\0(?:[\0\x20\x40\x60\x80\xa0\xc0\xe0]\0\0[\x04-\x07\x09-\x10]"
    rb"|\0\0\x03[\xec-\xef\xf1-\xf8]|\0\0\x07[\xd4-\xd7\xd9-\xe0]|\0\0\x0b[\xbc-\xbf\xc1-\xc8])",
)
_UNREADABLE = (ShapelyError, NotImplementedError, TypeError)


class WkbShape(NamedTuple):
    """A geometry, and whether it had a ring that was not closed; here it is."""

    geometry: BaseGeometry
    was_open: bool = False


def shape_of_wkb(wkb: object) -> WkbShape | None:
    """Return the geometry that some bytes are; `None` where they are none, or one with curves.

    GEOS calls itself for each geometry in another one, and the program ends where that goes too
    deep; so the bytes may have so many of them and no more.
    """
    if not isinstance(wkb, bytes) or len(_HOLDS_OTHERS.findall(wkb)) > WKB_COLLECTIONS:
        return None
    # what is no number is told elsewhere, with its place
    with np.errstate(invalid="ignore"):
        with suppress(*_UNREADABLE):
            return WkbShape(shapely.from_wkb(wkb))
        with suppress(*_UNREADABLE):
            closed = shapely.from_wkb(wkb, on_invalid="fix")
            if closed is not None:
                return WkbShape(closed, was_open=True)
    return None
