"""What keeps outlines from being one coverage: overlaps, narrow gaps, lines that are not shared.

In a valid coverage neighbours share the very same vertices and nothing overlaps; only then is a
border one line. People's outlines often miss that by some metres. Here the places are found and
named; `frontmap.ground.snapping` mends them.

Uses the coverage validation of GEOS (edges that match none of a neighbour's; M. Davis,
https://libgeos.org, 3.12), in degrees, as lines are drawn; what is measured in metres is measured
band by band, as `frontmap.ground.plane` tells, at any extent.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.days import day_after
from frontmap.errors import RequestError
from frontmap.ground.plane import (
    MOST_LATITUDE,
    MOST_LONGITUDE,
    Band,
    are_degrees,
    bands,
    lengths_m,
    metres_per_degree,
    surfaces_m2,
)
from frontmap.ground.topology import find_segments
from frontmap.limits import CROWDED_LINES, CROWDED_OUTLINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.model import Area

__all__ = [
    "CoverageFault",
    "CoverageFaultKind",
    "CrowdedError",
    "are_usable",
    "coverage_faults",
    "existing_together",
]

#: Coordinates with six decimals leave this much doubt about a line, in metres: a sliver that is
#: thinner on the average is one line drawn twice, not a gap or an overlap.
_LINE_WIDTH_M = 0.15

#: Half the width, in metres, of what computing a gap leaves along its edges.
_HAIR_M = 0.02

#: A stretch of border that is missing over less than this, in metres, is a corner's rounding.
_SHORTEST_M = 1.0


#: Fewer pairs than this are looked at however few outlines or lines they are of: a second or two.
_FEW_OUTLINES, _FEW_LINES = 2_000, 1_000_000

#: So many straight lines are asked at once what lies near them, for the memory's sake.
_AT_ONCE = 1_000


class CrowdedError(RequestError):
    """So many outlines lie on one another that comparing each pair would take hours."""

    def __init__(self, what: str, most: int) -> None:
        """Say of what there are too many, and the limit."""
        super().__init__(
            f"outlines with more than {most} {what} each, on the average, that they share no line "
            "with; are maps of several days in one, or one layer several times?"
        )


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

    @property
    def width_m(self) -> float:
        """How far the two lines lie apart, in metres, on the average."""
        return 0.0 if self.kind is CoverageFaultKind.UNSHARED else self.size / self.border_m

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


def coverage_faults(areas: Sequence[Area], *, gap_m: float = 15.0) -> tuple[CoverageFault, ...]:
    """Find where `areas` overlap, leave gaps narrower than `gap_m`, or do not share their line.

    They are to exist on the same days (`existing_together`). Invalid and empty
    polygons are passed over: they are another fault. A gap that opens as a wedge from the end of
    a shared line is an outline's corner and is no fault. Faults come in the file's order of their
    areas, at most one of each kind for two areas. A valid coverage costs one pass over its edges.
    Metres and m² are those on the ground, to about one hundredth.

    Raises:
        CrowdedError: there are too many pairs of outlines, or of their lines, to compare.
    """
    shapes = np.array([area.polygon for area in areas], dtype=np.object_)
    sound = are_usable(shapes)
    usable = [area for area, is_sound in zip(areas, sound.tolist(), strict=True) if is_sound]
    polygons = np.asarray(shapely.force_2d(shapes[sound]), dtype=np.object_)
    loose = _Loose.of(polygons)
    suspects = loose.beside(polygons)
    narrow = list(loose.near_pairs(max(gap_m, 2 * _LINE_WIDTH_M)))
    edges = np.full(len(polygons), shapely.LineString(), dtype=np.object_)
    edges[suspects] = shapely.coverage_invalid_edges(polygons[suspects])
    if not narrow and shapely.is_empty(edges).all():
        return ()
    faults = _found(polygons, edges, narrow, gap_m)
    order = {kind: place for place, kind in enumerate(CoverageFaultKind)}
    return tuple(
        CoverageFault(kind, (usable[a].id, usable[b].id), size, border, place)
        for ((a, b), kind), (size, border, place) in sorted(
            faults.items(), key=lambda fault: (fault[0][0], order[fault[0][1]])
        )
    )


def _found(
    polygons: NDArray[np.object_],
    edges: NDArray[np.object_],
    narrow: Sequence[_Narrow],
    gap_m: float,
) -> dict[tuple[_Pair, CoverageFaultKind], _Found]:
    """Return what is wrong between two areas, by their numbers and the kind."""
    first, second = _candidates(polygons, edges)
    overlaps = shapely.intersection(polygons[first], polygons[second])
    faults = {
        (pair, kind): found
        for kind, pairs, pieces in (
            (CoverageFaultKind.OVERLAP, np.column_stack([first, second]), overlaps),
            (CoverageFaultKind.GAP, *_gaps(polygons, narrow if gap_m else (), gap_m)),
        )
        for pair, found in _thick_pieces(pairs, pieces)
    }
    explained = {pair for pair, _ in faults}
    rest = [place for place in narrow if place.pair not in explained]
    return faults | {(pair, CoverageFaultKind.UNSHARED): found for pair, found in _unshared(rest)}


def existing_together(areas: Sequence[Area]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the areas that exist on the same days, for each set that there is."""
    starts = {area.first for area in areas if area.first}
    starts |= {day_after(area.last) for area in areas if area.last}
    sets = (
        tuple(number for number, area in enumerate(areas) if area.exists(day))
        for day in sorted({date.min, *starts})
    )
    return tuple(dict.fromkeys(sets))


