"""Places that are points: a table's columns or a file of their own, and a boundary around them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely
from imported import feature, make, refused, said, states, text, write_features
from shapely import box
from shapely.geometry import mapping

from frontmap.atlas import check_atlas
from frontmap.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path

POINTS = (
    "place,lat,lon,date,control\n"
    "Old Town,33.505,36.305,2018-05-01,Blue\n"
    "Harbour,33.506,36.315,2018-05-01,Green\n"
    'Mill,"33,504","36,325",2018-05-01,Blue\n'
    "Mill,,,2018-05-02,Green\n"
)


def boundary(tmp_path: Path) -> Path:
    square = shapely.geometry.mapping(shapely.box(36.3, 33.5, 36.33, 33.51))
    feature = {"type": "Feature", "properties": {}, "geometry": square}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    return text(tmp_path, content, name="boundary.geojson")


def test_points_become_schematic_cells_that_fill_the_boundary(
    tmp_path: Path, holders: Path
) -> None:
    table = text(tmp_path, POINTS)
    atlas = make(tmp_path, table, holders=holders, boundary=boundary(tmp_path))
    assert {area.outline.value for area in atlas.areas.values()} == {"schematic"}
    together = shapely.union_all([area.polygon for area in atlas.areas.values()])
    assert together.symmetric_difference(shapely.box(36.3, 33.5, 36.33, 33.51)).area < 1e-9
    assert check_atlas(tmp_path / "atlas") == ()
    assert [b for b in atlas.topology.borders if b.right] != []
    assert states(atlas, "mill") == ["blue held", "green held"]


def test_points_without_a_boundary_are_asked_for_one(tmp_path: Path, holders: Path) -> None:
    with pytest.raises(RequestError, match="--boundary"):
        said(text(tmp_path, POINTS), holders=holders)


def test_every_point_that_is_missing_or_wrong_is_told(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lat,lon,date,control\nOld Town,,,2018-05-01,Blue\nMill,95,36,2018-05-01,Blue\n",
    )
    found = refused(table, holders=holders, boundary=boundary(tmp_path))
    assert [(code, row) for code, row, _ in found] == [
        ("missing-coordinates", 2),
        ("bad-coordinates", 3),
    ]


def test_places_without_coordinates_may_be_left_out(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lon,lat,date,control\nMill,36.305,33.505,2018-05-01,Blue\n"
        "Nowhere,,,2018-05-01,Blue\n",
    )
    around = boundary(tmp_path)
    atlas = make(tmp_path, table, holders=holders, boundary=around, skip_unmatched=True)
    assert list(atlas.areas) == ["mill"]


def test_points_of_a_file_have_names_of_their_own(tmp_path: Path, holders: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"fid": n, "name": name},
            "geometry": {"type": "MultiPoint", "coordinates": [[36.3 + n / 100, 33.505]]},
        }
        for n, name in enumerate(["Mill", "Harbour"], start=1)
    ]
    spots = tmp_path / "spots.geojson"
    spots.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    around = boundary(tmp_path)
    understood, _ = said(table, spots, holders=holders, boundary=around)
    assert [area.name.exact("en") for area in understood.plan.areas] == ["Mill", "Harbour"]
    features[1]["properties"]["name"] = "Mill"
    spots.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    assert [(code, row) for code, row, _ in refused(table, spots, boundary=around)] == [
        ("two-points", 2)
    ]


def test_points_outside_or_in_one_spot_are_told(tmp_path: Path, holders: Path) -> None:
    table = text(
        tmp_path,
        "place,lat,lon,date,control\nA,33.505,36.305,2018-05-01,Blue\n"
        "B,33.505,36.305,2018-05-01,Blue\nC,35,36,2018-05-01,Blue\n",
    )
    found = refused(table, holders=holders, boundary=boundary(tmp_path))
    assert [(code, row) for code, row, _ in found] == [("same-point", 3), ("outside-boundary", 4)]


def test_cells_in_a_country_of_27_degrees_come_in_without_a_fault(
    tmp_path: Path, holders: Path
) -> None:
    """A frame of 27 by 13 degrees lies in five zones of UTM; its sides are no geodesics."""
    spots = [(5.1, 61.2), (10.7, 59.9), (18.1, 59.3), (22.1, 65.6), (25.7, 66.5), (24.9, 60.2)]
    rows = "".join(f"P{n},{x},{y},Blue,Green\n" for n, (x, y) in enumerate(spots))
    table = text(tmp_path, f"place,lon,lat,2018-05-01,2018-05-02\n{rows}")
    frame = write_features(tmp_path / "f.geojson", feature(mapping(box(4, 58, 31, 71))))
    atlas = make(tmp_path, table, holders=holders, boundary=frame)
    assert check_atlas(tmp_path / "atlas") == ()
    assert atlas.record.metric_crs == "+proj=laea +lat_0=64.5 +lon_0=17.5 +datum=WGS84 +units=m"
    together = shapely.union_all([area.polygon for area in atlas.areas.values()])
    assert together.symmetric_difference(box(4, 58, 31, 71)).area < 1e-4
    # as PROJ measures it, cut into pieces of 0.005°
    assert pytest.approx(1_876_197, rel=1e-5) == sum(atlas.topology.km2.values())


def test_points_on_both_sides_of_180_have_cells_in_a_frame_across_it(
    tmp_path: Path, holders: Path
) -> None:
    table = text(
        tmp_path,
        "place,lon,lat,2018-05-01,2018-05-02\n"
        "Suva,178.44,-18.14,Blue,Blue\nLakeba,-178.8,-18.2,Green,Blue\n",
    )
    frame = write_features(tmp_path / "f.geojson", feature(mapping(box(177, -20, 182, -16))))
    atlas = make(tmp_path, table, holders=holders, boundary=frame)
    assert check_atlas(tmp_path / "atlas") == ()
    west, east = (area.polygon for area in atlas.areas.values())
    assert 177 == west.bounds[0]
    assert 182 == east.bounds[2]
    assert 1 == len([border for border in atlas.topology.borders if border.right])


def test_a_boundary_that_crosses_itself_is_refused(tmp_path: Path, holders: Path) -> None:
    bow = shapely.Polygon([(36, 33), (37, 34), (37, 33), (36, 34)])
    frame = write_features(tmp_path / "f.geojson", feature(mapping(bow)))
    found = refused(text(tmp_path, POINTS), holders=holders, boundary=frame)
    assert [("bad-boundary", 0, "rings that do not cross themselves")] == found
