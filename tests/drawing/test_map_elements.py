from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from tessellation import as_areas

from frontmap.atlas import Atlas
from frontmap.drawing.figure import BARE
from frontmap.drawing.layout import lay_out
from frontmap.drawing.map_elements import (
    locator_box,
    set_locator,
    set_north_arrow,
    set_scale_bar,
    set_source,
    worth_locating,
)
from frontmap.drawing.marks import Box, Part, Shape, Words
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.styles import Style
from frontmap.drawing.view import View, episode_extent, extent_of
from frontmap.ground.projection import fitted_projection
from frontmap.model import NO_TEXT

if TYPE_CHECKING:
    from frontmap.drawing.marks import Mark

FRAME = Box(0, 0, 600, 400)


def view_of(atlas: Atlas) -> View:
    extent = episode_extent(atlas, atlas.default_episode())
    return View(extent, FRAME, atlas.record.metric_crs)


def texts(marks: tuple[Mark, ...]) -> list[str]:
    return [" ".join(mark.lines) for mark in marks if isinstance(mark, Words)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_mark_of_an_account_stands_in_the_frame_and_hides_as_little_as_it_can(
    builtin: Atlas, language: str
) -> None:
    told = builtin.account("side:government").on(date(2018, 5, 3))
    # the areas fill this frame but for its corners below
    extent = shared_extent([told], shape=660 / 398)
    drawing = lay_out(told, width=541, height=326, language=language, extent=extent, parts=BARE)
    ground, words = drawing.marks(Part.ACCOUNT)
    assert isinstance(ground, Shape)
    assert isinstance(words, Words)
    assert words.box.inside(drawing.frame)
    mark = shapely.Polygon(ground.rings[0])
    assert mark.contains(shapely.box(words.box.x, words.box.y, words.box.right, words.box.bottom))
    hidden = sum(
        shapely.Polygon(area.rings[0]).buffer(0).intersection(mark).area for area in drawing.areas()
    )
    # in the corner where reading starts it would hide half of its own size
    assert hidden < 0.4 * mark.area


def test_the_source_line_leaves_out_what_is_not_known(tiny_atlas: Atlas) -> None:
    record = replace(tiny_atlas.record, attribution=NO_TEXT, licence="")
    snapshot = Atlas(record).on(date(2001, 1, 2))
    assert set_source([snapshot], FRAME, Style(1.0)) == ((), 0.0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_scale_bar_and_the_arrow_stand_where_reading_starts(
    tiny_atlas: Atlas, language: str
) -> None:
    style, view = Style(1.0, language), view_of(tiny_atlas)
    _, bar = set_scale_bar(view, FRAME, style)
    _, arrow = set_north_arrow(view, bar, style)
    assert bar.inside(FRAME)
    assert arrow.bottom < bar.y
    for box in (bar, arrow):
        assert (box.centre[0] < FRAME.centre[0]) is (language == "en")


def test_the_scale_bar_says_a_round_length(tiny_atlas: Atlas) -> None:
    marks, _ = set_scale_bar(view_of(tiny_atlas), FRAME, Style(1.0))
    assert texts(marks) == ["0", "500 m"]


@pytest.mark.parametrize(
    ("bounds", "length"),
    [((5.8, 47.2, 15.1, 55.1), "200 km"), ((-180, -60, 180, 84), "≈ 5000 km")],
)
def test_the_scale_bar_says_where_it_is_a_rough_one(bounds: tuple[float, ...], length: str) -> None:
    crs = fitted_projection(*bounds)
    view = View(extent_of(as_areas(all=shapely.box(*bounds)), crs), FRAME, crs)
    marks, _ = set_scale_bar(view, FRAME, Style(1.0))
    assert texts(marks) == ["0", length]


def test_a_locator_is_worth_its_room_only_where_there_is_more_to_see(builtin: Atlas) -> None:
    snapshot = builtin.on(date(2015, 4, 9))
    crs = builtin.record.metric_crs
    assert worth_locating(snapshot, episode_extent(builtin, snapshot.episode))
    assert not worth_locating(snapshot, extent_of(builtin.areas.values(), crs))


@pytest.mark.parametrize(("width", "named"), [(132.0, True), (56.0, False)])
def test_a_locator_names_places_where_it_is_wide_enough(
    builtin: Atlas, width: float, *, named: bool
) -> None:
    snapshot, style = builtin.on(date(2018, 5, 3)), Style(1.0)
    room = locator_box(snapshot, width, style)
    marks = set_locator(snapshot, view_of(builtin), room, style)
    _, *names = texts(marks)
    assert bool(names) is named
    boxes = [mark.box for mark in marks if isinstance(mark, Words)][1:]
    assert all(box.inside(room) for box in boxes)
    assert not [one for one in boxes for other in boxes if one is not other and one.overlaps(other)]
