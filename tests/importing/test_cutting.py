"""Areas that lie over others, cut out of them so that both sides share their vertices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shapely
from imported import feature, make, refused, said, states, text, write_features
from shapely import box

from frontmap.errors import DataError, RequestError, Where
from frontmap.importing.cutting import cut_out
from frontmap.model import NO_TEXT, Area

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


def area(name: str, shape: BaseGeometry, file: str = "a.geojson") -> Area:
    return Area(name, NO_TEXT, NO_TEXT, "areas", shape, where=Where(file, 1))


WEST, EAST = area("west", box(0, 0, 1, 1)), area("east", box(1, 0, 2, 1))


def test_an_area_over_a_border_is_cut_out_of_both_sides_with_the_same_vertices() -> None:
    zone = area("zone", box(0.5, 0.25, 1.5, 0.75), "over.geojson")
    (west, east, cut), notes = cut_out((WEST, EAST), (zone,))
    assert [round(one.polygon.area, 9) for one in (west, east, cut)] == [0.75, 0.75, 0.5]
    assert shapely.coverage_is_valid([west.polygon, east.polygon, cut.polygon])
    # where the border ran under it, the zone has a vertex that it had not
    assert {(1.0, 0.25), (1.0, 0.75)} <= set(map(tuple, shapely.get_coordinates(cut.polygon)))
    assert notes == ("zone lies over west (25.0 % of it), east (25.0 % of it), and is cut out",)


def test_what_no_area_lies_over_keeps_its_very_outline() -> None:
    far = area("far", box(5, 0, 6, 1))
    zone = area("zone", box(0.5, 0.25, 0.75, 0.75), "over.geojson")
    after, _ = cut_out((WEST, far), (zone,))
    assert after[1] is far


def test_an_area_that_lies_beside_takes_up_its_neighbours_vertices() -> None:
    zone = area("zone", box(0, 1, 1.5, 2), "over.geojson")
    after, notes = cut_out((WEST, EAST), (zone,))
    assert shapely.coverage_is_valid([one.polygon for one in after])
    assert notes == ("zone lies over no outline",)


def test_two_areas_that_lie_over_one_keep_their_common_border() -> None:
    over = [area("one", box(0.2, 0.2, 0.4, 0.4)), area("two", box(0.4, 0.2, 0.6, 0.4))]
    after, _ = cut_out((WEST,), over)
    assert shapely.coverage_is_valid([one.polygon for one in after])
    assert [round(one.polygon.area, 9) for one in after] == [0.92, 0.04, 0.04]


def test_an_area_that_is_left_in_parts_is_told() -> None:
    _, notes = cut_out((WEST,), (area("zone", box(0.4, -1, 0.6, 2), "over.geojson"),))
    assert notes[1:] == ("west is left in 2 parts",)


def test_an_area_that_covers_another_whole_is_refused_by_both_names() -> None:
    with pytest.raises(DataError, match="zone over the whole of east"):
        cut_out((WEST, EAST), (area("zone", box(0.5, -1, 3, 2), "over.geojson"),))


def test_an_id_that_is_taken_gets_a_number() -> None:
    after, _ = cut_out((WEST, EAST), (area("west", box(0.5, 0.25, 1.5, 0.75)),))
    assert [one.id for one in after] == ["west", "east", "west-2"]


def test_an_area_beyond_180_degrees_is_cut_out_of_what_runs_across_them() -> None:
    across = area("across", box(179, 0, 181, 1))
    zone = area("zone", box(-179.75, 0.25, -179.25, 0.75), "over.geojson")
    (rest, cut), notes = cut_out((across,), (zone,))
    assert cut.polygon.bounds == (180.25, 0.25, 180.75, 0.75)
    assert round(rest.polygon.area, 9) == 1.75
    assert notes == ("zone lies over across (12.5 % of it), and is cut out",)


def rows(tmp_path: Path) -> Path:
    names = ("West", "East", "Zone")
    return text(
        tmp_path,
        "place,date,control\n" + "".join(f"{name},2018-05-01,Blue\n" for name in names),
    )


def degrees(west: float, south: float, east: float, north: float) -> object:
    return shapely.geometry.mapping(box(west, south, east, north))


def test_import_takes_a_file_of_areas_that_lie_over_the_others(
    tmp_path: Path, holders: Path
) -> None:
    base = write_features(
        tmp_path / "base.geojson",
        feature(degrees(36, 33, 36.1, 33.1), name="West"),
        feature(degrees(36.1, 33, 36.2, 33.1), name="East"),
    )
    over = write_features(
        tmp_path / "over.geojson",
        feature(degrees(36.05, 33.02, 36.15, 33.07), name="Zone", why="disputed"),
    )
    understood, lines = said(rows(tmp_path), base, over=over)
    assert (
        "over.geojson: zone lies over west (25.0 % of it), east (25.0 % of it), and is cut out"
        in lines
    )
    assert understood.unused == ("why of over.geojson",)
    # `make` finds no fault, not even of neighbours that miss one another
    atlas = make(tmp_path, rows(tmp_path), base, over=over, holders=holders)
    assert states(atlas, "zone") == ["blue held"]
    assert list(atlas.topology.neighbours("zone")) == ["west", "east"]


def test_outlines_that_lie_over_others_are_refused_with_the_advice_that_works(
    tmp_path: Path, holders: Path
) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(degrees(36, 33, 36.1, 33.1), name="West"),
        feature(degrees(36.1, 33, 36.2, 33.1), name="East"),
        feature(degrees(36.05, 33.02, 36.15, 33.07), name="Zone"),
    )
    with pytest.raises(DataError) as refusal:
        make(tmp_path, rows(tmp_path), outlines, holders=holders)
    assert {"--over FILE" in fault.expected for fault in refusal.value.faults} == {True}


def test_maps_of_a_date_each_do_not_take_what_lies_over_them(tmp_path: Path) -> None:
    shape = feature(degrees(36, 33, 36.1, 33.1), holder="Blue")
    files = [write_features(tmp_path / f"m_2018-05-0{n}.geojson", shape) for n in (1, 2)]
    with pytest.raises(RequestError, match="--over"):
        said(*files, over=files[0])


def test_the_file_over_others_is_judged_as_they_are(tmp_path: Path) -> None:
    base = write_features(
        tmp_path / "base.geojson", feature(degrees(36, 33, 36.1, 33.1), name="West")
    )
    empty = write_features(tmp_path / "over.geojson")
    table = text(tmp_path, "place,date,control\nWest,2018-05-01,Blue\n")
    assert [code for code, *_ in refused(table, base, over=empty)] == ["no-area"]


def test_what_lies_over_others_needs_names_of_its_own(tmp_path: Path) -> None:
    base = write_features(
        tmp_path / "base.geojson", feature(degrees(36, 33, 36.1, 33.1), what="West")
    )
    zone = degrees(36.05, 33.02, 36.07, 33.07)
    table = text(tmp_path, "place,date,control\nWest,2018-05-01,Blue\n")
    over = write_features(tmp_path / "over.geojson", feature(zone, zone="Zone"))
    asked = {"over": over, "name_column": "what"}
    assert [code for code, *_ in refused(table, base, **asked)] == ["no-name"]
    write_features(over, feature(zone, name="Zone"))
    understood, _ = said(table, base, **asked)
    assert [one.id for one in understood.plan.areas] == ["west", "zone"]
    assert understood.unused == ()
