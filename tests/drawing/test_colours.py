from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.drawing.colours import READABLE, WHITE, contrast, ink_on, luminance, mix, pale

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_black_and_white_have_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_luminance_is_that_of_the_guidelines() -> None:
    assert luminance("#ff0000") == pytest.approx(0.2126)


@given(COLOURS)
def test_every_colour_has_an_ink_that_can_be_read_on_it(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= READABLE


@given(COLOURS)
def test_a_pale_colour_is_never_darker(colour: str) -> None:
    assert luminance(pale(colour)) >= luminance(colour)


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert [mix("#000000", WHITE, share) for share in (0, 0.5, 1)] == [
        "#000000",
        "#808080",
        "#ffffff",
    ]
