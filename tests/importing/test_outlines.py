"""Outlines from the vector files that people have, however they are wrapped."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZipFile

import geopandas
import numpy as np
import pyogrio
import pytest
import shapely
from imported import feature, said, shapefile, square, text, write_features

from frontmap.atlas import read_atlas
from frontmap.errors import DataError
from frontmap.importing.new_atlas import begin_from_areas
from frontmap.importing.outlines import polygons_of, read_outlines

if TYPE_CHECKING:
    from pathlib import Path


def test_a_shapefile_that_does_not_name_its_encoding_is_asked_for_it(tmp_path: Path) -> None:
    outlines = shapefile(tmp_path, ["طاحونة"], encoding="cp1256")
    with pytest.raises(DataError, match="--encoding"):
        read_outlines(outlines)


def test_a_shapefile_that_names_its_encoding_is_believed(tmp_path: Path) -> None:
    outlines = shapefile(tmp_path, ["طاحونة"], encoding="cp1256")
    outlines.with_suffix(".cpg").write_text("1256", encoding="ascii")
    assert read_outlines(outlines).features[0].cells["name"] == "طاحونة"
    with ZipFile(tmp_path / "packed.zip", "w") as packed:
        for path in tmp_path.glob("outlines.*"):
            packed.write(path, path.name)
    assert read_outlines(tmp_path / "packed.zip").features[0].cells["name"] == "طاحونة"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.parquet", "no parquet"),
        ("a.gpkg", "no database"),
        ("a.kml", "no xml"),
        ("a.geojson", '{"features": [{"type": "Feature", "properties": [1], "geometry": null}]}'),
        ("a.geojson", '{"features": [3, null]}'),
        ("a.geojson", "3"),
        ("a.geojson", "{"),
    ],
)
def test_what_is_no_file_of_outlines_is_refused_with_its_name(
    tmp_path: Path, name: str, content: str
) -> None:
    table = text(tmp_path, "place,date,control\nMill,2018-05-01,Blue\n")
    with pytest.raises(DataError, match=name):
        said(table, text(tmp_path, content, name=name))


FIRST, LAST = date(2018, 5, 1), date(2018, 5, 3)


def codes(refusal: pytest.ExceptionInfo[DataError]) -> list[str]:
    return [fault.code for fault in refusal.value.faults]


@pytest.mark.parametrize(("driver", "name"), [("GPKG", "a.gpkg"), ("ESRI Shapefile", "a.shp")])
def test_outlines_in_metres_are_brought_to_degrees(tmp_path: Path, driver: str, name: str) -> None:
    metric = geopandas.GeoDataFrame(
        {"name": ["One", "Two"]},
        geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)],
        crs="EPSG:4326",
    ).to_crs("EPSG:3857")
    metric.to_file(tmp_path / name, driver=driver)
    outlines = read_outlines(tmp_path / name)
    bounds = [f.geometry.bounds for f in outlines.features if f.geometry is not None]
    assert [[round(x, 6) for x in box] for box in bounds] == [[0, 0, 1, 1], [1, 0, 2, 1]]
    assert outlines.notes == ("reprojected from EPSG:3857 to EPSG:4326",)


def test_a_shapefile_without_a_projection_is_asked_for_it(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame({"name": ["A"]}, geometry=[shapely.box(0, 0, 1, 1)])
    frame.set_crs("EPSG:4326").to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(DataError) as refusal:
        read_outlines(tmp_path / "a.shp")
    assert codes(refusal) == ["which-crs"]
    assert read_outlines(tmp_path / "a.shp", crs="EPSG:4326").features[0].cells["name"] == "A"


@pytest.mark.parametrize(
    "wrap",
    ["var areas = {};", "// from a map\nlet areas = {};", '{{"status": "ok", "data": {}}}', "[{}]"],
)
def test_geojson_is_found_in_what_is_wrapped_around_it(tmp_path: Path, wrap: str) -> None:
    bare = json.dumps({"type": "FeatureCollection", "features": [feature(square(1, 1), name="A")]})
    (tmp_path / "a.json").write_text(wrap.format(bare), encoding="utf-8")
    assert [f.cells["name"] for f in read_outlines(tmp_path / "a.json").features] == ["A"]


def test_heights_go_and_the_crs_member_is_believed(tmp_path: Path) -> None:
    ring = [[0, 0, 5], [111319.49, 0, 5], [111319.49, 111325.14, 5], [0, 0, 5]]
    file = write_features(
        tmp_path / "a.geojson",
        feature({"type": "Polygon", "coordinates": [ring]}, name="A"),
        crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
    )
    shape = read_outlines(file).features[0].geometry
    assert shape is not None
    assert not shape.has_z
    assert [round(x, 4) for x in shape.bounds] == [0, 0, 1, 1]


def test_every_coordinate_that_is_none_is_told_at_once(tmp_path: Path) -> None:
    far = {
        "type": "Polygon",
        "coordinates": [[[4e5, 3e6], [4e5 + 9, 3e6], [4e5, 3e6 + 9], [4e5, 3e6]]],
    }
    file = write_features(
        tmp_path / "a.geojson",
        feature(far, name="metres"),
        feature(square(33.5, 110.0), name="swapped"),
    )
    with pytest.raises(DataError) as refusal:
        read_outlines(file)
    assert codes(refusal) == ["not-degrees", "swapped-coordinates"]


def test_one_outline_with_its_axes_swapped_is_told_by_the_others(tmp_path: Path) -> None:
    file = write_features(
        tmp_path / "a.geojson",
        *(feature(square(10 + 0.01 * n, 50.0), name=f"n{n}") for n in range(3)),
        feature(square(50.0, 10.0), name="swapped"),
    )
    with pytest.raises(DataError) as refusal:
        read_outlines(file)
    assert [(f.code, f.where.row) for f in refusal.value.faults] == [("swapped-coordinates", 4)]


def test_pins_on_a_map_of_outlines_are_left_out_and_told(tmp_path: Path) -> None:
    pin = {"type": "Point", "coordinates": [36.3, 33.5]}
    both = {"type": "GeometryCollection", "geometries": [pin, square(36.31, 33.5)]}
    areas = write_features(
        tmp_path / "a.geojson",
        feature(square(36.3, 33.5), name="Old Town"),
        feature(pin, name="Our office"),
        feature(both, name="Harbour"),
    )
    begun = begin_from_areas(tmp_path / "new", read_outlines(areas), first=FIRST, last=LAST)
    assert begun.notes[0] == "points and lines are left out: 'Our office'"
    kinds = {k: area.polygon.geom_type for k, area in read_atlas(tmp_path / "new").areas.items()}
    assert kinds == {"old-town": "Polygon", "harbour": "Polygon"}


@pytest.mark.parametrize(
    ("said_of_it", "name"),
    [
        ({"status": "RU", "name": "arrow"}, "arrow"),
        ({"fid": 7, "Village": "Mill"}, "Mill"),
        ({"status": "RU", "NOM": None}, "RU"),
        ({"status": "RU", "place": "Mill", "name": "pin"}, "pin"),
    ],
)
def test_what_is_left_out_is_called_by_its_name_wherever_that_stands(
    tmp_path: Path, said_of_it: dict[str, object], name: str
) -> None:
    line = {"type": "LineString", "coordinates": [[36.3, 33.5], [36.31, 33.5]]}
    file = write_features(
        tmp_path / "a.geojson", feature(square(36.3, 33.5), name="x"), feature(line, **said_of_it)
    )
    assert polygons_of(read_outlines(file)).notes == (f"points and lines are left out: {name!r}",)


def test_kml_is_taken(tmp_path: Path) -> None:
    ring = "36.3,33.5,0 36.31,33.5,0 36.31,33.51,0 36.3,33.5,0"
    (tmp_path / "a.kml").write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Old Town</name>'
        f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon></Placemark></Document></kml>",
        encoding="utf-8",
    )
    begin_from_areas(tmp_path / "new", read_outlines(tmp_path / "a.kml"), first=FIRST, last=LAST)
    assert list(read_atlas(tmp_path / "new").areas) == ["old-town"]


def test_an_outline_that_lies_far_off_in_either_order_of_its_axes_is_taken(tmp_path: Path) -> None:
    file = write_features(
        tmp_path / "a.geojson",
        *(feature(square(10 + 0.01 * n, 50.0), name=f"n{n}") for n in range(3)),
        feature(square(16.0, 50.0), name="far"),
    )
    assert 4 == len(read_outlines(file).features)


def test_a_value_that_its_column_cannot_have_is_refused_and_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "areas.gpkg"
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb([shapely.box(36.3, 33.5, 36.31, 33.51)]),
        field_data=[np.array(["2018-04-30"], dtype="datetime64[D]")],
        fields=["end"],
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    with closing(sqlite3.connect(path)) as book:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in book.execute(triggers).fetchall():
            book.execute(f'DROP TRIGGER "{name}"')
        book.execute("UPDATE areas SET \"end\" = '2018-05'")
        book.commit()
    with pytest.raises(DataError) as refusal:
        read_outlines(path)
    assert ["lost-value"] == [fault.code for fault in refusal.value.faults]


def test_an_instant_in_topojson_whose_zone_would_be_lost_is_refused(tmp_path: Path) -> None:
    geometry = {"type": "Point", "coordinates": [36, 33], "properties": {"on": "2018-04-30T21:00Z"}}
    objects = {"x": {"type": "GeometryCollection", "geometries": [geometry]}}
    path = tmp_path / "areas.topojson"
    path.write_text(json.dumps({"type": "Topology", "objects": objects, "arcs": []}), "utf-8")
    with pytest.raises(DataError) as refusal:
        read_outlines(path)
    assert ["lost-zone"] == [fault.code for fault in refusal.value.faults]


@pytest.mark.parametrize(
    "across",
    [
        {"type": "MultiPolygon", "coordinates": [
            [[[179, 1], [180, 1], [180, 2], [179, 2], [179, 1]]],
            [[[-180, 1], [-179, 1], [-179, 2], [-180, 2], [-180, 1]]]]},
        {"type": "Polygon", "coordinates": [[[179, 1], [-179, 1], [-179, 2], [179, 2], [179, 1]]]},
    ],
)  # fmt: skip
def test_outlines_across_the_meridian_of_180_become_one_piece_and_it_is_said(
    tmp_path: Path, across: object
) -> None:
    west = feature(square(177, 1), name="West")
    file = write_features(tmp_path / "a.geojson", west, feature(across, name="Across"))
    table = read_outlines(file)
    assert [(177, 177.01), (179, 181)] == [
        feature.geometry.bounds[::2] for feature in table.features if feature.geometry
    ]
    note = "1 outline moved so that all lie together across the meridian of 180°"
    assert [f"{note}: longitudes 179.00 to 181.00"] == [n for n in table.notes if "180°" in n]


def test_longitudes_of_a_map_that_are_counted_to_360_are_brought_back(tmp_path: Path) -> None:
    file = write_features(tmp_path / "a.geojson", feature(square(200, 1), name="A"))
    (a,) = read_outlines(file).features
    assert a.geometry is not None
    assert pytest.approx((-160, 1, -159.99, 1.01)) == a.geometry.bounds
