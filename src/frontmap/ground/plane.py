"""Outlines as they are drawn, straight in longitude and latitude, measured in metres on the ground.

A line of GeoJSON is straight in degrees (RFC 7946, section 3.1.1), so whether two outlines meet,
overlap or hold a point is judged there: in a projection, a long line would run elsewhere than it is
drawn. What is measured in metres is measured between two parallels at a time, where a degree is so
many metres wide and so many high; this leaves straight lines straight. The metres of a degree are
those of the WGS 84 ellipsoid (J. P. Snyder, Map Projections: A Working Manual, 1987, p. 24).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

__all__ = [
    "MOST_LATITUDE",
    "MOST_LONGITUDE",
    "Band",
    "apart_m",
    "are_degrees",
    "authalic",
    "bands",
    "beside_map",
    "coordinates_briefly",
    "drawn",
    "exchanged",
    "lengths_m",
    "metres_per_degree",
    "rounded_up",
    "surfaces_m2",
]

#: The greatest longitude and latitude, in degrees.
MOST_LONGITUDE, MOST_LATITUDE = 180, 90

_WGS84 = Geod(ellps="WGS84")

#: Longer numbers are written with an exponent.
_LONG = 1e9

#: What lies far away is more than so many degrees from the middle of all; `_TOO_FEW` have none.
_FAR, _TOO_FEW = 1.0, 2

#: How much the width of a degree may differ, within a band, from that in its middle.
_DOUBT = 0.01
#: A band is at least and at most this high, in degrees.
_LOWEST, _HIGHEST = 0.05, 4.0

#: Places and weights of Gauss's quadrature with eight points, on a line from 0 to 1.
_PLACES = (np.polynomial.legendre.leggauss(8)[0] + 1) / 2
_WEIGHTS = np.polynomial.legendre.leggauss(8)[1] / 2


def coordinates_briefly(x: float, y: float) -> str:
    """Say a place in whole numbers, as it is told of one that is not in degrees."""
    return ", ".join(f"{one:.0f}" if abs(one) < _LONG else f"{one:.0e}" for one in (x, y))


def are_degrees(west: float, south: float, east: float, north: float) -> bool:
    """Tell whether bounds can be longitude and latitude, in degrees.

    What runs across the meridian of 180° goes on beyond it, as 179, 180, 181 or -179, -180, -181.
    """
    beyond = max(-west, east) > MOST_LONGITUDE
    across = west <= MOST_LONGITUDE <= east or west <= -MOST_LONGITUDE <= east
    return (
        max(-south, north) <= MOST_LATITUDE
        and east - west <= 2 * MOST_LONGITUDE
        and (across or not beyond)
    )


def exchanged(bounds: NDArray[np.float64]) -> list[int]:
    """Return the numbers of those that lie among the others once their axes are exchanged.

    As they are, they lie far away from the middle of all and outside the bounds of all others: a
    town at 3° east, 18° north may well be in Africa, whose middle is near 18° east, 3° north.

    Args:
        bounds: n × 4, west, south, east and north in degrees; of fewer than three none is told.
    """
    if len(bounds) <= _TOO_FEW:
        return []
    middles = bounds.reshape(-1, 2, 2).mean(axis=1)
    middle = np.median(middles, axis=0)
    away = np.abs(middles - middle).max(axis=1)
    turned = np.abs(middles[:, ::-1] - middle).max(axis=1)
    odd = (away > _FAR) & (turned < away / 10)
    if odd.all():
        return []
    west, south = bounds[~odd, :2].min(axis=0)
    east, north = bounds[~odd, 2:].max(axis=0)
    beside = (bounds[:, 0] > east) | (bounds[:, 2] < west)
    beside |= (bounds[:, 1] > north) | (bounds[:, 3] < south)
    found: list[int] = np.flatnonzero(odd & beside).tolist()
    return found


def beside_map(bounds: NDArray[np.float64], outlines: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell of each bounds whether it lies wholly outside of what a map of some outlines shows.

    A window that is wider or higher than the outlines shows at most as much again on each side.

    Args:
        bounds: n × 4, west, south, east and north in degrees.
        outlines: the bounds of all outlines together.
    """
    room = np.tile(outlines[2:] - outlines[:2], 2) * (-1, -1, 1, 1)
    west, south, east, north = outlines + room
    outside = (bounds[:, 0] > east) | (bounds[:, 2] < west)
    return np.asarray(outside | (bounds[:, 1] > north) | (bounds[:, 3] < south))


