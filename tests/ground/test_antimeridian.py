"""Outlines round the meridian of 180°, as files have them."""

from __future__ import annotations

import pytest
import shapely
from shapely import MultiPolygon, Polygon, box

from frontmap.ground.antimeridian import across_180

#: One island on either side of the meridian, and one across it.
WEST, ACROSS, EAST = box(177, -18, 178, -17), box(179, -17, 181, -16), box(182, -19, 183, -18)
#: Of the one across: cut at the meridian, jumping over it, and led on to the other side.
CUT = MultiPolygon([box(179, -17, 180, -16), box(-180, -17, -179, -16)])
JUMPING = Polygon([(179, -17), (-179, -17), (-179, -16), (179, -16)])
EASTERN = box(-178, -19, -177, -18)


@pytest.mark.parametrize("across", [CUT, JUMPING, ACROSS, box(-181, -17, -179, -16)])
@pytest.mark.parametrize("east", [EAST, EASTERN])
def test_however_islands_are_written_they_come_to_lie_together(
    across: shapely.Geometry, east: shapely.Geometry
) -> None:
    found = across_180([WEST, across, east])
    assert all(a.equals(b) for a, b in zip(found, (WEST, ACROSS, EAST), strict=True))
    assert ["Polygon"] * 3 == [shape.geom_type for shape in found]


def test_most_of_a_country_stays_where_it_is() -> None:
    mainland, aleutians = box(-160, 50, -66, 70), box(172, 51, 179, 53)
    found = across_180([mainland, aleutians])
    assert mainland is found[0]
    assert box(-188, 51, -181, 53).equals(found[1])


def test_a_hole_is_led_across_with_its_outline() -> None:
    hole = [(-179.5, -16.7), (-179.5, -16.4), (-179.2, -16.4), (-179.2, -16.7)]
    (found,) = across_180([Polygon(JUMPING.exterior, [hole])])
    assert ACROSS.difference(box(180.5, -16.7, 180.8, -16.4)).equals(found)


@pytest.mark.parametrize(
    "shapes",
    [
        [],
        [box(36.3, 33.5, 36.4, 33.6)],
        [box(-10, 40, 0, 50), box(130, 30, 140, 40)],
        # a map of the world has no wide gap
        [box(west, -60, west + 30, 80) for west in range(-180, 180, 30)],
        [box(-180, -90, 180, 90)],
        [box(-180, -90, 180, -60)],
        [shapely.Point(-179, 0), shapely.Point(179, 0)],
    ],
)
def test_what_needs_no_leading_across_stays_as_it_is(shapes: list[shapely.Geometry]) -> None:
    assert all(new is old for new, old in zip(across_180(shapes), shapes, strict=True))


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("pole", [90, -90])
def test_a_ring_round_a_pole_goes_on_to_it_along_the_meridian(turn: int, pole: int) -> None:
    lat = pole * 8 / 9
    ring = Polygon([(-60, lat), (60, lat), (170, lat), (-170, lat)][::turn])
    (found,) = across_180([ring])
    assert box(-180, min(lat, pole), 180, max(lat, pole)).equals(found)


def test_longitudes_that_are_counted_to_360_are_brought_back() -> None:
    found = across_180([box(10, 0, 20, 10), box(200, 0, 210, 10), box(340, 0, 350, 10)])
    bounds = [shape.bounds[::2] for shape in found]
    assert [(10, 20), (-160, -150), (-20, -10)] == bounds
    assert box(-179, 0, -178, 1).equals(across_180([box(181, 0, 182, 1)])[0])


def test_an_outline_that_crosses_itself_is_left_to_its_author() -> None:
    bow = Polygon([(179, 0), (-179, 1), (-179, 0), (179, 1)])
    assert (bow,) == across_180([bow])
    cut = MultiPolygon([box(178, 0, 180, 1), Polygon([(-180, 0), (-179, 1), (-179, 0), (-180, 1)])])
    (found,) = across_180([cut])
    assert (178, 0, 181, 1) == found.bounds
    assert not found.is_valid
