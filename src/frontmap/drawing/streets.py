"""Streets and watercourses on a map: quiet lines, by which a reader finds the way.

They lie over the fills, which tell who holds what, and so are light on dark fills and dark on
light ones: a thin pale line in a thinner grey one is seen on both.
"""

from __future__ import annotations

from itertools import chain
from math import inf
from typing import TYPE_CHECKING

import shapely

from frontmap.drawing.marks import Line, Stroke
from frontmap.drawing.outlines import box_polygon, paths_of
from frontmap.model import StreetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from frontmap.drawing.marks import Mark
    from frontmap.drawing.styles import Style
    from frontmap.drawing.view import View
    from frontmap.model import Street

__all__ = ["set_streets"]

#: The strokes of each kind, the lowest first; the kinds are drawn in this order.
_STROKES = {
    StreetKind.WATER: (("#7f9bb3", 1.6),),
    StreetKind.STREET: (("#a3a6a9", 0.6),),
    StreetKind.MAIN: (("#8b8f94", 1.9), ("#dfe0e1", 1.0)),
    StreetKind.HIGHWAY: (("#85898e", 2.9), ("#e6e7e8", 1.8)),
}
#: The metres of a usual unit up to which a kind is drawn: a map of a country has no lanes.
_FINEST = {StreetKind.STREET: 14.0, StreetKind.MAIN: 60.0}
#: Bends of less than so many canvas units are left out.
_TOLERANCE = 0.4


def set_streets(streets: Iterable[Street], view: View, style: Style) -> tuple[Mark, ...]:
    """Set what of the streets lies in the frame of a view."""
    metres = style.unit / view.per_metre
    lines: dict[StreetKind, list[BaseGeometry]] = {}
    for street in streets:
        if metres <= _FINEST.get(street.kind, inf):
            lines.setdefault(street.kind, []).append(street.line)
    drawn = (_set(kind, lines[kind], view, style) for kind in _STROKES if kind in lines)
    return tuple(chain.from_iterable(drawn))


def _set(kind: StreetKind, lines: list[BaseGeometry], view: View, style: Style) -> Iterator[Mark]:
    parts = shapely.get_parts(lines).tolist()
    placed = view.project(shapely.MultiLineString(parts)).simplify(_TOLERANCE)
    paths = paths_of(shapely.intersection(placed, box_polygon(view.frame)))
    if paths:
        for colour, width in _STROKES[kind]:
            yield Line(paths, Stroke(colour, style.scaled(width)))
