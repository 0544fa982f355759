from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from frontmap.atlas import Atlas
from frontmap.drawing.marks import Part, Words
from frontmap.drawing.small_multiples import lay_out_days, shared_extent
from frontmap.model import Text

if TYPE_CHECKING:
    from frontmap.drawing.picture import Picture

DAYS = [date(2001, 1, day) for day in (1, 2, 3)]


def words_of(picture: Picture) -> str:
    return " ".join(
        " ".join(mark.lines)
        for placed in picture.placed
        for group in placed.drawing.groups
        for mark in group.marks
        if isinstance(mark, Words)
    )


def test_the_maps_of_a_sheet_have_one_scale_and_one_size(tiny_atlas: Atlas) -> None:
    _, *panels = lay_out_days([tiny_atlas.on(day) for day in DAYS]).placed
    north = [
        next(shape for shape in panel.drawing.areas() if shape.name == "north").rings
        for panel in panels
    ]
    assert [north[0]] * 3 == north
    assert len({(panel.scale, panel.drawing.width, panel.drawing.height) for panel in panels}) == 1


def test_a_sheet_outlines_what_changed_since_the_map_before(tiny_atlas: Atlas) -> None:
    sheet = lay_out_days([tiny_atlas.on(date(2001, 1, 1)), tiny_atlas.on(date(2001, 1, 4))])
    _, first, second = sheet.placed
    assert () == first.drawing.marks(Part.CHANGED)
    outlined = {mark.name for mark in second.drawing.marks(Part.CHANGED)}
    assert {"southwest", "southeast"} == outlined
    assert "changed since the map before" in words_of(sheet)


def test_the_first_map_of_an_arabic_sheet_stands_at_the_right(tiny_atlas: Atlas) -> None:
    _, first, second = lay_out_days([tiny_atlas.on(day) for day in DAYS[:2]], language="ar").placed
    assert first.x > second.x


def test_an_account_is_shown_in_the_extent_of_the_atlas_s_own_reading(builtin: Atlas) -> None:
    day = date(2018, 5, 3)
    own, told = builtin.on(day), builtin.account("is-media").on(day)
    assert shared_extent([own]) == shared_extent([told])


def test_an_actor_named_like_a_line_keeps_its_name_in_the_legend(tiny_atlas: Atlas) -> None:
    actors = tuple(
        replace(actor, name=Text.of(en="changed on this day")) if actor.id == "blue" else actor
        for actor in tiny_atlas.record.actors
    )
    atlas = Atlas(replace(tiny_atlas.record, actors=actors))
    said = words_of(lay_out_days([atlas.on(day) for day in DAYS[:2]]))
    assert "changed on this day" in said


@pytest.mark.parametrize(("count", "rows"), [(2, 1), (3, 1), (4, 2)])
def test_up_to_three_maps_stand_in_one_row(tiny_atlas: Atlas, count: int, rows: int) -> None:
    days = [date(2001, 1, 1 + number) for number in range(count)]
    _, *maps = lay_out_days([tiny_atlas.on(day) for day in days]).placed
    assert len({placed.y for placed in maps}) == rows


def test_a_map_of_a_day_without_data_says_so_and_the_next_counts_no_change(
    moving_atlas: Atlas,
) -> None:
    days = [moving_atlas.on(date(2001, 1, day)) for day in (2, 3, 4, 5)]
    _, *panels = lay_out_days(days).placed
    said = words_of(lay_out_days(days))
    assert len(panels) == 4
    assert said.count("areas changed") == 1
    assert "areas changed · 2" in said
    assert "4 January 2001 no data" in said
