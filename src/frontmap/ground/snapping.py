"""Mending outlines that miss one another by some metres, so that neighbours share their borders.

GEOS's coverage cleaning (3.14) could do it alone, but then simplifies every line of the coverage by
the snapping distance. So vertices and edges that no neighbour shares are brought together here, and
the cleaning mends what is left, without a distance. Everything is measured in a metric CRS that the
caller names, and the result is checked by `frontmap.ground.coverage`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

from frontmap.errors import RequestError
from frontmap.ground.coverage import are_usable, coverage_faults, existing_together
from frontmap.ground.topology import find_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.model import Area

__all__ = ["Moved", "snap"]

#: Moving one vertex can bring another within reach; random outlines needed three rounds at most.
_ROUNDS = 8

#: What computing an outline's place anew leaves in doubt, in metres.
_DOUBT_M = 0.01

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
    """

    area: str
    moved: int
    added: int
    greatest_m: float

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"--snap moved {self.moved} corners of {self.area}, by at most "
            f"{self.greatest_m:.1f} m, and added {self.added}"
        )


def snap(
    areas: Sequence[Area], metres: float, metric_crs: str
) -> tuple[tuple[Area, ...], tuple[Moved, ...]]:
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
        fault that `coverage_faults` finds with gaps of `metres`, and lie within `metres` of where
        they were.

    Raises:
        RequestError: nothing would be left of an area, because it lies on others or is too narrow;
            an outline would go farther than `metres`; or faults would remain.
    """
    shapes = np.array([area.polygon for area in areas], dtype=np.object_)
    usable = np.flatnonzero(are_usable(shapes)).tolist()
    outlines = _MovableRings([areas[number].polygon for number in usable], metric_crs)
    before = outlines.polygons()
    together = [list(there) for there in existing_together([areas[one] for one in usable])]
    if all(shapely.coverage_is_valid(before[there], gap_width=metres) for there in together):
        return tuple(areas), ()
    for _ in range(_ROUNDS):
        if not (outlines.join_vertices(metres) | outlines.take_up_vertices(metres)):
            break
    # an outline of which two corners were brought together crosswise now crosses itself there
    after = shapely.make_valid(outlines.polygons(), method="structure", keep_collapsed=False)
    # what cleaning adds to an area on some days is for its neighbours of other days to take up
    for there in together * min(len(together), _ROUNDS):
        if not shapely.coverage_is_valid(after[there], gap_width=metres):
            # the types of shapely 2.2 are not published yet
            after[there] = shapely.coverage_clean(after[there], gap_width=metres)  # type: ignore[attr-defined]
    mended = list(areas)
    moved = []
    for number, old, new in zip(usable, before, after, strict=True):
        area = areas[number]
        if new.is_empty:
            raise RequestError(
                f"snapping by {metres:g} m would leave nothing of area {area.id!r}: it lies on "
                "other areas or is too narrow; mend it by hand, or take a smaller distance"
            )
        change = _compare(area.id, old, new)
        if change is not None:
            moved.append(change)
            mended[number] = replace(area, polygon=outlines.in_degrees(new))
    _require_mended(mended, moved, metres, metric_crs)
    return tuple(mended), tuple(moved)


def _require_mended(
    mended: Sequence[Area], moved: Sequence[Moved], metres: float, metric_crs: str
) -> None:
    """Refuse outlines that went farther than was asked for, or that still miss one another."""
    far = [
        f"{one.area} by {one.greatest_m:.1f} m"
        for one in sorted(moved, key=lambda one: -one.greatest_m)
        if one.greatest_m > metres + _DOUBT_M
    ]
    if far:
        raise RequestError(
            f"snapping by {metres:g} m is not enough: it would take moving the outline of "
            f"{_listed(far)}; mend it by hand, or take a greater distance"
        )
    left = {
        str(fault): None
        for there in existing_together(mended)
        for fault in coverage_faults([mended[one] for one in there], metric_crs, gap_m=metres)
    }
    if left:
        raise RequestError(
            f"snapping by {metres:g} m would leave {_listed([*left])}; mend it by hand, or take "
            "another distance"
        )


def _listed(found: Sequence[str]) -> str:
    rest = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return "; ".join(found[:_NAMED]) + rest


class _MovableRings:
    """Outlines as rings of numbered vertices, which can be moved for all areas at once."""

    def __init__(self, polygons: Sequence[BaseGeometry], metric_crs: str) -> None:
        segments = find_segments(polygons)
        there = Transformer.from_crs("EPSG:4326", metric_crs, always_xy=True)
        self._back = Transformer.from_crs(metric_crs, "EPSG:4326", always_xy=True)
        self._metric = np.column_stack(there.transform(*segments.vertices.T))
        self._degrees = dict(
            zip(
                map(tuple, self._metric.tolist()),
                map(tuple, segments.vertices.tolist()),
                strict=True,
            )
        )
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
        self._stands_for = [[place] for place in self._metric.tolist()]
        self._outlines = shapely.boundary(self.polygons())
        shapely.prepare(self._outlines)

    def polygons(self) -> NDArray[np.object_]:
        """Return one Polygon or MultiPolygon for each area, in metres."""
        parts: list[list[list[NDArray[np.float64]]]] = [[] for _ in range(self._count)]
        of_polygon: dict[int, list[NDArray[np.float64]]] = {}
        for ring, polygon in zip(self._rings, self._ring_polygon, strict=True):
            if polygon not in of_polygon:
                of_polygon[polygon] = []
                parts[self._polygon_owner[polygon]].append(of_polygon[polygon])
            of_polygon[polygon].append(self._metric[ring])
        found = np.empty(self._count, dtype=object)
        for area, polygons in enumerate(parts):
            shapes = [shapely.Polygon(outer, holes) for outer, *holes in polygons]
            found[area] = shapes[0] if len(shapes) == 1 else shapely.MultiPolygon(shapes)
        return found

    def in_degrees(self, polygon: BaseGeometry) -> BaseGeometry:
        """Return `polygon` in EPSG:4326; a vertex that was not moved has its old coordinates."""

        def turn(metric: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.array(
                [
                    self._degrees.get((x, y)) or self._back.transform(x, y)
                    for x, y in metric.tolist()
                ]
            )

        return shapely.transform(polygon, turn)

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
        points = _as_array(shapely.points(self._metric[vertices]))
        one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=metres)
        far = shapely.distance(points[one], points[other])
        near = sorted(
            (distance, self._rank[vertices[a]], self._rank[vertices[b]], vertices[a], vertices[b])
            for distance, a, b in zip(far.tolist(), one.tolist(), other.tolist(), strict=True)
            if self._rank[vertices[a]] < self._rank[vertices[b]]
        )
        return ((a, b) for *_, a, b in near)

    def take_up_vertices(self, metres: float) -> bool:
        """Lead loose edges through other areas' loose vertices within `metres`; tell if any was."""
        users, loose = self._users(), self._loose_vertices()
        edges = list(self._loose_edges())
        ends = np.array([edge[2:] for edge in edges], dtype=np.int64).reshape(-1, 2)
        lines = _as_array(shapely.linestrings(self._metric[ends]))
        points = _as_array(shapely.points(self._metric[loose]))
        point, line = shapely.STRtree(lines).query(points, predicate="dwithin", distance=metres)
        far = shapely.distance(points[point], lines[line])
        along = shapely.line_locate_point(lines[line], points[point])
        inside = (along > 0) & (along < shapely.length(lines[line]))
        areas = np.array([self._owner(edge[0]) for edge in edges], dtype=np.int64)[line]
        shortest = shapely.shortest_line(self._outlines[areas], points[point])
        inside &= shapely.length(shortest) <= metres
        feet = shapely.get_coordinates(shortest)[::2]
        # each area takes a vertex up once, where it passes nearest
        nearest: dict[tuple[int, int], tuple[float, int, float, list[float]]] = {}
        for distance, at, number, where, within, foot in zip(
            far.tolist(),
            point.tolist(),
            line.tolist(),
            along.tolist(),
            inside.tolist(),
            feet.tolist(),
            strict=True,
        ):
            vertex, area = loose[at], self._owner(edges[number][0])
            if within and area not in users[vertex]:
                candidate = (distance, number, where, foot)
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

    def _reaches(self, vertex: int, others: Sequence[int], metres: float) -> bool:
        """Tell whether `vertex` lies within `metres` of all that `others` stand for."""
        here = self._metric[vertex].tolist()
        return all(
            math.dist(here, place) <= metres
            for other in others
            for place in self._stands_for[other]
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


#: Metres east and north.
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
        float(shapely.distance(shapely.points(sorted(places)), outline.boundary).max())
        for places, outline in (
            (gone | _middles(was - now), new),
            (come | _middles(now - was), old),
        )
        if places
    ]
    return Moved(area, len(gone), max(0, len(come) - len(gone)), max(farthest))


def _edges(polygon: BaseGeometry) -> set[tuple[_Place, _Place]]:
    """Return both ends of each edge, the western one first."""
    ends: set[tuple[_Place, _Place]] = set()
    for ring in shapely.get_rings(shapely.get_parts(polygon)):
        corners = list(map(tuple, shapely.get_coordinates(ring).tolist()))
        ends.update((min(pair), max(pair)) for pair in pairwise(corners))
    return ends


def _middles(edges: set[tuple[_Place, _Place]]) -> set[_Place]:
    return {((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in edges}
