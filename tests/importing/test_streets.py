"""Streets made of lines as people have them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely

from frontmap.errors import DataError
from frontmap.importing.streets import read_streets
from frontmap.model import StreetKind, Text

if TYPE_CHECKING:
    from pathlib import Path

Line = tuple[dict[str, Any], str, list[Any]]


def written(path: Path, *lines: Line) -> Path:
    """A GeoJSON file of the features: attributes, the type of the geometry, its coordinates."""
    features = [
        {"type": "Feature", "properties": cells, "geometry": {"type": kind, "coordinates": at}}
        for cells, kind, at in lines
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def line(*points: tuple[float, float], **cells: str) -> Line:
    return cells, "LineString", [list(point) for point in points]


OSM = (
    line((36.3, 33.4), (36.4, 33.4), highway="motorway", name="م5", **{"name:en": "M5"}),
    line((36.4, 33.4), (36.5, 33.5), highway="trunk_link", name="م5", **{"name:en": "M5"}),
    line((36.3, 33.5), (36.4, 33.5), highway="Secondary", **{"name:en": "Main", "lanes": "2"}),
    line((36.3, 33.6), (36.4, 33.6), highway="footway"),
    line((36.3, 33.7), (36.4, 33.7), waterway="river", **{"name:ar": "بردى"}),
)


def test_lines_of_openstreetmap_are_streets_by_name_and_kind(tmp_path: Path) -> None:
    streets, _ = read_streets(written(tmp_path / "osm.geojson", *OSM))
    assert [(s.id, s.kind, s.name.exact("en"), s.name.exact("ar")) for s in streets] == [
        ("m5", StreetKind.HIGHWAY, "M5", ""),
        ("main", StreetKind.MAIN, "Main", ""),
        ("street-1", StreetKind.STREET, "", ""),
        ("street-2", StreetKind.WATER, "", "بردى"),
    ]
    assert streets[0].line.equals_exact(
        shapely.LineString([(36.3, 33.4), (36.4, 33.4), (36.5, 33.5)]), 0
    )


def test_it_is_told_what_was_made_of_them(tmp_path: Path) -> None:
    pin = ({"name": "Well"}, "Point", [36.3, 33.4])
    _, notes = read_streets(written(tmp_path / "osm.geojson", *OSM, pin))
    assert notes == (
        "osm.geojson: 4 streets of 5 lines: those of one name and kind are one",
        "osm.geojson: what is no line is left out: 'Well'",
        "osm.geojson: highways, by highway and waterway: motorway (1), trunk_link (1)",
        "osm.geojson: main streets, by highway and waterway: Secondary (1)",
        "osm.geojson: streets, by highway and waterway: footway (1)",
        "osm.geojson: water, by highway and waterway: river (1)",
        "osm.geojson: columns that are not used: lanes",
    )


def test_lines_without_a_kind_are_streets_and_it_is_told(tmp_path: Path) -> None:
    file = written(tmp_path / "own.geojson", line((1, 2), (3, 4), id="lane", name="A lane"))
    (street,), notes = read_streets(file)
    assert (street.id, street.kind) == ("lane", StreetKind.STREET)
    assert notes[1] == (
        "own.geojson: no column of kind, highway, waterway, fclass says what a line is: all are "
        "streets"
    )


def test_names_are_read_in_the_languages_that_are_said(tmp_path: Path) -> None:
    lane = line((1, 2), (3, 4), name="Ruelle", name_en="Lane", name_ar="زقاق", kind="main")
    (street,), notes = read_streets(written(tmp_path / "own.geojson", lane), languages=("fr", "en"))
    assert street.name == Text.of({"fr": "Ruelle", "en": "Lane"})
    assert notes[-1] == (
        "own.geojson: columns that are not used: name_ar; names are also in ar: --languages"
    )


def test_a_name_without_a_language_stands_in_where_there_is_no_other(tmp_path: Path) -> None:
    file = written(
        tmp_path / "osm.geojson",
        line((1, 2), (3, 4), name="Left", **{"name:en": "Right"}),
        line((1, 3), (3, 5), name="Left"),
    )
    streets, _ = read_streets(file)
    assert [street.name.exact("en") for street in streets] == ["Right", "Left"]


def test_a_file_without_a_line_is_refused_feature_by_feature(tmp_path: Path) -> None:
    ring = [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]
    file = written(tmp_path / "x.geojson", ({}, "Polygon", ring), ({}, "Point", [1.0, 1.0]))
    with pytest.raises(DataError) as refusal:
        read_streets(file)
    assert [(str(f.where), f.code, f.found) for f in refusal.value.faults] == [
        ("x.geojson feature 1 geometry", "no-line", "a Polygon"),
        ("x.geojson feature 2 geometry", "no-line", "a Point"),
    ]


@pytest.mark.parametrize(("ending", "driver"), [(".gpkg", "GPKG"), (".shp", "ESRI Shapefile")])
def test_lines_in_metres_come_in_by_their_projection(
    tmp_path: Path, ending: str, driver: str
) -> None:
    path = tmp_path / f"roads{ending}"
    shapes = shapely.to_wkb([shapely.LineString([(500_000, 0), (500_000, 1000)])])
    pyogrio.raw.write(
        path, shapes, [np.array(["Meridian"], dtype=object)], ["name"],
        geometry_type="LineString", crs="EPSG:32631", driver=driver,
    )  # fmt: skip
    (street,), _ = read_streets(path)
    assert street.name.exact("en") == "Meridian"
    assert [round(degrees, 5) for degrees in street.line.bounds] == [3.0, 0.0, 3.0, 0.00905]


def test_a_file_of_nothing_and_a_line_without_a_length_are_told(tmp_path: Path) -> None:
    dot = line((36.3, 33.4), (36.3, 33.4), name="Dot")
    told = []
    for file in (written(tmp_path / "none.geojson"), written(tmp_path / "dot.geojson", dot)):
        with pytest.raises(DataError) as refusal:
            read_streets(file)
        told += [(str(f.where), f.code, f.found) for f in refusal.value.faults]
    assert told == [
        ("none.geojson", "no-line", "no feature"),
        ("dot.geojson feature 1 geometry", "no-line", "a LineString without a length"),
    ]
    lane = line((36.3, 33.4), (36.4, 33.4), name="Lane")
    streets, notes = read_streets(written(tmp_path / "both.geojson", dot, lane))
    assert [street.id for street in streets] == ["lane"]
    assert notes[1] == "both.geojson: what is no line is left out: 'Dot'"
