"""Cells around points, held against the geodesic distances that PROJ measures."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import box

from frontmap.errors import DataError, Where
from frontmap.ground.plane import apart_m
from frontmap.importing.tessellation import cells_around

BOUNDARY = box(36.3, 33.5, 36.33, 33.51)
WGS84 = Geod(ellps="WGS84")

#: The last decimal that is written, in degrees.
LAST = 1e-6


def cells(
    boundary: shapely.Geometry = BOUNDARY, **points: tuple[float, float]
) -> tuple[shapely.Geometry, ...]:
    where = {name: Where("points.csv", row) for row, name in enumerate(points, start=2)}
    return cells_around(points, where, boundary)


def numbered(spots: np.ndarray, boundary: shapely.Geometry) -> tuple[shapely.Geometry, ...]:
    return cells(boundary, **{f"p{n}": (x, y) for n, (x, y) in enumerate(spots.tolist())})


def refused(boundary: shapely.Geometry, **points: tuple[float, float]) -> list[tuple[str, int]]:
    with pytest.raises(DataError) as refusal:
        cells(boundary, **points)
    return [(fault.code, fault.where.row) for fault in refusal.value.faults]


def assert_make_up(found: tuple[shapely.Geometry, ...], boundary: shapely.Geometry) -> None:
    """Together the cells are the boundary, to the last decimal, and neighbours share vertices."""
    assert shapely.is_valid(found).all()
    assert shapely.coverage_is_valid(np.array(found))
    assert abs(shapely.area(found).sum() - boundary.area) <= LAST * boundary.length
    assert shapely.hausdorff_distance(shapely.union_all(found), boundary) <= 2 * LAST
    written = shapely.get_coordinates(found)
    assert (written == written.round(6)).all()


def assert_nearest(
    found: tuple[shapely.Geometry, ...], spots: np.ndarray, places: np.ndarray, share: float
) -> None:
    """Each place lies in the cell of its nearest point, or of one that is about as near."""
    for place in places:
        own = np.flatnonzero(shapely.dwithin(np.array(found), shapely.Point(place), LAST))
        away = WGS84.inv(*np.tile(place, (len(spots), 1)).T, *spots.T)[2]
        assert min(away[own]) <= away.min() * (1 + share) + 0.5


def inside(chance: np.random.Generator, frame: shapely.Geometry, count: int) -> np.ndarray:
    west, south, east, north = frame.bounds
    spots = chance.uniform((west, south), (east, north), (count, 2))
    return spots[shapely.contains_xy(frame, *spots.T)]


def test_each_cell_has_its_point_and_together_they_are_the_boundary() -> None:
    points = {"west": (36.305, 33.505), "middle": (36.315, 33.504), "east": (36.325, 33.506)}
    found = cells(**points)
    assert all(c.covers(shapely.Point(p)) for c, p in zip(found, points.values(), strict=True))
    assert_make_up(found, BOUNDARY)


def test_one_point_has_the_whole_boundary() -> None:
    assert (BOUNDARY,) == cells(alone=(36.305, 33.505))


def test_points_outside_the_boundary_and_in_one_spot_are_all_told() -> None:
    spot = (36.305, 33.505)
    found = refused(BOUNDARY, one=spot, other=spot, far=(36.5, 33.5))
    assert [("same-point", 3), ("outside-boundary", 4)] == sorted(found, key=lambda f: f[1])


def test_a_point_at_the_pole_is_one_whatever_its_longitude() -> None:
    cap = box(-180, 60, 180, 90)
    assert [("same-point", 3)] == refused(cap, one=(0, 90), other=(50, 90), far=(2, 80))


def test_a_town_in_the_bend_of_a_wide_frame_lies_inside() -> None:
    """In a projection the straight side from 4° to 31° east runs south of the town."""
    found = cells(box(4, 58, 31, 71), south=(17, 58.01), north=(17, 70.9))
    assert_make_up(found, box(4, 58, 31, 71))


def test_the_border_of_two_points_on_a_parallel_is_the_meridian_between_them() -> None:
    west, east = cells(box(0, 40, 20, 60), west=(5, 50), east=(15, 50))
    assert box(0, 40, 10, 60).equals(west)
    assert box(10, 40, 20, 60).equals(east)


def test_the_border_of_two_points_in_the_north_is_no_straight_line() -> None:
    """A place at 60° north is as far from both: 2,080 km, as PROJ measures it."""
    spots = np.array([(0, 50), (30, 70)])
    found = numbered(spots, box(-10, 45, 40, 75))
    border = shapely.intersection(*(cell.boundary for cell in found))
    places = shapely.get_coordinates(shapely.line_interpolate_point(
        shapely.line_merge(border), np.linspace(0, 1, 20), normalized=True))  # fmt: skip
    one, other = (WGS84.inv(*places.T, *np.tile(spot, (20, 1)).T)[2] for spot in spots)
    assert pytest.approx(one, rel=0.003) == other


@pytest.mark.parametrize(
    "boundary",
    [
        box(-180, -90, 180, 90),
        box(-180, 60, 180, 90),
        box(-180, -90, 180, -60),
        box(170, -30, 200, 10),
        box(36.3, 33.5, 36.301, 33.501),
        box(0, 40, 20, 60) - box(5, 45, 15, 55),
        shapely.MultiPolygon([box(0, 40, 3, 43), box(5, 40, 6, 41), box(10, 50, 15, 55)]),
    ],
)
def test_cells_fill_any_frame(boundary: shapely.Geometry) -> None:
    spots = inside(np.random.default_rng(2), boundary, 60)
    assert_make_up(numbered(spots, boundary), boundary)


@pytest.mark.parametrize(
    "spots",
    [
        [(2, 50), (8, 50)],
        [(x, 50) for x in range(1, 10)],
        [(x, 41 + x) for x in range(1, 10)],
        [(5, y) for y in range(41, 60)],
        [(x, y) for x in range(1, 10) for y in range(41, 60)],
        [(0, 40), (10, 40), (10, 60), (0, 60), (5, 40), (0, 55)],
        [(5, 50), (5.00002, 50)],
    ],
)
def test_points_in_a_row_in_a_grid_and_on_the_edge_have_their_cells(
    spots: list[tuple[float, float]],
) -> None:
    found = numbered(np.array(spots, dtype=float), box(0, 40, 10, 60))
    assert_make_up(found, box(0, 40, 10, 60))
    assert shapely.dwithin(np.array(found), shapely.points(spots), LAST).all()


@pytest.mark.parametrize(
    "spots", [[(0, 0), (180, 0)], [(0, 90), (0, -90)], [(0, 90), (0, -90), (0, 0), (180, 0)]]
)
def test_points_on_opposite_sides_of_the_globe_share_it(spots: list[tuple[float, float]]) -> None:
    globe = box(-180, -90, 180, 90)
    assert_make_up(numbered(np.array(spots, dtype=float), globe), globe)


def test_points_east_and_west_of_180_lie_in_a_frame_across_it() -> None:
    fiji = box(177, -20, 182, -16)
    found = cells(fiji, west=(178, -17), east=(-179, -18))
    assert found[1].covers(shapely.Point(181, -18))
    assert_make_up(found, fiji)


def test_an_island_without_a_point_goes_to_the_nearest() -> None:
    islands = shapely.MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1), box(9, 0, 10, 1)])
    west, east = cells(islands, west=(0.5, 0.5), east=(9.5, 0.5))
    assert islands.geoms[0].union(islands.geoms[1]).equals(west)
    assert islands.geoms[2].equals(east)


def test_two_thousand_points_have_their_cells() -> None:
    frame = box(22, 44, 40, 52)
    assert_make_up(numbered(inside(np.random.default_rng(3), frame, 2000), frame), frame)


@st.composite
def frames(draw: st.DrawFn) -> shapely.Geometry:
    """Concave frames from a village to a continent, some with a hole, some with an island."""
    size = 10 ** draw(st.floats(-2.5, 1.7))
    lon, lat = draw(st.floats(-175, 175)), draw(st.floats(-75, 75))
    high = min(size * draw(st.floats(0.3, 1)), 88 - abs(lat))
    reach = draw(st.lists(st.floats(0.3, 1), min_size=3, max_size=12))
    angles = np.linspace(0, 2 * np.pi, len(reach), endpoint=False)
    ways = np.column_stack([size / 2 * np.cos(angles), high / 2 * np.sin(angles)])
    frame: shapely.Geometry = shapely.Polygon(np.array(reach)[:, None] * ways + (lon, lat))
    if draw(st.booleans()):
        frame -= box(lon - size / 20, lat - high / 20, lon + size / 20, lat + high / 20)
    if draw(st.booleans()):
        frame |= box(lon + size, lat - high / 4, lon + 1.3 * size, lat + high / 4)
    return frame


@settings(max_examples=40, deadline=None)
@given(frames(), st.integers(0, 2**32 - 1), st.integers(4, 80))
def test_cells_are_the_nearest_parts_of_any_frame(
    frame: shapely.Geometry, seed: int, count: int
) -> None:
    chance = np.random.default_rng(seed)
    spots = apart(inside(chance, frame, count))
    assume(len(spots) > 1)
    found = numbered(spots, frame)
    assert_make_up(found, frame)
    within = frame.buffer(-2 * LAST)
    assert_nearest(found, spots, inside(chance, within, 40), share=0.005)


def apart(spots: np.ndarray) -> np.ndarray:
    """Those that are more than two metres away from all before them."""
    kept: list[np.ndarray] = []
    for spot in spots:
        if all(apart_m(spot, other) > 2 for other in kept):
            kept.append(spot)
    return np.array(kept)


@pytest.mark.parametrize("seed", [0, 3, 22])
def test_each_place_near_a_pole_lies_in_the_cell_of_the_nearest_point(seed: int) -> None:
    rng = np.random.default_rng(seed)
    spots = np.column_stack([rng.uniform(-180, 180, 36), rng.uniform(70, 89.95, 36)])
    found = np.array(numbered(spots, box(-180, 66, 180, 90)), dtype=object)
    places = np.column_stack([rng.uniform(-180, 180, 400), rng.uniform(88, 89.99, 400)])
    far = np.array([WGS84.inv(*np.tile(spot, (400, 1)).T, *places.T)[2] for spot in spots.tolist()])
    # where two points are nearly as near, a border that is drawn straight may decide
    first, second = np.sort(far, axis=0)[:2]
    plain = second - first > 5_000
    within = shapely.dwithin(shapely.points(places), found[np.argmin(far, axis=0)], LAST)
    assert plain.sum() > 200
    assert within[plain].all()
