from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from drawings import drawn, every_word, label_of, shape_of

from frontmap.drawing.choices import Labels
from frontmap.drawing.colours import READABLE, contrast, tint
from frontmap.drawing.figure import BARE, EVERYTHING, Parts
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Line, Part, Words
from frontmap.drawing.small_multiples import shared_extent
from frontmap.drawing.view import episode_extent
from frontmap.model import Doubt

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.drawing.view import MapExtent

BLUE = "#335c99"


def test_an_uncertain_state_is_paler_and_has_a_question_mark(tiny_atlas: Atlas) -> None:
    drawing = drawn(tiny_atlas, 3)
    fill = shape_of(drawing, "southeast").fill
    assert fill.doubt is Doubt.UNCERTAIN
    assert fill.inks == (tint(BLUE, Doubt.UNCERTAIN),)
    assert label_of(drawing, "southeast").endswith("BLU?")
    assert shape_of(drawing, "north").fill.doubt is Doubt.NONE


def test_an_assumed_state_is_paler_still_and_its_code_stands_in_brackets(
    assumed_atlas: Atlas,
) -> None:
    drawing = drawn(assumed_atlas, 1)
    assert shape_of(drawing, "north").fill.inks == (tint(BLUE, Doubt.ASSUMED),)
    assert label_of(drawing, "north").endswith("(BLU)")
    about = shape_of(drawing, "north").about
    assert about.endswith("assumed")
    assert shape_of(drawing, "southeast").fill.doubt is Doubt.NONE


def test_codes_are_in_the_language_of_the_map(assumed_atlas: Atlas) -> None:
    drawing = drawn(assumed_atlas, 1, language="ar")
    assert label_of(drawing, "north").endswith("(أزرق)")
    small = lay_out(assumed_atlas.on(date(2001, 1, 1)), width=300, height=200, language="ar")
    assert set(small.coded) <= {("north", "شم"), ("southwest", "جغ"), ("southeast", "SE")}


def test_a_label_gives_the_name_and_the_short_code_of_the_holder(tiny_atlas: Atlas) -> None:
    label = label_of(drawn(tiny_atlas, 1), "north").replace("\N{NO-BREAK SPACE}", " ")
    assert label == "North field · BLU"


def test_only_schematic_outlines_have_a_broken_edge(tiny_atlas: Atlas) -> None:
    drawing = drawn(tiny_atlas, 1)
    (broken,) = [
        mark for mark in drawing.marks(Part.EDGES) if isinstance(mark, Line) and mark.stroke.dash
    ]
    room = shapely.Polygon(shape_of(drawing, "southeast").rings[0])
    lines = shapely.MultiLineString(broken.paths)
    assert lines.length == pytest.approx(room.length, rel=0.01)
    assert room.boundary.buffer(0.5).contains(lines)


def test_the_front_lies_on_the_borders_between_hostile_parties(tiny_atlas: Atlas) -> None:
    drawing = drawn(tiny_atlas, 1)
    front = drawing.marks(Part.FRONT_TODAY)[-1]
    assert isinstance(front, Line)
    north = shapely.Polygon(shape_of(drawing, "north").rings[0])
    lines = shapely.MultiLineString(front.paths)
    assert north.boundary.buffer(0.5).contains(lines)
    assert lines.length == pytest.approx(north.bounds[2] - north.bounds[0], rel=0.01)


def test_yesterdays_front_is_drawn_only_where_it_is_front_no_longer(tiny_atlas: Atlas) -> None:
    first, third = drawn(tiny_atlas, 1), drawn(tiny_atlas, 3)
    assert first.marks(Part.FRONT_YESTERDAY) == ()
    today, front_before = (
        shapely.MultiLineString(mark.paths)
        for part in (Part.FRONT_TODAY, Part.FRONT_YESTERDAY)
        for mark in third.marks(part)[-1:]
        if isinstance(mark, Line)
    )
    assert front_before.length > 0
    assert today.intersection(front_before).length == pytest.approx(0, abs=0.5)


def test_areas_that_changed_on_the_day_are_outlined_and_no_others(tiny_atlas: Atlas) -> None:
    assert drawn(tiny_atlas, 1).marks(Part.CHANGED) == ()
    changed = drawn(tiny_atlas, 4).marks(Part.CHANGED)
    assert {mark.name for mark in changed if isinstance(mark, Line)} == {"southwest"}
    assert drawn(tiny_atlas, 4, parts=replace(EVERYTHING, changed=False)).marks(Part.CHANGED) == ()


def test_parts_can_be_left_out(tiny_atlas: Atlas) -> None:
    bare = drawn(tiny_atlas, 1, parts=BARE)
    assert {Part.TITLE, Part.LEGEND, Part.SOURCE, Part.LOCATOR}.isdisjoint(bare.by_part)
    assert (bare.frame.width, bare.frame.height) == (800, 600)
    assert Part.LABELS not in drawn(tiny_atlas, 1, parts=Parts(labels=Labels.NONE)).by_part


