"""Shared borders: every line between two areas once, with a left and a right area, and km².

Neighbours of a valid coverage use the very same vertices, so that a border is found without any
tolerance: a segment that one area runs through in one direction, its neighbour runs through in
the other. Where outlines miss one another they share no border, and both edges count as outer ones;
`frontmap.ground.coverage` names such places, and `frontmap.ground.snapping` mends them.

Lengths and areas are those on the WGS 84 ellipsoid. A segment of up to 10 km is a geodesic
(C. F. F. Karney, Algorithms for geodesics, Journal of Geodesy 87, 2013, through PROJ), and the m²
under it are integrated here, to 0.1 m². A longer one is measured along the line that is drawn,
which is straight in degrees (RFC 7946): a parallel that is the border of a country lies up to
hundreds of kilometres from the geodesic between its ends.

The borders that make up a ring are written as in TopoJSON
(https://github.com/topojson/topojson-specification): `n` forward, `~n` reversed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

from frontmap.ground.plane import MOST_LONGITUDE, drawn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from frontmap.model import Area

__all__ = [
    "Border",
    "Polygon",
    "Ring",
    "Segments",
    "Topology",
    "build_topology",
    "find_segments",
    "measure",
]

#: Signed references to borders, in the order in which they are walked.
Ring = tuple[int, ...]

#: The outer ring, walked counterclockwise, and then the holes, walked clockwise.
Polygon = tuple[Ring, ...]

_WGS84 = Geod(ellps="WGS84")
_M2_PER_KM2 = 1_000_000.0

#: Up to this length, in metres, a segment is a geodesic; the m² under it need no longer series up
#: to this latitude.
_SHORT_M, _POLAR = 10_000, 60

#: How many borders are measured at a time: the columns that this needs take ten times the memory of
#: the borders.
_MEASURED_AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class Border:
    """An unbroken line with one area on its left and another, or none, on its right.

    Attributes:
        number: its place in `Topology.borders`.
        left: the area to the left of the line's direction; of the two the first in the file.
        right: the area to its right; empty at the edge of the coverage.
        line: a LineString in EPSG:4326, from one node to the next; closed where it has no node.
        length_m: length in metres.
    """

    number: int
    left: str
    right: str
    line: shapely.LineString
    length_m: float


@dataclass(frozen=True)
class Topology:
    """The borders of some areas, and how the areas are made of them.

    Attributes:
        borders: every border once, by the file's order of the left area and then along its rings.
        rings: for each area, in the file's order, its polygons as rings of signed references.
        km2: the surface of each area, in km².
    """

    borders: tuple[Border, ...]
    rings: Mapping[str, tuple[Polygon, ...]]
    km2: Mapping[str, float]

    def neighbours(self, area: str) -> tuple[str, ...]:
        """Return the areas that share a line (not only a point) with `area`, in file order.

        Raises:
            KeyError: `area` is none of these areas.
        """
        return self._neighbours[area]

    @cached_property
    def sides(self) -> NDArray[np.int64]:
        """For each border the places in `rings` of the areas on its left and right; -1 is none."""
        place = {area: number for number, area in enumerate(self.rings)}
        beside = [(place[border.left], place.get(border.right, -1)) for border in self.borders]
        return np.array(beside, dtype=np.int64).reshape(-1, 2)

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[str, ...]]:
        order = {area: place for place, area in enumerate(self.rings)}
        beside: dict[str, set[str]] = {area: set() for area in self.rings}
        for border in self.borders:
            if border.right and border.right != border.left:
                beside[border.left].add(border.right)
                beside[border.right].add(border.left)
        return {area: tuple(sorted(found, key=order.__getitem__)) for area, found in beside.items()}


@dataclass(frozen=True, slots=True)
class Segments:
    """All straight pieces of all rings, one after the other, each area's inside to the left.

    Attributes:
        vertices: n × 2 distinct coordinates.
        tail: the vertex at which each segment begins; it ends at the next one's tail in its ring.
        following: the next segment in the same ring.
        ring: the ring of each segment; the segments of a ring are consecutive.
        owner: the number of the area of each segment.
        twin: the same segment, walked by another ring in the other direction; -1 where none is.
        ring_polygon: the number of the polygon of each ring.
        polygon_owner: the number of the area of each polygon.
    """

    vertices: NDArray[np.float64]
    tail: NDArray[np.int64]
    following: NDArray[np.int64]
    ring: NDArray[np.int64]
    owner: NDArray[np.int64]
    twin: NDArray[np.int64]
    ring_polygon: NDArray[np.int64]
    polygon_owner: NDArray[np.int64]

    @property
    def head(self) -> NDArray[np.int64]:
        """The vertex at which each segment ends."""
        return self.tail[self.following]


def find_segments(polygons: Sequence[shapely.Geometry]) -> Segments:
    """Take polygons and multipolygons apart and find the segments that two of them share.

    Where more than two areas claim one segment, which only overlapping areas do, the first in one
    direction is matched with the first in the other, and so on; what is left has no twin.
    """
    # each step makes a copy of everything; none is kept longer than the next step needs it
    shapes = np.asarray(polygons, dtype=object)
    if shapely.has_z(shapes).any():
        shapes = shapely.force_2d(shapes)
    shapes = shapely.orient_polygons(shapes)
    shapes, polygon_owner = shapely.get_parts(shapes, return_index=True)
    there = ~shapely.is_empty(shapes)
    shapes, polygon_owner = shapes[there], polygon_owner[there]
    shapes, ring_polygon = shapely.get_rings(shapes, return_index=True)
    coordinates, ring = shapely.get_coordinates(shapes, return_index=True)
    del shapes
    repeats = (ring[1:] == ring[:-1]) & (coordinates[1:] == coordinates[:-1]).all(axis=1)
    if repeats.any():
        moves = np.append(True, ~repeats)
        coordinates, ring = coordinates[moves], ring[moves]
    # a ring repeats its first vertex at its end
    kept = np.ones(len(ring), dtype=bool)
    kept[np.flatnonzero(ring[1:] != ring[:-1])] = False
    kept[-1:] = False
    coordinates, ring = coordinates[kept], ring[kept].astype(np.int64)
    vertices, tail = _distinct(coordinates)
    following = np.arange(1, len(ring) + 1, dtype=np.int64)
    first = _first_of_each(ring)
    following[np.append(first[1:], len(ring))[: len(first)] - 1] = first
    return Segments(
        vertices=vertices,
        tail=tail,
        following=following,
        ring=ring,
        owner=polygon_owner[ring_polygon[ring]].astype(np.int64),
        twin=_match(tail, tail[following], len(vertices)),
        ring_polygon=ring_polygon.astype(np.int64),
        polygon_owner=polygon_owner.astype(np.int64),
    )


def build_topology(areas: Sequence[Area]) -> Topology:
    """Find every border of `areas` once.

    Borders end where the pair of neighbours changes and where more than two lines meet; a border
    without such a place is closed, and begins where the left area's ring does. Areas should be a
    valid coverage of valid polygons, with ids that differ; the order of `areas` decides the order
    of everything else. Time grows with the number of vertices n as n log n.
    """
    ids = [area.id for area in areas]
    segments = find_segments([area.polygon for area in areas])
    traced = _trace(segments)
    rings = _assemble(ids, segments, traced.reference, traced.ring)
    metres, swept_m2 = measure(traced.lines)
    km2 = _square_kilometres(segments, _around(traced, swept_m2), len(ids))
    beside = [*ids, ""]  # beyond the edge, -1 and hence the last, nobody is
    columns = (traced.left.tolist(), traced.right.tolist(), traced.lines, metres.tolist())
    borders = tuple(
        Border(number, beside[left], beside[right], line, metres)
        for number, (left, right, line, metres) in enumerate(zip(*columns, strict=True))
    )
    return Topology(
        borders=borders,
        rings=rings,
        km2=dict(zip(ids, km2, strict=True)),
    )


@dataclass(frozen=True, slots=True)
class _Traced:
    """All rings as borders, each of which one ring walks forward and at most one backward.

    Attributes:
        lines: the borders, in the order of the segments at which they begin.
        left: the number of the area on each border's left.
        right: that on its right; -1 where none is.
        reference: the signed references of all rings, one ring after the other.
        ring: the ring of each reference.
    """

    lines: list[shapely.LineString]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    reference: NDArray[np.int64]
    ring: NDArray[np.int64]


def _trace(segments: Segments) -> _Traced:
    begins = _where_borders_begin(segments)
    # every ring is turned so that it begins with a border, then chains are plain runs
    turned = _turn_rings(segments.ring, begins)
    place = np.empty_like(turned)
    place[turned] = np.arange(len(turned))
    begins_here = begins[turned]
    begins_here[_first_of_each(segments.ring)] = True
    chain_of = np.cumsum(begins_here) - 1
    first = np.flatnonzero(begins_here)
    after = np.append(first[1:], len(turned))[: len(first)]
    twin = segments.twin[turned[first]]
    twin = np.where(twin >= 0, place[twin], -1)
    is_border = (twin < 0) | (first < twin)
    number = np.cumsum(is_border) - 1
    owner = segments.owner  # turning a ring leaves every place to the same area
    return _Traced(
        lines=_lines(
            segments.vertices,
            segments.tail[turned],
            segments.head[turned],
            first[is_border],
            after[is_border],
        ),
        left=owner[first[is_border]],
        right=np.where(twin >= 0, owner[twin], -1)[is_border],
        reference=np.where(is_border, number, ~number[chain_of[twin]]),
        ring=segments.ring[first],
    )


def _distinct(
    coordinates: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    # adding zero makes one of the two floating-point zeros
    points = np.ascontiguousarray(coordinates + 0.0).view(np.complex128).ravel()
    distinct, number = np.unique(points, return_inverse=True)
    return np.column_stack([distinct.real, distinct.imag]), number.astype(np.int64)


def _first_of_each(ring: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.flatnonzero(np.append([True], ring[1:] != ring[:-1])[: len(ring)])


def _match(tail: NDArray[np.int64], head: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return for each directed segment the number of its opposite, or -1."""
    line = np.minimum(tail, head) * count + np.maximum(tail, head)
    backward = tail > head
    # stable order: by line, by direction, by place in the file
    order = np.lexsort((backward, line))
    same = np.append([True], np.diff(line[order]) != 0)[: len(order)]
    start = np.flatnonzero(same)
    size = np.diff(np.append(start, len(order)))
    back = np.add.reduceat(backward[order].astype(np.int64), start) if len(start) else size
    pairs = np.minimum(back, size - back)
    twin = np.full(len(tail), -1, dtype=np.int64)
    for rank in range(int(pairs.max(initial=0))):
        has = pairs > rank
        forth = order[start[has] + rank]
        opposite = order[start[has] + size[has] - back[has] + rank]
        twin[forth] = opposite
        twin[opposite] = forth
    return twin


