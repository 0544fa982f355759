"""Outlines that miss one another, before and after snapping."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import MultiPolygon, Polygon, box
from tessellation import METRIC, as_areas, bent_areas, on_the_ground, random_areas, shaken

from frontmap.errors import RequestError
from frontmap.ground.coverage import coverage_faults
from frontmap.ground.plane import metres_per_degree
from frontmap.ground.snapping import Moved, snap
from frontmap.ground.topology import build_topology

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
    assert (areas, ()) == snap(areas, 10)


@pytest.mark.parametrize("edge", [1005, 995])
def test_a_gap_and_an_overlap_are_closed_towards_the_first_in_the_file(edge: int) -> None:
    areas = on_the_ground(left=LEFT, right=box(edge, 0, 2000, 1000))
    mended, moved = snap(areas, 10)
    assert [("right", 2, 0, 5.0)] == rounded(moved)
    assert () == coverage_faults(mended)
    assert areas[0] == mended[0]
    assert pytest.approx(1000, rel=0.001) == shared_m(mended)


def test_a_gap_that_is_wider_than_asked_for_stays() -> None:
    areas = on_the_ground(left=LEFT, right=box(1020, 0, 2000, 1000))
    assert (areas, ()) == snap(areas, 10)


def test_a_vertex_on_a_neighbours_line_is_taken_up_there() -> None:
    areas = on_the_ground(
        left=LEFT, above=box(1000, 500, 2000, 1000), below=box(1003, 0, 2000, 500)
    )
    mended, moved = snap(areas, 10)
    assert () == coverage_faults(mended)
    assert pytest.approx(2000, rel=0.001) == shared_m(mended)
    assert ["left", "below"] == [one.area for one in moved]


def test_detail_within_one_outline_is_not_thinned_out() -> None:
    round_about = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    pond = Polygon(np.column_stack([100 * np.cos(round_about) + 5000, 100 * np.sin(round_about)]))
    areas = on_the_ground(pond=pond, left=LEFT, right=box(1005, 0, 2000, 1000))
    mended, _ = snap(areas, 10)
    assert areas[0] == mended[0]


def test_what_was_shared_before_keeps_its_coordinates_to_the_last_digit() -> None:
    areas = on_the_ground(left=LEFT, right=RIGHT, far=box(2004, 0, 3000, 1000))
    mended, moved = snap(areas, 10)
    assert [("far", 2, 0, 4.0)] == rounded(moved)
    assert areas[:2] == mended[:2]
    corners = set(areas[1].polygon.exterior.coords)
    assert 2 == len(corners & set(mended[2].polygon.exterior.coords))


def test_outlines_with_holes_and_parts_keep_them() -> None:
    lake = MultiPolygon([LEFT - box(400, 400, 600, 600), box(3000, 0, 3500, 500)])
    areas = on_the_ground(island=box(403, 403, 597, 597), lake=lake)
    mended, moved = snap(areas, 10)
    assert [("lake", 4, 0, 4.24)] == rounded(moved)
    assert () == coverage_faults(mended)
    assert "MultiPolygon" == mended[1].polygon.geom_type


def test_an_area_of_which_nothing_would_be_left_is_refused() -> None:
    areas = on_the_ground(left=LEFT, inside=box(100, 100, 200, 200))
    with pytest.raises(RequestError, match="nothing of area 'inside'"):
        snap(areas, 10)


def test_corners_brought_together_crosswise_leave_no_gap() -> None:
    """A border of one metre, from the outer edge to where three areas meet, is drawn thrice.

    `left` lies 1 m too far north, so that its corner at the outer edge (1000, 1) is the place
    where `above` has the meeting point, and `below` lies 1 m too far east and south:

                 left             above            below
    meeting      (1000, 2)        (1000, 1)        (1001, 0)
    outer edge   (1000, 1)                         (1001, -1)

    `below`'s meeting point comes to (1000, 1), and its corner at the outer edge, for which nothing
    else is left, to (1000, 2). It then crosses itself near that corner, and there alone: if its
    whole outline went back for that, 1.4 m would stay open between `below` and `above`, out to
    the outer edge, where no cleaning closes them.
    """
    areas = on_the_ground(
        left=Polygon([(0, 1), (1000, 1), (1000, 2), (1000, 1000), (0, 1000)]),
        above=Polygon([(1000, 1), (2000, 1000), (1000, 1000)]),
        below=Polygon([(1001, -1), (2001, -1), (2001, 999), (1001, 0)]),
    )
    mended, moved = snap(areas, 5)
    assert () == coverage_faults(mended, gap_m=5)
    assert ["above", "below"] == [one.area for one in moved]
    assert pytest.approx(1413, abs=2) == shared_m(mended[1:])
    assert [] == [one for one in moved if one.greatest_m > 5]


def test_an_outline_that_crosses_itself_is_left_to_its_author() -> None:
    bow = Polygon([(5000, 0), (6000, 1000), (6000, 0), (5000, 1000)])
    areas = on_the_ground(bow=bow, left=LEFT, right=box(1005, 0, 2000, 1000))
    mended, _ = snap(areas, 10)
    assert areas[0] == mended[0]


def test_corners_that_come_to_another_order_are_a_change() -> None:
    """`right` has the two corners of a short border the wrong way round.

    It thus covers the triangle of both and (100, 1000), which is `above`'s, and leaves open the
    one of both and (400, -1000). Mended it has the very same corners in another order, and the
    edge to (400, -1000) lies 0.65 m from where it was, in its middle.
    """
    left_end, right_end = (0, 0), (1, 1)
    areas = on_the_ground(
        above=Polygon([left_end, right_end, (100, 1000), (-1000, 1000), (-1000, 0)]),
        below=Polygon([left_end, (-1000, 0), (-1000, -1000), (400, -1000)]),
        right=Polygon(
            [(100, 1000), left_end, right_end, (400, -1000), (2000, -1000), (2000, 1000)]
        ),
    )
    mended, moved = snap(areas, 5)
    assert () == coverage_faults(mended, gap_m=5)
    assert [("right", 0, 0, 0.65)] == rounded(moved)


def test_no_corner_goes_farther_than_asked_for_from_neighbour_to_neighbour() -> None:
    """Four corners in a row, 4 m apart: three meet in the second; the last would go 8 m."""
    areas = on_the_ground(
        from_west=Polygon([(0, 0), (-1000, 100), (-1000, -100)]),
        from_north=Polygon([(4, 0), (104, 1000), (-96, 1000)]),
        from_south=Polygon([(8, 0), (-92, -1000), (108, -1000)]),
        from_east=Polygon([(12, 0), (1012, -100), (1012, 100)]),
        far=box(5000, 0, 6000, 1000),
        beside=box(6003, 0, 7000, 1000),
    )
    mended, _ = snap(areas, 5)
    second = areas[1].polygon.exterior.coords[0]
    met = [second in area.polygon.exterior.coords for area in mended[:4]]
    assert [True, True, True, False] == met


def test_an_overlap_that_is_wider_than_asked_for_is_refused_with_its_width() -> None:
    areas = on_the_ground(left=LEFT, right=box(960, 0, 2000, 1000))
    with pytest.raises(RequestError, match=r"the outline of left by 40\.0 m; .* try --snap 50"):
        snap(areas, 10)


def test_a_gap_that_stays_is_refused_with_its_place() -> None:
    """All three meet near (1000, 1000), but `east` draws that 8.5 m from where `south` does."""
    areas = on_the_ground(
        south=Polygon([(0, 0), (1000, 1000), (2000, 500), (2000, 0)]),
        east=Polygon([(500, 2000), (1003, 1008), (2000, 500), (2000, 2000)]),
        west=Polygon([(500, 2000), (997, 1000), (-3, 0), (-1000, 2000)]),
    )
    with pytest.raises(RequestError, match=r"leave a gap of \d+ m² between east and west near"):
        snap(areas, 8)
    mended, _ = snap(areas, 9)
    assert () == coverage_faults(mended, gap_m=9)


def test_areas_of_different_days_may_lie_on_one_another() -> None:
    """One area until 2016 is two from 2017 on, and all of them miss their neighbour by 5 m."""
    whole, north, south, beside = on_the_ground(
        whole=LEFT,
        north=box(0, 500, 1000, 1000),
        south=box(0, 0, 1000, 500),
        beside=box(1005, 0, 2000, 1000),
    )
    whole = replace(whole, last=date(2016, 12, 31))
    north, south = (replace(area, first=date(2017, 1, 1)) for area in (north, south))
    mended, _ = snap((whole, north, south, beside), 10)
    assert () == coverage_faults((mended[0], mended[3]))
    assert () == coverage_faults(mended[1:])
    assert pytest.approx(1000, rel=0.001) == shared_m((mended[0], mended[3]))
    assert pytest.approx(2000, rel=0.001) == shared_m(mended[1:])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
@example(978_262)
@example(34_991_131)
@example(1_348_034_398)
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
    metres = 8.0
    mended, moved = snap(shaken, metres)
    assert shapely.coverage_is_valid([area.polygon for area in mended])
    assert () == coverage_faults(mended, gap_m=metres)
    # a tip that is sharper than it is drawn is cut off farther back: one time in a thousand
    assert [] == [one for one in moved if (one.widest_m or one.greatest_m) > metres]
    assert {one.area for one in moved} == {
        new.id for old, new in zip(shaken, mended, strict=True) if old.polygon != new.polygon
    }
    if len(shaken) == len(whole):
        assert pytest.approx(shared_m(whole), rel=0.005) == shared_m(mended)


@pytest.mark.parametrize(
    ("case", "off_m", "metres"),
    [
        ((1, 20, box(-25, 34, 45, 72), 0.5), 2000, 6000),
        ((3, 100, box(22, 44, 40, 52), 0.2), 500, 1600),
        ((4, 12, box(160, 55, 191, 71), 0.3), 1000, 3000),
    ],
)
def test_generalised_borders_of_a_country_and_a_continent_come_together(
    case: tuple, off_m: float, metres: float
) -> None:
    areas = shaken(bent_areas(*case), 7, off_m)
    assert coverage_faults(areas) != ()
    mended, moved = snap(areas, metres)
    assert () == coverage_faults(mended)
    assert off_m / 2 < max(one.greatest_m for one in moved) < metres * 1.02
    km2 = build_topology(areas).km2
    for area, surface in build_topology(mended).km2.items():
        assert pytest.approx(km2[area], rel=0.2) == surface


def test_a_distance_is_one_on_the_ground_at_any_latitude() -> None:
    """At 65° north a degree is 0.42 as wide as at the equator."""
    for lat in (0.0, 65.0):
        step = 3000 / metres_per_degree(lat)[0]
        areas = as_areas(
            west=box(0, lat - 0.5, 5, lat + 0.5), east=box(5 + step, lat - 0.5, 10, lat + 0.5)
        )
        assert (areas, ()) == snap(areas, 2900)
        _, (moved,) = snap(areas, 3100)
        assert pytest.approx(3000, rel=0.02) == moved.greatest_m


def test_an_area_that_would_become_another_is_refused() -> None:
    """A strip of 500 m would take up a gap of 180 m."""
    areas = on_the_ground(left=LEFT, strip=box(1180, 0, 1680, 1000))
    with pytest.raises(RequestError, match="area 'strip' with 136 % of its surface"):
        snap(areas, 200)


def test_how_much_larger_an_area_became_is_told_where_it_matters() -> None:
    areas = on_the_ground(left=LEFT, right=box(1020, 0, 2000, 1000))
    _, (moved,) = snap(areas, 30)
    assert str(moved).endswith("by at most 20.0 m, and added 0; its surface is 2.0 % larger")


def test_a_tip_that_is_narrower_than_asked_for_is_cut_off_and_it_is_said() -> None:
    """Both sides of a tongue of 3 m by 500 m are brought to the line of the areas round it."""
    areas = on_the_ground(
        above=Polygon([(0, 1000), (0, 500), (1500, 500), (2000, 750), (2000, 1000)]),
        below=Polygon([(0, 0), (2000, 0), (2000, 250), (1500, 500), (0, 500)]),
        tongue=Polygon([(2000, 250), (2000, 750), (1500, 501.5), (1000, 501.5), (1000, 498.5),
                        (1500, 498.5)]),
    )  # fmt: skip
    mended, moved = snap(areas, 5)
    assert () == coverage_faults(mended)
    (cut,) = [one for one in moved if one.widest_m]
    assert ("tongue", True) == (cut.area, cut.greatest_m > 400)
    assert str(cut).endswith("; a tip that is up to 3.0 m wide is cut off")


def test_a_lake_inside_one_area_is_no_gap() -> None:
    lake = LEFT - box(400, 400, 420, 420)
    areas = on_the_ground(lake=lake, right=box(1020, 0, 2000, 1000))
    mended, _ = snap(areas, 100)
    assert areas[0] == mended[0]


@pytest.mark.parametrize("metres", [100_001, 1e9, float("inf")])
def test_a_distance_that_no_border_misses_by_is_refused(metres: float) -> None:
    areas = on_the_ground(left=LEFT, right=box(1005, 0, 2000, 1000))
    with pytest.raises(RequestError, match="snapping takes up to 100 km"):
        snap(areas, metres)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(1, 100_000))
def test_any_distance_mends_or_is_refused(seed: int, metres: float) -> None:
    areas = shaken(bent_areas(seed % 1000, 15, box(5, 45, 12, 52), 0.3), seed, 3000)
    try:
        mended, _ = snap(areas, metres)
    except RequestError:
        return
    assert () == coverage_faults(mended, gap_m=min(metres, 15))


def test_a_gap_that_is_left_is_told_a_distance_that_closes_it() -> None:
    # 3800 km of border, which miss one another by up to 155 m
    one = Polygon(
        [(57.668107820599225, 19.999751013218727), (20.000856596811122, -9.542547104763472),
         (20.000458784949156, 19.99922663859125)]
    )  # fmt: skip
    other = Polygon(
        [(60.00048637569421, -19.999415701267594), (19.999189853851014, -19.998955810031884),
         (20.00062088479236, -9.544514285326324), (57.66820282616689, 20.000656433729443),
         (60.00094406933339, 19.999145999164835)]
    )  # fmt: skip
    with pytest.raises(RequestError, match=r"a gap .* or try --snap 200$"):
        snap(as_areas(one=one, other=other), 100)
    assert len(snap(as_areas(one=one, other=other), 200)[1]) > 0
