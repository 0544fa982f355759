from __future__ import annotations

from dataclasses import replace
from datetime import date

import shapely

from frontmap.atlas import Atlas
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Box, Line, Part
from frontmap.drawing.outlines import box_polygon
from frontmap.drawing.streets import set_streets
from frontmap.drawing.styles import Style
from frontmap.drawing.view import View, extent_of
from frontmap.model import StreetKind


def seen(atlas: Atlas, frame: Box, *, kinds: set[StreetKind]) -> list[Line]:
    view = View(extent_of(atlas.areas.values(), atlas.record.metric_crs), frame, "EPSG:32637")
    streets = [street for street in atlas.record.streets if street.kind in kinds]
    return [mark for mark in set_streets(streets, view, Style(1.0)) if isinstance(mark, Line)]


def test_the_built_in_map_shows_its_streets_over_the_fills_and_under_the_front(
    builtin: Atlas,
) -> None:
    drawing = lay_out(builtin.on(date(2018, 5, 3)))
    parts = [group.part for group in drawing.groups]
    assert parts.index(Part.AREAS) < parts.index(Part.STREETS) < parts.index(Part.FRONT_TODAY)


def test_streets_stay_in_the_frame(builtin: Atlas) -> None:
    frame = Box(50, 40, 300, 200)
    lines = seen(builtin, frame, kinds=set(StreetKind))
    assert lines
    inside = box_polygon(frame.grown(0.01))
    for line in lines:
        assert all(inside.contains(shapely.LineString(path)) for path in line.paths)


def test_a_map_of_a_larger_ground_leaves_lanes_out(builtin: Atlas) -> None:
    kinds = {street.kind for street in builtin.record.streets}
    assert StreetKind.STREET in kinds
    assert seen(builtin, Box(0, 0, 3000, 3000), kinds={StreetKind.STREET})
    assert not seen(builtin, Box(0, 0, 90, 90), kinds={StreetKind.STREET})


def test_an_atlas_without_streets_has_none(tiny_atlas: Atlas) -> None:
    bare = Atlas(replace(tiny_atlas.record, streets=()))
    assert lay_out(bare.on(date(2001, 1, 1))).marks(Part.STREETS) == ()
