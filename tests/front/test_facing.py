"""Which hostile parties face one another at many borders at once."""

from __future__ import annotations

import numpy as np
from squares import AT_WAR

from frontmap.front.facing import Numbers, who_faces


def test_things_are_numbered_by_their_first_appearance() -> None:
    numbers: Numbers[str] = Numbers()
    assert [0, 1, 0, 2] == [numbers.number(item) for item in ("b", "a", "b", "c")]
    assert ("b", "a", "c") == numbers.items


def test_many_borders_are_asked_at_once_and_nobody_is_number_0() -> None:
    present = (("red",), ("blue",), (), ("crimson", "green"))
    left, right = np.array([0, 1, 0, 2, 3, 0]), np.array([1, 0, 2, 0, 1, 3])
    facing, pairs = who_faces(left, right, present, AT_WAR)
    assert [
        (("blue", "red"),),
        (("blue", "red"),),
        (),
        (),
        (("blue", "crimson"), ("blue", "green")),
        (("green", "red"),),
    ] == [pairs[number] for number in facing]
    assert () == pairs[0]
