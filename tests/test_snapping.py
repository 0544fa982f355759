"""Outlines that miss one another, before and after snapping."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import MultiPolygon, Polygon, box
from tessellation import METRIC, on_the_ground, random_areas

from frontmap.coverage import coverage_faults
from frontmap.errors import RequestError
from frontmap.snapping import Moved, snap
from frontmap.topology import build_topology

if TYPE_CHECKING:
    from frontmap.model import Area

LEFT = box(0, 0, 1000, 1000)
RIGHT = box(1000, 0, 2000, 1000)


def rounded(moved: tuple[Moved, ...]) -> list[tuple[str, int, int, float]]:
    return [(one.area, one.moved, one.added, round(one.greatest_m, 2)) for one in moved]


def shared_m(areas: tuple[Area, ...]) -> float:
    return sum(border.length_m for border in build_topology(areas).borders if border.right)


def test_a_valid_coverage_stays_as_it_is() -> None:
    areas = on_the_ground(left=LEFT, right=RIGHT)
    assert (areas, ()) == snap(areas, 10, METRIC)


@pytest.mark.parametrize("edge", [1005, 995])
def test_a_gap_and_an_overlap_are_closed_towards_the_first_in_the_file(edge: int) -> None:
    areas = on_the_ground(left=LEFT, right=box(edge, 0, 2000, 1000))
    mended, moved = snap(areas, 10, METRIC)
    assert [("right", 2, 0, 5.0)] == rounded(moved)
    assert () == coverage_faults(mended, METRIC)
    assert areas[0] == mended[0]
    assert pytest.approx(1000, rel=0.001) == shared_m(mended)


def test_a_gap_that_is_wider_than_asked_for_stays() -> None:
    areas = on_the_ground(left=LEFT, right=box(1020, 0, 2000, 1000))
    assert (areas, ()) == snap(areas, 10, METRIC)


def test_a_vertex_on_a_neighbours_line_is_taken_up_there() -> None:
    areas = on_the_ground(
        left=LEFT, above=box(1000, 500, 2000, 1000), below=box(1003, 0, 2000, 500)
    )
    mended, moved = snap(areas, 10, METRIC)
    assert () == coverage_faults(mended, METRIC)
    assert pytest.approx(2000, rel=0.001) == shared_m(mended)
    assert ["left", "below"] == [one.area for one in moved]


def test_detail_within_one_outline_is_not_thinned_out() -> None:
    round_about = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    pond = Polygon(np.column_stack([100 * np.cos(round_about) + 5000, 100 * np.sin(round_about)]))
    areas = on_the_ground(pond=pond, left=LEFT, right=box(1005, 0, 2000, 1000))
    mended, _ = snap(areas, 10, METRIC)
    assert areas[0] == mended[0]


def test_what_was_shared_before_keeps_its_coordinates_to_the_last_digit() -> None:
    areas = on_the_ground(left=LEFT, right=RIGHT, far=box(2004, 0, 3000, 1000))
    mended, moved = snap(areas, 10, METRIC)
    assert [("far", 2, 0, 4.0)] == rounded(moved)
    assert areas[:2] == mended[:2]
    corners = set(areas[1].polygon.exterior.coords)
    assert 2 == len(corners & set(mended[2].polygon.exterior.coords))


def test_outlines_with_holes_and_parts_keep_them() -> None:
    lake = MultiPolygon([LEFT - box(400, 400, 600, 600), box(3000, 0, 3500, 500)])
    areas = on_the_ground(lake=lake, island=box(403, 403, 597, 597))
    mended, moved = snap(areas, 10, METRIC)
    assert ["island"] == [one.area for one in moved]
    assert () == coverage_faults(mended, METRIC)
    assert "MultiPolygon" == mended[0].polygon.geom_type


def test_an_area_of_which_nothing_would_be_left_is_refused() -> None:
    areas = on_the_ground(left=LEFT, inside=box(100, 100, 200, 200))
    with pytest.raises(RequestError, match="nothing of area 'inside'"):
        snap(areas, 10, METRIC)


def test_an_outline_that_crosses_itself_is_left_to_its_author() -> None:
    bow = Polygon([(5000, 0), (6000, 1000), (6000, 0), (5000, 1000)])
    areas = on_the_ground(bow=bow, left=LEFT, right=box(1005, 0, 2000, 1000))
    mended, _ = snap(areas, 10, METRIC)
    assert areas[0] == mended[0]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_shaken_outlines_become_a_coverage_again(seed: int) -> None:
    there = Transformer.from_crs("EPSG:4326", METRIC, always_xy=True)
    back = Transformer.from_crs(METRIC, "EPSG:4326", always_xy=True)
    chance = np.random.default_rng(seed)

    def shake(degrees: np.ndarray) -> np.ndarray:
        metres = np.column_stack(there.transform(degrees[:, 0], degrees[:, 1]))
        metres[:-1] += chance.uniform(-2, 2, (len(metres) - 1, 2))
        metres[-1] = metres[0]
        return np.column_stack(back.transform(metres[:, 0], metres[:, 1]))

    whole = random_areas(seed, 80)
    shaken = tuple(replace(area, polygon=shapely.transform(area.polygon, shake)) for area in whole)
    shaken = tuple(area for area in shaken if area.polygon.is_valid)
    mended, moved = snap(shaken, 8, METRIC)
    assert shapely.coverage_is_valid([area.polygon for area in mended])
    assert () == coverage_faults(mended, METRIC, gap_m=8)
    assert {one.area for one in moved} == {
        new.id for old, new in zip(shaken, mended, strict=True) if old.polygon != new.polygon
    }
    if len(shaken) == len(whole):
        assert pytest.approx(shared_m(whole), rel=0.005) == shared_m(mended)
