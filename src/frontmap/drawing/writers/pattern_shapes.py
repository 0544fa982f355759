"""A status's pattern as shapes of their own, over an area filled with its holder's colour.

The preset patterns of DrawingML are bitmaps of eight by eight pixels in one program and hairlines
in another, which a projector does not show; stripes, dots and strokes that are shapes look alike
in all, and can be edited like any other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import affinity

from frontmap.drawing.marks import Fill, Line, Shape, Stroke
from frontmap.drawing.outlines import rings_of
from frontmap.statuses import SOLID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.drawing.marks import Mark, Point

__all__ = ["grounded", "overlay"]

#: Patterns are so many times as wide as in pictures, because a slide is looked at from afar.
_WIDER = 1.6
#: Squares with dots or strokes grow with a large area, so that it has no more than so many of them
#: across and down: each mark is a path to store.
_MOST_ACROSS = 6
#: Dots and strokes, which stand further apart here, are this much smaller in their squares.
_DOT_SHARE, _STROKE_SHARE = 0.95, 0.72
#: A dot is the shortest line that is surely drawn, with round ends.
_SHORTEST = 0.2


def grounded(fill: Fill) -> Fill:
    """Return the fill under a pattern: the holder's colour alone."""
    return fill if fill.tile.plain else Fill(SOLID, fill.colours[:1], doubt=fill.doubt)


def overlay(shape: Shape) -> Iterator[Mark]:
    """Yield what lies over the ground of a shape, inside it: one mark for each other ink.

    Stripes are anchored at the origin of the drawing, so that they run on from one area to the
    next; dots and strokes at the shape, so that a small one has some of them whole. Dots of
    several sizes, and strokes beside dots, are marks of their own, since a line has one width.
    """
    fill = shape.fill
    if fill.tile.plain:
        return
    room = _room(shape.rings)
    angle = fill.tile.stripes or 0.0
    colours = fill.colours[: len(fill.stripes)]
    for number, colour in enumerate(colours[1:], start=1):
        stripes = _stripes(_WIDER * fill.pitch, number / len(fill.stripes), angle, room.bounds)
        pieces = shapely.union_all(shapely.intersection(room, stripes))
        if rings := rings_of(pieces):
            yield Shape(rings, Fill(SOLID, (colour,), fill.doubt), name=shape.name)
    if fill.tile.has_marks:
        yield from _scattered(room, fill, shape.name)


def _room(rings: Sequence[Sequence[Point]]) -> BaseGeometry:
    # Rings mean the even-odd rule: what lies in two of them is a hole.
    room: BaseGeometry = shapely.Polygon()
    for ring in rings:
        room = room.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return room


def _stripes(
    pitch: float, offset: float, angle: float, bounds: tuple[float, float, float, float]
) -> NDArray[np.object_]:
    """Return stripes from `offset` (a share of the pitch) to its end, across the bounds."""
    left, top, right, bottom = affinity.rotate(shapely.box(*bounds), -angle, origin=(0, 0)).bounds
    numbers = range(math.floor(left / pitch), math.ceil(right / pitch))
    return np.array(
        [
            affinity.rotate(
                shapely.box((place + offset) * pitch, top, (place + 1) * pitch, bottom),
                angle,
                origin=(0, 0),
            )
            for place in numbers
        ]
    )


def _scattered(room: BaseGeometry, fill: Fill, name: str) -> Iterator[Line]:
    """Yield dots and strokes as lines, those of the squares alone that lie wholly inside."""
    lines = _lines_by_width(fill)
    reach = max(
        max(abs(place) for path in paths for point in path for place in point) + width / 2
        for width, paths in lines.items()
    )
    pitch = max(_WIDER * fill.pitch, math.sqrt(room.area) / _MOST_ACROSS)
    middles = _middles(room, pitch, reach)
    for width, paths in lines.items():
        placed = tuple(
            tuple((float(x + dx), float(y + dy)) for dx, dy in path)
            for x, y in middles
            for path in paths
        )
        yield Line(placed, Stroke(fill.over, width), name=name)


def _lines_by_width(fill: Fill) -> dict[float, list[list[Point]]]:
    """Return the lines of one square about its middle, by their width.

    They run from left to right; a dot is a short one.
    """
    side, tile = _WIDER * fill.pitch, fill.tile
    cos, sin = (turn(math.radians(tile.stripes or 0.0)) for turn in (math.cos, math.sin))

    def placed(x: float, y: float, size: float) -> Point:
        u, v = (x - 0.5) * size, (y - 0.5) * size
        return u * cos - v * sin, u * sin + v * cos

    lines: dict[float, list[list[Point]]] = defaultdict(list)
    for x, y, radius in tile.dots:
        u, v = placed(x, y, side)
        ends = [(u - _SHORTEST / 2, v), (u + _SHORTEST / 2, v)]
        lines[2 * radius * _DOT_SHARE * side].append(ends)
    for from_x, from_y, to_x, to_y in tile.strokes:
        size = _STROKE_SHARE * side
        ends = sorted((placed(from_x, from_y, size), placed(to_x, to_y, size)))
        lines[tile.width * side].append(ends)
    return lines


def _middles(room: BaseGeometry, pitch: float, reach: float) -> NDArray[np.float64]:
    """Return where squares about `pitch` wide stand of which `reach` from the middle is inside.

    One at least: where none is, it stands well inside the room.
    """
    left, top, right, bottom = room.bounds
    rows, columns = (max(round(side / pitch), 1) for side in (bottom - top, right - left))
    xs, ys = np.meshgrid(
        left + (np.arange(columns) + 0.5) * (right - left) / columns,
        top + (np.arange(rows) + 0.5) * (bottom - top) / rows,
    )
    inside = shapely.contains_xy(room.buffer(-reach), xs, ys)
    middles = np.column_stack([xs[inside], ys[inside]])
    return middles if len(middles) else shapely.get_coordinates(room.representative_point())
