from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from frontmap.drawing.figure import BARE, EVERYTHING
from frontmap.drawing.labels import AreaToLabel, PlacedLabels, place_labels
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Box, Part, TextStyle, Words
from frontmap.drawing.outlines import box_polygon
from frontmap.model import Doubt

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.drawing.marks import Drawing

FRAME = Box(0, 0, 400, 300)
DAYS = (
    date(2015, 4, 9),
    date(2015, 4, 17),
    date(2017, 3, 19),
    date(2018, 4, 18),
    date(2018, 4, 30),
    date(2018, 5, 3),
    date(2018, 5, 21),
)


SIZES = (12.0, 10.0)


def wanted(
    area: str, polygon: shapely.Polygon, name: str = "Field", *, main: bool = True
) -> AreaToLabel:
    letters = TextStyle(0, "#000000", "en")
    code = area.upper()[:2]
    return AreaToLabel(area, polygon, name, code, "BLU", code, "", letters, SIZES, SIZES, main)


def placed(*areas: AreaToLabel, taken: tuple[Box, ...] = (), short: bool = False) -> PlacedLabels:
    beside = TextStyle(0, "#000000", "en", halo="#ffffff")
    return place_labels(areas, FRAME, taken=taken, beside=beside, short=short)


def test_a_label_that_fits_stands_inside_its_area_on_one_line() -> None:
    room = shapely.box(50, 50, 250, 200)
    found = placed(wanted("a", room))
    assert [words.lines for words in found.words] == [("Field ·\N{NO-BREAK SPACE}BLU",)]
    assert room.contains(box_polygon(found.words[0].box))
    assert found.leaders == ()


def test_a_name_too_long_for_one_line_is_wrapped() -> None:
    room = shapely.box(50, 50, 125, 200)
    found = placed(wanted("a", room, "A rather long name"))
    assert len(found.words[0].lines) in {2, 3}
    assert room.contains(box_polygon(found.words[0].box))


def test_what_stands_in_brackets_is_left_out_before_letters_become_tiny() -> None:
    room = shapely.box(50, 50, 140, 75)
    found = placed(wanted("a", room, "Field (by the old mill)"))
    assert found.words[0].lines == ("Field ·\N{NO-BREAK SPACE}BLU",)


def test_an_area_too_small_for_any_letter_gets_a_label_beside_it_and_a_leader() -> None:
    room = shapely.box(200, 150, 208, 158)
    found = placed(wanted("a", room))
    (leader,) = found.leaders
    assert room.contains(shapely.Point(leader.start))
    assert box_polygon(found.words[0].box).touches(shapely.Point(leader.end))
    assert not room.intersects(box_polygon(found.words[0].box))


def test_where_the_name_does_not_fit_the_codes_of_area_and_holder_stand_inside() -> None:
    room = shapely.box(200, 150, 235, 185)
    found = placed(wanted("ab", room, "A name that does not fit"))
    assert (found.coded, found.leaders) == (("ab",), ())
    assert found.words[0].lines == ("AB", "BLU")
    assert room.contains(box_polygon(found.words[0].box))


def test_where_one_code_fits_and_no_leader_is_wanted_it_is_the_holder_s() -> None:
    room = shapely.box(200, 150, 234, 166)
    found = placed(replace(wanted("ab", room, "A name that does not fit"), leader=False))
    assert ([words.lines for words in found.words], found.coded) == ([("BLU",)], ())


def test_a_label_beside_its_area_stands_on_no_other_area() -> None:
    other = shapely.box(0, 0, 195, 300)
    areas = [wanted("b", other, "Other"), wanted("a", shapely.box(196, 150, 204, 158))]
    label = next(words for words in placed(*areas).words if words.name == "a")
    assert not box_polygon(label.box).intersects(other)


def test_where_areas_are_all_round_the_label_stands_in_a_box_on_a_large_one() -> None:
    hole = shapely.box(196, 150, 204, 158)
    around = wanted("b", shapely.box(0, 0, 400, 300).difference(hole), "Around", main=False)
    found = placed(around, wanted("a", hole))
    ((area, box),) = found.boxes
    label = next(words for words in found.words if words.name == "a")
    assert area == "a"
    assert label.box.inside(box)
    assert [leader.area for leader in found.leaders] == ["a"]


def test_a_label_never_stands_on_what_is_taken() -> None:
    room = shapely.box(50, 50, 250, 100)
    taken = Box(50, 50, 120, 50)
    found = placed(wanted("a", room), taken=(taken,))
    assert not found.words[0].box.overlaps(taken)