def test_all_days_of_an_episode_share_one_view(builtin: Atlas) -> None:
    north = [
        shape_of(lay_out(builtin.on(day)), "hujeira").rings
        for day in (date(2018, 4, 20), date(2018, 5, 20))
    ]
    assert north[0] == north[1]


def test_a_given_extent_is_shown(builtin: Atlas) -> None:
    april, may = builtin.on(date(2015, 4, 9)), builtin.on(date(2018, 5, 3))
    both = episode_extent(builtin, april.episode).joined(episode_extent(builtin, may.episode))
    rings = [shape_of(lay_out(day, extent=both, parts=BARE), "yalda").rings for day in (april, may)]
    assert rings[0] == rings[1]


def test_every_mark_stays_on_the_canvas(builtin: Atlas) -> None:
    for language in ("en", "ar"):
        drawing = lay_out(builtin.on(date(2018, 5, 3)), language=language)
        for group in drawing.groups:
            for mark in group.marks:
                if isinstance(mark, Words):
                    assert mark.box.x >= 0
                    assert mark.box.right <= drawing.width
                    assert mark.box.bottom <= drawing.height
        for shape in drawing.areas():
            assert drawing.frame.grown(0.01).x <= min(x for ring in shape.rings for x, _ in ring)


def test_a_label_without_a_halo_can_be_read_on_its_fill(builtin: Atlas) -> None:
    for day in (date(2015, 4, 9), date(2018, 4, 18), date(2018, 5, 3)):
        drawing = lay_out(builtin.on(day))
        for words in drawing.labels():
            if not words.style.halo:
                fill = shape_of(drawing, words.name).fill
                ground = fill.inks[0] if fill.inks else "#ffffff"
                assert contrast(words.style.colour, ground) >= READABLE


@pytest.mark.parametrize(("height", "explained"), [(1100, True), (560, False)])
def test_a_drawing_knows_whether_its_legend_explains_the_codes_on_its_map(
    builtin: Atlas, height: int, *, explained: bool
) -> None:
    drawing = lay_out(builtin.on(date(2018, 5, 3)), width=1200, height=height)
    assert drawing.coded
    assert drawing.explains_codes is explained
    said = every_word(drawing, Part.LEGEND)
    assert all((code in said) is explained for _, code in drawing.coded)


def test_on_a_day_without_a_map_no_front_is_said_to_be_gone(moving_atlas: Atlas) -> None:
    gone = [len(list(drawn(moving_atlas, n).marks(Part.FRONT_YESTERDAY))) for n in (3, 4)]
    assert (gone[0] > 0, gone[1]) == (True, 0)
    said = "no data: the record says nothing of this day"
    told = [" ".join(every_word(drawn(moving_atlas, n), Part.TITLE)) for n in (3, 4)]
    assert [said in words for words in told] == [False, True]


def test_an_outline_that_moved_is_marked_as_changed(moving_atlas: Atlas) -> None:
    marked = {mark.name for mark in drawn(moving_atlas, 3).marks(Part.CHANGED)}
    assert marked == {"blue-3", "green-3"}
    assert not list(drawn(moving_atlas, 7).marks(Part.CHANGED))


def test_a_drawing_tells_the_day_in_words_unless_its_page_does(tiny_atlas: Atlas) -> None:
    whole = drawn(tiny_atlas, 3).about
    brief = drawn(tiny_atlas, 3, parts=Parts(told=False)).about
    assert brief == "Map of who held which area at the end of the day: 3 January 2001."
    assert whole.startswith(brief)
    assert "What changed on this day: Southeast field" in whole
    unmarked = drawn(tiny_atlas, 3, parts=Parts(changed=False)).about
    assert "changed" not in unmarked


def test_where_a_side_of_it_has_no_data_a_front_is_not_said_to_be_gone(builtin: Atlas) -> None:
    jobar, yarmouk = builtin.on(date(2017, 3, 20)), builtin.on(date(2018, 5, 3))
    everywhere = joined_extent(builtin)
    assert jobar.has_data
    assert yarmouk.frontline.segments
    drawing = lay_out(jobar, before=yarmouk, extent=everywhere)
    assert drawing.marks(Part.FRONT_YESTERDAY) == ()
    known = lay_out(builtin.on(date(2018, 5, 22)), before=yarmouk, extent=everywhere)
    assert known.marks(Part.FRONT_YESTERDAY) != ()


def joined_extent(atlas: Atlas) -> MapExtent:
    return shared_extent([atlas.on(episode.first) for episode in atlas.episodes])
