"""Voronoi cells around points, for places that have no outlines (G. Voronoi, 1908)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

from frontmap.errors import DataError, Fault, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["cells_around"]

#: Points nearer than this, in metres, are one place written twice.
_SAME_M = 1.0


def cells_around(
    points: Mapping[str, tuple[float, float]],
    where: Mapping[str, Where],
    boundary: BaseGeometry,
    metric_crs: str,
) -> tuple[BaseGeometry, ...]:
    """Return the part of `boundary` that is nearer to each point than to any other.

    Args:
        points: longitude and latitude by place.
        where: where each place's point is written.
        boundary: a polygon in EPSG:4326.
        metric_crs: the projection in which nearness is measured.

    Returns:
        A Polygon or MultiPolygon in EPSG:4326 for each point, in order; neighbours share their
        vertices, and together they are the boundary.

    Raises:
        DataError: points outside the boundary, or two in one spot.
    """
    there = Transformer.from_crs("EPSG:4326", metric_crs, always_xy=True)
    back = Transformer.from_crs(metric_crs, "EPSG:4326", always_xy=True)
    clip = _moved(boundary, there)
    metric = zip(*there.transform(*np.array(list(points.values())).T), strict=True)
    spots = np.array([shapely.Point(x, y) for x, y in metric], dtype=object)
    names = list(points)
    _refuse_misplaced(names, spots, clip, where)
    if len(names) == 1:
        return (boundary,)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(list(spots)), extend_to=clip, ordered=True)
    )
    # cut in degrees, for the boundary's straight sides are straight there
    in_degrees = np.array([_moved(cell, back) for cell in cells], dtype=object)
    return tuple(_polygons_only(shapely.intersection(in_degrees, boundary)))


def _refuse_misplaced(
    names: Sequence[str],
    spots: NDArray[np.object_],
    clip: BaseGeometry,
    where: Mapping[str, Where],
) -> None:
    faults = []
    for name, spot in zip(names, spots, strict=True):
        if not shapely.covers(clip, spot):
            expected = "a point inside the boundary"
            faults.append(Fault(where[name], "outside-boundary", repr(name), expected))
    one, other = shapely.STRtree(spots).query(spots, predicate="dwithin", distance=_SAME_M)
    for first, second in zip(one, other, strict=True):
        if first < second:
            found = f"{names[second]!r} in the same spot as {names[first]!r}"
            expected = "a point of its own"
            faults.append(Fault(where[names[second]], "same-point", found, expected))
    if faults:
        raise DataError(faults)


def _polygons_only(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes without the points and lines that clipping can leave."""
    kept = []
    for shape in shapes:
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        kept.append(parts[0] if len(parts) == 1 else shapely.multipolygons(parts))
    return np.array(kept, dtype=object)


def _moved(shape: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    moved: BaseGeometry = shapely.transform(
        shape, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
    )
    return moved
