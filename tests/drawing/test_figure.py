from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from frontmap.drawing.figure import BARE, EVERYTHING, Parts, plan_figure
from frontmap.drawing.marks import Box
from frontmap.drawing.styles import style_for

if TYPE_CHECKING:
    from frontmap.atlas import Atlas
    from frontmap.drawing.figure import FigurePlan

WIDE, NARROW = Box(0, 0, 1200, 900), Box(0, 0, 420, 1200)


def planned(
    atlas: Atlas, canvas: Box, language: str = "en", parts: Parts = EVERYTHING
) -> FigurePlan:
    style = style_for(canvas.width, canvas.height, language)
    return plan_figure(atlas.on(date(2018, 5, 3)), canvas, style, parts)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_part_stands_on_another_or_off_the_canvas(
    builtin: Atlas, canvas: Box, language: str
) -> None:
    plan = planned(builtin, canvas, language)
    boxes = [plan.frame, plan.title, plan.legend, plan.source]
    assert all(box.width for box in boxes)
    assert all(box.inside(canvas) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_a_legend_stands_at_the_end_of_reading(builtin: Atlas) -> None:
    english, arabic = (planned(builtin, WIDE, language) for language in ("en", "ar"))
    assert english.legend.x > english.frame.right
    assert arabic.legend.right < arabic.frame.x


def test_on_a_narrow_canvas_the_legend_stands_below_the_map(builtin: Atlas) -> None:
    plan = planned(builtin, NARROW)
    assert plan.legend.y > plan.frame.bottom


def test_on_a_narrow_canvas_the_locator_is_level_with_the_title(builtin: Atlas) -> None:
    for language, level in (("en", True), ("ar", False)):
        plan = planned(builtin, NARROW, language)
        assert plan.locator.y == plan.title.y
        assert plan.locator.bottom < plan.frame.y
        assert not plan.locator.overlaps(plan.title)
        assert (plan.locator.x > plan.title.centre[0]) is level


def test_the_map_alone_takes_the_whole_canvas(builtin: Atlas) -> None:
    plan = planned(builtin, WIDE, parts=BARE)
    assert plan.frame == WIDE
    assert (0, 0, 0) == (plan.title.width, plan.legend.width, plan.source.width)


def test_the_map_keeps_a_least_height(builtin: Atlas) -> None:
    assert planned(builtin, Box(0, 0, 420, 200)).frame.height > 0
