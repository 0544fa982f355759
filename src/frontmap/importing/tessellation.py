"""Cells around points, for places that have no outlines (G. Voronoi, 1908), on the whole globe.

A place belongs to the point that is nearest on the ground. The border between two points is a great
circle on the sphere onto which conformal latitudes bring the ellipsoid (J. P. Snyder, Map
Projections: A Working Manual, 1987, p. 15); that sphere keeps all distances round a place in
proportion, so that borders lie within about a thousandth of the points' distance of where they are
on the ellipsoid. Which points have a border is told by their Delaunay triangles in a stereographic
projection, which keeps circles (K. Q. Brown, Voronoi diagrams from convex hulls, Information
Processing Letters 9, 1979).

All borders and the boundary are cut at one another at once, on the grid of the decimals that are
written, and each piece goes to the point that is nearest to it. So neighbours have the very same
vertices, and the cells together are the boundary.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.errors import DataError, Fault, RequestError
from frontmap.folder.write import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.errors import Where

__all__ = ["cells_around"]

#: Points nearer than this, in metres, are one place written twice; the radius of the globe.
_SAME_M, _RADIUS_M = 1.0, 6_371_000.0

#: The eccentricity of the WGS 84 ellipsoid.
_ECCENTRICITY = 0.0818191908426215

#: What is written of coordinates, in degrees.
_GRID = 10.0**-DECIMALS

#: Borders go on for so many degrees beyond their ends, so that they meet after rounding, too.
_BEYOND = 3 * _GRID

#: Borders are drawn as straight lines that miss them by at most this share of the boundary's size.
_BENT = 5e-5

#: Borders are first cut into pieces of this length, in radians; pieces of the least are not cut.
_FIRST, _LEAST = math.radians(0.5), 1e-8

#: Beyond this latitude a border may lead over a pole.
_POLAR = 89.0

#: Up to so many points at the edge all are tried as neighbours.
_FEW = 200


def cells_around(
    points: Mapping[str, tuple[float, float]],
    where: Mapping[str, Where],
    boundary: BaseGeometry,
) -> tuple[BaseGeometry, ...]:
    """Return the part of `boundary` that is nearer to each point than to any other.

    Args:
        points: longitude and latitude by place.
        where: where each place's point is written.
        boundary: a valid polygon or multipolygon in EPSG:4326, of any extent; a part of it without
            a point goes to the nearest one.

    Returns:
        A Polygon or MultiPolygon in EPSG:4326 for each point, in order, with coordinates as they
        are written; neighbours share their vertices, and together they are the boundary.

    Raises:
        DataError: points outside the boundary, two in one spot, or one without room for a cell.
    """
    names = list(points)
    frame = shapely.set_precision(shapely.force_2d(boundary), _GRID)
    spots = _beside(np.array(list(points.values()), dtype=np.float64), frame)
    globe = _Globe(spots)
    _refuse_misplaced(names, spots, frame, globe, where)
    if len(names) == 1:
        return (boundary,)
    lines = [frame.boundary, *_Borders(globe, frame).lines()]
    pieces = _cut(lines, frame)
    nearest = globe.nearest(shapely.get_coordinates(shapely.point_on_surface(pieces)))
    cells = np.full(len(names), shapely.Polygon(), dtype=np.object_)
    for number in np.unique(nearest):
        cells[number] = shapely.coverage_union_all(pieces[nearest == number])
    cells = np.asarray(shapely.transform(cells, lambda xy: xy.round(DECIMALS)), dtype=np.object_)
    _refuse_roomless(names, cells, where)
    _require_whole(cells, frame)
    return tuple(cells)


class _Globe:
    """Points on a sphere on which their distances are in proportion to those on the ground.

    Attributes:
        places: n × 3 coordinates, at distance 1 from the middle.
    """

    def __init__(self, degrees: NDArray[np.float64]) -> None:
        self.places = _on_sphere(degrees)
        middle = self.places.mean(axis=0)
        size = float(np.linalg.norm(middle))
        self._middle = middle / size if size > _LEAST else self.places[0]

    def nearest(self, degrees: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the number of the point that is nearest to each place."""
        # from a place near by, small distances do not drown in that from the globe's middle
        origin = self.places.mean(axis=0)
        own, there = self.places - origin, _on_sphere(degrees) - origin
        squares = (own**2).sum(axis=1)
        some = max(1, 10_000_000 // len(own))
        parts = [
            np.argmin(squares - 2 * there[first : first + some] @ own.T, axis=1)
            for first in range(0, len(there), some)
        ]
        return np.concatenate(parts).astype(np.int64)

    def flat(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the points in a stereographic projection, and its scale at each."""
        across = np.cross(self._middle, np.eye(3)[np.argmin(np.abs(self._middle))])
        across /= np.linalg.norm(across)
        up = np.cross(self._middle, across)
        depth = np.maximum(1 + self.places @ self._middle, 1e-9)
        plane = 2 * np.column_stack([self.places @ across, self.places @ up]) / depth[:, None]
        return plane, 2 / depth

    def same(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of points that are less than a metre apart."""
        plane, scale = self.flat()
        spots = np.asarray(shapely.points(plane), dtype=np.object_)
        reach = 1.1 * _SAME_M / _RADIUS_M * scale
        one, other = shapely.STRtree(spots).query(spots, predicate="dwithin", distance=reach)
        near = np.linalg.norm(self.places[one] - self.places[other], axis=1)
        close = (one < other) & (near * _RADIUS_M < _SAME_M)
        yield from zip(one[close].tolist(), other[close].tolist(), strict=True)

    def neighbours(self) -> tuple[frozenset[int], ...]:
        """Return for each point those with which it may have a border; all others have none."""
        plane, _ = self.flat()
        number = {place: n for n, place in enumerate(map(tuple, plane.tolist()))}
        spread = shapely.MultiPoint(plane)
        edges = shapely.get_parts(shapely.delaunay_triangles(spread, only_edges=True))
        around = _numbers(spread.convex_hull, number)
        pairs = {pair for edge in edges for pair in pairwise(_numbers(edge, number))}
        if spread.convex_hull.area == 0 or not pairs:
            # points on one line have no triangles
            way = plane - plane[0]
            along = way @ way[np.argmax((way**2).sum(axis=1))]
            around = np.argsort(along, kind="stable").tolist()
            pairs |= set(pairwise(around))
        # round the back of the globe, the outermost points can be neighbours, too
        pairs |= set(combinations(set(around), 2)) if len(around) <= _FEW else set(pairwise(around))
        pairs.add((around[0], around[-1]))
        beside: defaultdict[int, set[int]] = defaultdict(set)
        for a, b in pairs:
            beside[a].add(b)
            beside[b].add(a)
        return tuple(frozenset(beside[one] - {one}) for one in range(len(plane)))


def _numbers(shape: BaseGeometry, number: Mapping[tuple[float, ...], int]) -> list[int]:
    return [number[place] for place in map(tuple, shapely.get_coordinates(shape).tolist())]


class _Borders:
    """The borders between points, as lines in degrees."""

    def __init__(self, globe: _Globe, frame: BaseGeometry) -> None:
        self._globe = globe
        west, south, east, north = frame.bounds
        self._middle = (west + east) / 2
        self._box = np.array([west, south, east, north])
        self._bent = max(_BENT * max(east - west, north - south), _GRID)

    def lines(self) -> Iterator[BaseGeometry]:
        """Yield straight lines that together are all borders within the bounds of the frame."""
        arcs = list(self._arcs())
        if not arcs:
            return
        basis = np.array([arc[:2] for arc in arcs])
        arc, first, last = _in_pieces(np.array([arc[2:] for arc in arcs]))
        while len(arc):
            half = (first + last) / 2
            ends = [_in_degrees(basis[arc], at) for at in (first, half, last)]
            for end in ends:
                end[:, 0] += 360 * np.round((self._middle - end[:, 0]) / 360)
            for end in ends[1:]:
                end[:, 0] += 360 * np.round((ends[0][:, 0] - end[:, 0]) / 360)
            start, middle, end = ends
            near = self._is_near(start, middle, end)
            bent = np.abs((start + end) / 2 - middle).max(axis=1) > self._bent
            shortest = last - first <= _LEAST
            drawn = near & (shortest | ~bent)
            yield from self._straight(start[drawn], end[drawn], shortest[drawn])
            bent &= ~shortest
            arc, first, half, last = (of[near & bent] for of in (arc, first, half, last))
            arc = np.concatenate([arc, arc])
            first, last = np.concatenate([first, half]), np.concatenate([half, last])

    def _arcs(self) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64], float, float]]:
        """Yield two directions at right angles for each border, and the angles between which it is.

        A place of the circle half-way between two points is on their border where no third one is
        nearer; each third point takes half of the circle away.
        """
        places, beside = self._globe.places, self._globe.neighbours()
        pairs = [(a, b) for a, others in enumerate(beside) for b in sorted(others) if a < b]
        one, other = places[np.array(pairs).T]
        across, between = one - other, one + other
        opposite = np.linalg.norm(between, axis=1) < _LEAST
        least = np.argmin(np.abs(across[opposite]), axis=1)
        between[opposite] = np.cross(across[opposite], np.eye(3)[least])
        begins = between / np.linalg.norm(between, axis=1)[:, None]
        asides = np.cross(across, begins)
        asides /= np.linalg.norm(asides, axis=1)[:, None]
        longer = math.radians(_BEYOND)
        for (a, b), begin, aside in zip(pairs, begins, asides, strict=True):
            way = places[a] - places[list((beside[a] | beside[b]) - {a, b})]
            low, high = _left_of_circle(np.arctan2(way @ aside, way @ begin))
            if high > low:
                yield begin, aside, low - longer, high + longer

    def _is_near(self, *places: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which pieces can have a part within the bounds of the frame, or of a turn of it."""
        found = np.array(places)
        least, most = found.min(axis=0), found.max(axis=0)
        # a piece bends by less than it is long
        room = np.maximum((most - least).max(axis=1), _BEYOND)[:, None]
        least, most = least - room, most + room
        # near a pole a piece may turn to any side
        polar = (most[:, 1] > _POLAR) | (least[:, 1] < -_POLAR)
        high = (most[:, 1] >= self._box[1]) & (least[:, 1] <= self._box[3])
        turns = np.array([-360, 0, 360])
        wide = (most[:, :1] + turns >= self._box[0]) & (least[:, :1] + turns <= self._box[2])
        near: NDArray[np.bool_] = high & (wide.any(axis=1) | polar)
        return near

    def _straight(
        self,
        start: NDArray[np.float64],
        end: NDArray[np.float64],
        shortest: NDArray[np.bool_],
    ) -> NDArray[np.object_]:
        """Return lines between places, on each turn of the globe; over a pole to its edge.

        Only a piece of the shortest that are cut turns by a degree where it leads over a pole.
        """
        over = (np.abs(end - start)[:, 0] > 1) & (np.abs(start[:, 1]) > _POLAR) & shortest
        polar = np.concatenate([start[over], end[over]])
        edge = np.column_stack([polar[:, 0], np.sign(polar[:, 1]) * 90])
        lines = np.concatenate(
            [np.stack([start, end], axis=1)[~over], np.stack([polar, edge], axis=1)]
        )
        lines = np.concatenate([lines + np.array((turn, 0)) for turn in (-360, 0, 360)])
        least, most = lines[:, :, 0].min(axis=1), lines[:, :, 0].max(axis=1)
        here = (least <= self._box[2] + _BEYOND) & (most >= self._box[0] - _BEYOND)
        return np.asarray(shapely.linestrings(lines[here]), dtype=np.object_)


def _left_of_circle(angles: NDArray[np.float64]) -> tuple[float, float]:
    """Return what is left of a circle when half of it is kept round each of some angles."""
    if not len(angles):
        return -math.pi, math.pi
    turned = np.remainder(angles - angles[0] + math.pi, 2 * math.pi) - math.pi
    low = angles[0] + turned.max() - math.pi / 2
    return float(low), float(angles[0] + turned.min() + math.pi / 2)


def _in_pieces(
    angles: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Cut arcs into pieces of a fair length; return the arc of each and the angles of its ends."""
    low, high = angles.T
    count = np.maximum(np.ceil((high - low) / _FIRST), 1).astype(np.int64)
    arc = np.repeat(np.arange(len(low)), count)
    place = np.arange(len(arc)) - np.repeat(np.cumsum(count) - count, count)
    step = ((high - low) / count)[arc]
    first = low[arc] + place * step
    return arc, first, first + step


def _in_degrees(basis: NDArray[np.float64], angle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return longitude and latitude of places on circles, given by two directions and an angle."""
    begin, aside = basis[:, 0], basis[:, 1]
    x, y, z = (begin * np.cos(angle)[:, None] + aside * np.sin(angle)[:, None]).T
    conformal = np.arctanh(np.clip(z, -1 + 1e-16, 1 - 1e-16))
    sine: NDArray[np.float64] = z
    for _ in range(6):
        sine = np.tanh(conformal + _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine))
    places: NDArray[np.float64] = np.degrees(np.column_stack([np.arctan2(y, x), np.arcsin(sine)]))
    return places


def _on_sphere(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places at their conformal latitude on a sphere of radius 1."""
    lon, lat = np.radians(degrees.T)
    sine = np.clip(np.sin(lat), -1 + 1e-16, 1 - 1e-16)
    height = np.arctanh(sine) - _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine)
    radius = 1 / np.cosh(height)
    return np.column_stack([radius * np.cos(lon), radius * np.sin(lon), np.tanh(height)])


def _beside(spots: NDArray[np.float64], frame: BaseGeometry) -> NDArray[np.float64]:
    """Return points on that turn of the globe on which the frame lies."""
    west, _, east, _ = frame.bounds
    turned = spots.copy()
    turned[:, 0] += 360.0 * (spots[:, 0] < west - _GRID) * (spots[:, 0] + 360 <= east + _GRID)
    turned[:, 0] -= 360.0 * (spots[:, 0] > east + _GRID) * (spots[:, 0] - 360 >= west - _GRID)
    return turned


def _refuse_misplaced(
    names: Sequence[str],
    spots: NDArray[np.float64],
    frame: BaseGeometry,
    globe: _Globe,
    where: Mapping[str, Where],
) -> None:
    inside = np.asarray(shapely.dwithin(shapely.points(spots), frame, _GRID))
    expected = "a point inside the boundary"
    faults = [
        Fault(where[name], "outside-boundary", repr(name), expected)
        for name, lies_inside in zip(names, inside.tolist(), strict=True)
        if not lies_inside
    ]
    for first, second in globe.same():
        found = f"{names[second]!r} in the same spot as {names[first]!r}"
        faults.append(Fault(where[names[second]], "same-point", found, "a point of its own"))
    if faults:
        raise DataError(faults)


def _cut(lines: Iterable[BaseGeometry], frame: BaseGeometry) -> NDArray[np.object_]:
    """Cut a frame along lines; return the pieces, whose vertices lie on the grid."""
    together = shapely.union_all(list(lines), grid_size=_GRID)
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(together)))
    shapely.prepare(frame)
    inside = shapely.contains(frame, shapely.point_on_surface(pieces))
    return np.asarray(pieces[inside], dtype=np.object_)


def _refuse_roomless(
    names: Sequence[str], cells: NDArray[np.object_], where: Mapping[str, Where]
) -> None:
    faults = [
        Fault(where[name], "no-room", f"no part of the boundary for {name!r}", "room for a cell")
        for name, cell in zip(names, cells, strict=True)
        if cell.is_empty
    ]
    if faults:
        raise DataError(faults)


def _require_whole(cells: NDArray[np.object_], frame: BaseGeometry) -> None:
    """Refuse cells that are not the boundary, each place once."""
    missing = abs(shapely.area(cells).sum() - frame.area)
    # rounding moves a side by half a step of the grid
    whole = missing <= _GRID * frame.length and shapely.is_valid(cells).all()
    if not (whole and shapely.coverage_is_valid(cells)):
        raise RequestError(
            "the cells of these points do not make up the boundary; draw it with fewer corners, or "
            "bring outlines"
        )
