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

from frontmap.drawing.furniture import rings_of
from frontmap.drawing.marks import Fill, Pattern, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["grounded", "overlay"]

#: Shares of the pitch, as in the pictures, but larger: a wall is looked at from afar.
_DOT, _ARM, _ARM_WIDTH = 0.24, 0.3, 0.16
#: Corners of a quarter of a dot.
_QUARTER = 3


def grounded(fill: Fill) -> Fill:
    """Return the fill under a pattern: the holder's colour alone."""
    if fill.kind in {Pattern.SOLID, Pattern.EMPTY}:
        return fill
    return Fill(Pattern.SOLID, fill.colours[:1], pale=fill.pale)


def overlay(shape: Shape) -> Iterator[Shape]:
    """Yield what lies over the ground of a shape, clipped to it: one shape for each other ink.

    The pattern is anchored at the origin of the drawing, so that it runs on from one area to the
    next.
    """
    fill = shape.fill
    if fill.kind in {Pattern.SOLID, Pattern.EMPTY}:
        return
    room = _room(shape.rings)
    for number, ink in enumerate(fill.inks[1:], start=1):
        pieces = shapely.intersection(room, _pieces(fill, number, room.bounds))
        if rings := rings_of(shapely.union_all(pieces)):
            yield Shape(rings, Fill(Pattern.SOLID, (ink,)), name=shape.name)


def _room(rings: Sequence[Sequence[tuple[float, float]]]) -> BaseGeometry:
    # Rings mean the even-odd rule: what lies in two of them is a hole.
    room: BaseGeometry = shapely.Polygon()
    for ring in rings:
        room = room.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return room


def _pieces(fill: Fill, number: int, bounds: Sequence[float]) -> NDArray[np.object_]:
    pitch = fill.pitch
    if fill.kind in {Pattern.HATCH, Pattern.BANDS}:
        angle = 45.0 if fill.kind is Pattern.HATCH else 0.0
        return _stripes(pitch, number * pitch / len(fill.inks), angle, bounds)
    mark = _dot(pitch) if fill.kind is Pattern.DOTS else _cross(pitch)
    left, top, right, bottom = (math.floor(bound / pitch) for bound in bounds)
    return np.array(
        [
            affinity.translate(mark, (column + 0.5) * pitch, (row + 0.5) * pitch)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]
    )


def _stripes(
    pitch: float, offset: float, angle: float, bounds: Sequence[float]
) -> NDArray[np.object_]:
    """Return stripes from `offset` to the end of each pitch, across the bounds."""
    left, top, right, bottom = affinity.rotate(
        shapely.box(*bounds), -angle, origin=(0, 0)
    ).bounds
    numbers = range(math.floor(left / pitch), math.ceil(right / pitch))
    return np.array(
        [
            affinity.rotate(
                shapely.box(place * pitch + offset, top, (place + 1) * pitch, bottom),
                angle,
                origin=(0, 0),
            )
            for place in numbers
        ]
    )


def _dot(pitch: float) -> BaseGeometry:
    return shapely.Point(0, 0).buffer(_DOT * pitch, quad_segs=_QUARTER)


def _cross(pitch: float) -> BaseGeometry:
    arm = _ARM * pitch
    bars = shapely.MultiLineString([[(-arm, -arm), (arm, arm)], [(-arm, arm), (arm, -arm)]])
    return bars.buffer(_ARM_WIDTH * pitch / 2, cap_style="flat", join_style="mitre")
