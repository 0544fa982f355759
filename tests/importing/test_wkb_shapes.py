from __future__ import annotations

import math
import struct

import pytest
import shapely

from frontmap.importing.wkb_shapes import WkbShape, shape_of_wkb

#: A collection of one, and a multipolygon likewise, without what is in it.
ONE_OF = {"collection": struct.pack("<BII", 1, 7, 1), "multipolygon": struct.pack("<BII", 1, 6, 1)}
TRIANGLE = shapely.Polygon([(36, 33), (37, 33), (37, 34)])
ARC = struct.pack("<BII6d", 1, 8, 3, 36, 33, 36.5, 33.5, 37, 33)


def test_a_geometry_comes_as_it_was_written() -> None:
    for written in (TRIANGLE, shapely.MultiPolygon([TRIANGLE]), shapely.Point()):
        assert shape_of_wkb(shapely.to_wkb(written)) == WkbShape(written)


def test_a_ring_that_is_not_closed_is_closed_and_told() -> None:
    wkb = struct.pack("<BIII6d", 1, 3, 1, 3, 36, 33, 37, 33, 37, 34)
    assert WkbShape(TRIANGLE, was_open=True) == shape_of_wkb(wkb)


@pytest.mark.parametrize(
    "wkb",
    [
        b"",
        b"\x01" * 50,
        shapely.to_wkb(TRIANGLE)[:20],
        struct.pack("<BII", 1, 3, 0x7FFFFFFF),
        ARC,
        struct.pack("<BII", 1, 10, 1) + ARC,
        "POLYGON EMPTY",
        5,
    ],
)
def test_what_is_none_or_curved_is_not_read(wkb: object) -> None:
    assert shape_of_wkb(wkb) is None


def test_a_coordinate_that_is_no_number_stays_so_without_a_warning() -> None:
    wkb = shapely.to_wkb(TRIANGLE).replace(struct.pack("<d", 34), struct.pack("<d", math.nan))
    read = shape_of_wkb(wkb)
    assert read is not None
    assert math.isnan(shapely.get_coordinates(read.geometry)[2, 1])


@pytest.mark.parametrize("kind", ["collection", "multipolygon"])
def test_geometries_in_one_another_without_end_do_not_end_the_program(kind: str) -> None:
    assert shape_of_wkb(ONE_OF[kind] * 200_000 + shapely.to_wkb(TRIANGLE)) is None
    big_endian = {
        "collection": b"\0\0\0\0\x07\0\0\0\x01",
        "multipolygon": b"\0\0\0\0\x06\0\0\0\x01",
    }
    assert shape_of_wkb(big_endian[kind] * 200_000) is None
    with_heights = ONE_OF[kind].replace(b"\0\0\0\x01", b"\0\0\x80\x01", 1)
    assert shape_of_wkb(with_heights * 200_000) is None


def test_collections_may_lie_in_one_another() -> None:
    read = shape_of_wkb(ONE_OF["collection"] * 50 + shapely.to_wkb(TRIANGLE))
    assert read is not None
    assert "GeometryCollection" == read.geometry.geom_type
