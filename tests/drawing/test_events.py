"""Marks of reported events: where they stand, what they count, and what they look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from drawings import drawn, every_word
from making import with_events

from frontmap.atlas import Atlas
from frontmap.drawing.events import (
    EVENT_INK,
    EventCount,
    EventMark,
    beside_labels,
    counted_by_day,
    event_marks,
    expected_events,
    group_events,
    sample_marks,
)
from frontmap.drawing.layout import lay_out
from frontmap.drawing.marks import Box, Part, Shape, Words
from frontmap.drawing.styles import Style
from frontmap.drawing.view import MapExtent, View
from frontmap.model import Extent

if TYPE_CHECKING:
    from frontmap.model import Claim

STYLE = Style(1.0)
#: A view of 1200 by 900 m, in which a unit is a metre, and its corner (longitude, latitude).
VIEW = View(MapExtent(0, 0, 1200, 900), Box(0, 0, 1200, 900), "EPSG:3857")
PER_DEGREE = 111319.49


def claims_at(atlas: Atlas, *places: tuple[float, float]) -> list[Claim]:
    """Events of a day so many metres right of and above the view's lower left corner."""
    model = next(iter(atlas.claims.values()))
    day = replace(model.date, text="2001-01-02", first=date(2001, 1, 2), last=date(2001, 1, 2))
    return [
        replace(model, date=day, extent=Extent.PART, lon=x / PER_DEGREE, lat=y / PER_DEGREE)
        for x, y in places
    ]


def counted(*claims: Claim) -> list[tuple[int, int, int]]:
    return [
        (mark.count, round(mark.x), round(mark.y)) for mark in group_events(claims, VIEW, STYLE)
    ]


def test_an_event_alone_is_a_dot_at_its_place(tiny_atlas: Atlas) -> None:
    assert counted(*claims_at(tiny_atlas, (100, 100), (600, 400))) == [
        (1, 600, 500),
        (1, 100, 800),
    ]


def test_events_in_one_square_are_one_mark_in_their_middle(tiny_atlas: Atlas) -> None:
    assert counted(*claims_at(tiny_atlas, (110, 100), (114, 100), (112, 103))) == [(3, 112, 799)]


def test_marks_that_would_touch_are_one(tiny_atlas: Atlas) -> None:
    marks = group_events(claims_at(tiny_atlas, (107, 100), (109, 100)), VIEW, STYLE)
    assert [mark.count for mark in marks] == [2]


def test_many_events_have_no_more_marks_than_a_map_has_room_for(tiny_atlas: Atlas) -> None:
    places = [(20 + 38 * x, 20 + 38 * y) for x in range(30) for y in range(22)]
    marks = group_events(claims_at(tiny_atlas, *places), VIEW, STYLE)
    assert len(marks) <= 80
    assert sum(mark.count for mark in marks) == 660


def test_what_lies_outside_the_frame_has_no_mark(tiny_atlas: Atlas) -> None:
    assert counted(*claims_at(tiny_atlas, (-50, 100), (100, 2000))) == []
    assert counted() == []


def test_a_mark_is_hollow_where_nothing_in_it_is_sure(tiny_atlas: Atlas) -> None:
    (sure,) = claims_at(tiny_atlas, (100, 100))
    near = replace(sure, extent=Extent.WHOLE)
    vague = replace(sure, date=replace(sure.date, first=date(2001, 1, 1)))
    hollow = [mark.pinned for mark in group_events([near, vague], VIEW, STYLE)]
    assert hollow == [False]
    assert [mark.pinned for mark in group_events([near, sure], VIEW, STYLE)] == [True]


@pytest.mark.parametrize(
    ("pinned", "inks"),
    [(True, ["#ffffff", EVENT_INK]), (False, ["#ffffff", EVENT_INK, "#ffffff"])],
)
def test_a_dot_is_grey_and_a_hollow_one_has_light_inside(
    pinned: bool,  # noqa: FBT001 - one of the values
    inks: list[str],
) -> None:
    drawn = event_marks(EventMark(10, 10, 4, 1, pinned), STYLE)
    assert [mark.fill.ground for mark in drawn if isinstance(mark, Shape)] == inks


def test_a_mark_of_several_says_how_many() -> None:
    *_, number = event_marks(EventMark(10, 10, 9, 12, pinned=True), STYLE)
    assert isinstance(number, Words)
    assert (number.lines, number.style.colour, number.x) == (("12",), "#ffffff", 10)


def test_a_number_gives_way_to_a_label_and_a_dot_does_not() -> None:
    label = Box(90, 95, 40, 10)
    one, several = EventMark(100, 100, 4, 1, pinned=True), EventMark(100, 100, 8, 3, pinned=True)
    assert beside_labels([one], [label], Box(0, 0, 200, 200)) == (one,)
    (moved,) = beside_labels([several], [label], Box(0, 0, 200, 200))
    assert not moved.box.overlaps(label)
    assert abs(moved.x - 100) <= 28
    assert abs(moved.y - 100) <= 28


def test_a_number_without_room_stays_where_it_is() -> None:
    several = EventMark(100, 100, 8, 3, pinned=True)
    assert beside_labels([several], [Box(0, 0, 200, 200)], Box(0, 0, 200, 200)) == (several,)


def test_the_legend_s_sample_is_a_dot_and_a_hollow_one() -> None:
    assert len(sample_marks(Box(0, 0, 34, 18), STYLE)) == 5


def test_an_atlas_without_events_has_no_trace_of_them(tiny_atlas: Atlas) -> None:
    drawing = drawn(tiny_atlas, 2)
    assert expected_events(tiny_atlas.on(date(2001, 1, 2))) is None
    assert counted_by_day(tiny_atlas) is None
    assert drawing.marks(Part.EVENTS) == ()
    assert not any("reported events" in text for text in every_word(drawing, Part.LEGEND))


def test_a_map_marks_and_its_legend_counts_the_events_of_the_day(tiny_atlas: Atlas) -> None:
    atlas = Atlas(with_events(tiny_atlas.record))
    legend = every_word(drawn(atlas, 2), Part.LEGEND)
    assert "reported events (3 that day)" in legend
    definition = "hollow: the day or the place is vague; a number counts several"
    assert f"{definition}; 1 of them outside the map" in legend
    assert drawn(atlas, 2).by_part[Part.EVENTS].about == "reported events (3 that day)"
    assert "reported events (0 that day)" in every_word(drawn(atlas, 4), Part.LEGEND)
    assert counted_by_day(atlas) == EventCount()
    assert expected_events(atlas.on(date(2001, 1, 2))) == EventCount(3, 3)


def test_an_account_marks_what_its_voices_report(tiny_atlas: Atlas) -> None:
    atlas = Atlas(with_events(tiny_atlas.record))
    told = atlas.account("green-media").on(date(2001, 1, 2))
    assert "reported events (1 that day)" in every_word(lay_out(told), Part.LEGEND)


def test_events_stand_over_the_front_and_under_the_labels(tiny_atlas: Atlas) -> None:
    atlas = Atlas(with_events(tiny_atlas.record))
    parts = [group.part for group in drawn(atlas, 2).groups]
    assert parts.index(Part.FRONT_TODAY) < parts.index(Part.EVENTS) < parts.index(Part.LABELS)
