"""Borders, worked out by hand on the equator and held to their rules on random coverages.

On the equator 0.01° of longitude is 6378137 m · π/18000 = 1113.195 m; beside it 0.01° of latitude
is 6335439 m · π/18000 = 1105.743 m (the ellipsoid's radii of curvature there).
"""

from __future__ import annotations

from itertools import pairwise

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from shapely import MultiPolygon, Polygon, box
from tessellation import as_areas, random_areas

from frontmap.ground.topology import Topology, build_topology

EAST_M = 1113.195
NORTH_M = 1105.743

WGS84 = Geod(ellps="WGS84")

#: Two areas north of the equator and two south of it; the middle is at 0°, 0°.
FOUR = as_areas(
    nw=box(-0.01, 0, 0, 0.01),
    ne=box(0, 0, 0.01, 0.01),
    sw=box(-0.01, -0.01, 0, 0),
    se=box(0, -0.01, 0.01, 0),
)


def pairs(topology: Topology) -> list[tuple[str, str]]:
    return [(border.left, border.right) for border in topology.borders]


def walked(topology: Topology, ring: tuple[int, ...]) -> list[tuple[float, float]]:
    """The coordinates of a ring, put together from its borders."""
    coordinates: list[tuple[float, float]] = []
    for ref in ring:
        line = list(topology.borders[ref if ref >= 0 else ~ref].line.coords)
        line = line if ref >= 0 else line[::-1]
        assert not coordinates or coordinates[-1] == line[0]
        coordinates += line[1:] if coordinates else line
    assert coordinates[0] == coordinates[-1]
    return coordinates


def rebuilt(topology: Topology, area: str) -> MultiPolygon:
    return MultiPolygon(
        [
            Polygon(outer, holes)
            for outer, *holes in (
                [walked(topology, ring) for ring in polygon] for polygon in topology.rings[area]
            )
        ]
    )


def test_four_squares_share_four_borders_and_have_four_outer_edges() -> None:
    expected = [
        ("nw", "sw"), ("nw", "ne"), ("nw", ""), ("ne", "se"), ("ne", ""), ("sw", "se"),
        ("sw", ""), ("se", ""),
    ]  # fmt: skip
    assert sorted(expected) == sorted(pairs(build_topology(FOUR)))


def test_borders_come_in_the_order_of_the_file_and_are_numbered_so() -> None:
    topology = build_topology(FOUR)
    order = ["nw", "ne", "sw", "se"]
    lefts = [order.index(border.left) for border in topology.borders]
    assert sorted(lefts) == lefts
    assert list(range(8)) == [border.number for border in topology.borders]


def test_the_border_on_the_equator_has_the_length_worked_out() -> None:
    lengths = {(b.left, b.right): b.length_m for b in build_topology(FOUR).borders}
    assert pytest.approx(EAST_M, abs=0.001) == lengths["nw", "sw"]
    assert pytest.approx(NORTH_M, abs=0.001) == lengths["nw", "ne"]


def test_square_kilometres_are_the_two_lengths_multiplied() -> None:
    km2 = build_topology(FOUR).km2
    assert pytest.approx(EAST_M * NORTH_M / 1e6, rel=1e-6) == km2["se"]


def test_squares_that_touch_at_a_corner_are_no_neighbours() -> None:
    topology = build_topology(FOUR)
    assert ("ne", "sw") == topology.neighbours("nw")
    assert ("nw", "se") == topology.neighbours("sw")


def test_an_enclosed_area_has_one_closed_border_without_a_node() -> None:
    lake, island = box(0, 0, 3, 3) - box(1, 1, 2, 2), box(1, 1, 2, 2)
    topology = build_topology(as_areas(lake=lake, island=island))
    assert [("lake", ""), ("lake", "island")] == pairs(topology)
    assert topology.borders[1].line.is_closed
    assert {"lake": (((0,), (1,)),), "island": (((~1,),),)} == topology.rings


def test_two_areas_may_share_two_separate_borders() -> None:
    mouth = [(3, 1), (2, 1), (1, 1), (1, 2), (2, 2), (3, 2)]
    clasp = Polygon([(0, 0), (3, 0), *mouth, (3, 3), (0, 3)])
    bolt, plug = box(1, 1, 2, 2), box(2, 1, 3, 2)
    topology = build_topology(as_areas(clasp=clasp, plug=plug, bolt=bolt))
    assert 2 == pairs(topology).count(("clasp", "plug"))
    assert ("plug", "bolt") == topology.neighbours("clasp")


