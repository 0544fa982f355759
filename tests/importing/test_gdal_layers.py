from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hostile import geopackage

from frontmap.errors import DataError
from frontmap.importing.gdal_layers import read_layer
from frontmap.vector_drivers import pyogrio

if TYPE_CHECKING:
    from pathlib import Path

#: A layer whose rows have no end.
ENDLESS = (
    (
        "CREATE VIEW more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT n.i AS fid, geom, name FROM mill, n"
    ),
    "UPDATE gpkg_contents SET table_name = 'more'",
    "UPDATE gpkg_geometry_columns SET table_name = 'more'",
)


def test_a_layer_is_given_with_its_projection_and_columns(tmp_path: Path) -> None:
    read = read_layer(geopackage(tmp_path / "a.gpkg"), "a.gpkg")
    assert ("EPSG:4326", ("name",), (("Mill",),), ("mill",), ()) == (
        read.crs,
        read.columns,
        read.rows,
        read.layers,
        read.notes,
    )


def test_a_view_is_refused_for_it_can_have_rows_without_end(tmp_path: Path) -> None:
    path = geopackage(tmp_path / "a.gpkg", *ENDLESS)
    with pytest.raises(DataError, match=r"a\.gpkg: no-table: found the view 'more'"):
        read_layer(path, "a.gpkg")


def test_a_broken_database_is_told_by_the_name_of_the_users_file(tmp_path: Path) -> None:
    path = geopackage(tmp_path / "a.gpkg")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DataError, match=r"^b\.gpkg: unreadable-file") as refusal:
        read_layer(path, "b.gpkg")
    assert "frontmap-" not in str(refusal.value)


def _dated(path: Path, *days: str) -> Path:
    """Write a shapefile with a date of each feature as it stands in the file: year, month, day."""
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb([shapely.box(36, 33, 37, 34)] * len(days)),
        field_data=[np.arange("2001-01-01", len(days), dtype="datetime64[D]")],
        fields=["since"],
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    table = path.with_suffix(".dbf")
    content = table.read_bytes()
    for number, day in enumerate(days, start=1):
        content = content.replace(b"200101%02d" % number, day.encode())
    table.write_bytes(content)
    return path


def test_a_date_that_no_calendar_has_is_told_with_its_feature(tmp_path: Path) -> None:
    path = _dated(tmp_path / "a.shp", "20180501", "20180503", "20180230", "20180502", "20180431")
    with pytest.raises(DataError) as refusal:
        read_layer(path, "a.shp")
    assert [
        (
            "a.shp feature 3: bad-date: found a date that no calendar has, in 'since'; expected a "
            "date such as 2018-05-03, or none"
        )
    ] == str(refusal.value).splitlines()


def test_dates_of_a_layer_are_given_as_they_are(tmp_path: Path) -> None:
    read = read_layer(_dated(tmp_path / "a.shp", "20180430", "20180503"), "a.shp")
    assert (("2018-04-30",), ("2018-05-03",)) == read.rows


def test_a_small_layer_takes_memory_for_its_own_features_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []
    read = pyogrio.raw.read

    def noted(*args: object, **options: object) -> object:
        asked.append(options)
        return read(*args, **options)

    monkeypatch.setattr(pyogrio.raw, "read", noted)
    read_layer(geopackage(tmp_path / "a.gpkg"), "a.gpkg")
    assert [None] == [options.get("max_features") for options in asked]


def test_more_features_than_the_limit_are_refused_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _dated(tmp_path / "a.shp", "20180501", "20180503")
    monkeypatch.setattr("frontmap.given.files.FEATURES", 1)
    monkeypatch.setattr(pyogrio.raw, "read", None)
    with pytest.raises(DataError, match=r"^a\.shp: too-large: found more than 1 features"):
        read_layer(path, "a.shp")


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_the_column_of_shapes_in_a_table_is_no_attribute(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    mark = "," if ending == ".csv" else "\t"
    cells = (["name", "WKT", "lanes"], ["One", '"LINESTRING (36 33,37 33)"', "2"])
    path.write_text("".join(f"{mark.join(row)}\n" for row in cells), "utf-8")
    read = read_layer(path, path.name)
    assert (("name", "lanes"), (("One", "2"),)) == (read.columns, read.rows)
    assert read.shapes == (shapely.to_wkb(shapely.LineString([(36, 33), (37, 33)])),)


def test_a_table_without_shapes_is_told_what_they_would_be(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,line\nOne,1\n", "utf-8")
    said = "a.csv: no-geometry: found no layer with geometry; expected shapes; in a table they are"
    with pytest.raises(DataError) as refusal:
        read_layer(path, "a.csv")
    assert f"{said} a column WKT" == str(refusal.value)
