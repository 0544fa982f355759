"""Pockets worked out by hand on four squares, and held to the parts of dissolved sides."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from squares import (
    BLUE,
    FOUR,
    RED,
    SIDES,
    UNCLEAR,
    squares,
    state,
)
from tessellation import random_areas

from frontmap.front.pockets import PocketEvent, PocketEventKind, pocket_events, pockets
from frontmap.ground.topology import build_topology
from frontmap.statuses import Status


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
