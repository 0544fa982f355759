from __future__ import annotations

import pytest

from frontmap.drawing.colours import READABLE, contrast
from frontmap.drawing.marks import Anchor
from frontmap.drawing.styles import MUTED, PAPER, UNCOVERED, Style, style_for


def test_everything_grows_with_the_canvas() -> None:
    assert style_for(1200, 900).unit == 1.0
    assert style_for(2400, 1800).unit == 2.0
    assert style_for(2400, 1800).edge.width == pytest.approx(2 * style_for(1200, 900).edge.width)


@pytest.mark.parametrize(("side", "unit"), [(10, 0.78), (100_000, 4.0)])
def test_letters_stay_legible_on_a_small_canvas_and_moderate_on_a_large_one(
    side: int, unit: float
) -> None:
    assert style_for(side, side).unit == unit


def test_text_of_second_rank_can_be_read_on_paper_and_ground() -> None:
    assert all(contrast(MUTED, ground) >= READABLE for ground in (PAPER, UNCOVERED))


def test_letters_are_anchored_where_reading_starts_unless_it_is_said() -> None:
    assert [Style(1.0, tag).letters(10).anchor for tag in ("en", "ar")] == [
        Anchor.LEFT,
        Anchor.RIGHT,
    ]
    assert Style(1.0, "ar").letters(10, anchor=Anchor.MIDDLE).anchor is Anchor.MIDDLE


def test_letters_are_in_the_drawings_language_unless_it_is_said() -> None:
    style = Style(2.0, "ar")
    assert (style.letters(10).language, style.letters(10).size) == ("ar", 20.0)
    assert style.letters(10, language="en").language == "en"
