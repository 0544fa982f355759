from __future__ import annotations

from frontmap.drawing.marks import Anchor, Box
from frontmap.drawing.reading_side import ReadingSide, reading_side

BOX = Box(10, 20, 100, 40)


def test_english_is_read_from_the_left_and_arabic_from_the_right() -> None:
    assert reading_side("en") is ReadingSide.LEFT
    assert reading_side("ar") is ReadingSide.RIGHT


def test_the_start_and_the_end_of_a_box_change_places() -> None:
    left, right = ReadingSide
    assert (left.start(BOX), left.end(BOX)) == (10, 110) == (right.end(BOX), right.start(BOX))
    assert (left.start(BOX, 5), right.start(BOX, 5)) == (15, 105)
    assert (left.start_anchor, left.end_anchor) == (Anchor.LEFT, Anchor.RIGHT)
    assert (right.start_anchor, right.end_anchor) == (Anchor.RIGHT, Anchor.LEFT)


def test_a_narrower_box_stands_at_either_end() -> None:
    left, right = ReadingSide
    assert left.at_start(BOX, 30) == Box(10, 20, 30, 40) == right.at_end(BOX, 30)
    assert right.at_start(BOX, 30) == Box(80, 20, 30, 40) == left.at_end(BOX, 30)
    assert (left.at_start(BOX, 30, 5).x, right.at_start(BOX, 30, 5).x) == (15, 75)


def test_columns_come_in_the_order_of_reading() -> None:
    left, right = (side.columns(BOX, 2, 10) for side in ReadingSide)
    assert left == [Box(10, 20, 45, 40), Box(65, 20, 45, 40)] == right[::-1]
