"""Outlines of one name that become one area, where the user asks for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from imported import feature, make, refused, said, square, states, text, write_features

from frontmap.atlas import read_atlas
from frontmap.errors import DataError, RequestError, Where
from frontmap.importing.new_atlas import begin_from_areas
from frontmap.importing.outlines import Feature, FeatureTable, read_outlines
from frontmap.importing.uniting import united

if TYPE_CHECKING:
    from pathlib import Path


def islands(tmp_path: Path) -> Path:
    return write_features(
        tmp_path / "islands.geojson",
        feature(square(36.3, 33.46), name="One", pcode="A1", group="x"),
        feature(square(36.36, 33.46), name="One", pcode="A2", group="x"),
        feature(square(36.31, 33.46), name="Two", pcode="B1", group="x"),
    )


def rows(tmp_path: Path) -> Path:
    return text(tmp_path, "place,date,control\nOne,2018-05-01,Blue\nTwo,2018-05-01,Green\n")


def test_a_place_of_several_outlines_is_refused_with_the_option_that_unites(
    tmp_path: Path,
) -> None:
    faults = refused(rows(tmp_path), islands(tmp_path))
    assert any("--unite" in expected for code, _, expected in faults if code == "ambiguous-place")


def test_outlines_of_one_name_become_one_area_and_it_is_said_which(
    tmp_path: Path, holders: Path
) -> None:
    _, lines = said(rows(tmp_path), islands(tmp_path), unite=True)
    assert "'One' is one area of the outlines 1, 2; they differ in pcode (left blank)" in lines
    atlas = make(tmp_path, rows(tmp_path), islands(tmp_path), unite=True, holders=holders)
    assert list(atlas.areas) == ["one", "two"]
    assert (atlas.areas["one"].polygon.geom_type, atlas.areas["one"].pcode) == ("MultiPolygon", "")
    assert states(atlas, "one") == ["blue held"]


def test_outlines_of_one_id_become_one_area_and_keep_it(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(square(36.0, 33.5, 0.5), code="A", name="North"),
        feature(square(36.5, 33.5, 0.5), code="A", name="South"),
        feature(square(37.0, 33.5, 0.5), code="B", name="East"),
    )
    table = text(tmp_path, "place,date,control\nA,2018-05-01,Blue\nB,2018-05-01,Green\n")
    options = {"id_column": "code", "name_column": "name"}
    understood, _ = said(table, outlines, unite=True, **options)
    names = [(area.id, area.name.first) for area in understood.plan.areas]
    assert names == [("a", "North"), ("b", "East")]
    # two that touch are one surface
    assert understood.plan.areas[0].polygon.geom_type == "Polygon"


def test_names_that_differ_by_a_sign_stay_two() -> None:
    named = ("X+", "x+", "X-")
    features = tuple(Feature(Where("a.geojson", n), {}, None) for n in (1, 2, 3))
    after, notes = united(FeatureTable("a.geojson", (), features, ()), named, ())
    assert [one.where.row for one in after.features] == [1, 3]
    assert notes == ("'X+' is one area of the outlines 1, 2",)


def test_to_unite_what_has_one_name_each_is_refused(tmp_path: Path) -> None:
    outlines = write_features(tmp_path / "a.geojson", feature(square(36.3, 33.46), name="One"))
    table = text(tmp_path, "place,date,control\nOne,2018-05-01,Blue\n")
    assert [code for code, *_ in refused(table, outlines, unite=True)] == ["nothing-to-unite"]


def test_states_of_a_place_with_several_outlines_of_its_own_are_united(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.46), place="One", start="2018-05-01", end="2018-05-02", holder="B"),
        feature(
            square(36.36, 33.46), place="One", start="2018-05-03", end="2018-05-03", holder="G"
        ),
    )
    (fault,) = refused(outlines, shape="intervals")
    assert (fault[0], "--unite" in fault[2]) == ("two-outlines", True)
    understood, _ = said(outlines, shape="intervals", unite=True)
    assert [area.polygon.geom_type for area in understood.plan.areas] == ["MultiPolygon"]
    assert len(understood.entries) == 2


def test_maps_of_a_date_each_are_united_by_name_anyway(tmp_path: Path) -> None:
    shape = feature(square(36.3, 33.46), holder="Blue")
    files = [write_features(tmp_path / f"m_2018-05-0{n}.geojson", shape) for n in (1, 2)]
    with pytest.raises(RequestError, match="--unite"):
        said(*files, unite=True)


def test_a_name_that_a_table_of_places_gives_two_areas_is_refused(tmp_path: Path) -> None:
    places = text(tmp_path, "written,area\nOne,one\nOne,one-2\n", name="places.csv")
    with pytest.raises(DataError) as refusal:
        said(rows(tmp_path), islands(tmp_path), places=places)
    (fault,) = refusal.value.faults
    assert (str(fault.where), fault.code) == ("places.csv:3 written", "double-row")


def test_a_name_that_a_table_of_places_gives_one_area_twice_is_taken(tmp_path: Path) -> None:
    places = text(tmp_path, "written,area,seen\nOne,one,x\nONE,one,\n", name="places.csv")
    understood, _ = said(rows(tmp_path), islands(tmp_path), places=places)
    assert understood.plan.joined["One"] == "one"
    assert "seen of places.csv" in understood.unused


def test_a_new_atlas_begins_with_outlines_of_one_id_united(tmp_path: Path) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(square(36.0, 33.5, 0.5), code="A", name="North"),
        feature(square(36.5, 33.5, 0.5), code="A", name="South"),
    )
    options = {"first": date(2018, 5, 1), "last": date(2018, 5, 3), "id_column": "code"}
    with pytest.raises(DataError, match=r"double-id.*--unite"):
        begin_from_areas(tmp_path / "new", read_outlines(outlines), **options)
    begun = begin_from_areas(tmp_path / "new", read_outlines(outlines), unite=True, **options)
    assert (
        "'A' is one area of the outlines 1, 2; they differ in name (the first counts)"
        in begun.notes
    )
    assert list(read_atlas(tmp_path / "new").areas) == ["a"]
