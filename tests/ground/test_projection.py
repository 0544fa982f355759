from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj.exceptions import CRSError
from pyproj.network import is_network_enabled  # type: ignore[attr-defined]

from frontmap.ground.projection import (
    cannot_show,
    fitted_projection,
    is_metric,
    named_crs,
    to_metric,
)


@pytest.mark.parametrize(
    ("bounds", "crs"),
    [
        ((36.2, 33.4, 36.5, 33.6), "EPSG:32637"),  # Damascus
        ((-58.6, -34.8, -58.3, -34.5), "EPSG:32721"),  # Buenos Aires
        ((179.98, 1, 179.99, 1.01), "EPSG:32660"),
        ((180.5, -17, 181, -16.5), "EPSG:32701"),  # beyond the meridian
        ((35.5, 32, 42.5, 37.5), "EPSG:32637"),  # Syria
        ((5.8, 47.2, 15.1, 55.1), "laea +lat_0=51.2 +lon_0=10.4"),  # Germany
        ((4, 58, 31, 71), "laea +lat_0=64.5 +lon_0=17.5"),
        ((22, 44, 40, 52.4), "laea +lat_0=48.2 +lon_0=31"),  # Ukraine
        ((-25, 34, 45, 72), "laea +lat_0=53 +lon_0=10"),  # Europe
        ((-18, -35, 52, 38), "laea +lat_0=1.5 +lon_0=17"),  # Africa
        ((-125, 25, -66, 49), "aea +lat_0=37 +lat_1=29 +lat_2=45 +lon_0=-95.5"),
        ((27, 41, 191, 82), "aea +lat_0=61.5 +lat_1=47.8 +lat_2=75.2 +lon_0=109"),  # Russia
        ((177, -20, 182, -16), "laea +lat_0=-18 +lon_0=179.5"),  # Fiji
        ((-188, 52, -130, 72), "laea +lat_0=62 +lon_0=-159"),  # Alaska
        ((-180, -90, 180, -60), "laea +lat_0=-90 +lon_0=0"),  # Antarctica
        ((-180, -60, 180, 84), "eqearth +lon_0=0"),
    ],
)
def test_a_projection_is_fitted_to_the_extent(bounds: tuple[float, ...], crs: str) -> None:
    expected = crs if crs.startswith("EPSG") else f"+proj={crs} +datum=WGS84 +units=m"
    assert expected == fitted_projection(*bounds)


@given(st.floats(-180, 179), st.floats(-89, 88), st.floats(0.0001, 360), st.floats(0.0001, 178))
def test_whatever_the_extent_it_has_a_place_for_it(
    west: float, south: float, wide: float, high: float
) -> None:
    bounds = (west, south, west + wide, min(south + high, 90))
    crs = fitted_projection(*bounds)
    assert is_metric(crs)
    assert not cannot_show(crs, *bounds)


def test_some_projections_have_no_place_for_the_other_side_of_the_globe() -> None:
    gnomonic = "+proj=gnom +lat_0=0 +lon_0=0 +datum=WGS84 +units=m"
    assert not cannot_show(gnomonic, -10, -10, 10, 10)
    assert cannot_show(gnomonic, 150, -10, 170, 10)


@pytest.mark.parametrize(
    ("bounds", "share"),
    [((5.8, 47.2, 15.1, 55.1), 0.003), ((22, 44, 40, 52.4), 0.005), ((-25, 34, 45, 72), 0.035)],
)
def test_lengths_are_as_true_as_the_docs_say(bounds: tuple[float, ...], share: float) -> None:
    west, south, east, north = bounds
    there = to_metric(fitted_projection(*bounds))
    for lon in (west, (west + east) / 2, east):
        for lat in (south, (south + north) / 2, north):
            factors = [
                math.dist(there.transform(lon, lat), there.transform(lon + dx, lat + dy)) / metres
                for dx, dy, metres in (
                    (1e-4, 0, 11.1319490793 * math.cos(math.radians(lat))),
                    (0, 1e-4, 11.1319490793),
                )
            ]
            # a sphere for a ruler is itself off by up to half a hundredth
            assert all(abs(factor - 1) < share + 0.006 for factor in factors)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("EPSG:32637", "EPSG:32637"),
        (" EPSG:32637\n", "EPSG:32637"),
        ("+init=epsg:32637", "EPSG:32637"),
        ("EPSG:3857", "EPSG:3857"),
        ("WGS 84", "EPSG:4326"),
    ],
)
def test_a_projection_is_known_by_its_name(name: str, code: str) -> None:
    assert code == named_crs(name).to_string()


def test_the_mercator_map_of_the_web_names_no_file() -> None:
    web = "+proj=merc +a=6378137 +b=6378137 +nadgrids=@null +units=m"
    assert named_crs(web).is_projected


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nothing",
        "EPSG:99999999999",
        "IAU_2015:49910",
        "EPSG:4978",
        "EPSG:5773",
        'LOCAL_CS["a"]',
        "+proj=longlat +a=1",
        "+proj=tmerc +lat_0=nan",
        "+proj=longlat +nadgrids=/etc/passwd",
        "+proj=longlat +geoidgrids=@/etc/passwd",
        "+init=/etc/passwd:root",
        "(" * 10_000,
        "\0",
    ],
)
def test_what_is_no_projection_of_the_earth_or_names_a_file_is_none(name: str) -> None:
    with pytest.raises(CRSError):
        named_crs(name)
    assert not is_metric(name)


@pytest.mark.parametrize(
    ("crs", "lost"),
    [
        ("EPSG:32631", False),
        ("EPSG:32601", False),  # far from its zone, yet there
        ("EPSG:3857", False),
        ("+proj=gnom +lon_0=180", True),
        ("+proj=merc +k=1e300", True),
        ("+proj=laea +x_0=1e300", True),
        ("+proj=laea +y_0=1e300", True),
    ],
)
def test_a_projection_in_which_places_are_nowhere_or_one_shows_nothing(
    crs: str, *, lost: bool
) -> None:
    assert lost == cannot_show(crs, 3.0, -0.01, 3.02, 0.01)


@pytest.mark.parametrize("latitude", [-90, -60, 0, 85, 90])
def test_a_projection_round_the_pole_shows_places_up_to_it(latitude: float) -> None:
    pole = f"+proj=laea +lat_0={math.copysign(90, latitude):g} +lon_0=0 +datum=WGS84 +units=m"
    assert not cannot_show(pole, 3, latitude, 3, latitude)


def test_nothing_is_fetched_to_shift_a_datum() -> None:
    assert not is_network_enabled()
