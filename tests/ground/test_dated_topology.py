"""The borders on each day, where outlines come and go."""

from __future__ import annotations

from dataclasses import replace

from making import day
from shapely import box
from tessellation import as_areas

from frontmap.ground.dated_topology import DatedTopology
from frontmap.ground.topology import build_topology

ALWAYS, EARLY, LATE = as_areas(a=box(0, 0, 1, 1), b=box(1, 0, 2, 1), c=box(2, 0, 3, 1))
EARLY = replace(EARLY, last=day(3))
LATE = replace(LATE, first=day(3))


def test_a_day_has_the_borders_of_the_outlines_that_are_there() -> None:
    dated = DatedTopology([ALWAYS, EARLY, LATE])
    assert [["a", "b"], ["a", "b", "c"], ["a", "c"]] == [
        list(dated.on(day(number)).rings) for number in (2, 3, 4)
    ]
    assert build_topology([ALWAYS, EARLY]) == dated.on(day(2))


def test_days_with_the_same_outlines_share_their_borders() -> None:
    dated = DatedTopology([ALWAYS, EARLY, LATE])
    assert dated.on(day(1)) is dated.on(day(2))
    assert dated.on(day(1)) is not dated.on(day(3))
    assert dated.whole is dated.on(day(3))


def test_days_are_parted_where_outlines_come_or_go() -> None:
    dated = DatedTopology([ALWAYS, EARLY, LATE])
    parts = [(day(1), day(2)), (day(3), day(3)), (day(4), day(9))]
    assert parts == list(dated.stretches(day(1), day(9)))
    assert [(day(3), day(3))] == list(dated.stretches(day(3), day(3)))
    assert [(day(4), day(9))] == list(dated.stretches(day(4), day(9)))


def test_outlines_that_are_always_there_make_one_stretch() -> None:
    dated = DatedTopology([ALWAYS])
    assert [(day(1), day(9))] == list(dated.stretches(day(1), day(9)))
    assert dated.whole is dated.on(day(5))
