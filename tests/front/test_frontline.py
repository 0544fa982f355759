"""The front worked out by hand on four squares, and held to other ways of finding it."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from squares import (
    ACTORS,
    AT_WAR,
    BLUE,
    EAST_M,
    FOUR,
    GREEN,
    HOLDERS,
    NORTH_M,
    RED,
    SIDES,
    SQUARE_KM2,
    UNCLEAR,
    squares,
    state,
)
from tessellation import random_areas

from frontmap.front.frontline import Movement, find_frontline, find_movement
from frontmap.ground.topology import build_topology
from frontmap.model import NO_DATA, UNKNOWN, Control, Relation, RelationKind
from frontmap.relations import Hostility
from frontmap.statuses import Status


def front_pairs(controls: dict[str, Control], hostility: Hostility = AT_WAR) -> dict:
    return {
        (segment.border.left, segment.border.right): segment.pairs
        for segment in find_frontline(controls, FOUR, hostility).segments
    }


def test_actors_of_one_side_are_not_hostile() -> None:
    assert not AT_WAR.hostile("red", "crimson")
    assert AT_WAR.hostile("red", "blue")


@pytest.mark.parametrize("nobody", ["stray", UNKNOWN, "", "never heard of"])
def test_an_actor_without_a_side_is_nobodys_enemy(nobody: str) -> None:
    assert not AT_WAR.hostile("red", nobody)
    assert not AT_WAR.hostile(nobody, "red")


@pytest.mark.parametrize(
    ("episode", "expected"), [("spring", False), ("autumn", True), ("", False)]
)
def test_a_truce_holds_in_its_episode_and_without_one_in_all(
    episode: str, *, expected: bool
) -> None:
    truce = Relation(frozenset({"reds", "blues"}), episode, RelationKind.TRUCE)
    hostility = Hostility(ACTORS, [truce], "spring")
    assert expected == hostility.hostile("crimson", "blue")
    assert hostility.hostile("crimson", "green")


def test_the_front_runs_between_two_holders() -> None:
    front = find_frontline(squares(RED, RED, BLUE, BLUE), FOUR, AT_WAR)
    expected = {("nw", "sw"): (("blue", "red"),), ("ne", "se"): (("blue", "red"),)}
    assert expected == front_pairs(squares(RED, RED, BLUE, BLUE))
    assert 2 * EAST_M.expected == pytest.approx(front.length_m, abs=0.001)


def test_a_rival_in_a_contested_area_faces_the_neighbours() -> None:
    embattled = state("red", Status.CONTESTED, "blue")
    assert {("nw", "ne"): (("blue", "red"),)} == front_pairs(
        squares(embattled, RED, UNCLEAR, UNCLEAR)
    )
    assert {("nw", "ne"): (("blue", "red"),)} == front_pairs(
        squares(embattled, BLUE, UNCLEAR, UNCLEAR)
    )


def test_there_is_no_line_inside_a_contested_area() -> None:
    embattled = state("red", Status.CONTESTED, "blue")
    assert {} == front_pairs(squares(embattled, UNCLEAR, NO_DATA, NO_DATA))


def test_an_area_that_is_being_left_counts_for_who_leaves() -> None:
    leaving = state("blue", Status.EVACUATING)
    assert {("nw", "ne"): (("blue", "red"),)} == front_pairs(
        squares(leaving, RED, NO_DATA, NO_DATA)
    )


def test_both_sides_of_a_shared_area_face_a_third() -> None:
    shared = state("red", Status.SHARED, "blue")
    expected = {("nw", "ne"): (("blue", "green"), ("green", "red"))}
    assert expected == front_pairs(squares(shared, GREEN, NO_DATA, NO_DATA))


@pytest.mark.parametrize("silent", [UNCLEAR, NO_DATA, state(UNKNOWN)])
def test_nobody_faces_an_area_of_which_nothing_is_known(silent: Control) -> None:
    assert {} == front_pairs(squares(silent, RED, BLUE, silent))


def test_an_area_without_a_state_is_no_data() -> None:
    assert {} == front_pairs({"nw": RED})


def test_areas_that_touch_at_a_corner_have_no_front() -> None:
    assert {} == front_pairs(squares(RED, NO_DATA, NO_DATA, BLUE))


def test_a_day_counts_each_border_once_and_an_actor_each_of_its_borders_once() -> None:
    embattled = state("red", Status.CONTESTED, "blue", "green")
    front = find_frontline(squares(embattled, BLUE, NO_DATA, NO_DATA), FOUR, AT_WAR)
    assert NORTH_M == front.length_m
    assert {"blue": NORTH_M, "green": NORTH_M, "red": NORTH_M} == front.by_actor()
    (segment,) = front.segments
    assert (("blue", "green"), ("blue", "red")) == segment.pairs
    assert (("blues", "greens"), ("blues", "reds")) == segment.sides


def test_two_actors_of_a_side_make_one_front_of_that_side() -> None:
    front = find_frontline(squares(RED, BLUE, state("crimson"), BLUE), FOUR, AT_WAR)
    assert {"blue": 2 * NORTH_M.expected, "crimson": NORTH_M, "red": NORTH_M} == {
        key: pytest.approx(value, abs=0.001) for key, value in front.by_actor().items()
    }
    assert [(("blues", "reds"),), (("blues", "reds"),)] == [one.sides for one in front.segments]


def test_the_lines_between_two_sides_are_joined_end_to_end() -> None:
    lines = find_frontline(squares(RED, RED, BLUE, BLUE), FOUR, AT_WAR).lines()
    assert [("blues", "reds")] == list(lines)
    (equator,) = lines["blues", "reds"].geoms
    assert [(-0.01, 0), (0, 0), (0.01, 0)] == sorted(equator.coords)


def test_the_frame_has_one_row_per_border_and_a_crs() -> None:
    embattled = state("red", Status.CONTESTED, "green")
    frame = find_frontline(squares(embattled, BLUE, NO_DATA, NO_DATA), FOUR, AT_WAR).to_frame()
    assert frame.crs == "EPSG:4326"
    expected = {
        "left": "nw",
        "right": "ne",
        "sides": "blues/greens blues/reds",
        "actors": "blue/green blue/red",
        "length_m": NORTH_M,
    }
    assert expected == frame.iloc[0][list(expected)].to_dict()
    assert [(0, 0), (0, 0.01)] == list(frame.geometry.iloc[0].coords)


def test_the_frame_of_a_day_without_front_is_empty_and_has_a_crs() -> None:
    frame = find_frontline({}, FOUR, AT_WAR).to_frame()
    assert 0 == len(frame)
    assert frame.crs == "EPSG:4326"


def test_what_moved_is_areas_and_metres_between_two_days() -> None:
    before = squares(RED, BLUE, RED, BLUE)
    after = squares(RED, RED, RED, BLUE)
    assert (
        Movement(
            gained={"red": ("ne",)},
            lost={"blue": ("ne",)},
            gained_km2={"red": SQUARE_KM2},
            lost_km2={"blue": SQUARE_KM2},
            opened_m=EAST_M,
            closed_m=NORTH_M,
        )
        == find_movement(before, after, FOUR, AT_WAR)
    )  # fmt: skip


def test_a_rival_that_comes_in_moves_the_front_and_gains_nothing() -> None:
    before = squares(RED, RED, NO_DATA, NO_DATA)
    after = squares(RED, state("red", Status.CONTESTED, "blue"), NO_DATA, NO_DATA)
    assert Movement({}, {}, {}, {}, NORTH_M, 0) == find_movement(before, after, FOUR, AT_WAR)


def test_where_the_record_is_silent_nothing_is_known_to_have_moved() -> None:
    moved = find_movement(squares(NO_DATA, RED, RED, RED), {"nw": BLUE}, FOUR, AT_WAR)
    assert {} == moved.gained
    assert {} == moved.lost


def test_what_becomes_unclear_is_lost_and_nobody_gains_it() -> None:
    before, after = squares(RED, RED, RED, RED), squares(UNCLEAR, RED, RED, RED)
    moved = find_movement(before, after, FOUR, AT_WAR)
    assert {} == moved.gained
    assert {"red": ("nw",)} == moved.lost


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(50, 300))
def test_the_front_is_where_the_dissolved_sides_touch(seed: int, cells: int) -> None:
    areas = random_areas(seed, cells)
    chance = np.random.default_rng(seed)
    held = {area.id: HOLDERS[chance.integers(len(HOLDERS))] for area in areas}
    front = find_frontline(
        {area: state(holder) for area, holder in held.items()}, build_topology(areas), AT_WAR
    )
    dissolved = {
        side: shapely.union_all([a.polygon for a in areas if SIDES[held[a.id]] == side])
        for side in ("blues", "greens", "reds")
    }
    expected = {}
    for one, other in combinations(dissolved, 2):
        touching = shapely.intersection(dissolved[one].boundary, dissolved[other].boundary)
        metres = sum(
            Geod(ellps="WGS84").line_length(*shapely.get_coordinates(part).T)
            for part in shapely.get_parts(touching)
        )
        if metres:
            expected[one, other] = metres
    found: dict[tuple[str, str], float] = defaultdict(float)
    for segment in front.segments:
        for pair in segment.sides:
            found[pair] += segment.border.length_m
    assert pytest.approx(expected, abs=0.01) == found
    # without contested areas a border is front for one pair of sides only
    assert pytest.approx(sum(expected.values()), abs=0.01) == front.length_m


def test_actors_are_named_in_alphabetical_order_and_the_unknown_never() -> None:
    before = squares(state("red"), state("crimson"), state("green"), UNCLEAR)
    after = squares(state("blue"), UNCLEAR, state("crimson"), state("green"))
    moved = find_movement(before, after, FOUR, AT_WAR)
    assert [("blue", ("nw",)), ("crimson", ("sw",)), ("green", ("se",))] == [*moved.gained.items()]
    assert [("crimson", ("ne",)), ("green", ("sw",)), ("red", ("nw",))] == [*moved.lost.items()]
    assert ["blue", "crimson", "green"] == [*moved.gained_km2]
    assert ["crimson", "green", "red"] == [*moved.lost_km2]
    assert {SQUARE_KM2.expected} == {round(km2, 4) for km2 in moved.lost_km2.values()}


def test_areas_that_an_actor_gains_come_in_the_file_s_order() -> None:
    moved = find_movement(squares(RED, RED, RED, RED), squares(BLUE, RED, BLUE, BLUE), FOUR, AT_WAR)
    assert {"blue": ("nw", "sw", "se")} == moved.gained
    assert {"blue": pytest.approx(3 * SQUARE_KM2.expected, abs=1e-3)} == moved.gained_km2


def test_metres_by_actor_come_in_alphabetical_order() -> None:
    front = find_frontline(squares(RED, BLUE, state("crimson"), GREEN), FOUR, AT_WAR)
    assert ["blue", "crimson", "green", "red"] == [*front.by_actor()]


def test_a_border_that_stays_front_has_neither_opened_nor_closed() -> None:
    contested = state("red", Status.CONTESTED, "green")
    moved = find_movement(
        squares(RED, BLUE, NO_DATA, NO_DATA), squares(contested, BLUE, NO_DATA, NO_DATA),
        FOUR, AT_WAR,
    )  # fmt: skip
    assert (0, 0) == (moved.opened_m, moved.closed_m)


def test_the_lines_between_sides_come_in_alphabetical_order() -> None:
    lines = find_frontline(squares(RED, GREEN, RED, BLUE), FOUR, AT_WAR).lines()
    assert [("blues", "greens"), ("blues", "reds"), ("greens", "reds")] == [*lines]
