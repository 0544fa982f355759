from __future__ import annotations

import numpy as np
import pytest
import shapely

from frontmap.drawing.candidates import Candidates
from frontmap.drawing.marks import Box

CENTRE = shapely.Point(100, 80)


def on_rings(rings: int = 3, angles: int = 4) -> Candidates:
    return Candidates.on_rings(CENTRE, Box(0, 0, 20, 10), apart=6, rings=rings, angles=angles)


def test_the_boxes_of_a_ring_stand_one_step_further_off_than_those_of_the_ring_before() -> None:
    tried = on_rings()
    assert len(tried.xs) == 12
    far = shapely.length(tried.lines_from(CENTRE)).reshape(3, 4)
    assert far == pytest.approx(np.array([[6.0] * 4, [12.0] * 4, [18.0] * 4]))
    assert tried.box(0) == Box(106.0, 75.0, 20, 10)


def test_a_line_leads_to_the_nearest_point_of_a_box() -> None:
    tried = on_rings(rings=1)
    ends = [line.coords[-1] for line in tried.lines_from(CENTRE)]
    assert np.array(ends) == pytest.approx(np.array([(106, 80), (100, 86), (94, 80), (100, 74)]))
    assert tried.off(CENTRE) == pytest.approx([16, 11, 16, 11])


def test_only_what_lies_whole_in_a_frame_is_inside() -> None:
    tried = on_rings(rings=1)
    assert tried.inside(Box(90, 60, 40, 40)).tolist() == [True, True, False, True]
    left = tried.where(tried.inside(Box(90, 60, 40, 40)))
    assert [left.box(n).x for n in range(3)] == pytest.approx([106, 90, 90])


def test_shapes_can_be_larger_than_the_boxes() -> None:
    (shape, *_) = on_rings().shapes(apart=2)
    assert shape.bounds == (104.0, 73.0, 128.0, 87.0)