def test_a_ring_that_begins_inside_a_border_does_not_cut_it() -> None:
    left = Polygon([(1, 0.5), (1, 1), (0, 1), (0, 0), (1, 0)])
    right = Polygon([(1, 0), (2, 0), (2, 1), (1, 1), (1, 0.5)])
    topology = build_topology(as_areas(left=left, right=right))
    assert [("left", ""), ("left", "right"), ("right", "")] == sorted(pairs(topology))
    shared = next(border for border in topology.borders if border.right)
    assert [(1, 0), (1, 0.5), (1, 1)] == list(shared.line.coords)


def test_each_part_of_a_multipolygon_keeps_its_own_rings() -> None:
    parts = MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1)])
    topology = build_topology(as_areas(parts=parts, between=box(1, 0, 2, 1)))
    assert 2 == len(topology.rings["parts"])
    assert 2 == pairs(topology).count(("parts", "between"))
    assert parts.equals(rebuilt(topology, "parts"))


def test_a_hole_that_touches_the_outer_ring_is_cut_there() -> None:
    outer = Polygon([(0, 0), (4, 0), (4, 4), (2, 4), (0, 4)], [[(2, 4), (1, 2), (3, 2)]])
    inner = Polygon([(2, 4), (1, 2), (3, 2)])
    topology = build_topology(as_areas(outer=outer, inner=inner))
    assert [("outer", ""), ("outer", "inner")] == pairs(topology)
    assert (2, 4) == topology.borders[0].line.coords[0] == topology.borders[1].line.coords[0]


def test_outlines_that_meet_without_a_common_vertex_share_no_border() -> None:
    long_side = box(0, 0, 1, 2)
    topology = build_topology(as_areas(a=long_side, b=box(1, 0, 2, 1), c=box(1, 1, 2, 2)))
    assert () == topology.neighbours("a")
    assert ("c",) == topology.neighbours("b")


def test_areas_that_lie_on_one_another_still_have_whole_rings() -> None:
    twice = as_areas(one=box(0, 0, 1, 1), again=box(0, 0, 1, 1), beside=box(1, 0, 2, 1))
    topology = build_topology(twice)
    assert [("one", "beside")] == [pair for pair in pairs(topology) if pair[1]]
    assert all(area.polygon.equals(rebuilt(topology, area.id)) for area in twice)


def test_heights_and_repeated_vertices_make_no_difference() -> None:
    plain = build_topology(as_areas(a=box(0, 0, 1, 1), b=box(1, 0, 2, 1)))
    written = Polygon([(1, 0, 5), (1, 1, 5), (1, 1, 5), (0, 1, 5), (0, 0, 5)])
    assert plain.rings == build_topology(as_areas(a=written, b=box(1, 0, 2, 1))).rings
    assert plain.borders == build_topology(as_areas(a=written, b=box(1, 0, 2, 1))).borders


def test_the_direction_of_a_written_ring_makes_no_difference() -> None:
    clockwise = Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    topology = build_topology(as_areas(a=clockwise, b=box(1, 0, 2, 1)))
    shared = next(border for border in topology.borders if border.right)
    assert [(1, 0), (1, 1)] == list(shared.line.coords)
    assert topology.km2["a"] > 0


def test_no_areas_make_no_borders() -> None:
    assert Topology((), {}, {}) == build_topology([])


def test_an_empty_outline_has_no_rings_and_no_size() -> None:
    topology = build_topology(as_areas(a=box(0, 0, 1, 1), b=Polygon()))
    assert () == topology.rings["b"]
    assert 0 == topology.km2["b"]


coverages = st.builds(
    random_areas,
    st.integers(0, 2**32 - 1),
    st.integers(30, 120),
    st.one_of(st.none(), st.integers(2, 25)),
)


@settings(max_examples=25, deadline=None)
@given(coverages)
def test_rings_put_together_from_borders_are_the_outlines(areas: tuple) -> None:
    topology = build_topology(areas)
    for area in areas:
        assert area.polygon.equals(rebuilt(topology, area.id))


@settings(max_examples=25, deadline=None)
@given(coverages)
def test_every_border_is_walked_once_by_each_side(areas: tuple) -> None:
    topology = build_topology(areas)
    walks = sorted(
        (ref, area)
        for area, polygons in topology.rings.items()
        for polygon in polygons
        for ring in polygon
        for ref in ring
    )
    forward = [(border.number, border.left) for border in topology.borders]
    reverse = [(~border.number, border.right) for border in topology.borders if border.right]
    assert sorted(forward + reverse) == walks


