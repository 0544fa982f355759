"""Outlines whose rings cross, touch or lie wrong: repaired where they have one plain reading.

A polygon is what its shell goes round, less what its holes go round, and an outline is all its
polygons together. What a ring goes round is told by how often it winds about a place (the winding
number; the places are the faces of the ring's own lines, cut where they cross). Where a ring winds
twice, or lies in another one of its own direction, there are two readings, and only the author
knows which is right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from frontmap.errors import DataError, Fault, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.importing.outlines import Feature, FeatureTable

__all__ = ["ABSURD_DEG2", "only_polygons", "sound_outlines", "surface"]

#: A piece smaller than this, in square degrees, is what computing leaves: 0.01 m².
ABSURD_DEG2 = 1e-12
#: Readings that differ by less than this share of an outline's surface are one.
_DIFFERENT = 1e-3
_PLACE = re.compile(r"\[(\S+) (\S+)\]")


def sound_outlines(outlines: FeatureTable, *, mend: bool = False) -> FeatureTable:
    """Return outlines all of which are valid, repaired if `mend` asks for it.

    Args:
        outlines: in EPSG:4326; what is no polygon is not judged.
        mend: repair those that have one plain reading, and say so in `mended`.

    Raises:
        DataError: there are none; or some are not valid, each with its place: without `mend`, or
            because they have several readings.
    """
    if not outlines.features:
        fault = Fault(Where(outlines.file), "no-area", "no feature", "at least one")
        raise DataError([fault])
    features: list[Feature] = []
    faults: list[Fault] = []
    said: list[str] = []
    for feature in outlines.features:
        repair = _repair_of(feature)
        if repair is None:
            features.append(feature)
        elif mend and not repair.doubts:
            features.append(replace(feature, geometry=repair.shape, open_rings=()))
            said.append(f"{feature.where}: {repair}")
        else:
            faults.append(_fault(feature, repair))
    if faults:
        raise DataError(faults)
    return replace(outlines, features=tuple(features), mended=(*outlines.mended, *said))


def only_polygons(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape without points, lines and what computing leaves, as one or many polygons."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    kept = parts[(shapely.get_dimensions(parts) == 2) & (shapely.area(parts) > ABSURD_DEG2)]  # noqa: PLR2004 - surfaces
    whole: BaseGeometry = kept[0] if len(kept) == 1 else shapely.MultiPolygon(list(kept))
    return whole


def _repair_of(feature: Feature) -> _Repair | None:
    """Return how an outline is repaired; `None` where it needs nothing, or is no polygon."""
    shape = feature.geometry
    if shape is None or shape.is_empty or shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return None
    if not feature.open_rings and shape.is_valid:
        return None
    repair = _Repair(shape)
    if feature.open_rings:
        repair.found["a ring that was not closed"] = None
    repair.run()
    return repair


def _fault(feature: Feature, repair: _Repair) -> Fault:
    if repair.doubts:
        found, place = repair.doubts[0]
        expected = "an outline with one plain reading; mend it by hand"
    else:
        found, place = repair.summary, _trouble(feature)
        expected = "rings that are closed and do not cross themselves; --mend repairs it"
    at = f"near longitude {place[0]:.5f}, latitude {place[1]:.5f}"
    return Fault(feature.where.at("geometry"), "bad-outline", f"{found} {at}", expected)


def _trouble(feature: Feature) -> tuple[float, float]:
    """Return the place where an outline is first found not to be valid."""
    if told := _PLACE.search(str(shapely.is_valid_reason(feature.geometry))):
        return float(told[1]), float(told[2])
    rings = shapely.get_rings(shapely.get_parts(feature.geometry))
    ring = rings[min(feature.open_rings[0], len(rings) - 1)]
    lon, lat = shapely.get_coordinates(ring)[0].tolist()
    return lon, lat


@dataclass
class _Repair:
    """The repair of one outline.

    Attributes:
        drawn: the outline as it is written, in EPSG:4326.
        shape: what became of it.
        found: what was wrong with it, each once, in the order in which it is met.
        doubts: what has several readings, and its longitude and latitude.
    """

    drawn: BaseGeometry
    shape: BaseGeometry = field(default_factory=shapely.MultiPolygon)
    found: dict[str, None] = field(default_factory=dict)
    doubts: list[tuple[str, tuple[float, float]]] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """What was wrong, in a few words."""
        return " and ".join(self.found)

    def __str__(self) -> str:
        """Say what was wrong, what became of it, and how much of the surface changed.

        That is measured against what a map shows of the outline as it is written: a place is inside
        where a ring winds round it an odd number of times.
        """
        parts = shapely.get_parts(self.drawn)
        shown = shapely.union_all([part if part.is_valid else _shown(part) for part in parts])
        changed = surface(shapely.symmetric_difference(shown, self.shape))
        percent = 100 * changed / max(surface(shown), surface(self.shape))
        share = "0" if percent < 1e-6 else "under 0.1" if percent < 0.1 else f"{percent:.1f}"  # noqa: PLR2004 - as it is said
        count = shapely.get_num_geometries(self.shape)
        became = f" became {count} parts" if count > len(parts) else ", mended"
        return f"{self.summary}{became}; {share} % of the surface changed"

    def run(self) -> None:
        """Repair each polygon, then bring them together."""
        drawn = shapely.get_parts(self.drawn)
        polygons = [part if part.is_valid else self._polygon(part) for part in drawn]
        ways = [bool(shapely.is_ccw(part.exterior)) for part in drawn]
        whole: BaseGeometry = shapely.MultiPolygon(list(shapely.get_parts(polygons)))
        if not whole.is_valid:
            before = len(self.found)
            whole = self._together(polygons, ways, "a part")
            if len(self.found) == before:
                self._tell_of_parts(polygons)
        self.shape = only_polygons(whole)
        if self.shape.is_empty:
            self._doubt("an outline that encloses nothing", shapely.Point(self._first))

    @property
    def _first(self) -> tuple[float, float]:
        lon, lat = shapely.get_coordinates(self.drawn)[0].tolist()
        return lon, lat

    def _doubt(self, what: str, where: shapely.Point) -> None:
        self.doubts.append((what, (where.x, where.y)))

    def _polygon(self, polygon: shapely.Polygon) -> BaseGeometry:
        """Return what the shell goes round, less what the holes go round."""
        shell = self._inside(polygon.exterior)
        rings = [(self._inside(ring), bool(shapely.is_ccw(ring))) for ring in polygon.interiors]
        holes = [(shape, way) for shape, way in rings if not shape.is_empty]
        cutting = []
        for hole, way in holes:
            inside = shapely.area(shapely.intersection(shell, hole))
            if inside <= ABSURD_DEG2:
                self.found["a hole outside its shell"] = None
                continue
            if shapely.area(hole) - inside > ABSURD_DEG2:
                self.found["a hole across its shell"] = None
            cutting.append((hole, way))
        cut = self._together([hole for hole, _ in cutting], [way for _, way in cutting], "a hole")
        if not self.found:
            self.found["holes that touch or overlap"] = None
        return shapely.difference(shell, cut)

    def _inside(self, ring: shapely.LinearRing) -> BaseGeometry:
        """Return what a ring goes round, in whichever direction."""
        filled = shapely.Polygon(ring)
        if filled.is_valid:
            return filled
        lines, faces, turns = _faces(ring)
        if not len(faces):
            self.found["a ring without a surface"] = None
            return shapely.Polygon()
        # a ring that is walked twice as a whole is one ring
        turns //= np.gcd.reduce(np.abs(turns))
        whole = shapely.union_all(faces)
        several = faces[np.abs(turns) > 1]
        if shapely.area(several).sum() > _DIFFERENT * whole.area:
            largest = several[np.argmax(shapely.area(several))]
            self._doubt("a ring that winds twice round a place", largest.point_on_surface())
        self.found[_crossing(lines, whole, turns)] = None
        return whole

    def _together(
        self, shapes: Sequence[BaseGeometry], ways: Sequence[bool], what: str
    ) -> BaseGeometry:
        """Return shapes together, where one inside another of the other direction is cut out of it.

        `ways` says of each shape whether its ring runs counterclockwise.
        """
        sizes = [shape.area for shape in shapes]
        tree = shapely.STRtree(shapes)
        inner, outer = tree.query(np.array(shapes, dtype=np.object_), predicate="covered_by")
        around: dict[int, int] = {}
        for one, other in zip(inner.tolist(), outer.tolist(), strict=True):
            if sizes[one] < sizes[other] - ABSURD_DEG2:
                nearest = around.get(one, other)
                around[one] = min(nearest, other, key=sizes.__getitem__)
        whole = shapely.union_all([s for number, s in enumerate(shapes) if number not in around])
        adds = dict.fromkeys(range(len(shapes)), True)
        for number in sorted(around, key=sizes.__getitem__, reverse=True):
            shape, holder = shapes[number], around[number]
            if ways[number] == ways[holder]:
                if sizes[number] > _DIFFERENT * sizes[holder]:
                    self._doubt(f"{what} inside another", shape.point_on_surface())
                continue
            adds[number] = not adds[holder]
            join = shapely.union if adds[number] else shapely.difference
            whole = join(whole, shape)
            self.found[f"{what} inside another, of the other direction"] = None
        return whole

    def _tell_of_parts(self, polygons: Sequence[BaseGeometry]) -> None:
        """Say how an outline's polygons lie to one another."""
        shapes = np.array(polygons, dtype=np.object_)
        one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        pairs = one < other
        common = shapely.area(shapely.intersection(shapes[one[pairs]], shapes[other[pairs]]))
        overlap = common > ABSURD_DEG2
        self.found["parts that overlap" if overlap.any() else "parts that share a line"] = None


