"""Which areas an episode is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from making import day, ruling
from shapely import box
from tessellation import as_areas

from frontmap.atlas import Atlas
from frontmap.focus import focus_areas
from frontmap.model import Group, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontmap.model import Ruling

SHOWN = as_areas(a=box(0, 0, 1, 1), b=box(1, 0, 2, 1), c=box(2, 0, 3, 1))


def chosen(*candidates: set[str]) -> list[str]:
    return [area.id for area in focus_areas(SHOWN, candidates)]


def test_the_first_candidates_that_are_shown_are_taken_in_the_file_s_order() -> None:
    assert ["b", "c"] == chosen({"c", "b"}, {"a"})
    assert ["a"] == chosen(set(), {"a"})
    assert ["a"] == chosen({"elsewhere"}, {"a"})


def test_where_none_is_shown_all_are_taken() -> None:
    assert ["a", "b", "c"] == chosen() == chosen(set(), {"elsewhere"})


def test_the_next_candidates_are_asked_for_only_in_need() -> None:
    def candidates() -> Iterator[set[str]]:
        yield {"a"}
        raise AssertionError("the next were asked for")

    assert ["a"] == [area.id for area in focus_areas(SHOWN, candidates())]


@pytest.mark.parametrize(
    ("rulings", "about"),
    [
        # what changes
        ([ruling(day(1)), ruling(day(1), area="southwest"), ruling(day(2), "green")], ["north"]),
        # else the front on the first day
        (
            [ruling(day(1), "green", area="southwest"), ruling(day(1), area="southeast")],
            ["southwest", "southeast"],
        ),
        # else who holds anything on the first day
        ([ruling(day(1), area="southwest")], ["southwest"]),
        # else all
        ([], ["north", "southwest", "southeast"]),
    ],
)
def test_an_episode_is_about_what_changes_or_fights_or_is_known(
    tiny_atlas: Atlas, rulings: list[Ruling], about: list[str]
) -> None:
    atlas = Atlas(replace(tiny_atlas.record, rulings=tuple(rulings)))
    (week,) = atlas.episodes
    assert about == [area.id for area in atlas.focus_areas(week)]


def test_what_an_account_is_about_is_its_own(tiny_atlas: Atlas) -> None:
    (week,) = tiny_atlas.episodes
    assert ["southwest", "southeast"] == [area.id for area in tiny_atlas.focus_areas(week)]
    account = tiny_atlas.account("blue-media")
    assert ["southeast"] == [area.id for area in account.focus_areas(week)]


def test_an_area_that_the_episode_does_not_show_is_not_what_it_is_about(
    tiny_atlas: Atlas,
) -> None:
    record = tiny_atlas.record
    *others, southeast = record.areas
    apart = replace(
        record,
        groups=(*record.groups, Group("far", Text.of(en="Far"))),
        areas=(*others, replace(southeast, group="far")),
    )
    (week,) = record.episodes
    assert ["southwest"] == [area.id for area in Atlas(apart).focus_areas(week)]