@settings(max_examples=25, deadline=None)
@given(coverages)
def test_the_left_area_lies_to_the_left(areas: tuple) -> None:
    inside = {area.id: area.polygon for area in areas}
    for border in build_topology(areas).borders:
        (x1, y1), (x2, y2) = border.line.coords[:2]
        left = shapely.Point((x1 + x2) / 2 - (y2 - y1) * 1e-3, (y1 + y2) / 2 + (x2 - x1) * 1e-3)
        right = shapely.Point((x1 + x2) / 2 + (y2 - y1) * 1e-3, (y1 + y2) / 2 - (x2 - x1) * 1e-3)
        assert inside[border.left].covers(left)
        assert inside[border.right].covers(right) if border.right else True


@settings(max_examples=25, deadline=None)
@given(coverages)
def test_borders_add_up_to_the_geodesic_perimeter(areas: tuple) -> None:
    topology = build_topology(areas)
    for area in areas:
        expected = sum(
            WGS84.line_length(*shapely.get_coordinates(ring).T)
            for part in shapely.get_parts(area.polygon)
            for ring in shapely.get_rings(part)
        )
        metres = sum(
            topology.borders[ref if ref >= 0 else ~ref].length_m
            for polygon in topology.rings[area.id]
            for ring in polygon
            for ref in ring
        )
        assert pytest.approx(expected, abs=0.001) == metres


@settings(max_examples=25, deadline=None)
@given(coverages)
def test_square_kilometres_agree_with_an_equal_area_projection(areas: tuple) -> None:
    to_equal_area = Transformer.from_crs("EPSG:4326", "EPSG:6933", always_xy=True)
    topology = build_topology(areas)
    for area in areas:
        projected = shapely.transform(area.polygon, to_equal_area.transform, interleaved=False)
        assert pytest.approx(projected.area / 1e6, rel=0.001) == topology.km2[area.id]


@settings(max_examples=10, deadline=None)
@given(coverages)
def test_the_same_areas_make_the_same_borders(areas: tuple) -> None:
    assert build_topology(areas) == build_topology(areas)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(-80, 80),
    st.floats(-150, 150),
    st.floats(1.5, 5.5),
    st.lists(st.floats(0.3, 1), min_size=3, max_size=12),
)
def test_square_kilometres_are_those_of_proj_wherever_and_however_large(
    lat: float, lon: float, digits: float, reach: list[float]
) -> None:
    ways = [(360 * n / len(reach), share * 10**digits) for n, share in enumerate(reach)]
    corners = [WGS84.fwd(lon, lat, -azimuth, metres)[:2] for azimuth, metres in ways]
    (km2,) = build_topology(as_areas(one=Polygon(corners))).km2.values()
    outline = as_measured(corners)
    m2, _ = WGS84.polygon_area_perimeter(*zip(*outline, strict=True))
    assert pytest.approx(m2, rel=1e-6, abs=0.5) == km2 * 1e6


def as_measured(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """PROJ's sides are geodesics; ours are, where they are short, and else what is drawn."""
    outline = []
    for start, end in pairwise([*corners, corners[0]]):
        side = shapely.LineString([start, end])
        if (
            WGS84.line_length(*zip(start, end, strict=True)) > 10_000
            or max(abs(start[1]), abs(end[1])) > 60
        ):
            side = side.segmentize(side.length / 200)
        outline += side.coords[:-1]
    return outline


def test_a_border_along_a_parallel_is_measured_along_the_parallel() -> None:
    """The geodesic from 100° to 130° west leads up to 130 km north of the 49th parallel."""
    land = shapely.box(-130, 40, -100, 49)
    topology = build_topology(as_areas(land=land))
    fine = land.segmentize(0.01)
    m2, metres = WGS84.geometry_area_perimeter(shapely.orient_polygons(fine))
    assert pytest.approx(m2 / 1e6, rel=1e-6) == topology.km2["land"]
    assert pytest.approx(metres, rel=1e-6) == sum(b.length_m for b in topology.borders)
    rough, _ = WGS84.geometry_area_perimeter(shapely.orient_polygons(land))
    assert abs(rough / m2 - 1) > 0.005


def test_the_whole_globe_has_the_surface_of_the_ellipsoid() -> None:
    (km2,) = build_topology(as_areas(globe=shapely.box(-180, -90, 180, 90))).km2.values()
    assert pytest.approx(510_065_622, abs=1) == km2


def test_a_cap_drawn_by_one_line_round_the_globe_is_as_large_as_in_slices() -> None:
    cap = build_topology(as_areas(cap=box(-180, -90, 180, -60)))
    slices = {f"slice{west}": box(west, -90, west + 10, -60) for west in range(-180, 180, 10)}
    whole = sum(build_topology(as_areas(**slices)).km2.values())
    assert cap.km2["cap"] == pytest.approx(whole, rel=1e-9)
    assert whole == pytest.approx(34.42e6, rel=1e-3)
