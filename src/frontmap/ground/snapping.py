"""Mending outlines that miss one another by some metres, so that neighbours share their borders.

GEOS's coverage cleaning (3.14) could do it alone, but then simplifies every line of the coverage by
the snapping distance. So vertices and edges that no neighbour shares are brought together here, and
the cleaning mends what is left, without a distance. Lines stay straight in degrees, as they are
drawn; metres are those on the ground at each place (`frontmap.ground.plane`), at any extent. The
result is checked by `frontmap.ground.coverage`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.errors import RequestError
from frontmap.ground.coverage import are_usable, coverage_faults, existing_together
from frontmap.ground.plane import apart_m, bands, rounded_up, surfaces_m2
from frontmap.ground.topology import find_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.ground.plane import Band
    from frontmap.model import Area

__all__ = ["Moved", "snap"]

#: Moving one vertex can bring another within reach; random outlines needed three rounds at most.
_ROUNDS = 8

#: What computing an outline's place anew leaves in doubt: metres, and a share of the distance.
_DOUBT_M, _DOUBT = 0.01, 0.02

#: An area that lost or gained more than this share of its surface would be another area.
_MOST_CHANGE = 1 / 3

#: A change of surface of at least this share is told.
_WORTH_TELLING = 0.005

#: Outlines are not moved farther than this, in metres.
_MOST_M = 100_000.0

#: Gaps wider than this, in metres, can be meant, and stay where they cannot be closed.
_MEANT_M = 15.0

#: How many of the places that could not be mended are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Moved:
    """What snapping did to one outline.

    Attributes:
        area: its id.
        moved: how many of its vertices are no longer where they were.
        added: how many vertices it has more than before, for a neighbour's to meet.
        greatest_m: the greatest distance of a vertex, or of the middle of an edge that changed,
            from the other outline, old or new, in metres.
        grown: by which share of its surface it has grown, or shrunk where that is below 0.
        widest_m: how wide the widest piece is that it lost or gained, where `greatest_m` is more
            than was asked for: a tip that is narrow enough is cut off, however long it is.
    """

    area: str
    moved: int
    added: int
    greatest_m: float
    grown: float = 0.0
    widest_m: float = 0.0

    def __str__(self) -> str:
        """Say it in one line."""
        tip = f"; a tip that is up to {self.widest_m:.1f} m wide is cut off"
        than = "larger" if self.grown > 0 else "smaller"
        size = f"; its surface is {100 * abs(self.grown):.1f} % {than}"
        return (
            f"--snap moved {self.moved} corners of {self.area}, by at most "
            f"{self.greatest_m:.1f} m, and added {self.added}"
            f"{size if abs(self.grown) >= _WORTH_TELLING else ''}{tip if self.widest_m else ''}"
        )


def snap(areas: Sequence[Area], metres: float) -> tuple[tuple[Area, ...], tuple[Moved, ...]]:
    """Bring outlines together that miss one another by up to `metres`; say what was moved.

    Vertices of different areas that lie within `metres` of one another, at the end of edges that
    no neighbour shares, become one: that which most areas use stays where it is, else the first
    in the file. Edges then take up the neighbours' vertices that lie within `metres`. What still
    overlaps goes to the area with which it has the longer border, and so does a gap that is
    closed in and narrower than `metres`; areas that never exist on the same day may overlap.
    Borders that were shared before, and the outer edge where no other area is near, keep their
    vertices to the last digit. Invalid and empty polygons are left as they are, for they are
    another fault.

    Returns:
        The areas in the same order, and one `Moved` for each that changed. Their outlines have no
        fault that `coverage_faults` finds, but for gaps wider than 15 m that lie open. What an
        area lost or gained is nowhere wider than `metres`; its outline lies within `metres` of
        where it was, but for tips that were narrower than that, and are cut off.

    Raises:
        RequestError: an area would lose or gain more than a third of its surface, because it lies
            on others or is too narrow; an outline would go farther than `metres`; or faults would
            remain.
    """
    if metres > _MOST_M:
        raise RequestError(
            f"snapping takes up to {_MOST_M / 1000:g} km; {metres / 1000:g} km is farther than two "
            "drawings of one border lie apart"
        )
    shapes = np.array([area.polygon for area in areas], dtype=np.object_)
    usable = np.flatnonzero(are_usable(shapes)).tolist()
    sound = [areas[one] for one in usable]
    outlines = _MovableRings([area.polygon for area in sound])
    before = outlines.polygons()
    together = [list(there) for there in existing_together(sound)]
    if all(
        shapely.coverage_is_valid(before[there])
        and not coverage_faults([sound[one] for one in there], gap_m=metres)
        for there in together
    ):
        return tuple(areas), ()
    after = _brought_together(outlines, together, metres)
    mended = list(areas)
    moved = []
    grown = surfaces_m2(after) / surfaces_m2(before) - 1
    _require_kept(sound, grown, metres)
    for number, old, new, by in zip(usable, before, after, grown.tolist(), strict=True):
        change = _compare(areas[number].id, old, new)
        if change is not None:
            widest = 0.0
            if change.greatest_m > metres * (1 + _DOUBT) + _DOUBT_M:
                widest = _widest_m(shapely.symmetric_difference(old, new))
            moved.append(replace(change, grown=by, widest_m=widest))
            mended[number] = replace(areas[number], polygon=new)
    _require_mended(mended, moved, metres)
    return tuple(mended), tuple(moved)


def _brought_together(
    outlines: _MovableRings, together: Sequence[list[int]], metres: float
) -> NDArray[np.object_]:
    """Move outlines, of which some exist on the same days, until they are one coverage."""
    for _ in range(_ROUNDS):
        if not (outlines.join_vertices(metres) | outlines.take_up_vertices(metres)):
            break
    # an outline of which two corners were brought together crosswise now crosses itself there
    after = shapely.make_valid(outlines.polygons(), method="structure", keep_collapsed=False)
    # what cleaning adds to an area on some days is for its neighbours of other days to take up
    for there in list(together) * min(len(together), _ROUNDS):
        try:
            after[there] = _cleaned(after[there], metres)
        except shapely.errors.GEOSException as reason:
            raise RequestError(
                f"snapping by {metres:g} m leads outlines over one another so often that they "
                "cannot be told apart; take a smaller distance"
            ) from reason
    return after


def _cleaned(coverage: NDArray[np.object_], metres: float) -> NDArray[np.object_]:
    """Deal out what overlaps, and what is closed in and narrower than `metres`."""
    if not shapely.coverage_is_valid(coverage):
        # the types of shapely 2.2 are not published yet
        coverage = shapely.coverage_clean(coverage)  # type: ignore[attr-defined]
    whole = shapely.get_parts(shapely.coverage_union_all(coverage))
    holes = np.array([shapely.Polygon(ring) for one in whole for ring in one.interiors])
    for hole in holes[_widths_m(holes) < metres]:
        beside = np.flatnonzero(shapely.intersects(coverage, hole))
        along = shapely.intersection(shapely.boundary(coverage[beside]), hole.exterior)
        shared = shapely.length(along)
        # a lake inside one area is no gap
        if (shared > 0).sum() > 1:
            most = beside[np.argmax(shared)]
            coverage[most] = shapely.coverage_union(coverage[most], hole)
    return coverage


def _widest_m(pieces: BaseGeometry) -> float:
    parts = shapely.get_parts(pieces)
    return float(_widths_m(parts[shapely.get_dimensions(parts) == 2]).max(initial=0.0))  # noqa: PLR2004


def _widths_m(polygons: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return how wide polygons in degrees are at their widest, in metres."""
    widths = []
    for polygon in polygons:
        _, south, _, north = polygon.bounds
        metric = next(bands(south, north)).to_metres(np.array([polygon]))
        widths.append(2 * float(shapely.length(shapely.maximum_inscribed_circle(metric))[0]))
    return np.array(widths, dtype=np.float64)


