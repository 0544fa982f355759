from __future__ import annotations

import shapely

from frontmap.drawing.marks import Box
from frontmap.drawing.outlines import box_polygon, corners_of, paths_of, rectangle, rings_of

BOX = Box(1, 2, 3, 4)


def test_a_polygon_with_a_hole_has_two_rings_without_repeated_points() -> None:
    holed = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6))
    rings = rings_of(holed)
    assert [4, 4] == [len(ring) for ring in rings]
    assert shapely.Polygon(rings[0], rings[1:]).equals(holed)


def test_points_and_polygons_are_no_paths() -> None:
    line = shapely.LineString([(0, 0), (1, 1)])
    mixed = shapely.GeometryCollection([shapely.Point(5, 5), line, shapely.box(0, 0, 1, 1)])
    assert paths_of(mixed) == (((0.0, 0.0), (1.0, 1.0)),)


def test_a_box_has_the_same_corners_as_a_ring_and_as_a_polygon() -> None:
    assert corners_of(BOX) == ((1, 2), (4, 2), (4, 6), (1, 6))
    assert box_polygon(BOX).equals(shapely.Polygon(corners_of(BOX)))
    assert rectangle(BOX, "#ffffff").rings == (corners_of(BOX),)
