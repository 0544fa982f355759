"""Borders, outlines and texts are stored once and come back as they were."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from payloads import unpacked, within

from frontmap.model import NO_DATA, Confidence, Control
from frontmap.page.payload.numbering import CONFIDENCES, STATUSES, UNIT, Pack, UniqueRows
from frontmap.statuses import Status

if TYPE_CHECKING:
    from frontmap.atlas import Atlas


ATLASES = ["tiny_atlas", "redrawn_atlas", "builtin"]


@pytest.mark.parametrize("which", ATLASES)
def test_the_borders_of_a_day_are_those_between_the_outlines_that_are_there(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    dated = {row[0]: row[1:] for row in payload["dated"]}
    ids = [area[0] for area in payload["areas"]]
    for number, day in enumerate(atlas.days()):
        said = [
            (ids[left], ids[right] if right >= 0 else "", metres)
            for border, (left, right, metres, *_) in enumerate(payload["borders"])
            if border not in dated or within(dated[border], number)
        ]
        borders = atlas.topology_on(day).borders
        assert sorted((b.left, b.right, round(b.length_m * 10)) for b in borders) == sorted(said)


def test_an_atlas_without_dated_outlines_has_no_dated_borders(builtin: Atlas) -> None:
    assert [] == unpacked(builtin, date(2018, 5, 3))["dated"]


@pytest.mark.parametrize("which", ["redrawn_atlas", "builtin"])
def test_outlines_come_back_within_a_metre_and_still_meet(
    which: str, request: pytest.FixtureRequest
) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    payload = unpacked(atlas, atlas.days()[-1])
    west, south, unit = payload["grid"]
    lines = []
    for _, _, _, *deltas in payload["borders"]:
        x = y = 0
        line = []
        for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append(((west + x) * unit, (south + y) * unit))
        lines.append(line)
    for row, area in zip(payload["areas"], atlas.areas.values(), strict=True):
        polygons = []
        for rings in row[8]:
            closed = []
            for ring in rings:
                points: list[tuple[float, float]] = []
                for ref in ring:
                    walked = lines[ref] if ref >= 0 else lines[~ref][::-1]
                    assert not points or points[-1] == pytest.approx(walked[0], abs=1e-9)
                    points += walked
                closed.append(points)
            polygons.append(shapely.Polygon(closed[0], closed[1:]))
        outline = shapely.MultiPolygon(polygons)
        assert (
            shapely.hausdorff_distance(
                outline,
                shapely.multipolygons([area.polygon])
                if area.polygon.geom_type == "Polygon"
                else area.polygon,
            )
            <= unit
        )


def test_a_text_that_repeats_is_stored_once(builtin: Atlas) -> None:
    texts = unpacked(builtin, date(2018, 5, 3))["texts"]
    both = list(zip(texts["en"], texts["ar"], strict=True))
    assert len(set(both)) == len(both)


def test_a_row_is_stored_once_and_called_by_its_number() -> None:
    rows = UniqueRows()
    assert [0, 1, 0] == [rows.number(row) for row in (("a", 1), ("b", 2), ("a", 1))]
    assert [("a", 1), ("b", 2)] == rows.rows


def test_things_are_numbered_in_the_order_of_the_files(tiny_atlas: Atlas) -> None:
    pack = Pack(tiny_atlas, ("en", "ar"))
    assert {"north": 0, "southwest": 1, "southeast": 2} == pack.area
    assert [0, 1, 2, 3] == list(pack.index.values())
    assert [1, 0] == pack.actors(["green", "nobody", "blue"])


def test_a_state_is_numbered_from_1_for_0_is_none(tiny_atlas: Atlas) -> None:
    pack = Pack(tiny_atlas, ("en", "ar"))
    contested = Control("green", Status.CONTESTED, ("blue",), Confidence.LOW)
    assert [1, 2, 1] == [pack.control(state) for state in (NO_DATA, contested, NO_DATA)]
    none, silent, disputed = pack.packed_controls()
    assert none is None
    assert [-1, STATUSES.index(Status.NO_DATA), -1] == silent
    assert [1, STATUSES.index(Status.CONTESTED), CONFIDENCES.index(Confidence.LOW), 0] == disputed


def test_a_line_is_a_point_of_the_grid_and_steps_without_standing_still(tiny_atlas: Atlas) -> None:
    pack = Pack(tiny_atlas, ("en", "ar"))
    west, south = (degrees * UNIT for degrees in pack.corner)
    line = shapely.LineString(
        [(west, south), (west + 2 * UNIT, south), (west + 2.1 * UNIT, south), (west, south + UNIT)]
    )
    ((x, y, *steps),) = pack.grid([line])
    assert (0, 0) == (x, y)
    assert [2, 0, -2, 1] == steps
    assert [] == pack.grid([])


def test_a_line_to_the_pole_ends_where_the_page_s_map_does(tiny_atlas: Atlas) -> None:
    pack = Pack(tiny_atlas, ("en", "ar"))
    ((_, first, *_, step),) = pack.grid([shapely.LineString([(0, -90), (0, 90)])])
    ends = [(first + pack.corner[1]) * UNIT, (first + step + pack.corner[1]) * UNIT]
    assert pytest.approx([-85.05112, 85.05112], abs=1e-5) == ends