def _faces(
    ring: shapely.LinearRing,
) -> tuple[NDArray[np.object_], NDArray[np.object_], NDArray[np.int64]]:
    """Return a ring's lines, cut where they cross, and the faces round which it winds how often."""
    lines = shapely.get_parts(shapely.union_all([shapely.LineString(ring.coords)]))
    faces = shapely.get_parts(shapely.polygonize(lines))
    faces = faces[shapely.area(faces) > ABSURD_DEG2]
    corners = shapely.get_coordinates(ring)
    turns = np.array([_winding(corners, face) for face in faces], dtype=np.int64)
    return lines, faces[turns != 0], turns[turns != 0]


def _shown(polygon: shapely.Polygon) -> BaseGeometry:
    """Return what a map shows of a polygon: where its rings wind an odd number of times."""
    shown: BaseGeometry = shapely.Polygon()
    for ring in (polygon.exterior, *polygon.interiors):
        _, faces, turns = _faces(ring)
        shown = shapely.symmetric_difference(shown, shapely.union_all(faces[turns % 2 == 1]))
    return shown


def _crossing(lines: NDArray[np.object_], whole: BaseGeometry, turns: NDArray[np.int64]) -> str:
    """Say what a ring that is no simple one does, by its lines and what it goes round."""
    if len(set(turns.tolist())) > 1:
        return "a ring that crossed itself"
    spare = shapely.length(shapely.difference(shapely.union_all(lines), whole))
    return "a ring with a spike" if spare > np.sqrt(ABSURD_DEG2) else "a ring that touched itself"


def _winding(corners: NDArray[np.float64], face: BaseGeometry) -> int:
    """Return how often a ring runs counterclockwise round a face of its own lines."""
    point = shapely.point_on_surface(face)
    (x, y), (x_to, y_to) = corners[:-1].T, corners[1:].T
    left = (x_to - x) * (point.y - y) - (point.x - x) * (y_to - y)
    up = (y <= point.y) & (y_to > point.y) & (left > 0)
    down = (y > point.y) & (y_to <= point.y) & (left < 0)
    return int(up.sum()) - int(down.sum())


def surface(shape: BaseGeometry) -> float:
    """Return a surface as a share of the globe's, in no unit (Lambert's cylindrical projection)."""

    def flat(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([np.radians(degrees[:, 0]), np.sin(np.radians(degrees[:, 1]))])

    return float(shapely.area(shapely.transform(shape, flat)))
