"""Outlines that are not valid: mended where they have one plain reading, else refused in place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import shapely
from imported import feature, make, refused, said, square, states, text, write_features
from shapely import MultiPolygon, Polygon

from frontmap.atlas import read_atlas
from frontmap.errors import DataError, Where
from frontmap.importing.mending import sound_outlines
from frontmap.importing.new_atlas import begin_from_areas
from frontmap.importing.outlines import Feature, FeatureTable, read_outlines

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


def ring(west: float, south: float, size: float, *, turned: bool = False) -> list[list[float]]:
    (corners,) = square(west, south, size)["coordinates"]  # type: ignore[misc]
    return corners[::-1] if turned else corners


def table(shape: BaseGeometry) -> FeatureTable:
    return FeatureTable("a.geojson", (), (Feature(Where("a.geojson", 1), {}, shape),), ())


#: Each in degrees at the equator, where a square degree is one part of the surface like another.
PLAIN = {
    "a bow tie": (
        Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]),
        2.0, "a ring that crossed itself became 2 parts; 0 % of the surface changed",
    ),
    "a ring that touches itself": (
        Polygon([(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)]),
        8.0, "a ring that touched itself became 2 parts; 0 % of the surface changed",
    ),
    "a ring that is walked twice": (
        Polygon(ring(0, 0, 1)[:-1] + ring(0, 0, 1)),
        1.0, "a ring that touched itself, mended; 100 % of the surface changed",
    ),
    "a ring that comes back over itself by a hair": (
        Polygon([(0, 0), (0.02, 0), (0.02, 0.02), (0.01, 0.01), (0.0101, 0.01), (0, 0.02),
                 (0.01, 0.01)]),
        # half of 0.02 x 0.02; the hair is half of 0.0001 x 0.01
        0.0002, "a ring that crossed itself, mended; under 0.1 % of the surface changed",
    ),
    "a spike": (
        Polygon([(0, 0), (1, 0), (1, 1), (1, 3), (1, 1), (0, 1)]),
        1.0, "a ring with a spike, mended; 0 % of the surface changed",
    ),
    "a hole outside its shell": (
        Polygon(ring(0, 0, 1), [ring(3, 0, 1)]),
        1.0, "a hole outside its shell, mended; 50 % of the surface changed",
    ),
    "a hole across its shell": (
        Polygon(ring(0, 0, 2), [ring(1, 0, 2)]),
        2.0, "a hole across its shell, mended; 50 % of the surface changed",
    ),
    "a hole that is drawn twice": (
        Polygon(ring(0, 0, 3), [ring(1, 1, 1), ring(1, 1, 1)]),
        8.0, "holes that touch or overlap, mended; 11.1 % of the surface changed",
    ),
    "a hole given as a shell": (
        MultiPolygon([Polygon(ring(0, 0, 4)), Polygon(ring(1, 1, 2, turned=True))]),
        12.0, "a part inside another, of the other direction, mended; 25 % of the surface changed",
    ),
    "parts that overlap": (
        MultiPolygon([Polygon(ring(0, 0, 2)), Polygon(ring(1, 0, 2))]),
        6.0, "parts that overlap, mended; 0 % of the surface changed",
    ),
    "parts that share a line": (
        MultiPolygon([Polygon(ring(0, 0, 1)), Polygon(ring(1, 0, 1))]),
        2.0, "parts that share a line, mended; 0 % of the surface changed",
    ),
    "a part without a surface": (
        MultiPolygon([Polygon(ring(0, 0, 1)), Polygon([(5, 5), (6, 6), (5, 5)])]),
        1.0, "a ring without a surface, mended; 0 % of the surface changed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(PLAIN))
def test_an_outline_with_one_plain_reading_is_mended_and_told(kind: str) -> None:
    shape, size, told = PLAIN[kind]
    mended = sound_outlines(table(shape), mend=True)
    (after,) = (f.geometry for f in mended.features)
    assert after is not None
    assert after.is_valid
    assert round(after.area, 6) == size
    (line,) = mended.mended
    # surfaces are those of the globe, which differ from square degrees by less than a tenth of 1 %
    assert line.replace(".0 %", " %") == f"a.geojson feature 1: {told}"


@pytest.mark.parametrize("kind", list(PLAIN))
def test_without_mend_an_outline_that_is_not_valid_is_refused_with_that_advice(kind: str) -> None:
    with pytest.raises(DataError, match=r"a\.geojson feature 1 .*near longitude.*--mend"):
        sound_outlines(table(PLAIN[kind][0]))


DOUBTFUL = {
    "a ring that winds twice": (
        Polygon([(0, 0), (4, 0), (4, 4), (1, 4), (1, 2), (6, 2), (6, 6), (0, 6)]),
        "2.50000, latitude 3.00000",
    ),
    "a hole inside a hole": (
        Polygon(ring(0, 0, 9), [ring(1, 1, 4), ring(2, 2, 1)]), "2.50000, latitude 2.50000",
    ),
    "a part inside another": (
        MultiPolygon([Polygon(ring(0, 0, 4)), Polygon(ring(1, 1, 1))]), "1.50000, latitude 1.50000",
    ),
    "nothing at all": (Polygon([(5, 5), (6, 6), (5, 5)]), "5.00000, latitude 5.00000"),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(DOUBTFUL))
def test_what_has_two_readings_is_refused_with_its_place_in_either_case(kind: str) -> None:
    shape, place = DOUBTFUL[kind]
    for mend in (False, True):
        with pytest.raises(DataError, match=place) as refusal:
            sound_outlines(table(shape), mend=mend)
        (fault,) = refusal.value.faults
        assert (fault.code, "--mend" in fault.expected) == ("bad-outline", False)


def test_a_knot_too_small_to_matter_is_no_second_reading() -> None:
    # the small loop at the top is walked twice, and is a millionth of the surface
    corners = [(0, 0), (4, 0), (4, 4), (2, 4), (2, 4.001), (2.001, 4.001), (2.001, 4)]
    knotted = [*corners, (2, 4), (2, 4.001), (2.001, 4.001), (2.001, 4), (1, 4), (0, 4)]
    mended = sound_outlines(table(Polygon(knotted)), mend=True)
    (after,) = (f.geometry for f in mended.features)
    assert after is not None
    assert round(after.area, 4) == 16


def test_a_valid_outline_stays_as_it_is_to_the_last_digit() -> None:
    (before,) = (drawn := table(Polygon(ring(0, 0, 1)))).features
    assert sound_outlines(drawn, mend=True).features == (before,)


def test_an_island_in_a_lake_that_is_a_part_of_its_own_is_no_fault() -> None:
    lake = Polygon(ring(0, 0, 9), [ring(2, 2, 4, turned=True)])
    drawn = table(MultiPolygon([lake, Polygon(ring(3, 3, 1))]))
    assert sound_outlines(drawn).features == drawn.features


BOW = {
    "type": "Polygon",
    "coordinates": [[[36.3, 33.46], [36.34, 33.5], [36.34, 33.46], [36.3, 33.5], [36.3, 33.46]]],
}


def test_a_map_of_a_series_is_refused_with_file_feature_and_place(tmp_path: Path) -> None:
    first = feature(square(36.3, 33.46), holder="Blue")
    files = [
        write_features(tmp_path / "map_2018-05-01.geojson", first),
        write_features(tmp_path / "map_2018-05-02.geojson", first, feature(BOW, holder="Blue")),
    ]
    with pytest.raises(DataError) as refusal:
        said(*files)
    (fault,) = refusal.value.faults
    assert str(fault) == (
        "map_2018-05-02.geojson feature 2 geometry: bad-outline: found a ring that crossed itself "
        "near longitude 36.32000, latitude 33.48000; expected rings that are closed and do not "
        "cross themselves; --mend repairs it"
    )
    understood, lines = said(*files, mend=True)
    assert lines[0] == (
        "map_2018-05-02.geojson feature 2: a ring that crossed itself became 2 parts; "
        "0 % of the surface changed"
    )
    assert [area.polygon.is_valid for area in understood.plan.areas] == [True, True]


def test_a_boundary_and_what_lies_over_others_are_mended_too(tmp_path: Path) -> None:
    points = text(
        tmp_path,
        "place,lon,lat,date,control\nEast,36.335,33.48,2018-05-01,Blue\n"
        "West,36.305,33.48,2018-05-01,Blue\n",
    )
    boundary = write_features(tmp_path / "frame.geojson", feature(BOW, name="Frame"))
    assert [code for code, *_ in refused(points, boundary=boundary)] == ["bad-outline"]
    _, lines = said(points, boundary=boundary, mend=True)
    assert any(line.startswith("frame.geojson feature 1: a ring that crossed") for line in lines)


def test_a_new_atlas_begins_with_outlines_that_were_mended(tmp_path: Path) -> None:
    outlines = read_outlines(write_features(tmp_path / "a.geojson", feature(BOW, name="Bow")))
    days = {"first": date(2018, 5, 1), "last": date(2018, 5, 3)}
    begun = begin_from_areas(tmp_path / "new", outlines, mend=True, **days)
    assert any("a ring that crossed itself became 2 parts" in note for note in begun.notes)
    (area,) = read_atlas(tmp_path / "new").areas.values()
    assert shapely.get_num_geometries(area.polygon) == 2


def test_a_ring_that_the_file_leaves_open_is_closed_where_it_is_asked_for(
    tmp_path: Path, holders: Path
) -> None:
    corners = ring(36.3, 33.5, 0.01)[:-1]
    open_ring = {"type": "Polygon", "coordinates": [corners]}
    outlines = write_features(tmp_path / "a.geojson", feature(open_ring, name="Mill"))
    rows = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    with pytest.raises(DataError, match=r"not closed near longitude 36\.30000, latitude 33\.50000"):
        said(rows, outlines)
    atlas = make(tmp_path, rows, outlines, mend=True, holders=holders)
    assert states(atlas, "mill") == ["blue held"]
    assert shapely.get_coordinates(atlas.areas["mill"].polygon).round(6).tolist() == [
        [36.3, 33.5], [36.31, 33.5], [36.31, 33.51], [36.3, 33.51], [36.3, 33.5],
    ]  # fmt: skip