def _require_kept(areas: Sequence[Area], grown: NDArray[np.float64], metres: float) -> None:
    """Refuse to make other areas of some by moving them."""
    lost = [
        f"nothing of area {area.id!r}"
        if by <= -1
        else f"area {area.id!r} with {100 * (1 + by):.0f} % of its surface"
        for area, by in zip(areas, grown.tolist(), strict=True)
        if abs(by) > _MOST_CHANGE
    ]
    if lost:
        raise RequestError(
            f"snapping by {metres:g} m would leave {_listed(lost)}: it lies on other areas or is "
            "too narrow; mend it by hand, or take a smaller distance"
        )


def _require_mended(mended: Sequence[Area], moved: Sequence[Moved], metres: float) -> None:
    """Refuse outlines that went farther than was asked for, or that still miss one another."""
    far = sorted(
        (one for one in moved if one.widest_m > metres * (1 + _DOUBT) + _DOUBT_M),
        key=lambda one: -one.widest_m,
    )
    if far:
        told = _listed([f"{one.area} by {one.widest_m:.1f} m" for one in far])
        raise RequestError(
            f"snapping by {metres:g} m is not enough: it would take moving the outline of {told}; "
            f"mend it by hand{_or_try(far[0].widest_m)}"
        )
    left = {
        str(fault): None
        for there in existing_together(mended)
        for fault in coverage_faults([mended[one] for one in there], gap_m=min(metres, _MEANT_M))
    }
    if left:
        raise RequestError(
            f"snapping by {metres:g} m would leave {_listed([*left])}; mend it by hand"
            f"{_or_try(2 * metres)}"
        )