def test_an_area_without_any_free_place_has_no_label() -> None:
    found = placed(wanted("a", shapely.box(10, 10, 20, 20)), taken=(FRAME,))
    assert found == PlacedLabels()


def test_the_order_of_labels_is_that_of_the_areas() -> None:
    rooms = [shapely.box(x, 20, x + 90, 120) for x in (10, 110, 210)]
    areas = [wanted(key, room) for key, room in zip("cab", rooms, strict=True)]
    assert [words.name for words in placed(*areas).words] == ["c", "a", "b"]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 15),
            st.integers(0, 11),
            st.integers(4, 25),
            st.text(alphabet="aim العربي", min_size=1, max_size=24),
            st.booleans(),
        ),
        max_size=14,
        unique_by=lambda cell: cell[:2],
    )
)
def test_no_two_labels_overlap_whatever_the_areas(
    cells: list[tuple[int, int, int, str, bool]],
) -> None:
    areas = [
        wanted(
            f"a{place}",
            shapely.box(25 * x, 25 * y, 25 * x + size, 25 * y + size),
            name,
            main=main,
        )
        for place, (x, y, size, name, main) in enumerate(cells)
    ]
    found = placed(*areas)
    assert_tidy(found.words, FRAME)
    labelled = [words.name for words in found.words]
    assert labelled == [area.id for area in areas if area.id in labelled]


def assert_tidy(words: tuple[Words, ...], frame: Box) -> None:
    assert all(one.box.inside(frame) for one in words)
    assert not any(a.box.overlaps(b.box) for a, b in combinations(words, 2))


def map_elements(drawing: Drawing) -> list[Box]:
    return [
        mark.box
        for part in (Part.SCALE_BAR, Part.NORTH_ARROW, Part.LOCATOR)
        for mark in drawing.marks(part)
        if isinstance(mark, Words)
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_the_built_in_atlas_labels_keep_apart_and_inside_the_frame(
    builtin: Atlas, day: date, language: str
) -> None:
    drawing = lay_out(builtin.on(day), width=1200, height=900, language=language, parts=EVERYTHING)
    words = tuple(drawing.labels())
    assert_tidy(words, drawing.frame)
    assert not any(one.box.overlaps(other) for one in words for other in map_elements(drawing))


def test_every_area_that_the_map_is_about_has_a_label(builtin: Atlas) -> None:
    snapshot = builtin.on(date(2018, 5, 3))
    main = {area.id for area in builtin.focus_areas(snapshot.episode)}
    for width, height in ((1200, 900), (390, 400)):
        drawing = lay_out(snapshot, width=width, height=height, parts=BARE)
        assert main <= {words.name for words in drawing.labels()}


def test_no_leader_crosses_another_or_a_label(builtin: Atlas) -> None:
    drawing = lay_out(builtin.on(date(2018, 5, 3)))
    leaders = {
        mark.name: shapely.LineString(mark.paths[0])
        for mark in drawing.marks(Part.LABELS)
        if not isinstance(mark, Words) and hasattr(mark, "paths")
    }
    assert leaders
    assert not any(a.crosses(b) for a, b in combinations(leaders.values(), 2))
    for words in drawing.labels():
        ground = box_polygon(words.box.grown(-0.01))
        assert not any(line.intersects(ground) for line in leaders.values())


def test_a_doubt_is_told_by_a_sign_where_there_is_room_for_nothing_else() -> None:
    speck = shapely.box(200, 150, 215, 175)
    doubted = replace(wanted("a", speck), holder="GOVT", code="", doubt="?", leader=False)
    found = placed(doubted)
    assert [words.lines for words in found.words] == [("?",)]
    assert placed(replace(doubted, doubt="")).words == ()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_doubt_is_told_by_colour_alone(builtin: Atlas, day: date) -> None:
    snapshot = builtin.on(day)
    drawing = lay_out(snapshot)
    labels = {words.name: " ".join(words.lines) for words in drawing.labels()}
    inner = drawing.frame.grown(-1)
    for shape in drawing.areas():
        # of what the frame cuts off, a strip may be left
        points = [point for ring in shape.rings for point in ring]
        whole = all(inner.x < x < inner.right and inner.y < y < inner.bottom for x, y in points)
        if whole and snapshot.doubt(shape.name) is not Doubt.NONE:
            assert {"?", "("} & set(labels.get(shape.name, "")), shape.name
