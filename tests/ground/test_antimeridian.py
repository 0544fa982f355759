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


def test_a_ring_round_the_pole_stays_as_it_is() -> None:
    ring = Polygon([(-170, 80), (-60, 80), (60, 80), (170, 80)])
    assert (ring,) == across_180([ring])


def test_an_outline_that_crosses_itself_is_left_to_its_author() -> None:
    bow = Polygon([(179, 0), (-179, 1), (-179, 0), (179, 1)])
    assert (bow,) == across_180([bow])
    cut = MultiPolygon([box(178, 0, 180, 1), Polygon([(-180, 0), (-179, 1), (-179, 0), (-180, 1)])])
    (found,) = across_180([cut])
    assert (178, 0, 181, 1) == found.bounds
    assert not found.is_valid