def _or_try(metres: float) -> str:
    """Advise a distance, if it is one that snapping takes."""
    step = rounded_up(metres)
    return f", or try --snap {step}" if step <= _MOST_M else ""


def _listed(found: Sequence[str]) -> str:
    rest = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return "; ".join(found[:_NAMED]) + rest


class _MovableRings:
    """Outlines as rings of numbered vertices, which can be moved for all areas at once."""

    def __init__(self, polygons: Sequence[BaseGeometry]) -> None:
        segments = find_segments(polygons)
        self._places = segments.vertices
        self._ring_polygon = segments.ring_polygon.tolist()
        self._polygon_owner = segments.polygon_owner.tolist()
        self._count = len(polygons)
        self._rings: list[list[int]] = [[] for _ in self._ring_polygon]
        for ring, vertex in zip(segments.ring.tolist(), segments.tail.tolist(), strict=True):
            self._rings[ring].append(vertex)
        # vertices are told apart by who is first in the file, not by where they lie
        self._rank: dict[int, int] = {}
        for vertex in segments.tail.tolist():
            self._rank.setdefault(vertex, len(self._rank))
        # for each vertex the places on the old outlines that were brought to it
        self._stands_for = [[place] for place in self._places.tolist()]
        self._outlines = shapely.boundary(self.polygons())
        _, south, _, north = shapely.total_bounds(self._outlines).tolist() if polygons else (0,) * 4
        self._bands = tuple(bands(south, north))

    def polygons(self) -> NDArray[np.object_]:
        """Return one Polygon or MultiPolygon for each area, in degrees."""
        parts: list[list[list[NDArray[np.float64]]]] = [[] for _ in range(self._count)]
        of_polygon: dict[int, list[NDArray[np.float64]]] = {}
        for ring, polygon in zip(self._rings, self._ring_polygon, strict=True):
            if polygon not in of_polygon:
                of_polygon[polygon] = []
                parts[self._polygon_owner[polygon]].append(of_polygon[polygon])
            of_polygon[polygon].append(self._places[ring])
        found = np.empty(self._count, dtype=object)
        for area, polygons in enumerate(parts):
            shapes = [shapely.Polygon(outer, holes) for outer, *holes in polygons]
            found[area] = shapes[0] if len(shapes) == 1 else shapely.MultiPolygon(shapes)
        return found

    def join_vertices(self, metres: float) -> bool:
        """Join loose vertices of different areas within `metres`; tell whether any moved."""
        goals = self._goals(metres)
        for vertex, goal in goals.items():
            if vertex != goal:
                self._stands_for[goal] += self._stands_for[vertex]
        for ring in self._rings:
            ring[:] = [goals.get(vertex, vertex) for vertex in ring]
        return bool(goals)

    def _goals(self, metres: float) -> dict[int, int]:
        """Return the vertex to which each loose vertex goes that has other areas' within `metres`.

        Groups grow from the nearest pair on, as long as one of the group has all others in reach.
        """
        users, loose = self._users(), self._loose_vertices()
        members = {vertex: [vertex] for vertex in loose}
        owners = {vertex: users[vertex] for vertex in loose}
        head = {vertex: vertex for vertex in loose}
        goals: dict[int, int] = {}
        for a, b in self._near_pairs(loose, metres):
            into, gone = head[a], head[b]
            # two vertices of one area are detail, and stay two
            if into == gone or owners[into] & owners[gone]:
                continue
            group = members[into] + members[gone]
            within = [one for one in group if self._reaches(one, group, metres)]
            if not within:
                continue
            owners[into] = owners[into] | owners.pop(gone)
            members[into] = group
            members.pop(gone)
            goal = min(within, key=lambda one: (-len(users[one]), self._rank[one]))
            for vertex in group:
                head[vertex], goals[vertex] = into, goal
        return goals

    def _near_pairs(self, vertices: Sequence[int], metres: float) -> Iterator[tuple[int, int]]:
        """Yield the pairs of vertices within `metres` of one another, the nearest first."""
        near = []
        for band, here, around in self._by_band(vertices, metres):
            points = band.to_metres(_as_array(shapely.points(self._places[around])))
            own = points[np.isin(around, here)]
            mine = around[np.isin(around, here)]
            one, other = shapely.STRtree(points).query(own, predicate="dwithin", distance=metres)
            far = shapely.distance(own[one], points[other])
            near += [
                (distance, self._rank[a], self._rank[b], a, b)
                for distance, a, b in zip(
                    far.tolist(), mine[one].tolist(), around[other].tolist(), strict=True
                )
                if self._rank[a] < self._rank[b]
            ]
        return ((a, b) for *_, a, b in sorted(near))

    def _by_band(
        self, vertices: Sequence[int], metres: float
    ) -> Iterator[tuple[Band, NDArray[np.int64], NDArray[np.int64]]]:
        """Yield each band, those of some vertices that lie in it, and those within `metres`."""
        numbers = np.array(vertices, dtype=np.int64)
        north = self._places[numbers, 1]
        for place, band in enumerate(self._bands):
            _, high = band.reach(metres)
            last = place == len(self._bands) - 1
            inside = (north >= band.south) & ((north < band.north) | last)
            if inside.any():
                around = (north >= band.south - high) & (north <= band.north + high)
                yield band, numbers[inside], numbers[around]

    def take_up_vertices(self, metres: float) -> bool:
        """Lead loose edges through other areas' loose vertices within `metres`; tell if any was."""
        users, loose = self._users(), self._loose_vertices()
        edges = list(self._loose_edges())
        ends = np.array([edge[2:] for edge in edges], dtype=np.int64).reshape(-1, 2)
        lines = _as_array(shapely.linestrings(self._places[ends]))
        owners = np.array([self._owner(edge[0]) for edge in edges], dtype=np.int64)
        # each area takes a vertex up once, where it passes nearest
        nearest: dict[tuple[int, int], tuple[float, int, float, list[float]]] = {}
        for band, here, _ in self._by_band(loose, metres):
            for vertex, number, candidate in self._passing(band, here, lines, owners, metres):
                area = self._owner(edges[number][0])
                if area not in users[vertex]:
                    nearest[vertex, area] = min(nearest.get((vertex, area), candidate), candidate)
        taken: defaultdict[int, dict[int, list[tuple[float, int]]]] = defaultdict(dict)
        for (vertex, _), (_, number, where, foot) in nearest.items():
            self._stands_for[vertex].append(foot)
            ring, position, *_ = edges[number]
            taken[ring].setdefault(position, []).append((where, vertex))
        for ring, at_position in taken.items():
            for position in sorted(at_position, reverse=True):
                self._rings[ring][position + 1 : position + 1] = [
                    vertex for _, vertex in sorted(at_position[position])
                ]
        return bool(taken)

    def _passing(
        self,
        band: Band,
        here: NDArray[np.int64],
        lines: NDArray[np.object_],
        owners: NDArray[np.int64],
        metres: float,
    ) -> Iterator[tuple[int, int, tuple[float, int, float, list[float]]]]:
        """Yield vertices in a band, the edges that pass them within `metres`, and where they do.

        That is the distance, the edge, the share of its length, and the nearest place on the old
        outline of the edge's area.
        """
        degrees = _as_array(shapely.points(self._places[here]))
        points = band.to_metres(degrees)
        around = band.around(degrees, metres)
        window = shapely.box(*shapely.total_bounds(around))
        near = np.flatnonzero(shapely.intersects(shapely.box(*shapely.bounds(lines).T), window))
        straight = band.to_metres(lines[near])
        point, line = shapely.STRtree(straight).query(points, predicate="dwithin", distance=metres)
        far = shapely.distance(points[point], straight[line])
        along = shapely.line_locate_point(straight[line], points[point], normalized=True)
        areas, area = np.unique(owners[near][line], return_inverse=True)
        cut = shapely.clip_by_rect(self._outlines[areas], *window.bounds)
        outlines = band.to_metres(cut)
        shapely.prepare(outlines)
        shortest = shapely.shortest_line(outlines[area], points[point])
        inside = (along > 0) & (along < 1) & (shapely.length(shortest) <= metres)
        feet = shapely.get_coordinates(band.to_degrees(shortest[inside]))[::2]
        for vertex, number, distance, share, foot in zip(
            here[point[inside]].tolist(),
            near[line[inside]].tolist(),
            far[inside].tolist(),
            along[inside].tolist(),
            feet.tolist(),
            strict=True,
        ):
            yield vertex, number, (distance, number, share, foot)

    def _reaches(self, vertex: int, others: Sequence[int], metres: float) -> bool:
        """Tell whether `vertex` lies within `metres` of all that `others` stand for."""
        here = self._places[vertex].tolist()
        return all(
            apart_m(here, place) <= metres for other in others for place in self._stands_for[other]
        )

    def _owner(self, ring: int) -> int:
        return int(self._polygon_owner[self._ring_polygon[ring]])

    def _users(self) -> dict[int, frozenset[int]]:
        users: defaultdict[int, set[int]] = defaultdict(set)
        for number, ring in enumerate(self._rings):
            owner = self._owner(number)
            for vertex in ring:
                users[vertex].add(owner)
        return {vertex: frozenset(areas) for vertex, areas in users.items()}

    def _loose_edges(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield ring, position and both ends of the edges that no other ring walks back."""
        walked = {edge for ring in self._rings for edge in pairwise([*ring, ring[0]])}
        for number, ring in enumerate(self._rings):
            for position, (start, end) in enumerate(pairwise([*ring, ring[0]])):
                if (end, start) not in walked:
                    yield number, position, start, end

    def _loose_vertices(self) -> list[int]:
        ends = {vertex for _, _, *both in self._loose_edges() for vertex in both}
        return sorted(ends, key=self._rank.__getitem__)


#: Longitude and latitude in degrees.
_Place = tuple[float, float]


def _as_array(shapes: object) -> NDArray[np.object_]:
    """Say for the type checker that many coordinates made many shapes."""
    return np.asarray(shapes, dtype=np.object_)


def _compare(area: str, old: BaseGeometry, new: BaseGeometry) -> Moved | None:
    was, now = _edges(old), _edges(new)
    if was == now:
        return None
    corners_were, corners_are = ({corner for edge in of for corner in edge} for of in (was, now))
    gone, come = corners_were - corners_are, corners_are - corners_were
    # the same corners in another order leave no place but between them to be measured at
    farthest = [
        _farthest_m(sorted(places), outline.boundary)
        for places, outline in (
            (gone | _middles(was - now), new),
            (come | _middles(now - was), old),
        )
        if places
    ]
    return Moved(area, len(gone), max(0, len(come) - len(gone)), max(farthest))


def _farthest_m(places: Sequence[_Place], outline: BaseGeometry) -> float:
    """Return the greatest distance of some places from an outline, in metres."""
    points = _as_array(shapely.points(places))
    north = np.array(places)[:, 1]
    farthest = 0.0
    for band in bands(north.min(), north.max()):
        here = (north >= band.south) & (north <= band.north)
        if here.any():
            (line,) = band.to_metres(np.array([outline]))
            far = shapely.distance(band.to_metres(points[here]), line)
            farthest = max(farthest, float(far.max()))
    return farthest


def _edges(polygon: BaseGeometry) -> set[tuple[_Place, _Place]]:
    """Return both ends of each edge, the western one first."""
    ends: set[tuple[_Place, _Place]] = set()
    for ring in shapely.get_rings(shapely.get_parts(polygon)):
        corners = list(map(tuple, shapely.get_coordinates(ring).tolist()))
        ends.update((min(pair), max(pair)) for pair in pairwise(corners))
    return ends


def _middles(edges: set[tuple[_Place, _Place]]) -> set[_Place]:
    return {((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in edges}