def metres_per_degree(
    latitude: NDArray[np.float64] | float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how many metres a degree of longitude, and one of latitude, has at a latitude."""
    radians = np.radians(latitude)
    flat = 1 - _WGS84.es * np.sin(radians) ** 2
    east = np.cos(radians) * _WGS84.a / np.sqrt(flat)
    north = _WGS84.a * (1 - _WGS84.es) / flat**1.5
    return np.radians(east), np.radians(north)


def apart_m(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the metres between two places in degrees that are near one another."""
    east, north = metres_per_degree((one[1] + other[1]) / 2)
    return math.hypot((one[0] - other[0]) * east, (one[1] - other[1]) * north)


def rounded_up(metres: float) -> int:
    """Return the least of 1, 2, 3, 5, 10, 20, 30, 50 … that is not below `metres`."""
    power: int = 10 ** math.floor(math.log10(max(metres, 1.0)))
    return next(step * power for step in (1, 2, 3, 5, 10) if step * power >= metres)


def authalic(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the m² between the equator and a parallel, for each radian of longitude."""
    sine, eccentricity = np.sin(np.radians(latitude)), math.sqrt(_WGS84.es)
    flat = 1 - _WGS84.es * sine**2
    q: NDArray[np.float64] = sine / flat + np.arctanh(eccentricity * sine) / eccentricity
    return _WGS84.b**2 / 2 * q


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two parallels, measured in metres from its middle.

    Attributes:
        south: its lower latitude, in degrees.
        north: its upper latitude.
        scale: metres of a degree of longitude and of latitude in its middle; within the band the
            first differs by one hundredth at most, but next to a pole.
    """

    south: float
    north: float
    scale: tuple[float, float]

    def to_metres(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return geometries in degrees in metres east of longitude 0 and north of the middle."""
        return _moved(shapes, lambda xy: (xy - self._origin) * self.scale)

    def to_degrees(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return geometries in metres in degrees."""
        return _moved(shapes, lambda xy: xy / self.scale + self._origin)

    @property
    def _origin(self) -> tuple[float, float]:
        return 0.0, (self.south + self.north) / 2

    def reach(self, metres: float) -> tuple[float, float]:
        """Return degrees of longitude and latitude that are `metres` at least in the band."""
        east, north = self.scale
        return metres / east * (1 + 2 * _DOUBT), metres / north * (1 + 2 * _DOUBT)

    def around(self, shapes: NDArray[np.object_], metres: float) -> NDArray[np.object_]:
        """Return boxes in degrees round geometries in degrees, `metres` away from them."""
        west, south, east, north = shapely.bounds(shapes).T
        x, y = self.reach(metres)
        return np.asarray(shapely.box(west - x, south - y, east + x, north + y), dtype=np.object_)


def _moved(
    shapes: NDArray[np.object_], by: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> NDArray[np.object_]:
    return np.asarray(shapely.transform(shapes, by), dtype=np.object_)


def bands(south: float, north: float) -> Iterator[Band]:
    """Yield the bands that make up what lies between two latitudes, from south to north.

    A city lies in one.
    """
    while True:
        # the width of a degree goes with the cosine, whose share of change is the tangent
        steep = math.tan(math.radians(min(abs(south), 89.0)))
        high = min(max(math.degrees(2 * _DOUBT) / max(steep, 1e-3), _LOWEST), _HIGHEST)
        top = min(south + high, north)
        last = top >= north or north - top < high / 4
        top = north if last else top
        middle = min(max((south + top) / 2, -89.9), 89.9)
        east, up = metres_per_degree(middle)
        yield Band(south, top, (float(east), float(up)))
        if last:
            return
        south = top


def drawn(
    start: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the metres of straight lines in degrees, and the m² between them and the equator.

    Those m² are positive north of the equator for what leads east; `start` and `end` are n × 2.
    """
    way = end - start
    lat = start[:, 1:] + way[:, 1:] * _PLACES
    east, north = metres_per_degree(lat)
    metres = np.hypot(way[:, :1] * east, way[:, 1:] * north) @ _WEIGHTS
    return metres, np.radians(way[:, 0]) * (authalic(lat) @ _WEIGHTS)


def surfaces_m2(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the m² on the ellipsoid of polygons in degrees, as they are drawn."""
    start, end, owner = _segments(shapely.boundary(shapely.orient_polygons(shapes)))
    _, swept = drawn(start, end)
    # what lies under all of a small polygon is left out, for its m² are many
    middle = shapely.bounds(shapes)[:, [1, 3]].mean(axis=1)
    swept -= np.radians(end - start)[:, 0] * authalic(middle)[owner]
    return np.bincount(owner, -swept, len(shapes)).astype(np.float64)


def lengths_m(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the metres of the outlines of polygons in degrees, as they are drawn."""
    start, end, owner = _segments(shapely.boundary(shapes))
    metres, _ = drawn(start, end)
    return np.bincount(owner, metres, len(shapes)).astype(np.float64)


def _segments(
    lines: NDArray[np.object_],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return both ends of all straight pieces of some lines, and the number of the line of each."""
    parts, of = shapely.get_parts(lines, return_index=True)
    places, part = shapely.get_coordinates(parts, return_index=True)
    inside = part[1:] == part[:-1]
    return places[:-1][inside], places[1:][inside], of[part[1:][inside]].astype(np.int64)
