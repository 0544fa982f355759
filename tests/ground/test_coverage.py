"""Faults of a coverage, each drawn on a grid of metres near Damascus (UTM zone 37 north)."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from shapely import MultiPolygon, Polygon, box
from tessellation import (
    METRIC,
    SOUTH,
    WEST,
    as_areas,
    bent_areas,
    on_the_ground,
    random_areas,
)

from frontmap.ground.coverage import CoverageFault, CoverageFaultKind, CrowdedError, coverage_faults
from frontmap.ground.plane import metres_per_degree


def faults(*, gap_m: float = 15, **metres: Polygon | MultiPolygon) -> tuple[CoverageFault, ...]:
    return coverage_faults(on_the_ground(**metres), gap_m=gap_m)


def said(found: tuple[CoverageFault, ...]) -> list[tuple]:
    return [(fault.kind, fault.areas, pytest.approx(fault.size, rel=0.01)) for fault in found]


LEFT = box(0, 0, 1000, 1000)
RIGHT = box(1000, 0, 2000, 1000)


def test_neighbours_that_share_their_line_have_no_fault() -> None:
    assert () == faults(left=LEFT, right=RIGHT)


def test_an_overlap_is_named_with_its_size_and_place() -> None:
    (fault,) = faults(left=LEFT, right=box(995, 0, 2000, 1000))
    assert (CoverageFaultKind.OVERLAP, ("left", "right")) == (fault.kind, fault.areas)
    assert pytest.approx(5000, rel=0.001) == fault.size
    assert pytest.approx(1000, rel=0.01) == fault.border_m
    place = Transformer.from_crs("EPSG:4326", METRIC, always_xy=True).transform(*fault.place)
    assert box(995, 0, 1000, 1000).covers(
        shapely.Point(place[0] - WEST, place[1] - SOUTH)
    )  # fmt: skip


def test_an_area_inside_another_overlaps_it() -> None:
    assert [(CoverageFaultKind.OVERLAP, ("around", "inside"), 10_000)] == said(
        faults(around=LEFT, inside=box(100, 100, 200, 200))
    )


def test_one_outline_twice_overlaps() -> None:
    assert [(CoverageFaultKind.OVERLAP, ("one", "again"), 1_000_000)] == said(
        faults(one=LEFT, again=LEFT)
    )


def test_areas_over_others_that_share_all_their_lines_overlap_them() -> None:
    below = {f"below{x}{y}": box(x, y, x + 10, y + 10) for x in range(0, 50, 10) for y in (0, 10)}
    above = {"west": box(10, 0, 25, 20), "east": box(25, 0, 40, 20)}
    over = {(under, upper) for under, one in below.items() for upper, other in above.items()
            if one.intersection(other).area}  # fmt: skip
    found = faults(**below, **above)
    assert over == {fault.areas for fault in found if fault.kind is CoverageFaultKind.OVERLAP}


def test_no_areas_have_no_fault() -> None:
    assert () == faults()


def test_a_narrow_gap_is_named_and_a_wide_one_is_none() -> None:
    right = box(1005, 0, 2000, 1000)
    assert [(CoverageFaultKind.GAP, ("left", "right"), 5000)] == said(
        faults(left=LEFT, right=right)
    )
    assert () == faults(left=LEFT, right=right, gap_m=4)


def test_a_gap_that_is_closed_in_is_named() -> None:
    dented = Polygon([(1000, 0), (2000, 0), (2000, 1000), (1000, 1000), (1005, 500)])
    assert [(CoverageFaultKind.GAP, ("left", "dented"), 2500)] == said(
        faults(left=LEFT, dented=dented)
    )


def test_a_narrow_area_between_two_others_is_no_gap() -> None:
    assert () == faults(left=LEFT, strip=box(1000, 0, 1010, 1000), right=box(1010, 0, 2000, 1000))


def test_an_outer_corner_between_two_areas_is_no_gap() -> None:
    wedge = Polygon([(1000, 0), (2000, 0), (2000, 1000), (1100, 1000)])
    below = MultiPolygon([Polygon([(0, -500), (2000, -500), (2000, 0), (1000, 0), (0, 0)])])
    assert () == faults(left=LEFT, wedge=wedge, below=below)


def test_details_that_are_smaller_than_the_gap_are_judged_all_the_same() -> None:
    """Grown by 20 m with mitred corners and shrunk again, these outlines come to cross themselves.

    Found by looking through 200,000 handfuls of random polygons.
    """
    parts = MultiPolygon(
        [
            Polygon([(15, -207), (-21, -166), (-18, -103), (73, -96), (59, -190)]),
            Polygon([(-163, -161), (-202, -92), (-125, -75), (-90, -76)]),
            Polygon([(-81, 111), (-96, 118), (-78, 171), (8, 159)]),
            Polygon([(37, -70), (-39, 36), (-36, 44), (31, 46), (51, 46), (66, -21)]),
        ]
    )
    over = Polygon([(14, -32), (-20, 6), (-27, 86), (50, 65), (55, 14)])
    assert [(CoverageFaultKind.OVERLAP, ("parts", "over"), 4211)] == said(
        faults(parts=parts, over=over, gap_m=40)
    )


def test_a_line_with_a_vertex_on_one_side_only_is_not_shared() -> None:
    above, below = box(1000, 500, 2000, 1000), box(1000, 0, 2000, 500)
    found = faults(left=LEFT, above=above, below=below)
    expected = [
        (CoverageFaultKind.UNSHARED, ("left", "above"), 500),
        (CoverageFaultKind.UNSHARED, ("left", "below"), 500),
    ]
    assert expected == said(found)
    assert [500, 500] == [pytest.approx(fault.border_m, rel=0.01) for fault in found]


def test_invalid_and_empty_outlines_are_another_fault() -> None:
    bow = Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    assert () == faults(bow=bow, left=LEFT, nothing=Polygon())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1), st.one_of(st.none(), st.integers(2, 20)))
def test_a_coverage_of_any_form_has_no_overlap_and_shares_its_lines(
    seed: int, areas: int | None
) -> None:
    assert () == coverage_faults(random_areas(seed, 100, areas), gap_m=0)


#: A continent, a country of 700 areas, and islands and a country across the meridian of 180°.
LARGE = {
    "continent": (1, 20, box(-25, 34, 45, 72), 0.5),
    "tropics": (2, 30, box(-18, -35, 52, 38), 0.8),
    "country": (3, 700, box(22, 44, 40, 52), 0.2),
    "across": (4, 12, box(160, 55, 191, 71), 0.3),
}


@pytest.mark.parametrize("case", LARGE)
def test_a_valid_coverage_of_any_size_has_no_fault(case: str) -> None:
    assert () == coverage_faults(bent_areas(*LARGE[case]))


def test_long_lines_along_a_parallel_are_the_border_that_they_are_drawn_as() -> None:
    """Lines that are straight in degrees part by kilometres in any projection."""
    north, south = box(-10, 50, 30, 60), box(-10, 40, 30, 50)
    halves = as_areas(north=north, south=south, east=box(30, 40, 50, 60))
    assert [
        (CoverageFaultKind.UNSHARED, ("north", "east")),
        (CoverageFaultKind.UNSHARED, ("south", "east")),
    ] == [(fault.kind, fault.areas) for fault in coverage_faults(halves)]
    assert () == coverage_faults(halves[:2])


@pytest.mark.parametrize("lat", [0.0, 45.0, 65.0, 80.0])
def test_a_gap_is_as_wide_as_it_is_on_the_ground(lat: float) -> None:
    east, _ = metres_per_degree(lat)
    for metres, is_gap in ((14.5, True), (15.5, False)):
        beside = box(10 + metres / east, lat - 0.005, 11, lat + 0.005)
        found = coverage_faults(as_areas(left=box(9, lat - 0.005, 10, lat + 0.005), right=beside))
        assert is_gap is bool(found)
        if found:
            long_m = 0.01 * metres_per_degree(lat)[1]
            assert said(found) == [(CoverageFaultKind.GAP, ("left", "right"), metres * long_m)]


def test_an_overlap_and_a_gap_on_a_continent_are_found_with_their_size() -> None:
    """Between 60° and 62° the border is drawn 10 m apart, between 40° and 41° it overlaps."""
    west = Polygon([(0, 30), (10, 30), (10, 70), (0, 70)])
    wide = 10 / metres_per_degree(61.0)[0]
    line = [(10, 30), (10, 40), (9.9, 40.5), (10, 41), (10, 60), (10 + wide, 60), (10 + wide, 62),
            (10, 62), (10, 70)]  # fmt: skip
    found = coverage_faults(as_areas(west=west, east=Polygon([*line, (40, 70), (40, 30)])))
    east, north = metres_per_degree(40.5)
    assert said(found) == [
        (CoverageFaultKind.OVERLAP, ("west", "east"), 0.05 * east * north),
        (CoverageFaultKind.GAP, ("west", "east"), 10 * 2 * metres_per_degree(61.0)[1]),
    ]
    (overlap, gap) = found
    assert 9.9 < overlap.place[0] < 10
    assert 40 < overlap.place[1] < 41
    assert 60 < gap.place[1] < 62


@pytest.mark.parametrize(
    "shapes",
    [
        {"globe": box(-180, -90, 180, 90)},
        {"north": box(-180, 0, 180, 90), "south": box(-180, -90, 180, 0)},
        {"arctic": box(-180, 60, 180, 90), "rest": box(-180, 50, 180, 60)},
        {"over": box(170, 0, 190, 10), "beside": box(190, 0, 200, 10)},
    ],
)
def test_the_globe_and_its_poles_can_be_judged(shapes: dict[str, Polygon]) -> None:
    assert () == coverage_faults(as_areas(**shapes))


@pytest.mark.parametrize("seed", range(20))
def test_bays_between_areas_of_a_valid_coverage_are_no_gaps(seed: int) -> None:
    """Where every third area is sea, many coasts part from a corner at a sharp angle."""
    size = 10 ** (seed % 5 / 2 - 0.5)
    land = bent_areas(seed, 80, box(10, 40, 10 + size, 40 + size / 2), size / 60)
    assert () == coverage_faults([area for number, area in enumerate(land) if number % 3])


def test_a_corner_that_is_as_sharp_as_a_needle_is_no_gap_before_it_is_a_slot() -> None:
    """Outlines that part at 1° are 15 m apart after 860 m; at half a degree they never are."""
    for degrees, is_gap in ((1.0, False), (0.5, True)):
        aside = 1000 * np.tan(np.radians(degrees))
        needle = Polygon([(1000, 0), (3000, 0), (3000, 1000), (1000 + aside, 1000)])
        assert is_gap is bool(faults(left=LEFT, needle=needle))


def test_a_gap_that_geos_computes_with_crossed_rings_is_told_all_the_same() -> None:
    south = Polygon(
        [(24.76514213683841, 33.00003543187367), (19.99996353467997, 32.99995571692037),
         (20.000059137895324, 33.429186758551815), (22.751690438852908, 34.97315996231118)]
    )  # fmt: skip
    north = Polygon(
        [(21.349581314170393, 36.38045517457458), (22.619588316042144, 36.13807041489981),
         (22.751543911391742, 34.973113543787825), (20.000019711765933, 33.429220584267455),
         (20.00005005003153, 34.77784286096804)]
    )  # fmt: skip
    found = coverage_faults(as_areas(south=south, north=north), gap_m=15)
    assert [fault.kind for fault in found] == [CoverageFaultKind.GAP]
    # their lines of 306 km lie some metres apart
    assert found[0].border_m == pytest.approx(306_011, rel=0.01)
    assert 2 < found[0].size / found[0].border_m < 7


def test_a_layer_that_lies_a_hundred_times_over_itself_is_refused_at_once() -> None:
    # 100 squares that all overlap are 4,950 pairs, of 49.5 outlines each
    pile = {f"q{one}": box(20 * one, 20 * one, 9000 + 20 * one, 9000) for one in range(100)}
    with pytest.raises(CrowdedError, match="more than 20 outlines on or beside each"):
        faults(**pile)


def test_two_outlines_of_thousands_of_lines_near_one_another_are_refused_at_once() -> None:
    # teeth of 2 m, 1,200 on each side of a metre: 1,440,000 pairs lie within 15 m
    teeth = [(one / 1000, one % 2 * 2) for one in range(1200)]
    comb = Polygon([(0, -9), *teeth, (1.2, -9)])
    other = Polygon([(0, 19), *((x, y + 3) for x, y in teeth), (1.2, 19)])
    with pytest.raises(CrowdedError, match="more than 200 straight lines beside each"):
        faults(comb=comb, other=other)
