from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.drawing.colours import READABLE, WHITE, contrast, ink_on, luminance, mix, tint
from frontmap.model import UNKNOWN, Doubt

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_black_and_white_have_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_luminance_is_that_of_the_guidelines() -> None:
    assert luminance("#ff0000") == pytest.approx(0.2126)


@given(COLOURS)
def test_every_colour_has_an_ink_that_can_be_read_on_it(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= READABLE


@given(COLOURS)
def test_the_greater_the_doubt_the_paler_the_tint(colour: str) -> None:
    lights = [luminance(tint(colour, doubt)) for doubt in Doubt]
    assert lights == sorted(lights)
    assert tint(colour, Doubt.NONE) == colour


def lab(colour: str) -> tuple[float, float, float]:
    """The colour in CIE L*a*b* under D65, where distances are about what the eye sees."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_the_tints_of_a_party_are_clearly_apart_from_one_another_and_from_paper(
    builtin: Atlas,
) -> None:
    for actor in builtin.actors.values():
        if actor.id == UNKNOWN:
            continue
        tones = [*(tint(actor.colour, doubt) for doubt in Doubt), WHITE]
        for one, other in pairwise(tones):
            # 2.3 is the least difference that is noticed side by side
            assert math.dist(lab(one), lab(other)) >= 9, (actor.id, one, other)


def test_the_tints_of_a_dark_party_have_a_contrast_of_their_own() -> None:
    full, uncertain, assumed = (tint("#b5483a", doubt) for doubt in Doubt)
    assert contrast(full, uncertain) > 2
    assert contrast(uncertain, assumed) > 1.4


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert [mix("#000000", WHITE, share) for share in (0, 0.5, 1)] == [
        "#000000",
        "#808080",
        "#ffffff",
    ]
