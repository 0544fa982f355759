"""A status's pattern as shapes of their own, over an area filled with its holder's colour.

The preset patterns of DrawingML are bitmaps of eight by eight pixels in one program and hairlines
in another, which a projector does not show; stripes, dots and crosses that are shapes look alike
in all, and can be edited like any other.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import affinity

from frontmap.drawing.marks import Fill, Line, Pattern, Shape, Stroke
from frontmap.drawing.outlines import rings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.drawing.marks import Mark, Point

__all__ = ["grounded", "overlay"]

#: Shares of the pitch, as in the pictures, but larger: a wall is looked at from afar.
_DOT_WIDTH, _ARM, _ARM_WIDTH = 0.38, 0.18, 0.13
#: Patterns are this much wider than in the pictures, and on a large area dots and crosses so much
#: that no more than these many columns and rows are on a square: each is a path to store.
_WIDER = 1.6
_MOST_ACROSS = 6
#: A dot is the shortest line that is surely drawn, with round ends.
_SHORTEST = 0.2


def grounded(fill: Fill) -> Fill:
    """Return the fill under a pattern: the holder's colour alone."""
    if fill.kind in {Pattern.SOLID, Pattern.EMPTY}:
        return fill
    return Fill(Pattern.SOLID, fill.colours[:1], pale=fill.pale)


def overlay(shape: Shape) -> Iterator[Mark]:
    """Yield what lies over the ground of a shape, inside it: one mark for each other ink.

    Stripes are anchored at the origin of the drawing, so that they run on from one area to the
    next; dots and crosses at the shape, so that a small one has some of them whole.
    """
    fill = shape.fill
    if fill.kind in {Pattern.SOLID, Pattern.EMPTY}:
        return
    room = _room(shape.rings)
    if fill.kind in {Pattern.DOTS, Pattern.CROSSES}:
        yield _scattered(room, fill, shape.name)
        return
    angle = 45.0 if fill.kind is Pattern.HATCH else 0.0
    for number, ink in enumerate(fill.inks[1:], start=1):
        stripes = _stripes(_WIDER * fill.pitch, number / len(fill.inks), angle, room.bounds)
        pieces = shapely.union_all(shapely.intersection(room, stripes))
        if rings := rings_of(pieces):
            yield Shape(rings, Fill(Pattern.SOLID, (ink,)), name=shape.name)


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


def _scattered(room: BaseGeometry, fill: Fill, name: str) -> Line:
    """Return dots or crosses as lines, those alone that lie wholly inside."""
    pitch = max(_WIDER * fill.pitch, math.sqrt(room.area) / _MOST_ACROSS)
    if fill.kind is Pattern.DOTS:
        width = _DOT_WIDTH * _WIDER * fill.pitch
        strokes = [((-_SHORTEST / 2, 0.0), (_SHORTEST / 2, 0.0))]
    else:
        width, arm = (share * _WIDER * fill.pitch for share in (_ARM_WIDTH, _ARM))
        strokes = [((-arm, -arm), (arm, arm)), ((-arm, arm), (arm, -arm))]
    reach = max(x for stroke in strokes for x, _ in stroke) + width / 2
    left, top, right, bottom = room.bounds
    rows, columns = (max(round(side / pitch), 1) for side in (bottom - top, right - left))
    xs, ys = np.meshgrid(
        left + (np.arange(columns) + 0.5) * (right - left) / columns,
        top + (np.arange(rows) + 0.5) * (bottom - top) / rows,
    )
    inside = shapely.contains_xy(room.buffer(-reach), xs, ys)
    middles = np.column_stack([xs[inside], ys[inside]])
    if not len(middles):
        middles = shapely.get_coordinates(room.representative_point())
    paths = tuple(
        tuple((float(x + dx), float(y + dy)) for dx, dy in stroke)
        for x, y in middles
        for stroke in strokes
    )
    return Line(paths, Stroke(fill.inks[1], width), name=name)
