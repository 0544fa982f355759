"""What keeps outlines from being one coverage: overlaps, narrow gaps, lines that are not shared.

In a valid coverage neighbours share the very same vertices and nothing overlaps; only then is a
border one line. People's outlines often miss that by some metres. Here the places are found and
named; `frontmap.ground.snapping` mends them.

Uses the coverage validation of GEOS (edges that match none of a neighbour's; M. Davis,
https://libgeos.org, 3.12). Distances are measured in a metric CRS that the caller names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

from frontmap.days import day_after
from frontmap.ground.topology import find_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from frontmap.model import Area

__all__ = [
    "MOST_LATITUDE",
    "MOST_LONGITUDE",
    "CoverageFault",
    "CoverageFaultKind",
    "are_usable",
    "coverage_faults",
    "existing_together",
]

#: Coordinates with six decimals leave this much doubt about a line, in metres: a sliver that is
#: thinner on the average is one line drawn twice, not a gap or an overlap.
_LINE_WIDTH_M = 0.15

#: Half the width, in metres, of what computing a gap leaves along its edges.
_HAIR_M = 0.02

#: The greatest longitude and latitude, in degrees.
MOST_LONGITUDE, MOST_LATITUDE = 180, 90

#: A stretch of border that is missing over less than this, in metres, is a corner's rounding.
_SHORTEST_M = 1.0


class CoverageFaultKind(StrEnum):
    """What is wrong between two areas."""

    OVERLAP = "overlap"
    GAP = "gap"
    UNSHARED = "unshared"


@dataclass(frozen=True, slots=True)
class CoverageFault:
    """Two areas that overlap, leave a narrow gap, or draw one line with different vertices.

    Attributes:
        kind: what is wrong.
        areas: the ids of the two areas, in file order.
        size: m² of the overlap or gap, all its pieces together; metres of an unshared line.
        border_m: metres of border between the two that are missing because of it, roughly.
        place: longitude and latitude in the largest piece, in degrees with six decimals.
    """

    kind: CoverageFaultKind
    areas: tuple[str, str]
    size: float
    border_m: float
    place: tuple[float, float]

    def __str__(self) -> str:
        """Say what is wrong, and where."""
        left, right = self.areas
        at = f"near {self.place[0]:.5f}, {self.place[1]:.5f}"
        missing = f"; {self.border_m:.0f} m of their border are missing"
        if self.kind is CoverageFaultKind.OVERLAP:
            return f"{left} and {right} overlapping by {self.size:.0f} m² {at}"
        if self.kind is CoverageFaultKind.GAP:
            return f"a gap of {self.size:.0f} m² between {left} and {right} {at}{missing}"
        return f"{self.size:.0f} m of {left} along {right} with other vertices, {at}{missing}"


def coverage_faults(
    areas: Sequence[Area], metric_crs: str, *, gap_m: float = 15.0
) -> tuple[CoverageFault, ...]:
    """Find where `areas` overlap, leave gaps narrower than `gap_m`, or do not share their line.

    They are to exist on the same days (`existing_together`). Invalid and empty
    polygons are passed over: they are another fault. A gap that opens as a wedge from the end of
    a shared line is an outline's corner and is no fault. Faults come in the file's order of their
    areas, at most one of each kind for two areas. A valid coverage costs one pass over its edges.
    """
    shapes = np.array([area.polygon for area in areas], dtype=np.object_)
    sound = are_usable(shapes)
    usable = [area for area, is_sound in zip(areas, sound.tolist(), strict=True) if is_sound]
    there = Transformer.from_crs("EPSG:4326", metric_crs, always_xy=True)
    suspects = _project(_suspects(shapes[sound], there, gap_m), there)
    if shapely.is_empty(shapely.coverage_invalid_edges(suspects, gap_width=gap_m)).all():
        return ()
    polygons = _project(shapes[sound], there)
    edges = shapely.coverage_invalid_edges(polygons, gap_width=gap_m)
    first, second = _candidates(polygons, edges, gap_m)
    faults = [
        *_pieces_as_faults(
            CoverageFaultKind.OVERLAP, shapely.intersection(polygons[first], polygons[second])
        ),
        *_pieces_as_faults(CoverageFaultKind.GAP, _gaps(polygons, first, second, gap_m)),
    ]
    explained = {pair for pair, *_ in faults}
    faults += (
        (pair, kind, size, border, place)
        for pair, kind, size, border, place in _unshared(edges[first], edges[second])
        if pair not in explained
    )
    back = Transformer.from_crs(metric_crs, "EPSG:4326", always_xy=True)
    order = {kind: place for place, kind in enumerate(CoverageFaultKind)}
    return tuple(
        CoverageFault(
            kind=kind,
            areas=(usable[first[pair]].id, usable[second[pair]].id),
            size=size,
            border_m=border,
            place=_degrees(place, back),
        )
        for pair, kind, size, border, place in sorted(
            faults, key=lambda fault: (fault[0], order[fault[1]])
        )
    )


def existing_together(areas: Sequence[Area]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the areas that exist on the same days, for each set that there is."""
    starts = {area.first for area in areas if area.first}
    starts |= {day_after(area.last) for area in areas if area.last}
    sets = (
        tuple(number for number, area in enumerate(areas) if area.exists(day))
        for day in sorted({date.min, *starts})
    )
    return tuple(dict.fromkeys(sets))


#: The number of a pair of areas, the kind, size, metres of border missing, and a point, metric.
_Found = tuple[int, CoverageFaultKind, float, float, shapely.Point]


