"""What moved where outlines come and go, worked out by hand on squares at the equator.

A square of 0.01° at the equator covers 1.2309 km².
"""

from __future__ import annotations

from dataclasses import replace
from itertools import starmap

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from making import state
from shapely import box
from tessellation import as_areas

from frontmap.front.frontline import Frontline, FrontSegment
from frontmap.front.moved_ground import (
    MovedOutline,
    beyond,
    km2_of,
    moved_front_m,
    moved_ground,
    moved_outlines,
)
from frontmap.ground.topology import Border
from frontmap.model import NO_DATA, Area, Control
from frontmap.statuses import Status

BLUE, GREEN = state("blue"), state("green")
UNKNOWN = state("unknown", Status.UNKNOWN)
SQUARE = pytest.approx(1.2309, abs=0.0001)
HALF = pytest.approx(0.6155, abs=0.0001)


def strip(west: float, east: float) -> shapely.Polygon:
    """A strip at the equator, from so many to so many hundredths of a degree."""
    return box(west / 100, 0, east / 100, 0.01)


def areas(**polygons: shapely.Polygon) -> dict[str, Area]:
    return {area.id: area for area in as_areas(**polygons)}


def moved(
    gone: dict[str, Control], come: dict[str, Control], of: dict[str, Area]
) -> list[MovedOutline]:
    return list(moved_outlines(gone, come, of))


def test_an_outline_follows_the_one_of_the_same_part() -> None:
    of = {
        key: replace(area, part_of="town")
        for key, area in areas(old=strip(0, 1), new=strip(0, 2)).items()
    }
    assert moved({"old": BLUE}, {"new": GREEN}, of) == [
        MovedOutline("new", "old", BLUE, GREEN, there=True)
    ]


def test_else_it_follows_the_one_on_most_of_its_ground() -> None:
    of = areas(one=strip(0, 1), other=strip(1, 3), new=strip(0.2, 3))
    # most of what Blue had is Green's now
    assert moved({"one": BLUE, "other": GREEN}, {"new": GREEN}, of) == [
        MovedOutline("new", "other", GREEN, GREEN, there=True),
        MovedOutline("one", "", BLUE, GREEN, there=False),
    ]


def test_an_outline_on_ground_that_nobody_had_follows_none() -> None:
    of = areas(one=strip(0, 1), new=strip(2, 3))
    assert moved({}, {"new": BLUE}, of) == [MovedOutline("new", "", NO_DATA, BLUE, there=True)]
    assert moved({"one": GREEN}, {}, of) == [MovedOutline("one", "", GREEN, NO_DATA, there=False)]


def test_ground_that_is_only_drawn_anew_has_not_moved() -> None:
    of = areas(whole=strip(0, 2), west=strip(0, 1), east=strip(1, 2))
    halves = {"west": BLUE, "east": BLUE}
    assert moved({"whole": BLUE}, halves, of) == moved(halves, {"whole": BLUE}, of) == []
    assert [one.area for one in moved({"whole": BLUE}, halves | {"east": GREEN}, of)] == ["east"]


def test_outlines_without_data_on_both_days_have_not_moved() -> None:
    of = areas(old=strip(0, 1), new=strip(0, 2))
    assert moved({"old": NO_DATA}, {"new": NO_DATA}, of) == []


def test_ground_is_gained_by_one_and_lost_by_another() -> None:
    of = areas(blue=strip(0, 1), green=strip(1, 2), blue2=strip(0, 1.5), green2=strip(1.5, 2))
    ground = moved_ground({"blue": BLUE, "green": GREEN}, {"blue2": BLUE, "green2": GREEN}, of)
    assert (ground.gained_km2, ground.lost_km2) == ({"blue": HALF}, {"green": HALF})


def test_ground_that_nobody_had_is_lost_by_nobody() -> None:
    of = areas(blue=strip(0, 1), blue2=strip(0, 2))
    ground = moved_ground({"blue": BLUE}, {"blue2": BLUE}, of)
    assert (ground.gained_km2, ground.lost_km2) == ({"blue": SQUARE}, {})


def test_areas_that_stay_count_where_their_holder_changes() -> None:
    of = areas(one=strip(0, 1), other=strip(1, 2), more=strip(2, 3))
    ground = moved_ground(
        {"one": BLUE, "other": BLUE}, {"one": BLUE, "other": GREEN, "more": GREEN}, of
    )
    assert ground.gained_km2 == {"green": pytest.approx(2 * 1.2309, abs=0.0002)}
    assert ground.lost_km2 == {"blue": SQUARE}


def test_of_silent_ground_nothing_is_known_and_of_the_unknown_nothing_is_told() -> None:
    of = areas(silent=strip(0, 1), blue=strip(0, 2), unknown=strip(2, 3))
    ground = moved_ground({"silent": NO_DATA}, {"blue": BLUE, "unknown": UNKNOWN}, of)
    assert (ground.gained_km2, ground.lost_km2) == ({"blue": SQUARE}, {})
    back = moved_ground({"blue": BLUE, "unknown": UNKNOWN}, {"silent": NO_DATA}, of)
    assert (back.gained_km2, back.lost_km2) == ({}, {"blue": SQUARE})


def test_outlines_that_are_the_same_but_for_their_ids_move_no_ground() -> None:
    of = areas(one=strip(0, 1), same=strip(0, 1))
    ground = moved_ground({"one": BLUE}, {"same": BLUE}, of)
    assert (ground.gained_km2, ground.lost_km2) == ({}, {})


def test_km2_leave_holes_out_and_lines_count_for_nothing() -> None:
    holed = box(0, 0, 0.02, 0.01).difference(box(0.005, 0.0, 0.015, 0.01))
    assert km2_of(holed) == SQUARE
    line = shapely.LineString([(0, 0), (1, 0)])
    assert km2_of(shapely.GeometryCollection([strip(0, 1), line])) == SQUARE
    assert str(km2_of(shapely.Polygon())) == "0.0"


def test_the_front_opened_and_closed_where_its_line_is_another() -> None:
    def front(*lines: tuple[float, float, float]) -> Frontline:
        borders = (
            Border(number, "a", "b", shapely.LineString([(x, south), (x, north)]), 0.0)
            for number, (x, south, north) in enumerate(lines)
        )
        return Frontline(tuple(starmap(FrontSegment, ((b, (), ()) for b in borders))))

    opened, closed = moved_front_m(front((0, 0, 0.02)), front((0, 0, 0.01), (0.01, 0, 0.01)))
    assert [opened, closed] == [pytest.approx(1105.743, abs=0.001)] * 2
    assert moved_front_m(front(), front()) == (0, 0)


@given(
    *(
        st.lists(st.tuples(*[st.integers(0, 12)] * 2), min_size=3, max_size=9, unique=True)
        for _ in range(2)
    )
)
def test_what_lies_beyond_is_the_difference(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    shapes = [shapely.make_valid(shapely.Polygon(of)).buffer(0.25) for of in (one, other)]
    hole = shapes[0].difference(box(4, 4, 6, 6))
    for mine, theirs in (shapes, (hole, shapes[0]), (shapes[0], hole), (hole, hole)):
        expected = shapely.difference(mine, theirs).area
        assert beyond(mine, theirs).area == pytest.approx(expected, abs=1e-9)


def test_wide_outlines_are_as_large_as_their_slices() -> None:
    wide = shapely.box(0, 50, 90, 60)
    slices = (shapely.box(west, 50, west + 1, 60) for west in range(90))
    assert km2_of(wide) == pytest.approx(sum(map(km2_of, slices)), rel=1e-4)
