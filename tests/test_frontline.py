"""The front worked out by hand on four squares, and held to other ways of finding it.

The squares of `test_topology` lie around 0°, 0°: a border on the equator is 1113.195 m long, one
on the meridian 1105.743 m, and each square covers 1.2309 km².
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import box
from tessellation import as_areas, random_areas

from frontmap.frontline import (
    FrontRecord,
    Hostility,
    Movement,
    PocketEvent,
    PocketEventKind,
    daily_figures,
    find_frontline,
    find_movement,
    front_runs,
    front_spans,
    pocket_events,
    pockets,
)
from frontmap.model import (
    NO_DATA,
    UNKNOWN,
    Actor,
    Confidence,
    Control,
    Relation,
    RelationKind,
    Run,
    Status,
    Text,
)
from frontmap.topology import build_topology

EAST_M = pytest.approx(1113.195, abs=0.001)
NORTH_M = pytest.approx(1105.743, abs=0.001)
SQUARE_KM2 = pytest.approx(1.2309, abs=0.0001)

FOUR = build_topology(
    as_areas(
        nw=box(-0.01, 0, 0, 0.01),
        ne=box(0, 0, 0.01, 0.01),
        sw=box(-0.01, -0.01, 0, 0),
        se=box(0, -0.01, 0.01, 0),
    )
)


def actor(actor_id: str, side: str) -> Actor:
    return Actor(id=actor_id, name=Text(actor_id), short=actor_id, colour="#000000", side=side)


ACTORS = (
    actor("red", "reds"),
    actor("crimson", "reds"),
    actor("blue", "blues"),
    actor("green", "greens"),
    actor("stray", ""),
    actor(UNKNOWN, ""),
)
SIDES = {one.id: one.side for one in ACTORS}
AT_WAR = Hostility(ACTORS, (), "spring")


def state(holder: str, status: Status = Status.HELD, *rivals: str) -> Control:
    return Control(holder, status, rivals, Confidence.HIGH)


RED, BLUE, GREEN = state("red"), state("blue"), state("green")
UNCLEAR = state(UNKNOWN, Status.UNKNOWN)


def squares(nw: Control, ne: Control, sw: Control, se: Control) -> dict[str, Control]:
    return {"nw": nw, "ne": ne, "sw": sw, "se": se}


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
    assert {("blue", "green"): NORTH_M, ("blue", "red"): NORTH_M} == front.by_pair()
    assert {("blues", "greens"): NORTH_M, ("blues", "reds"): NORTH_M} == front.by_sides()


def test_two_actors_of_a_side_make_one_front_of_that_side() -> None:
    front = find_frontline(squares(RED, BLUE, state("crimson"), BLUE), FOUR, AT_WAR)
    assert {"blue": 2 * NORTH_M.expected, "crimson": NORTH_M, "red": NORTH_M} == {
        key: pytest.approx(value, abs=0.001) for key, value in front.by_actor().items()
    }
    assert ["blues", "reds"] == [side for pair in front.by_sides() for side in pair]


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


def test_a_pocket_hangs_together_by_lines_and_not_by_a_point() -> None:
    expected = {"blues": (("ne",), ("sw",)), "reds": (("nw",), ("se",))}
    assert expected == pockets(squares(RED, BLUE, BLUE, RED), FOUR, SIDES)


def test_a_pocket_is_a_sides_whatever_its_actors_and_states() -> None:
    controls = squares(
        state("red", Status.CONTESTED, "blue"),
        state("crimson", Status.EVACUATING),
        UNCLEAR,
        state("red", Status.SHARED, "blue"),
    )
    assert {"reds": (("nw", "ne", "se"),)} == pockets(controls, FOUR, SIDES)


def test_a_pocket_that_is_cut_in_two_splits_and_then_merges_again() -> None:
    whole, cut = {"reds": (("a", "b", "c"),)}, {"reds": (("a",), ("c",))}
    assert (
        PocketEvent("reds", PocketEventKind.SPLIT, (("a", "b", "c"),), (("a",), ("c",))),
    ) == pocket_events(whole, cut)
    assert (
        PocketEvent("reds", PocketEventKind.MERGED, (("a",), ("c",)), (("a", "b", "c"),)),
    ) == pocket_events(cut, whole)


def test_a_pocket_appears_and_another_disappears() -> None:
    before, after = {"blues": (("d",),), "reds": (("a",),)}, {"reds": (("a", "b"), ("c",))}
    assert (
        PocketEvent("blues", PocketEventKind.CLOSED, (("d",),), ()),
        PocketEvent("reds", PocketEventKind.OPENED, (), (("c",),)),
    ) == pocket_events(before, after)


def test_a_pocket_that_splits_and_joins_another_makes_both_events() -> None:
    before, after = {"reds": (("a", "b"), ("c",))}, {"reds": (("a",), ("b", "c"))}
    assert [PocketEventKind.SPLIT, PocketEventKind.MERGED] == [
        event.kind for event in pocket_events(before, after)
    ]


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


def day(number: int) -> date:
    return date(2018, 4, 19) + timedelta(days=number)


def run(area: str, first: int, last: int, control: Control) -> Run:
    return Run(area, day(first), day(last), control, None, day(first))


def test_a_border_is_front_on_spans_of_days() -> None:
    runs = {
        "nw": [run("nw", 0, 9, RED)],
        "ne": [
            run("ne", 0, 1, BLUE),
            run("ne", 2, 3, state("blue", Status.CONTESTED, "red")),
            run("ne", 4, 6, RED),
            run("ne", 7, 9, GREEN),
        ],
    }
    number = next(b.number for b in FOUR.borders if (b.left, b.right) == ("nw", "ne"))
    spans = front_runs(runs, FOUR, AT_WAR, first=day(1), last=day(8))
    assert {number: ((day(1), day(3)), (day(7), day(8)))} == spans


def test_figures_of_a_day_name_what_is_held_contested_and_front() -> None:
    runs = {
        "nw": [run("nw", 0, 3, RED)],
        "ne": [run("ne", 0, 1, RED), run("ne", 2, 3, state("red", Status.CONTESTED, "blue"))],
    }
    second, third = daily_figures(runs, FOUR, AT_WAR, first=day(1), last=day(2))
    assert (0, 0, 0) == (second.front_m, second.opened_m, second.closed_m)
    assert {"blue": 0, "red": pytest.approx(2 * SQUARE_KM2.expected, abs=1e-3)} == second.held_km2
    assert {"blue": 0, "red": SQUARE_KM2} == third.held_km2
    assert {"blue": SQUARE_KM2, "red": SQUARE_KM2} == third.contested_km2
    assert {"blue": NORTH_M, "red": NORTH_M} == third.actor_front_m
    assert (NORTH_M, NORTH_M, 0) == (third.front_m, third.opened_m, third.closed_m)


MOSAIC = build_topology(random_areas(seed=7, cells=40, areas=12))
HOLDERS = ("red", "crimson", "blue", "green", "stray")

controls = st.one_of(
    st.just(NO_DATA),
    st.just(UNCLEAR),
    st.builds(state, st.sampled_from(HOLDERS), st.sampled_from([Status.HELD, Status.EVACUATING])),
    st.permutations(HOLDERS).flatmap(
        lambda order: st.builds(
            lambda status, many: state(order[0], status, *sorted(order[1 : 1 + many])),
            st.sampled_from([Status.CONTESTED, Status.SHARED]),
            st.integers(1, 2),
        )
    ),
)

#: For each area the lengths and the states of its runs.
histories = st.fixed_dictionaries(
    {
        area: st.lists(st.tuples(st.integers(1, 12), controls), min_size=1, max_size=5)
        for area in MOSAIC.rings
    }
)


def as_runs(history: dict[str, list[tuple[int, Control]]]) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {}
    for area, stretches in history.items():
        begin = 0
        runs[area] = []
        for days, control in stretches:
            runs[area].append(run(area, begin, begin + days - 1, control))
            begin += days
    return runs


def controls_on(runs: dict[str, list[Run]], when: date) -> dict[str, Control]:
    return {
        area: stretch.control
        for area, of in runs.items()
        for stretch in of
        if stretch.first <= when <= stretch.last
    }


relations = st.lists(
    st.sampled_from(
        [
            Relation(frozenset({"reds", "blues"}), "spring", RelationKind.TRUCE),
            Relation(frozenset({"greens", "blues"}), "", RelationKind.ALLIED),
        ]
    ),
    unique=True,
)


@settings(max_examples=40, deadline=None)
@given(histories, relations, st.integers(0, 10), st.integers(0, 40))
def test_spans_of_days_agree_with_each_days_front(
    history: dict, peace: list[Relation], first: int, length: int
) -> None:
    runs, hostility = as_runs(history), Hostility(ACTORS, peace, "spring")
    spans = front_runs(runs, MOSAIC, hostility, first=day(first), last=day(first + length))
    for number in range(first, first + length + 1):
        front = find_frontline(controls_on(runs, day(number)), MOSAIC, hostility)
        assert [segment.border.number for segment in front.segments] == sorted(
            border
            for border, days in spans.items()
            if any(begin <= day(number) <= end for begin, end in days)
        )


@settings(max_examples=40, deadline=None)
@given(histories, st.integers(0, 10), st.integers(0, 40))
def test_pockets_are_counted_on_the_days_on_which_they_may_be_others(
    history: dict, first: int, length: int
) -> None:
    runs = as_runs(history)
    record = FrontRecord(runs, MOSAIC, AT_WAR, first=day(first), last=day(first + length))
    counted = dict(record.pocket_counts(SIDES))
    counts: dict[str, int] = {}
    for number in range(first, first + length + 1):
        there = pockets(controls_on(runs, day(number)), MOSAIC, SIDES)
        counts = counted.pop(day(number), counts)
        assert {side: len(groups) for side, groups in there.items()} == dict(counts)
    assert {} == counted


@settings(max_examples=40, deadline=None)
@given(histories, relations, st.integers(1, 40), st.integers(0, 39))
def test_who_faces_whom_over_stretches_agrees_with_each_day(
    history: dict, peace: list[Relation], last: int, cut: int
) -> None:
    runs, hostility = as_runs(history), Hostility(ACTORS, peace, "spring")
    cut = min(cut, last - 1)
    stretches = [(0, last)], [(0, cut), (cut + 1, last)]
    whole, parted = (
        front_spans(
            FrontRecord(runs, MOSAIC, hostility, first=day(first), last=day(end))
            for first, end in days
        )
        for days in stretches
    )
    assert sorted(whole, key=repr) == sorted(parted, key=repr)
    fronts = {
        day(number): find_frontline(controls_on(runs, day(number)), MOSAIC, hostility)
        for number in range(last + 1)
    }
    for when, front in fronts.items():
        there = [span for span in whole if span.first <= when <= span.last]
        assert list(front.segments) == [span.segment for span in there]
    numbers = {when: {s.border.number for s in front.segments} for when, front in fronts.items()}
    for span in whole:
        before, after = span.first - timedelta(days=1), span.last + timedelta(days=1)
        border = span.segment.border.number
        assert span.began == (before in numbers and border not in numbers[before])
        assert span.ended == (after in numbers and border not in numbers[after])


@settings(max_examples=40, deadline=None)
@given(histories, relations, st.integers(0, 10), st.integers(0, 40))
def test_figures_over_days_agree_with_each_days_own(
    history: dict, peace: list[Relation], first: int, length: int
) -> None:
    runs, hostility = as_runs(history), Hostility(ACTORS, peace, "spring")
    figures = daily_figures(runs, MOSAIC, hostility, first=day(first), last=day(first + length))
    assert [day(number) for number in range(first, first + length + 1)] == [f.day for f in figures]
    for number, found in enumerate(figures, start=first):
        today = controls_on(runs, day(number))
        front = find_frontline(today, MOSAIC, hostility)
        assert pytest.approx(front.length_m, abs=1e-3) == found.front_m
        shown = {actor: metres for actor, metres in found.actor_front_m.items() if metres}
        assert pytest.approx(dict(front.by_actor()), abs=1e-3) == shown
        for statuses, km2 in (
            ({Status.HELD, Status.EVACUATING}, found.held_km2),
            ({Status.CONTESTED}, found.contested_km2),
            ({Status.SHARED}, found.shared_km2),
        ):
            for holder, total in km2.items():
                expected = sum(
                    MOSAIC.km2[area]
                    for area, control in today.items()
                    if control.status in statuses and holder in control.present
                )
                assert pytest.approx(expected, abs=1e-6) == total
        yesterday = controls_on(runs, day(number - 1)) if number > first else today
        moved = find_movement(yesterday, today, MOSAIC, hostility)
        assert pytest.approx(moved.opened_m, abs=1e-3) == found.opened_m
        assert pytest.approx(moved.closed_m, abs=1e-3) == found.closed_m


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
    assert pytest.approx(expected, abs=0.01) == dict(front.by_sides())
    # without contested areas a border is front for one pair of sides only
    assert pytest.approx(sum(expected.values()), abs=0.01) == front.length_m


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_pockets_are_the_parts_of_the_dissolved_side(seed: int) -> None:
    areas = random_areas(seed, 120)
    chance = np.random.default_rng(seed)
    topology = build_topology(areas)
    states = {area.id: RED if chance.random() < 0.4 else BLUE for area in areas}
    reds = [area.polygon for area in areas if states[area.id] is RED]
    expected = len(shapely.get_parts(shapely.coverage_union_all(reds))) if reds else 0
    assert expected == len(pockets(states, topology, SIDES).get("reds", ()))
