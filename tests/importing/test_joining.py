"""Places of a table and outlines, joined by what they are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely
from imported import feature, make, refused, said, square, states, text, write_features

from frontmap.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


def test_names_are_joined_with_a_report_on_each_side(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,date,control\nHarbor,2018-05-01,Blue\nMILL,2018-05-01,Blue\nGate,2018-05-01,Blue\n",
    )
    with pytest.raises(DataError) as refusal:
        said(table, areas, holders=holders)
    assert [(f.found, f.meant) for f in refusal.value.faults] == [
        ("no word on old-town, harbour", ""),
        ("'Harbor'", "harbour, 1 letter apart"),
        ("'Gate'", ""),
    ]
    _, lines = said(table, areas, holders=holders, near=1, skip_unmatched=True)
    assert lines[-7:] == [
        "ids are made from names",
        "outlines lie around longitude 36.31, latitude 33.50",
        "places joined to outlines: 1 by name, 1 nearly",
        "  'Harbor' taken for harbour (1 letter apart)",
        "  'Gate' has no outline and is left out",
        "  outlines without a word in the table: old-town",
        "holders.csv: 'Green': written nowhere in the tables",
    ]


def test_a_table_of_places_settles_what_names_cannot(
    tmp_path: Path, areas: Path, holders: Path
) -> None:
    table = text(tmp_path, "place,date,control\nThe Gate,2018-05-01,Blue\n")
    places = text(tmp_path, "written,area\nthe gate,old-town\n", name="places.csv")
    atlas = make(tmp_path, table, areas, holders=holders, places=places)
    assert states(atlas, "old-town") == ["blue held"]


def test_an_area_that_a_table_of_places_names_and_is_none_is_told(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "place,date,control\nOldtown,2018-05-01,Blue\n")
    places = text(tmp_path, "written,area\nOldtown,old-twon\n", name="places.csv")
    with pytest.raises(DataError) as refusal:
        said(table, areas, places=places, near=2, skip_unmatched=True)
    (fault,) = refusal.value.faults
    assert (str(fault.where), fault.code, fault.meant) == (
        "places.csv:2 area",
        "unknown-area",
        "old-town",
    )


def test_a_name_of_two_outlines_is_ambiguous(tmp_path: Path, holders: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": "Mill"},
            "geometry": shapely.geometry.mapping(shapely.box(west, 0, west + 1, 1)),
        }
        for west in (0, 1)
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features})
    outlines = text(tmp_path, content, name="areas.geojson")
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    _, (code, _, expected) = refused(table, outlines, holders=holders)
    assert code == "ambiguous-place"
    told = "one of mill, mill-2, said by --places; or --unite, which makes one area of outlines of"
    assert expected == f"{told} one name"


def test_a_place_as_near_to_two_outlines_is_joined_to_none(tmp_path: Path) -> None:
    drawn = [feature(square(1, 1), name="Mill A"), feature(square(1.01, 1), name="Mill B")]
    outlines = write_features(tmp_path / "areas.geojson", *drawn)
    table = text(tmp_path, "place,date,control\nMill X,2018-05-01,Blue\n")
    with pytest.raises(DataError) as refusal:
        said(table, outlines, near=2)
    assert [("unknown-place", "")] == [
        (f.code, f.meant) for f in refusal.value.faults if f.severity == "error"
    ]


def test_half_the_letters_of_a_short_name_may_differ_and_no_more(tmp_path: Path) -> None:
    outlines = write_features(tmp_path / "areas.geojson", feature(square(1, 1), name="Mill"))
    table = text(tmp_path, "place,date,control\nMixx,2018-05-01,Blue\nMxxx,2018-05-01,Blue\n")
    with pytest.raises(DataError) as refusal:
        said(table, outlines)
    meant = {f.found: f.meant for f in refusal.value.faults if f.severity == "error"}
    assert {"'Mixx'": "mill, 2 letters apart", "'Mxxx'": ""} == meant


def test_outlines_of_one_name_join_by_an_id_that_the_refusal_names(
    tmp_path: Path, holders: Path
) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.5), name="Ivanivka", code="K-1"),
        feature(square(36.31, 33.5), name="Ivanivka", code="K-2"),
        feature(square(36.32, 33.5), name="Mill", code="K-3"),
    )
    table = text(
        tmp_path,
        "place,code,date,holder\nIvanivka,K-1,2018-05-01,Blue\nIvanivka,K-2,2018-05-01,Green\n"
        "Mill,K-3,2018-05-01,Blue\n",
    )
    _, (code, row, expected) = refused(table, outlines)
    assert (code, row) == ("which-place", 2)
    assert expected == (
        "one of ivanivka, ivanivka-2, said by --places; "
        "or --column place='code', which names one in each row; "
        "or --unite, which makes one area of outlines of one name"
    )
    atlas = make(tmp_path, table, outlines, holders=holders, columns={"place": "code"})
    assert states(atlas, "ivanivka-2") == ["green held"]
    assert atlas.areas["ivanivka-2"].name.first == "Ivanivka"


def test_outlines_with_ids_alone_are_called_as_the_table_has_it(
    tmp_path: Path, holders: Path
) -> None:
    outlines = write_features(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.5), code="K-1"),
        feature(square(36.31, 33.5), code="K-2"),
    )
    table = text(
        tmp_path,
        "code,nom,date,holder\nK-1,Moulin,2018-05-01,Blue\nK-2,Port,2018-05-01,Green\n",
    )
    asked = {"columns": {"place": "code"}, "id_column": "code"}
    atlas = make(tmp_path, table, outlines, holders=holders, **asked)
    assert {key: area.name.first for key, area in atlas.areas.items()} == {
        "k-1": "Moulin", "k-2": "Port",
    }  # fmt: skip


def test_outlines_keep_their_names_unless_the_user_names_the_table_s(
    tmp_path: Path, areas: Path
) -> None:
    table = text(tmp_path, "code,name,date,holder\nmill,La Minoterie,2018-05-01,Blue\n")
    understood, _ = said(table, areas, columns={"place": "code"})
    assert [a.name.first for a in understood.plan.areas] == ["Old Town", "Harbour", "Mill"]
    assert understood.unused == ("name",)
    understood, _ = said(table, areas, columns={"place": "code", "name": "name"})
    assert [a.name.first for a in understood.plan.areas] == ["Old Town", "Harbour", "La Minoterie"]
    assert understood.unused == ()
