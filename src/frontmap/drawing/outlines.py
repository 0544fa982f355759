"""Outlines for marks: shapely's geometry as rings and paths, and boxes as rings and polygons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from frontmap.drawing.marks import Box, Fill, Shape, Stroke
from frontmap.statuses import SOLID

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from frontmap.drawing.marks import Point

__all__ = ["box_polygon", "corners_of", "paths_of", "rectangle", "rings_of"]


def rings_of(geometry: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """Return the rings of a polygon or multipolygon, without the repeated last point."""
    return tuple(
        tuple((float(x), float(y)) for x, y in shapely.get_coordinates(ring)[:-1])
        for part in shapely.get_parts(geometry)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    )


def paths_of(geometry: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """Return the lines in a geometry as paths; points and polygons in it are left out."""
    return tuple(
        tuple((float(x), float(y)) for x, y in shapely.get_coordinates(part))
        for part in shapely.get_parts(geometry)
        if part.geom_type in {"LineString", "LinearRing"} and part.length > 0
    )


def corners_of(box: Box) -> tuple[Point, ...]:
    """Return the corners of a box as a ring, from the top left clockwise as seen."""
    return (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)


def box_polygon(box: Box) -> shapely.Polygon:
    """Return a box as a polygon."""
    return shapely.box(box.x, box.y, box.right, box.bottom)


def rectangle(
    box: Box, colour: str, edge: Stroke | None = None, *, name: str = "", about: str = ""
) -> Shape:
    """Return a box filled with one colour."""
    fill = Fill(SOLID, (colour,))
    return Shape((corners_of(box),), fill, edge, name=name, about=about)