#: Two areas, by their numbers.
_Pair = tuple[int, int]

#: The size, the metres of border missing, and a place in degrees.
_Found = tuple[float, float, tuple[float, float]]


def are_usable(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which of some shapes are sound polygons in degrees; others are a fault of their own."""
    kinds = [shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON]
    areal = np.isin(shapely.get_type_id(shapes), kinds)
    west, south, east, north = shapely.bounds(shapes).T
    widest = np.maximum(-west, east)
    on_globe = (widest <= 2 * MOST_LONGITUDE) & (np.maximum(-south, north) <= MOST_LATITUDE)
    # one outline that is far off says nothing of whether the others run across 180°
    together = shapely.total_bounds(shapes[on_globe]).tolist() if on_globe.any() else (0.0,) * 4
    in_degrees = on_globe & ((widest <= MOST_LONGITUDE) | are_degrees(*together))
    usable: NDArray[np.bool_] = areal & in_degrees & shapely.is_valid(shapes)
    return usable


@dataclass(frozen=True)
class _Narrow:
    """Where two areas run near one another without sharing their line, within one band.

    Attributes:
        pair: the numbers of the areas.
        band: the band.
        box: what it all lies in, in degrees.
        one: the first area's straight lines there, in metres of the band.
        other: the second's.
    """

    pair: _Pair
    band: Band
    box: shapely.Polygon
    one: NDArray[np.object_]
    other: NDArray[np.object_]


@dataclass(frozen=True)
class _Loose:
    """The segments of some polygons that no neighbour walks the other way.

    Both sides of a gap are such segments. Where polygons overlap, the edge of the place that is
    covered twice is such a segment of one of them, and runs through another, or along it. All
    other segments have the next area beyond them, and need no second look.

    Attributes:
        lines: n straight lines, in degrees.
        owner: the number of the polygon of each.
        bands: those in which the polygons lie.
    """

    lines: NDArray[np.object_]
    owner: NDArray[np.int64]
    bands: tuple[Band, ...]

    @classmethod
    def of(cls, polygons: NDArray[np.object_]) -> _Loose:
        segments = find_segments(polygons.tolist())
        alone = segments.twin < 0
        ends = np.column_stack([segments.tail[alone], segments.head[alone]])
        lines = np.asarray(shapely.linestrings(segments.vertices[ends]), dtype=np.object_)
        _, south, _, north = shapely.total_bounds(lines).tolist() if len(lines) else (0.0,) * 4
        return cls(lines, segments.owner[alone], tuple(bands(south, north)))

    def beside(self, polygons: NDArray[np.object_]) -> NDArray[np.int64]:
        """Return the numbers of the polygons near which one of these segments runs."""
        boxes = np.asarray(shapely.box(*shapely.bounds(polygons).T), dtype=np.object_)
        _, near = shapely.STRtree(boxes).query(self.lines, predicate="intersects")
        return np.unique(near)

    def near_pairs(self, metres: float) -> Iterator[_Narrow]:
        """Yield where such segments of two areas lie within `metres` of one another.

        Segments that meet in a corner, and part there to more than `metres`, are passed over.
        """
        south, north = shapely.bounds(self.lines)[:, [1, 3]].T
        for band in self.bands:
            _, high = band.reach(metres)
            lowest, highest = band.south - high, band.north + high
            here = np.flatnonzero((north >= lowest) & (south <= highest))
            cut = shapely.clip_by_rect(self.lines[here], -720, lowest, 720, highest)
            kept = shapely.get_dimensions(cut) == 1
            here, cut = here[kept], cut[kept]
            lines = band.to_metres(cut)
            one, other = _within(lines, self.owner[here], metres)
            facing = _stay_near(lines[one], lines[other], metres)
            one, other = one[facing], other[facing]
            around = band.around(cut, metres)
            both = shapely.intersection(around[one], around[other])
            pairs = np.column_stack([self.owner[here[one]], self.owner[here[other]]])
            _require_few(pairs, len(np.unique(self.owner)))
            for pair, at in _grouped(pairs):
                box = shapely.box(*shapely.total_bounds(both[at]))
                sides = (lines[np.unique(side[at])] for side in (one, other))
                yield _Narrow(pair, band, box, *sides)


def _within(
    lines: NDArray[np.object_], owner: NDArray[np.int64], metres: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of lines of two owners that lie within `metres`, that of the first first.

    Raises:
        CrowdedError: there are too many.
    """
    tree = shapely.STRtree(lines)
    found, count = [], 0
    for start in range(0, len(lines), _AT_ONCE):
        some = lines[start : start + _AT_ONCE]
        one, other = tree.query(some, predicate="dwithin", distance=metres)
        pairs = np.vstack([one + start, other])
        pairs = pairs[:, owner[pairs[0]] < owner[pairs[1]]]
        found.append(pairs)
        count += pairs.shape[1]
        if count > max(_FEW_LINES, CROWDED_LINES * len(lines)):
            raise CrowdedError("straight lines beside", CROWDED_LINES)
    one, other = np.hstack(found) if found else np.empty((2, 0), dtype=np.int64)
    return one, other


def _require_few(pairs: NDArray[np.int64], outlines: int) -> None:
    """Refuse pairs of outlines that are more than a plane has neighbours, many times over."""
    if len(np.unique(pairs, axis=0)) > max(_FEW_OUTLINES, CROWDED_OUTLINES * outlines / 2):
        raise CrowdedError("outlines on or beside", CROWDED_OUTLINES)


def _stay_near(
    one: NDArray[np.object_], other: NDArray[np.object_], metres: float
) -> NDArray[np.bool_]:
    """Tell of pairs of straight lines which are near elsewhere than in a corner of both."""
    ends = [shapely.get_point(line, place) for line in (one, other) for place in (0, -1)]
    near = np.array(
        [shapely.distance(end, other) <= metres for end in ends[:2]]
        + [shapely.distance(end, one) <= metres for end in ends[2:]]
    )
    meet = np.logical_or.reduce([shapely.equals(a, b) for a in ends[:2] for b in ends[2:]])
    # at a corner one end of each is near in any case
    found: NDArray[np.bool_] = ~meet | (near.sum(axis=0) > 2)  # noqa: PLR2004
    return found


def _grouped(pairs: NDArray[np.int64]) -> Iterator[tuple[_Pair, NDArray[np.int64]]]:
    """Yield each pair once, and at which places it is."""
    if not len(pairs):
        return
    distinct, number = np.unique(pairs, axis=0, return_inverse=True)
    order = np.argsort(number.ravel(), kind="stable")
    starts = np.searchsorted(number.ravel()[order], np.arange(1, len(distinct)))
    yield from zip(map(tuple, distinct.tolist()), np.split(order, starts), strict=True)


def _candidates(
    polygons: NDArray[np.object_], edges: NDArray[np.object_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of areas one of which has an edge at fault near the other, in order."""
    flagged = np.flatnonzero(~shapely.is_empty(edges))
    highest = np.abs(shapely.bounds(edges[flagged])[:, [1, 3]]).max(axis=1)
    reach = 2 * _LINE_WIDTH_M / metres_per_degree(np.minimum(highest, 89.0))[0]
    one, other = shapely.STRtree(polygons).query(
        edges[flagged], predicate="dwithin", distance=reach
    )
    pairs = np.sort(np.column_stack([flagged[one], other]), axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    _require_few(pairs, len(polygons))
    return pairs[:, 0], pairs[:, 1]


def _gaps(
    polygons: NDArray[np.object_],
    narrow: Sequence[_Narrow],
    gap_m: float,
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Return pairs of areas, and what closes when both are grown and shrunk again, less others.

    With mitred corners that fills slots, and leaves the outline's own open corners as they are.
    """
    tree = shapely.STRtree(polygons)
    found: list[tuple[_Pair, BaseGeometry]] = []
    for place in narrow:
        band = place.band
        # mitres reach five times as far as what is grown
        (window,) = band.around(np.array([place.box]), 10 * gap_m)
        mine = band.to_metres(shapely.intersection(polygons[list(place.pair)], window))
        both = shapely.union_all(mine)
        closed = _resized(_resized(np.array([both]), gap_m / 2), -gap_m / 2)
        # growing and shrinking leaves hair of a micrometre along the outline
        gap = _resized(_resized(shapely.difference(closed, both), -_HAIR_M), _HAIR_M)
        if shapely.is_empty(gap).all():
            continue
        near = np.setdiff1d(tree.query(window), place.pair)
        around = shapely.intersection(polygons[near], window)
        others = shapely.union_all([both, *band.to_metres(around)])
        left = _valid(np.array([shapely.difference(gap[0], others)]))
        parts = shapely.get_parts(left)
        # a slit inside one area lies between nobody
        touches = (shapely.distance(parts, mine[0]) < _LINE_WIDTH_M) & (
            shapely.distance(parts, mine[1]) < _LINE_WIDTH_M
        )
        # what lies beyond the band's parallels is found in the next one
        (within,) = band.to_metres(np.array([shapely.box(-720, band.south, 720, band.north)]))
        parts = parts[touches & ~_open_corners(parts, others, gap_m)]
        piece = shapely.intersection(shapely.union_all(parts), within)
        found.append((place.pair, band.to_degrees(np.array([piece]))[0]))
    pairs = np.array([pair for pair, _ in found], dtype=np.int64).reshape(-1, 2)
    return pairs, np.array([piece for _, piece in found], dtype=np.object_)


def _open_corners(
    parts: NDArray[np.object_], areas: BaseGeometry, gap_m: float
) -> NDArray[np.bool_]:
    """Tell which parts of a gap are the corner of an outline: short, and open to one side."""
    outlines = shapely.boundary(parts)
    short = shapely.length(outlines) < 2 * gap_m
    beside = shapely.buffer(shapely.boundary(areas), _LINE_WIDTH_M)
    is_open = shapely.length(shapely.difference(outlines[short], beside)) > _LINE_WIDTH_M
    short[short] = is_open
    return short


def _resized(shapes: NDArray[np.object_], by_m: float) -> NDArray[np.object_]:
    # mitres of a detail that is smaller than `by_m` can come to cross one another
    return _valid(np.asarray(shapely.buffer(shapes, by_m, join_style="mitre"), dtype=np.object_))


def _valid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes of which those that GEOS has computed with crossed rings are mended."""
    crossed = ~shapely.is_valid(shapes)
    shapes[crossed] = shapely.make_valid(shapes[crossed], method="structure", keep_collapsed=False)
    return shapes


def _thick_pieces(
    pairs: NDArray[np.int64], pieces: NDArray[np.object_]
) -> Iterator[tuple[_Pair, _Found]]:
    """Yield what there is of pieces that are more than one line drawn twice, for each pair."""
    parts, of = shapely.get_parts(pieces, return_index=True)
    areal = shapely.get_dimensions(parts) == 2  # noqa: PLR2004
    parts, of = parts[areal], of[areal]
    size, border = surfaces_m2(parts), lengths_m(parts) / 2
    thick = size > border * _LINE_WIDTH_M
    parts, of, size, border = parts[thick], of[thick], size[thick], border[thick]
    for pair, mine in _grouped(pairs[of]):
        largest = shapely.point_on_surface(parts[mine][np.argmax(size[mine])])
        yield pair, (float(size[mine].sum()), float(border[mine].sum()), _place(largest))


def _unshared(narrow: Sequence[_Narrow]) -> Iterator[tuple[_Pair, _Found]]:
    """Yield where two areas' lines run along one another as one line."""
    reach = 2 * _LINE_WIDTH_M
    found: defaultdict[_Pair, list[tuple[float, float, tuple[float, float]]]] = defaultdict(list)
    for place in narrow:
        one, other = shapely.union_all(place.one), shapely.union_all(place.other)
        along = shapely.intersection(one, shapely.buffer(other, reach))
        against = shapely.intersection(other, shapely.buffer(one, reach))
        if along.length and against.length:
            pieces = shapely.get_parts(shapely.line_merge(along))
            longest = pieces[np.argmax(shapely.length(pieces))]
            middle = shapely.line_interpolate_point(longest, 0.5, normalized=True)
            (at,) = place.band.to_degrees(np.array([middle]))
            found[place.pair].append(
                (longest.length, min(along.length, against.length), _place(at))
            )
    for pair, parts in found.items():
        metres = sum(length for _, length, _ in parts)
        if metres > _SHORTEST_M:
            yield pair, (metres, metres, max(parts)[2])


def _place(point: shapely.Point) -> tuple[float, float]:
    return round(point.x, 6), round(point.y, 6)
