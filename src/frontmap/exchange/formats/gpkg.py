"""The record as a GeoPackage (Open Geospatial Consortium, 12-128r15), with styles for QGIS."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from frontmap.exchange.formats import Format
from frontmap.exchange.gdal import CLOCK, gdal_parts, write_layer
from frontmap.exchange.layers import layers
from frontmap.exchange.qgis import styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from frontmap.atlas import Atlas

__all__ = ["FORMAT", "geopackage_parts"]

#: Newer versions are read with a warning by the GDAL of systems that are still in use.
_VERSION = "1.2"
#: Columns that are written as a day's first moment, without a zone: QGIS 3.22 compares a bare date
#: with its moments as texts, and then shows the next state a day early.
_MOMENTS = frozenset({"begin", "end"})

#: Where a file says which version of SQLite wrote last (its file format, 1.3.16), and what it says,
#: so that it is the same with whatever version Python comes with.
_WROTE_LAST, _SQLITE = 96, (3_040_001).to_bytes(4, "big")

_STYLES_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME
)
"""


def geopackage_parts(atlas: Atlas) -> Iterator[bytes]:
    """Return all layers of an atlas as the parts of a GeoPackage.

    `control` and `frontline` have their days as dates and moments, and styles inside that make
    QGIS colour them and switch its temporal controller on: from `begin` up to, not including,
    `end`, so that each state is there on all of its days and no two of an area on one.

    Raises:
        FrontmapError: the machine's temporary folder, in which it is put together, is full.
    """

    def put_together(path: Path) -> None:
        for layer in layers(atlas):
            write_layer(
                path,
                layer,
                driver="GPKG",
                moments=_MOMENTS,
                dataset_options=None if path.exists() else {"VERSION": _VERSION},
                layer_options={"GEOMETRY_NAME": "geom"} if layer.shape else None,
                layer_metadata={"DESCRIPTION": layer.title},
            )
        _add_styles(path, styles(atlas))
        with path.open("r+b") as stream:
            stream.seek(_WROTE_LAST)
            stream.write(_SQLITE)

    return gdal_parts("atlas.gpkg", "a GeoPackage", put_together)


def _add_styles(path: Path, named: Mapping[str, str]) -> None:
    """Save each style as QGIS itself does, as its layer's default."""
    with closing(sqlite3.connect(path)) as connection, connection:
        # as with GDAL: the whole is synced where it belongs
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_STYLES_TABLE)
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
            (CLOCK,),
        )
        connection.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "update_time) VALUES ('', '', ?, 'geom', 'frontmap', ?, '', 1, "
            "'Colours and days as frontmap shows them', '', ?)",
            [(layer, qml, CLOCK) for layer, qml in named.items()],
        )


FORMAT = Format(
    title="GeoPackage",
    programs="QGIS, GDAL",
    holds="the layers `control`, `frontline` and `areas`, and the tables `actors`, `episodes`, "
    "`claims`, `sources`, `voices`, and where there are any `streets`, `annotations`, `errata` "
    "and the points `events`, with styles inside",
    parts=geopackage_parts,
)
