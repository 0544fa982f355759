from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile import geopackage

from frontmap.errors import DataError
from frontmap.importing.gdal_layers import read_layer

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
