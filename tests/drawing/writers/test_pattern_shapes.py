from __future__ import annotations

import pytest
from shapely import MultiLineString, MultiPolygon, Polygon

from frontmap.drawing.marks import Fill, Line, Shape
from frontmap.drawing.writers.pattern_shapes import overlay
from frontmap.statuses import Status


def test_dots_and_crosses_are_lines_inside_the_area() -> None:
    square = ((0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0))
    for status, each in ((Status.EVACUATING, 1), (Status.UNKNOWN, 2)):
        (mark,) = overlay(Shape((square,), Fill(status.row.tile, ("#ffffff", "#000000"))))
        assert isinstance(mark, Line)
        assert len(mark.paths) % each == 0
        drawn = MultiLineString(mark.paths).buffer(mark.stroke.width / 2)
        assert Polygon(square).contains(drawn)


def test_stripes_take_half_of_the_area_and_stay_inside() -> None:
    square = ((0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0))
    for status in (Status.CONTESTED, Status.SHARED):
        (mark,) = overlay(Shape((square,), Fill(status.row.tile, ("#ffffff", "#000000"))))
        assert isinstance(mark, Shape)
        stripes = MultiPolygon([Polygon(ring) for ring in mark.rings])
        assert stripes.area == pytest.approx(0.5 * 90 * 90, rel=0.15)
        assert Polygon(square).buffer(0.01).contains(stripes)
