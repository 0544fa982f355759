"""Distances of colours, for all eyes; the pairs of Sharma et al. are worked out by others."""

from __future__ import annotations

import pytest

from frontmap.folder.check.colour_vision import _difference, distance, lightness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # G. Sharma, W. Wu and E. N. Dalal (2005), table 1: pairs 1, 4, 7, 13, 17, 25 and 33
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, -0.0010, 2.4900), (50.0, 0.0009, -2.4900), 4.8045),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_a_difference_is_that_of_the_published_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert _difference(one, other) == pytest.approx(expected, abs=1e-4)
    assert _difference(other, one) == pytest.approx(expected, abs=1e-4)


def test_the_distance_is_that_for_the_eyes_that_see_it_least() -> None:
    assert distance("#2f5d8a", "#2f5d8a")[0] == 0
    # red and green of one lightness, and blue and violet
    assert distance("#c00000", "#5a7000")[1] in {"protanopia", "deuteranopia"}
    apart, vision = distance("#2f5d8a", "#6b4a8c")
    assert (round(apart, 1), vision) == (1.0, "deuteranopia")


def test_lightness_runs_from_black_to_white() -> None:
    assert lightness("#000000") == pytest.approx(0, abs=1e-3)
    assert lightness("#ffffff") == pytest.approx(100, abs=1e-3)
    assert lightness("#777777") == pytest.approx(50.03, abs=0.01)
