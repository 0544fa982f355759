"""Metres of what is drawn in degrees; right values are PROJ's, of lines cut into short pieces."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from frontmap.ground.plane import (
    apart_m,
    are_degrees,
    bands,
    beside_map,
    exchanged,
    lengths_m,
    metres_per_degree,
    rounded_up,
    surfaces_m2,
)

WGS84 = Geod(ellps="WGS84")


@pytest.mark.parametrize(
    ("bounds", "are"),
    [
        ((-180, -90, 180, 90), True),
        ((177, -20, 182, -16), True),  # Fiji
        ((-188, 52, -66, 72), True),  # the United States with the Aleutians
        ((181, -20, 182, -16), False),  # wholly beyond the meridian
        ((-10, 0, 361, 10), False),  # more than the globe
        ((36, 33, 37, 91), False),
        ((250_000, 3_700_000, 260_000, 3_710_000), False),
    ],
)
def test_degrees_may_go_on_across_the_meridian_and_not_beyond_it_alone(
    bounds: tuple[float, ...],
    are: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert are is are_degrees(*bounds)


@pytest.mark.parametrize("lat", [-80, 0, 33.5, 60, 89])
def test_a_degree_is_as_long_as_proj_says(lat: float) -> None:
    east, north = metres_per_degree(lat)
    assert pytest.approx(WGS84.inv(0, lat, 0.001, lat)[2] * 1000, rel=1e-6) == east
    assert pytest.approx(WGS84.inv(0, lat - 0.001, 0, lat + 0.001)[2] * 500, rel=1e-6) == north
    assert pytest.approx(WGS84.inv(5, lat, 5.01, lat + 0.01)[2], rel=1e-4) == apart_m(
        (5, lat), (5.01, lat + 0.01)
    )


@given(st.floats(-80, 80), st.floats(0, 40))
def test_bands_join_one_another_and_a_degree_is_about_as_wide_all_over_them(
    south: float, high: float
) -> None:
    north = min(south + high, 85)
    found = list(bands(south, north))
    assert (south, north) == (found[0].south, found[-1].north)
    assert [band.north for band in found[:-1]] == [band.south for band in found[1:]]
    for band in found:
        for edge in (band.south, band.north):
            assert pytest.approx(band.scale[0], rel=0.02) == metres_per_degree(edge)[0]


def test_a_city_lies_in_one_band_and_the_globe_in_hundreds() -> None:
    assert [1, 46] == [len(list(bands(*span))) for span in ((33.4, 33.6), (35, 71))]
    assert 300 < len(list(bands(-90, 90))) < 600


def test_a_band_leads_to_metres_and_back() -> None:
    (band,) = bands(33.4, 33.6)
    square = np.array([shapely.box(36.3, 33.45, 36.31, 33.46)])
    (metric,) = band.to_metres(square)
    assert pytest.approx(surfaces_m2(square)[0], rel=0.001) == metric.area
    assert band.to_degrees(np.array([metric]))[0].equals_exact(square[0], 1e-9)


@given(st.floats(-75, 65), st.floats(0.0001, 10), st.floats(0.1, 3))
def test_surfaces_and_lengths_are_those_of_what_is_drawn(
    south: float, size: float, wide: float
) -> None:
    star = shapely.Polygon(
        [
            (0, south),
            (wide * size, south + size / 3),
            (0, south + size),
            (wide * size / 8, south + size / 2),
        ]
    )
    m2, metres = WGS84.geometry_area_perimeter(shapely.orient_polygons(star.segmentize(size / 200)))
    found = np.array([star])
    assert pytest.approx(m2, rel=1e-4) == surfaces_m2(found)[0]
    assert pytest.approx(metres, rel=1e-4) == lengths_m(found)[0]


def test_a_distance_to_try_is_a_round_one() -> None:
    metres = (0.0, 1.0, 1.2, 2.5, 111.3, 300.0, 3001.0, 7000.0)
    assert [1, 1, 2, 3, 200, 300, 5000, 10_000] == [rounded_up(one) for one in metres]


def test_axes_are_exchanged_where_a_place_lies_beside_all_others_only_as_it_is() -> None:
    def bounds(*places: tuple[float, float]) -> np.ndarray:
        return np.array([(x, y, x + 0.1, y + 0.1) for x, y in places])

    city = [(36.2, 33.4), (36.3, 33.4), (36.2, 33.5), (33.5, 36.3)]
    assert [3] == exchanged(bounds(*city))
    # Africa, whose middle is near 18° east, 3° north
    africa = [(18, 3), (-8, 12), (30, 30), (28, -30), (40, 10), (18, 4), (3, 18)]
    assert [] == exchanged(bounds(*africa))
    assert [] == exchanged(bounds(*city[2:]))
    assert [] == exchanged(np.zeros((0, 4)))


def test_a_map_shows_as_much_again_as_its_outlines_on_each_side() -> None:
    outlines = np.array([10.0, 20.0, 12.0, 21.0])
    bounds = np.array(
        [
            (11.0, 20.2, 11.1, 20.3),
            (14.0, 22.0, 15.0, 23.0),
            (14.1, 20.0, 15.0, 21.0),
            (7.0, 20.0, 7.9, 21.0),
            (10.0, 22.1, 11.0, 23.0),
            (10.0, 18.0, 11.0, 18.9),
            (-50.0, -50.0, 50.0, 50.0),
        ]
    )
    assert [False, False, True, True, True, True, False] == beside_map(bounds, outlines).tolist()
