"""Areas that lie over others, such as a disputed zone across a border: cut out of them.

All lines are cut where they cross, and each face between them belongs to whoever has it, so that
both sides of a cut have the very same vertices.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.affinity import translate

from frontmap.errors import DataError, Fault
from frontmap.importing.mending import ABSURD_DEG2, only_polygons, surface
from frontmap.names import unique_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.model import Area

__all__ = ["cut_out"]

#: Of an area of which less than this share is left, nothing is.
_NOTHING = 1e-3


def cut_out(
    areas: Sequence[Area], over: Sequence[Area]
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Return `areas` without what lies under `over`, then those, and say what was cut.

    Outlines that no area of `over` meets stay as they are; those that one only touches take up its
    vertices. An id of `over` that one of `areas` has,
    too, gets a number.

    Args:
        areas: with valid polygons in EPSG:4326.
        over: likewise.

    Raises:
        DataError: nothing would be left of an area.
    """
    ids = unique_ids([area.id for area in (*areas, *over)], otherwise="area")[len(areas) :]
    lower = _polygons(areas)
    upper = _turned_to(lower, _polygons(over))
    over = [replace(area, polygon=shape) for area, shape in zip(over, upper, strict=True)]
    met = np.unique(shapely.STRtree(lower).query(upper, predicate="intersects")[1])
    faces = _faces([*lower[met], *upper])
    above = _covering(upper, faces)
    below = _covering(lower[met], faces)
    free = np.ones(len(faces), dtype=bool)
    free[above[1]] = False
    # hair between two lines that were meant to be one goes to what lies over it
    free &= shapely.area(faces) > ABSURD_DEG2
    left = list(areas)
    for place, number in enumerate(met.tolist()):
        own = below[1][below[0] == place]
        shape = only_polygons(shapely.union_all(faces[own[free[own]]]))
        # also where nothing is cut: vertices of what lies beside are taken up
        left[number] = replace(areas[number], polygon=shape)
    if faults := list(_swallowed(areas, left, over)):
        raise DataError(faults)
    cutting = []
    for number, (area, own_id) in enumerate(zip(over, ids, strict=True)):
        shape = only_polygons(shapely.union_all(faces[above[1][above[0] == number]]))
        cutting.append(replace(area, id=own_id, polygon=shape))
    return (*left, *cutting), (*_told(areas, cutting, met.tolist()), *_fallen_apart(areas, left))


def _polygons(areas: Sequence[Area]) -> NDArray[np.object_]:
    return np.array([area.polygon for area in areas], dtype=np.object_)


def _turned_to(lower: NDArray[np.object_], upper: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return `upper` a turn of the globe on where only so it meets `lower`.

    Outlines that run across the meridian of 180° have longitudes beyond it.
    """
    west, _, east, _ = shapely.total_bounds(lower)
    turned = upper.copy()
    for number, shape in enumerate(upper):
        left, _, right, _ = shape.bounds
        turns = (turn for turn in (0, 360, -360) if left + turn < east and right + turn > west)
        if turn := next(turns, 0):
            turned[number] = translate(shape, turn)
    return turned


def _faces(shapes: Sequence[BaseGeometry]) -> NDArray[np.object_]:
    lines = shapely.get_parts(shapely.union_all(shapely.boundary(list(shapes))))
    return np.asarray(shapely.get_parts(shapely.polygonize(lines)), dtype=np.object_)


def _covering(shapes: NDArray[np.object_], faces: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the numbers of shapes, and of the faces that they have, in two rows."""
    points = shapely.point_on_surface(faces)
    pairs = shapely.STRtree(points).query(shapes, predicate="intersects")
    return np.asarray(pairs, dtype=np.int64)


def _swallowed(
    areas: Sequence[Area], left: Sequence[Area], over: Sequence[Area]
) -> Iterator[Fault]:
    """Find areas of which nothing is left."""
    for area, rest in zip(areas, left, strict=True):
        if surface(rest.polygon) < _NOTHING * surface(area.polygon):
            covers = (o for o in over if shapely.intersects(o.polygon, area.polygon))
            found = f"{' and '.join(o.id for o in covers)} over the whole of {area.id}"
            expected = "outlines that leave something of it; or take it out of the outlines' file"
            yield Fault(area.where.at("geometry"), "nothing-left", found, expected)


def _fallen_apart(areas: Sequence[Area], left: Sequence[Area]) -> Iterator[str]:
    """Say which areas are left in more parts: two lines may have been meant to be one."""
    for area, rest in zip(areas, left, strict=True):
        parts = shapely.get_num_geometries(rest.polygon)
        if parts > shapely.get_num_geometries(area.polygon):
            yield f"{area.id} is left in {parts} parts"


def _told(areas: Sequence[Area], cutting: Sequence[Area], met: Sequence[int]) -> Iterator[str]:
    """Say for each area that lies over others how much of each it takes."""
    for upper in cutting:
        cut = []
        for number in met:
            under = areas[number]
            common = surface(shapely.intersection(under.polygon, upper.polygon))
            if (share := common / surface(under.polygon)) > _NOTHING / 100:
                cut.append(f"{under.id} ({100 * share:.1f} % of it)")
        yield f"{upper.id} lies over {', '.join(cut) or 'no outline'}" + (
            ", and is cut out" if cut else ""
        )
