from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drawings import drawn

from frontmap.drawing.marks import Box, Part, Shape, Words

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

BOX = Box(10, 20, 30, 40)


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        (Box(35, 50, 10, 10), True),
        (Box(40, 20, 10, 10), False),
        (Box(10, 60, 10, 10), False),
        (Box(0, 0, 100, 100), True),
        (Box(0, 0, 10, 100), False),
    ],
)
def test_boxes_that_share_an_edge_alone_do_not_overlap(other: Box, *, overlap: bool) -> None:
    assert BOX.overlaps(other) is overlap
    assert other.overlaps(BOX) is overlap


def test_a_box_is_inside_itself_and_no_smaller_one() -> None:
    assert BOX.inside(BOX)
    assert BOX.grown(-1).inside(BOX)
    assert not BOX.grown(1).inside(BOX)


def test_a_box_grows_on_every_side() -> None:
    assert BOX.grown(5) == Box(5, 15, 40, 50)
    assert BOX.grown(5).centre == BOX.centre == (25, 40)


def test_a_drawing_gives_its_marks_by_what_they_are_for(tiny_atlas: Atlas) -> None:
    drawing = drawn(tiny_atlas, 1)
    assert drawing.marks(Part.CHANGED) == ()
    assert all(isinstance(mark, Shape) for mark in drawing.areas())
    assert set(tiny_atlas.areas) == {mark.name for mark in drawing.areas()}
    assert all(isinstance(mark, Words) for mark in drawing.labels())
