"""Outlines whose rings, numbers, projections or metadata are none: each is told, by its feature."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
import shapely
from hostile import GML
from imported import feature, shapefile, square, write_features
from pyarrow import parquet
from pyproj import CRS

from frontmap.errors import DataError
from frontmap.given import files as given_files
from frontmap.importing.mending import sound_outlines
from frontmap.importing.outlines import read_outlines

if TYPE_CHECKING:
    from pathlib import Path

RING = [[36, 33], [37, 33], [37, 34], [36, 33]]
MARS, GEOCENTRIC = CRS("IAU_2015:49900"), CRS("EPSG:4978")


def told(path: Path, **options: str) -> str:
    with pytest.raises(DataError) as refusal:
        sound_outlines(read_outlines(path, **options))
    return str(refusal.value)


def geojson(tmp_path: Path, geometry: object, **members: object) -> Path:
    return write_features(tmp_path / "a.geojson", feature(geometry, name="Mill"), **members)


def kml(tmp_path: Path, *rings: str, name: str = "a.kml") -> Path:
    inside = "".join(
        f"<{one}BoundaryIs><LinearRing><coordinates>{places}</coordinates></LinearRing>"
        f"</{one}BoundaryIs>"
        for one, places in (ring.split(" ", 1) for ring in rings)
    )
    path = tmp_path / name
    path.write_text(
        f"<kml><Placemark><name>Mill</name><Polygon>{inside}</Polygon></Placemark></kml>"
    )
    return path


def gml(tmp_path: Path, places: str) -> Path:
    path = tmp_path / "a.gml"
    whole = GML.format(root="gml:FeatureCollection", schema="", srs="EPSG:4326", more="")
    path.write_text(whole.replace("36,33 37,33 37,34 36,33", places))
    return path


def geoparquet(tmp_path: Path, geo: bytes, wkb: bytes | None = None) -> Path:
    wkb = shapely.to_wkb(shapely.Polygon(RING)) if wkb is None else wkb
    table = pa.table({"name": ["Mill"], "geometry": pa.array([wkb])})
    parquet.write_table(table.replace_schema_metadata({b"geo": geo}), tmp_path / "a.parquet")
    return tmp_path / "a.parquet"


def named(**column: object) -> bytes:
    """The metadata of a file with one column of geometries."""
    geo = {"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"} | column}}
    return json.dumps(geo).encode()


@pytest.mark.parametrize(
    ("ring", "fault"),
    [
        ([[36, 33], [math.nan, 33], [37, 34], [36, 33]], "a coordinate that is no number"),
        ([[36, 33], [math.inf, 33], [37, 34], [36, 33]], "a coordinate that is no number"),
        ([[36, 33], [None, 33], [37, 34], [36, 33]], "a coordinate that is no number"),
        ([[36, 33], [10**400, 33], [37, 34], [36, 33]], "what is no geometry"),
        ([[36], [37, 33], [37, 34], [36]], "what is no geometry"),
        ([[[36, 33]], [37, 33], [37, 34], [36, 33]], "what is no geometry"),
    ],
)
def test_a_coordinate_that_is_none_is_told_by_its_feature(
    tmp_path: Path, ring: object, fault: str
) -> None:
    path = geojson(tmp_path, {"type": "Polygon", "coordinates": [ring]})
    expected = f"a.geojson feature 1 geometry: bad-geometry: found {fault}; expected "
    assert told(path).startswith(expected)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "CircularString", "coordinates": RING},
        {"type": "GeometryCollection", "geometries": None},
        {"type": "GeometryCollection", "geometries": "a"},
        {"type": "Polygon", "coordinates": {}},
        {"type": ["Polygon"], "coordinates": [RING]},
        [1],
        True,
    ],
)
def test_what_is_no_geometry_is_told_by_its_feature(tmp_path: Path, geometry: object) -> None:
    expected = "a.geojson feature 1 geometry: bad-geometry: found what is no geometry"
    assert told(geojson(tmp_path, geometry)).startswith(expected)


def test_a_number_of_hundreds_of_digits_is_told_in_short(tmp_path: Path) -> None:
    ring = [[36, 33], [1e308, 33], [37, 34], [36, 33]]
    assert "found coordinates such as 1e+308, 34; expected longitude" in told(
        geojson(tmp_path, {"type": "Polygon", "coordinates": [ring]})
    )


def test_a_number_of_thousands_of_digits_is_told(tmp_path: Path) -> None:
    path = geojson(tmp_path, {"type": "Point", "coordinates": [123, 33]})
    path.write_text(path.read_text().replace("123", "1" * 5000))
    assert told(path).startswith("a.geojson: bad-json: found a number of thousands of digits")


@pytest.mark.parametrize(
    ("rings", "fault"),
    [
        (["outer 36,33 37,33 37,34"], "bad-outline: found a ring that was not closed near"),
        (["outer 36,33 x,33 37,34 36,33"], "bad-geometry: found what is no geometry"),
        (["outer 36,33 3_7,33 37,34 36,33"], "bad-geometry: found a coordinate that is no number"),
        (["outer 36,33 1e999,33 37,34 36,33"], "bad-geometry: found a coordinate that is no"),
        (["inner 36,33 37,33 37,34 36,33"], "bad-geometry: found what is no geometry"),
        (["outer 36,33 37,33 37,34 36,33"] * 2, "bad-geometry: found what is no geometry"),
    ],
)
def test_rings_of_kml_that_are_none_are_told(tmp_path: Path, rings: list[str], fault: str) -> None:
    assert told(kml(tmp_path, *rings)).startswith(f"a.kml feature 1 geometry: {fault}")


@pytest.mark.parametrize(
    ("places", "fault"),
    [
        ("36,33 37,33 37,34", "bad-outline: found a ring that was not closed near"),
        # GDAL would read 0, and the outline would run to the gulf of Guinea
        ("36,33 x,33 37,34 36,33", "bad-geometry: found 'x'; expected numbers"),
        ("36,33 nan,33 37,34 36,33", "bad-geometry: found 'nan'; expected numbers"),
        ("36,33 1e999,33 37,34 36,33", "bad-geometry: found a coordinate that is no number"),
    ],
)
def test_rings_of_gml_that_are_none_are_told(tmp_path: Path, places: str, fault: str) -> None:
    assert told(gml(tmp_path, places)).startswith(f"a.gml feature 1 geometry: {fault}")


@pytest.mark.parametrize(
    "geo",
    [
        b"{",
        b"\xff",
        b"[1]",
        b'"a"',
        b'{"columns": [1]}',
        b'{"columns": {"geometry": "a"}}',
        b'{"primary_column": ["a"]}',
        named(crs="EPSG:4326"),
        named(crs={"type": "GeographicCRS"}),
        named(crs=[1]),
    ],
)
def test_metadata_of_geoparquet_that_are_broken_are_told(tmp_path: Path, geo: bytes) -> None:
    expected = "a.parquet geo: bad-metadata: found metadata that cannot be read"
    assert told(geoparquet(tmp_path, geo)).startswith(expected)


def test_geoparquet_that_says_that_its_projection_is_not_known_is_asked_for_it(
    tmp_path: Path,
) -> None:
    path = geoparquet(tmp_path, named(crs=None))
    assert told(path).startswith("a.parquet: which-crs: found no projection named")
    assert 1 == len(read_outlines(path, crs="EPSG:4326").features)


def test_more_features_than_the_limit_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_files, "FEATURES", 0)
    expected = "too-large: found more than 0 features; expected at most 0"
    assert told(geoparquet(tmp_path, named())) == f"a.parquet: {expected}"
    assert told(geojson(tmp_path, square(36, 33))) == f"a.geojson: {expected}"
    assert told(gml(tmp_path, "36,33 37,33 37,34 36,33")) == f"a.gml: {expected}"


def test_geoparquet_that_unpacks_to_more_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_files, "UNPACKED_BYTES", 10)
    assert "too-large: found 0 MB; expected what unpacks to at most 0 MB" in told(
        geoparquet(tmp_path, named())
    )


@pytest.mark.parametrize(
    "garbled", ['PROJCS["a"', "GEOGCS[]", "nothing", "\x00\xff", 'LOCAL_CS["a"]']
)
def test_a_garbled_projection_beside_a_shapefile_is_told_and_can_be_named(
    tmp_path: Path, garbled: str
) -> None:
    path = shapefile(tmp_path, ["Mill"], encoding="UTF-8")
    path.with_suffix(".prj").write_text(garbled, encoding="latin-1")
    assert "outlines.shp: " in told(path)
    assert 1 == len(read_outlines(path, crs="EPSG:4326").features)


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:0",
        "+proj=nothing",
        "IAU_2015:49900",
        "EPSG:4978",
        'LOCAL_CS["a"]',
        "+proj=longlat +a=1",
        "+proj=utm +zone=37 +nadgrids=/dev/zero",
        "+init=/etc/passwd:root",
        "{",
        "a" * 10_000,
        "\0",
    ],
)
def test_a_name_of_no_projection_of_the_earth_is_refused(tmp_path: Path, crs: str) -> None:
    path = geojson(tmp_path, square(36, 33))
    assert told(path, crs=crs).startswith("a.geojson: bad-crs: found ")
    assert len(told(path, crs=crs)) < 400
    member = {"type": "name", "properties": {"name": crs}}
    assert told(geojson(tmp_path, square(36, 33), crs=member)).startswith("a.geojson: bad-crs: ")


@pytest.mark.parametrize("crs", [MARS, GEOCENTRIC])
def test_geoparquet_of_another_planet_is_refused(tmp_path: Path, crs: Any) -> None:  # noqa: ANN401
    path = geoparquet(tmp_path, named(crs=crs.to_json_dict()))
    assert told(path).startswith("a.parquet: bad-crs: found ")


def test_json_of_an_arcgis_server_without_a_projection_is_asked_for_it(tmp_path: Path) -> None:
    esri: dict[str, object] = {
        "geometryType": "esriGeometryPolygon",
        "features": [{"attributes": {"name": "Mill"}, "geometry": {"rings": [RING]}}],
        "exceededTransferLimit": True,
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(esri))
    assert told(path).startswith("a.json: which-crs: found no projection named")
    assert ("the server that wrote it says that it left out features",) == (
        read_outlines(path, crs="EPSG:4326").notes
    )


@pytest.mark.parametrize(
    "name", ["zlib", "base64", "rot13", "hex", "idna", "undefined", "\0", "a b"]
)
def test_what_is_no_encoding_of_texts_is_refused(tmp_path: Path, name: str) -> None:
    for path in (
        kml(tmp_path, "outer 36,33 37,33 37,34 36,33"),
        geojson(tmp_path, square(36, 33)),
        shapefile(tmp_path, ["Mill"], encoding="UTF-8"),
    ):
        assert f"--encoding: unknown-encoding: found {name!r}" in told(path, encoding=name)
