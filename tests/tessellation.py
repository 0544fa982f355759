"""Areas for tests: drawn in metres on a plane, or random coverages of Voronoi cells."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

from frontmap.ground.plane import metres_per_degree
from frontmap.model import NO_TEXT, Area, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

FRAME = shapely.box(36.2, 33.4, 36.5, 33.6)

#: UTM zone 37 north, and a point in it south of Damascus.
METRIC = "EPSG:32637"
WEST, SOUTH = 250_000, 3_700_000


def as_area(area_id: str, polygon: BaseGeometry) -> Area:
    return Area(id=area_id, name=Text.of(en=area_id), code=NO_TEXT, group="", polygon=polygon)


def as_areas(**polygons: BaseGeometry) -> tuple[Area, ...]:
    return tuple(as_area(area_id, polygon) for area_id, polygon in polygons.items())


def on_the_ground(**metres: BaseGeometry) -> tuple[Area, ...]:
    """Areas in degrees from outlines in metres east and north of a point in the zone."""
    back = Transformer.from_crs(METRIC, "EPSG:4326", always_xy=True)

    def turn(metric: np.ndarray) -> np.ndarray:
        return np.column_stack(back.transform(metric[:, 0] + WEST, metric[:, 1] + SOUTH))

    return as_areas(**{key: shapely.transform(value, turn) for key, value in metres.items()})


def random_areas(seed: int, cells: int, areas: int | None = None) -> tuple[Area, ...]:
    """Cut `FRAME` into cells; deal them out among `areas` areas, which may then have many parts."""
    chance = np.random.default_rng(seed)
    west, south, east, north = FRAME.bounds
    points = chance.uniform((west, south), (east, north), (cells, 2))
    voronoi = shapely.voronoi_polygons(shapely.MultiPoint(points), ordered=True)
    polygons = _rounded(shapely.intersection(shapely.get_parts(voronoi), FRAME))
    if areas is None:
        return tuple(as_area(f"a{number}", cell) for number, cell in enumerate(polygons))
    owner = chance.integers(areas, size=cells)
    return tuple(
        as_area(f"a{number}", shapely.coverage_union_all(polygons[owner == number]))
        for number in range(areas)
        if (owner == number).any()
    )


def _rounded(polygons: Sequence[BaseGeometry]) -> np.ndarray:
    # cutting cells at the frame computes a corner once for each of them, not always to the same
    # last digit; two corners that would become one are left apart
    vertices = np.unique(np.round(shapely.get_coordinates(polygons), 9), axis=0)
    tree = shapely.STRtree(shapely.points(vertices))

    def nearest(coordinates: np.ndarray) -> np.ndarray:
        return vertices[tree.nearest(shapely.points(coordinates))]

    return np.asarray(shapely.transform(polygons, nearest))


def bent_areas(seed: int, cells: int, frame: BaseGeometry, step: float) -> tuple[Area, ...]:
    """Cut any frame into cells whose borders have a corner every `step` degrees, at random."""
    west, south, east, north = frame.bounds
    points = np.random.default_rng(seed).uniform((west, south), (east, north), (cells, 2))
    voronoi = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=frame, ordered=True)
    straight = shapely.set_precision(shapely.intersection(shapely.get_parts(voronoi), frame), 1e-6)
    bent: dict[tuple, np.ndarray] = {}

    def bend(ring: BaseGeometry) -> np.ndarray:
        corners = []
        for start, end in pairwise(map(tuple, shapely.get_coordinates(ring).tolist())):
            side = (min(start, end), max(start, end))
            if side not in bent:
                bent[side] = _bent(*side, step, seed + len(bent), frame)
            corners += bent[side].tolist()[:: 1 if start == side[0] else -1][:-1]
        return np.array(corners)

    return tuple(
        as_area(f"a{number}", shapely.Polygon(bend(cell.exterior)))
        for number, cell in enumerate(shapely.coverage_clean(straight))
    )


def _bent(start: tuple, end: tuple, step: float, seed: int, frame: BaseGeometry) -> np.ndarray:
    side = shapely.LineString([start, end])
    count = int(side.length / step)
    if count < 2 or frame.boundary.distance(side.centroid) < 1e-5:
        return np.array([start, end])
    places = np.linspace(start, end, count + 1)
    aside = np.array([start[1] - end[1], end[0] - start[0]]) / side.length
    far = np.random.default_rng(seed).uniform(-0.2, 0.2, count - 1) * step
    places[1:-1] = (places[1:-1] + far[:, None] * aside).round(6)
    return places


def shaken(areas: Sequence[Area], seed: int, metres: float) -> tuple[Area, ...]:
    """Move each corner of each area by up to so many metres, each area's on its own."""
    chance = np.random.default_rng(seed)

    def shake(degrees: np.ndarray) -> np.ndarray:
        moved = degrees.copy()
        east, north = metres_per_degree(degrees[:-1, 1])
        steps = chance.uniform(-metres, metres, (len(degrees) - 1, 2)) / 2**0.5
        moved[:-1] += steps / np.column_stack([east, north])
        moved[-1] = moved[0]
        return moved.round(6)

    moved = [replace(area, polygon=shapely.transform(area.polygon, shake)) for area in areas]
    return tuple(area for area in moved if area.polygon.is_valid)
