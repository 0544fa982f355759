"""The front over many days, held to each day's own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from squares import (
    ACTORS,
    AT_WAR,
    BLUE,
    FOUR,
    GREEN,
    HOLDERS,
    NORTH_M,
    RED,
    SIDES,
    SQUARE_KM2,
    UNCLEAR,
    state,
)
from tessellation import random_areas

from frontmap.front.frontline import find_frontline, find_movement
from frontmap.front.over_days import FrontHistory, front_spans
from frontmap.front.pockets import pockets
from frontmap.ground.topology import build_topology
from frontmap.model import NO_DATA, Control, Relation, RelationKind, Run
from frontmap.relations import Hostility
from frontmap.statuses import Status


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
    spans = FrontHistory(runs, FOUR, AT_WAR, first=day(1), last=day(8)).spans()
    assert {number: ((day(1), day(3)), (day(7), day(8)))} == spans


def test_figures_of_a_day_name_what_is_held_contested_and_front() -> None:
    runs = {
        "nw": [run("nw", 0, 3, RED)],
        "ne": [run("ne", 0, 1, RED), run("ne", 2, 3, state("red", Status.CONTESTED, "blue"))],
    }
    second, third = FrontHistory(runs, FOUR, AT_WAR, first=day(1), last=day(2)).figures()
    assert (0, 0, 0) == (second.front_m, second.opened_m, second.closed_m)
    assert {"blue": 0, "red": pytest.approx(2 * SQUARE_KM2.expected, abs=1e-3)} == second.held_km2
    assert {"blue": 0, "red": SQUARE_KM2} == third.held_km2
    assert {"blue": SQUARE_KM2, "red": SQUARE_KM2} == third.contested_km2
    assert {"blue": NORTH_M, "red": NORTH_M} == third.actor_front_m
    assert (NORTH_M, NORTH_M, 0) == (third.front_m, third.opened_m, third.closed_m)


MOSAIC = build_topology(random_areas(seed=7, cells=40, areas=12))

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
    spans = FrontHistory(
        runs, MOSAIC, hostility, first=day(first), last=day(first + length)
    ).spans()
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
    record = FrontHistory(runs, MOSAIC, AT_WAR, first=day(first), last=day(first + length))
    counted = dict(record.pocket_counts(SIDES))
    counts: dict[str, int] = {}
    for number in range(first, first + length + 1):
        there = pockets(controls_on(runs, day(number)), MOSAIC, SIDES)
        counts = counted.pop(day(number), counts)
        assert {side: len(groups) for side, groups in there.items()} == dict(counts)
    assert {} == counted


def test_days_on_which_nobody_has_an_outline_have_no_pockets_and_no_km2() -> None:
    runs = dict.fromkeys(("nw", "ne", "sw", "se"), ())
    record = FrontHistory(runs, FOUR, AT_WAR, first=day(0), last=day(2))
    assert dict(record.pocket_counts(SIDES)) == {}
    figures = record.figures()
    assert [(f.day, f.held_km2, f.front_m) for f in figures] == [(day(n), {}, 0) for n in range(3)]


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
            FrontHistory(runs, MOSAIC, hostility, first=day(first), last=day(end))
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
    figures = FrontHistory(
        runs, MOSAIC, hostility, first=day(first), last=day(first + length)
    ).figures()
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


def test_what_is_contested_or_shared_is_counted_once_however_many_are_in_it() -> None:
    runs = {
        "nw": [run("nw", 0, 1, state("red", Status.CONTESTED, "blue", "green"))],
        "ne": [run("ne", 0, 0, RED), run("ne", 1, 1, state("stray", Status.CONTESTED, "blue"))],
        "sw": [run("sw", 0, 0, NO_DATA), run("sw", 1, 1, state("red", Status.SHARED, "blue"))],
    }
    first, second = FrontHistory(runs, FOUR, AT_WAR, first=day(0), last=day(1)).figures()
    assert (SQUARE_KM2, 0) == (first.all_contested_km2, first.all_shared_km2)
    twice = pytest.approx(2 * SQUARE_KM2.expected, abs=1e-3)
    assert (twice, SQUARE_KM2) == (second.all_contested_km2, second.all_shared_km2)
    assert twice == second.contested_km2["blue"]


def test_what_nobody_is_known_to_contest_is_contested_all_the_same() -> None:
    runs = {"nw": [run("nw", 0, 0, Control("unknown", Status.CONTESTED))]}
    (only,) = FrontHistory(runs, FOUR, AT_WAR, first=day(0), last=day(0)).figures()
    assert SQUARE_KM2 == only.all_contested_km2
    assert {} == only.contested_km2


def test_days_without_a_change_share_their_figures_so_that_a_thousand_years_are_small() -> None:
    runs = {"nw": [run("nw", 0, 9, BLUE)]}
    figures = FrontHistory(runs, FOUR, AT_WAR, first=day(0), last=day(20)).figures()
    assert [day(number) for number in range(21)] == [one.day for one in figures]
    assert 2 == len({id(one.held_km2) for one in figures})
    held = [one.held_km2["blue"] for one in figures[9:11]]
    assert [SQUARE_KM2, 0] == held
