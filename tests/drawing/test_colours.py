from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontmap.drawing.colours import READABLE, WHITE, contrast, ink_on, luminance, mix, tint
from frontmap.model import Doubt

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


def test_the_tints_of_a_dark_party_have_a_contrast_of_their_own() -> None:
    full, uncertain, assumed = (tint("#99261c", doubt) for doubt in Doubt)
    assert contrast(full, uncertain) > 1.3
    assert contrast(uncertain, assumed) > 3


def test_the_palest_tints_of_a_dark_and_of_a_light_party_change_places() -> None:
    dark, light = "#99261c", "#4c9b60"
    assert luminance(dark) < luminance(light)
    assert luminance(tint(dark, Doubt.ASSUMED)) > luminance(tint(light, Doubt.ASSUMED))


def test_a_tint_keeps_the_hue() -> None:
    assert [tint("#804040", doubt) for doubt in Doubt] == ["#804040", "#925b5b", "#e7cfcf"]


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert [mix("#000000", WHITE, share) for share in (0, 0.5, 1)] == [
        "#000000",
        "#808080",
        "#ffffff",
    ]