def _where_borders_begin(segments: Segments) -> NDArray[np.bool_]:
    """Tell for each segment whether a border begins at its tail."""
    tail, head, twin = segments.tail, segments.head, segments.twin
    counted = (twin < 0) | (np.arange(len(tail)) < twin)
    lines_at = np.bincount(
        np.concatenate([tail[counted], head[counted]]), minlength=len(segments.vertices)
    )
    before = np.empty_like(segments.following)
    before[segments.following] = np.arange(len(tail))
    shared, shared_before = twin >= 0, twin[before] >= 0
    # where both are shared the neighbour must walk the same two segments, the other way round
    together = shared & shared_before & (segments.following[twin] == twin[before])
    goes_on = together | ~(shared | shared_before)
    begins: NDArray[np.bool_] = (lines_at[tail] != 2) | ~goes_on  # noqa: PLR2004 - in and out
    return begins


def _turn_rings(ring: NDArray[np.int64], begins: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the segments in an order in which each ring begins with its first border."""
    first = _first_of_each(ring)
    size = np.diff(np.append(first, len(ring)))
    place = np.arange(len(ring)) - np.repeat(first, size)
    none = len(ring)
    shift = (
        np.minimum.reduceat(np.where(begins, place, none), first)
        if len(first)
        else np.zeros(0, dtype=np.int64)
    )
    shift[shift == none] = 0
    turned: NDArray[np.int64] = np.repeat(first, size) + (
        (place + np.repeat(shift, size)) % np.repeat(size, size)
    )
    return turned


def measure(
    lines: Sequence[shapely.LineString],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the length of each line, and the m² between it and the equator.

    Those m² are positive north of the equator for what leads east.
    """
    if not lines:
        return np.zeros(0), np.zeros(0)
    some = range(0, len(lines), _MEASURED_AT_A_TIME)
    measured = [_measure_some(lines[first : first + _MEASURED_AT_A_TIME]) for first in some]
    metres, swept = (np.concatenate(parts) for parts in zip(*measured, strict=True))
    return metres, swept


def _measure_some(
    lines: Sequence[shapely.LineString],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    coordinates, line = shapely.get_coordinates(lines, return_index=True)
    inside = line[1:] == line[:-1]
    start, end = coordinates[:-1][inside].T, coordinates[1:][inside].T
    ahead, back, metres = _WGS84.inv(*start, *end)
    first = _first_of_each(line[1:][inside])
    swept = _swept_m2(start, end, (ahead, back + 180), metres)
    # the shortest way between the ends of a line round the globe is nothing
    long = (metres > _SHORT_M) | (np.abs(end[0] - start[0]) > MOST_LONGITUDE)
    straight = long | (np.abs(start[1]) > _POLAR) | (np.abs(end[1]) > _POLAR)
    if straight.any():
        drawn_m, swept[straight] = drawn(start.T[straight], end.T[straight])
        long = long[straight]
        metres[straight] = np.where(long, drawn_m, metres[straight])
    return np.add.reduceat(metres, first), np.add.reduceat(swept, first)


def _swept_m2(
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    azimuths: tuple[NDArray[np.float64], NDArray[np.float64]],
    metres: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the m² between geodesics and the equator, by the trapezoidal rule and its first term.

    What lies between the equator and a parallel, q for each radian, is integrated over longitude
    along the line. Where s is its length, a the azimuth and p the parallel's radius, longitude
    grows with sin a / p, q with p cos a, and p with -sin(latitude) cos a, and p sin a stays the
    same (Clairaut); so the derivatives at both ends are known. (Euler and Maclaurin; the error
    goes with the fifth power of the length.)
    """
    turn = np.remainder(end[0] - start[0] + 180, 360) - 180
    (q, rate, bend), (next_q, next_rate, next_bend) = (
        _along(np.radians(lat), np.radians(azimuth))
        for (_, lat), azimuth in zip((start, end), azimuths, strict=True)
    )
    middle, half = (q + next_q) / 2, (next_q - q) / 2
    m2: NDArray[np.float64] = (
        middle * np.radians(turn)
        + half * (next_rate - rate) * metres / 2
        + (bend[0] - half * bend[1] - next_bend[0] - half * next_bend[1]) * metres**2 / 12
    )
    return m2


def _along(
    latitude: NDArray[np.float64], azimuth: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], tuple[NDArray[np.float64], ...]]:
    """Return q, how longitude grows with the way, and what the derivatives of both are made of."""
    sine, eccentricity = np.sin(latitude), np.sqrt(_WGS84.es)
    flat = 1 - _WGS84.es * sine**2
    q = _WGS84.b**2 / 2 * (sine / flat + np.arctanh(eccentricity * sine) / eccentricity)
    radius = _WGS84.a * np.cos(latitude) / np.sqrt(flat)
    east, north = np.sin(azimuth), np.cos(azimuth)
    return q, east / radius, (east * north, 2 * east * north * sine / radius**2)


def _around(traced: _Traced, swept_m2: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the m² in each ring, from those under its borders; holes have negative ones."""
    borders, forward = traced.reference, traced.reference >= 0
    signed = np.where(forward, -swept_m2[borders], swept_m2[~borders])
    return np.bincount(traced.ring, signed).astype(np.float64)


def _lines(
    vertices: NDArray[np.float64],
    tail: NDArray[np.int64],
    head: NDArray[np.int64],
    first: NDArray[np.int64],
    after: NDArray[np.int64],
) -> list[shapely.LineString]:
    size = after - first
    line = np.repeat(np.arange(len(first)), size + 1)
    offset = np.arange(len(line)) - np.repeat(np.cumsum(size + 1) - (size + 1), size + 1)
    at_end = offset == np.repeat(size, size + 1)
    segment = np.repeat(first, size + 1) + offset - at_end
    vertex = np.where(at_end, head[segment], tail[segment])
    return list(shapely.linestrings(vertices[vertex], indices=line)) if len(first) else []


def _assemble(
    ids: Sequence[str],
    segments: Segments,
    reference: NDArray[np.int64],
    chain_ring: NDArray[np.int64],
) -> dict[str, tuple[Polygon, ...]]:
    rings: list[list[int]] = [[] for _ in segments.ring_polygon]
    for ring, ref in zip(chain_ring.tolist(), reference.tolist(), strict=True):
        rings[ring].append(ref)
    polygons: list[list[Ring]] = [[] for _ in segments.polygon_owner]
    for polygon, refs in zip(segments.ring_polygon.tolist(), rings, strict=True):
        polygons[polygon].append(tuple(refs))
    found: dict[str, list[Polygon]] = {area: [] for area in ids}
    for owner, polygon_rings in zip(segments.polygon_owner.tolist(), polygons, strict=True):
        found[ids[owner]].append(tuple(polygon_rings))
    return {area: tuple(parts) for area, parts in found.items()}


def _square_kilometres(segments: Segments, ring_m2: NDArray[np.float64], areas: int) -> list[float]:
    first = _first_of_each(segments.ring)
    km2: list[float] = (np.bincount(segments.owner[first], ring_m2, areas) / _M2_PER_KM2).tolist()
    return km2
