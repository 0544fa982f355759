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
    assert lines[-6:] == [
        "ids are made from names",
        "outlines lie around longitude 36.31, latitude 33.50",
        "places joined to outlines: 1 by name, 1 nearly",
        "  'Harbor' taken for harbour (1 letter apart)",
        "  'Gate' has no outline and is left out",
        "  outlines without a word in the table: old-town",
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
