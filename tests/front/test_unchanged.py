"""The km² that never change hands in an episode."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import day, episode, run, state
from shapely import box
from tessellation import as_areas

from frontmap.front.unchanged import unchanged_km2
from frontmap.model import NO_DATA, Area, Confidence, Control
from frontmap.statuses import Status

AREAS = {area.id: area for area in as_areas(north=box(0, 0, 1, 1), south=box(0, -1, 1, 0))}
KM2 = {"north": 2.0, "south": 0.5}


def unchanged(
    north: list[Control], south: list[Control], areas: dict[str, Area] = AREAS
) -> dict[str, float]:
    """With a run of two days for each state, in an episode that begins with the first of them."""
    runs = {
        area: [run(2 * n + 1, 2 * n + 2, control, area=area) for n, control in enumerate(states)]
        for area, states in (("north", north), ("south", south))
    }
    return dict(unchanged_km2(runs, areas, KM2, episode(1, 4)))


def test_areas_that_never_change_are_added_up_by_their_holder() -> None:
    assert {"blue": 2.5} == unchanged([state("blue")], [state("blue")])
    assert {"blue": 2.0, "red": 0.5} == unchanged([state("blue")], [state("red")])


@pytest.mark.parametrize("later", [state("red"), state("blue", Status.EVACUATING), NO_DATA])
def test_an_area_whose_state_changes_does_not_count(later: Control) -> None:
    assert {"red": 0.5} == unchanged([state("blue"), later], [state("red")])


def test_how_sure_a_state_is_does_not_count() -> None:
    surer = replace(state("blue"), confidence=Confidence.LOW)
    assert {"blue": 2.0, "red": 0.5} == unchanged([state("blue"), surer], [state("red")])


@pytest.mark.parametrize("status", list(Status))
def test_only_what_is_held_or_being_left_counts(status: Status) -> None:
    held = {Status.HELD, Status.EVACUATING}
    expected = {"blue": 2.0, "red": 0.5} if status in held else {"red": 0.5}
    assert expected == unchanged([state("blue", status)], [state("red")])


def test_what_changes_in_another_episode_does_not_matter() -> None:
    assert {"blue": 2.0, "red": 0.5} == unchanged(
        [state("blue"), state("blue"), state("red")], [state("red")]
    )


def test_an_area_whose_outline_is_not_there_every_day_does_not_count() -> None:
    for dated in ({"first": day(2)}, {"last": day(3)}):
        areas = AREAS | {"north": replace(AREAS["north"], **dated)}
        assert {"red": 0.5} == unchanged([state("blue")], [state("red")], areas)
