"""Outlines from the vector files that people have, however they are wrapped."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from imported import said, shapefile, text

from frontmap.errors import DataError
from frontmap.importing.outlines import read_outlines

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