def are_usable(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which of some shapes are sound polygons in degrees; others are a fault of their own."""
    kinds = [shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON]
    areal = np.isin(shapely.get_type_id(shapes), kinds)
    west, south, east, north = shapely.bounds(shapes).T
    in_degrees = (np.maximum(-west, east) <= MOST_LONGITUDE) & (
        np.maximum(-south, north) <= MOST_LATITUDE
    )
    usable: NDArray[np.bool_] = areal & in_degrees & shapely.is_valid(shapes)
    return usable


def _suspects(
    shapes: NDArray[np.object_], there: Transformer, within_m: float
) -> NDArray[np.object_]:
    """Return the polygons that have a fault among them wherever there is one in the coverage.

    They are those near a segment that no neighbour walks the other way. Both sides of a gap are
    such segments. Where polygons overlap, the edge of the place that is covered twice is such a
    segment of one of them, and runs through another, or along it. All other segments have the
    next area beyond them, and need no second look.
    """
    segments = find_segments(shapes.tolist())
    vertices = np.column_stack(there.transform(*segments.vertices.T))
    corners = vertices[segments.tail]
    first = np.searchsorted(segments.owner, np.arange(len(shapes)))
    west, south = np.minimum.reduceat(corners, first).T
    east, north = np.maximum.reduceat(corners, first).T
    alone = segments.twin < 0
    ends = np.column_stack([segments.tail[alone], segments.head[alone]])
    tree = shapely.STRtree(shapely.box(west, south, east, north))
    lines = shapely.linestrings(vertices[ends])
    _, near = tree.query(lines, predicate="dwithin", distance=within_m)
    return np.asarray(shapes[np.unique(near)], dtype=np.object_)


def _project(geometries: NDArray[np.object_], there: Transformer) -> NDArray[np.object_]:
    def to_metres(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(there.transform(degrees[:, 0], degrees[:, 1]))

    flat = shapely.force_2d(geometries)
    return np.asarray(shapely.transform(flat, to_metres), dtype=np.object_)


def _degrees(point: shapely.Point, back: Transformer) -> tuple[float, float]:
    lon, lat = back.transform(point.x, point.y)
    return round(lon, 6), round(lat, 6)


def _candidates(
    polygons: NDArray[np.object_], edges: NDArray[np.object_], within_m: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of areas one of which has an edge at fault near the other, in order."""
    flagged = np.flatnonzero(~shapely.is_empty(edges))
    one, other = shapely.STRtree(polygons).query(
        edges[flagged], predicate="dwithin", distance=within_m
    )
    pairs = np.sort(np.column_stack([flagged[one], other]), axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return pairs[:, 0], pairs[:, 1]


def _gaps(
    polygons: NDArray[np.object_],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    gap_m: float,
) -> NDArray[np.object_]:
    """Return for each pair what closes when both are grown and shrunk again, less other areas.

    With mitred corners that fills slots, and leaves the outline's own open corners as they are.
    """
    both = shapely.union(polygons[first], polygons[second])
    closed = _resized(_resized(both, gap_m / 2), -gap_m / 2)
    gaps = np.asarray(shapely.difference(closed, both), dtype=np.object_)
    # growing and shrinking leaves hair of a micrometre along the outline
    gaps = _resized(_resized(gaps, -_HAIR_M), _HAIR_M)
    tree = shapely.STRtree(polygons)
    for pair in np.flatnonzero(~shapely.is_empty(gaps)):
        others = polygons[tree.query(gaps[pair], predicate="intersects")]
        parts = shapely.get_parts(shapely.difference(gaps[pair], shapely.union_all(others)))
        # a slit inside one area lies between nobody
        touches = (shapely.distance(parts, polygons[first[pair]]) < _LINE_WIDTH_M) & (
            shapely.distance(parts, polygons[second[pair]]) < _LINE_WIDTH_M
        )
        gaps[pair] = shapely.union_all(parts[touches])
    return gaps


def _resized(shapes: NDArray[np.object_], by_m: float) -> NDArray[np.object_]:
    resized = np.asarray(shapely.buffer(shapes, by_m, join_style="mitre"), dtype=np.object_)
    # mitres of a detail that is smaller than `by_m` can come to cross one another
    crossed = ~shapely.is_valid(resized)
    resized[crossed] = shapely.make_valid(resized[crossed], method="structure")
    return resized


def _pieces_as_faults(kind: CoverageFaultKind, pieces: NDArray[np.object_]) -> Iterator[_Found]:
    parts, pair = shapely.get_parts(pieces, return_index=True)
    size, border = shapely.area(parts), shapely.length(parts) / 2
    thick = (shapely.get_dimensions(parts) == 2) & (size > border * _LINE_WIDTH_M)  # noqa: PLR2004
    for one in np.unique(pair[thick]):
        mine = thick & (pair == one)
        largest = parts[mine][np.argmax(size[mine])]
        yield (
            int(one),
            kind,
            float(size[mine].sum()),
            float(border[mine].sum()),
            shapely.point_on_surface(largest),
        )


def _unshared(first: NDArray[np.object_], second: NDArray[np.object_]) -> Iterator[_Found]:
    """Find where two areas' edges at fault run along one another as one line."""
    reach = 2 * _LINE_WIDTH_M
    along = shapely.intersection(first, shapely.buffer(second, reach))
    against = shapely.intersection(second, shapely.buffer(first, reach))
    metres = np.minimum(shapely.length(along), shapely.length(against))
    for pair in np.flatnonzero(metres > _SHORTEST_M):
        pieces = shapely.get_parts(shapely.line_merge(along[pair]))
        longest = pieces[np.argmax(shapely.length(pieces))]
        middle = shapely.line_interpolate_point(longest, 0.5, normalized=True)
        size = float(metres[pair])
        yield int(pair), CoverageFaultKind.UNSHARED, size, size, middle
