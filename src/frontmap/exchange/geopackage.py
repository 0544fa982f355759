"""The record as a GeoPackage (Open Geospatial Consortium, 12-128r15), with styles for QGIS."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import shapely

from frontmap.errors import FrontmapError
from frontmap.exchange.layers import layers
from frontmap.exchange.qgis import styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from frontmap.atlas import Atlas
    from frontmap.exchange.layers import Kind, Layer

__all__ = ["geopackage_parts"]

#: Newer versions are read with a warning by the GDAL of systems that are still in use.
_VERSION = "1.2"
#: The day that the file says it was written on, so that the same atlas gives the same bytes.
_CLOCK = "2000-01-01T00:00:00.000Z"
#: Columns that are written as a day's first moment, without a zone: QGIS 3.22 compares a bare date
#: with its moments as texts, and then shows the next state a day early.
_MOMENTS = {"begin", "end"}
#: What GDAL's refusals to write are called.
_REFUSALS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
)
_POLYGONS = {"Polygon", "MultiPolygon"}
#: So many bytes at a time go from where the file is put together to where it belongs.
_PART = 1 << 20

_STYLES_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME
)
"""


def geopackage_parts(atlas: Atlas) -> Iterator[bytes]:
    """Yield all layers of an atlas as a GeoPackage.

    `control` and `frontline` have their days as dates and moments, and styles inside that make
    QGIS colour them and switch its temporal controller on: from `begin` up to, not including,
    `end`, so that each state is there on all of its days and no two of an area on one.

    Raises:
        FrontmapError: the machine's temporary folder, in which it is put together, is full.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        try:
            _put_together(path, atlas)
        except (*_REFUSALS, sqlite3.Error, OSError) as reason:
            # the rest of what SQLite says is its own
            said = str(reason).split(":", maxsplit=1)[0]
            where = tempfile.gettempdir()
            raise FrontmapError(f"cannot put a GeoPackage together in {where}: {said}") from reason
        with path.open("rb") as stream:
            while part := stream.read(_PART):
                yield part


def _put_together(path: Path, atlas: Atlas) -> None:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _CLOCK})
    try:
        for layer in layers(atlas):
            _write_layer(path, layer)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    _add_styles(path, styles(atlas))


def _write_layer(path: Path, layer: Layer) -> None:
    values: Sequence[Sequence[Any]] = list(zip(*layer.rows, strict=True))
    values = values or [()] * len(layer.columns)
    arrays, masks = [], []
    for column, (name, kind) in zip(values, layer.columns, strict=True):
        masks.append(np.array([value is None for value in column], dtype=bool))
        array = _array(column, kind)
        arrays.append(array.astype("datetime64[ms]") if name in _MOMENTS else array)
    options: dict[str, Any] = {"geometry": None, "geometry_type": None, "crs": None}
    if layer.shape:
        shapes, kind_of_shape = _of_one_kind(layer)
        options = {
            "geometry": shapely.to_wkb(shapes, output_dimension=2),
            "geometry_type": kind_of_shape,
            "crs": "EPSG:4326",
        }
        options["layer_options"] = {"GEOMETRY_NAME": "geom"}
    pyogrio.raw.write(
        str(path),
        field_data=arrays,
        field_mask=masks,
        fields=list(layer.names),
        layer=layer.name,
        driver="GPKG",
        dataset_options=None if path.exists() else {"VERSION": _VERSION},
        layer_metadata={"DESCRIPTION": layer.title},
        **options,
    )


def _array(column: Sequence[Any], kind: Kind) -> NDArray[Any]:
    """Return a column as the array that GDAL takes for its kind; a date stays a date."""
    if kind is date:
        return np.array(column, dtype="datetime64[D]")
    if kind is str:
        return np.array(column, dtype=object)
    filled = [0 if value is None else value for value in column]
    return np.array(filled, dtype=np.int32 if kind is int else np.float64)


def _of_one_kind(layer: Layer) -> tuple[NDArray[np.object_], str]:
    """Return polygons as MultiPolygons where a layer has both, for a layer has one kind."""
    shapes = np.array(layer.geometries, dtype=object)
    kinds = {shape.geom_type for shape in shapes}
    if len(kinds) > 1 and kinds <= _POLYGONS:
        shapes = np.array(
            [shapely.multipolygons(shapely.get_parts(shape)) for shape in shapes], dtype=object
        )
        return shapes, "MultiPolygon"
    return shapes, kinds.pop() if kinds else layer.shape


def _add_styles(path: Path, named: Mapping[str, str]) -> None:
    """Save each style as QGIS itself does, as its layer's default."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(_STYLES_TABLE)
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
            (_CLOCK,),
        )
        connection.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "update_time) VALUES ('', '', ?, 'geom', 'frontmap', ?, '', 1, "
            "'Colours and days as frontmap shows them', '', ?)",
            [(layer, qml, _CLOCK) for layer, qml in named.items()],
        )
