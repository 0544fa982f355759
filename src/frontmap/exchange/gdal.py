"""Layers written by GDAL (through pyogrio), into a temporary file that is handed on in parts."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from frontmap.errors import FrontmapError
from frontmap.files.unfinished import unfinished_folder
from frontmap.vector_drivers import pyogrio

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from io import BytesIO

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.exchange.layers import Kind, Layer

__all__ = ["CLOCK", "gdal_parts", "write_layer"]

#: The day that files say they were written on, so that the same atlas gives the same bytes.
CLOCK = "2000-01-01T00:00:00.000Z"
#: What GDAL would else take from the environment, or from a file of settings, into the file.
_SETTINGS: Mapping[str, str] = {
    "OGR_CURRENT_DATE": CLOCK,
    "OGR_SQLITE_JOURNAL": "DELETE",
    "OGR_SQLITE_PRAGMA": "",
    # it would wait for the disk nearly 200 times; the whole is synced where it belongs
    "OGR_SQLITE_SYNCHRONOUS": "OFF",
    "CREATE_TRIGGERS": "YES",
}
#: The errors that GDAL raises when it cannot write.
_REFUSALS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
)
#: Makes one shape of several, by their kind.
_MANY: Mapping[str, Callable[..., BaseGeometry]] = {
    "Polygon": shapely.multipolygons,
    "LineString": shapely.multilinestrings,
}
#: So many bytes at a time go from where the file is put together to where it belongs.
_PART = 1 << 20


def gdal_parts(name: str, what: str, put_together: Callable[[Path], None]) -> Iterator[bytes]:
    """Yield the bytes of a file that can only be written to a path.

    Args:
        name: the name of the file.
        what: what it is, with its article, for the message.
        put_together: writes it.

    Raises:
        FrontmapError: the machine's temporary folder, in which it is put together, is full.
    """
    with unfinished_folder(Path(tempfile.gettempdir()) / name) as folder:
        path = folder / name
        pyogrio.set_gdal_config_options(dict(_SETTINGS))
        try:
            put_together(path)
        except (*_REFUSALS, sqlite3.Error, OSError) as reason:
            # the rest of what SQLite says is its own
            said = str(reason).split(":", maxsplit=1)[0]
            where = tempfile.gettempdir()
            raise FrontmapError(f"cannot put {what} together in {where}: {said}") from reason
        finally:
            pyogrio.set_gdal_config_options(dict.fromkeys(_SETTINGS))
        with path.open("rb") as stream:
            while part := stream.read(_PART):
                yield part


def write_layer(  # noqa: PLR0913 - what GDAL wants to know, by name
    target: Path | BytesIO,
    layer: Layer,
    *,
    driver: str,
    moments: Collection[str] = (),
    dataset_options: Mapping[str, str] | None = None,
    layer_options: Mapping[str, str] | None = None,
    layer_metadata: Mapping[str, str] | None = None,
) -> None:
    """Write a layer, or append it to the file where there is one.

    Args:
        target: the file, or what takes the bytes of a new one.
        layer: what is written; where it has polygons and MultiPolygons, all are written as these,
            and lines likewise, for a layer has one kind. Heights are left out.
        driver: GDAL's name of the format.
        moments: columns of days that are written as their first moments, without a zone.
        dataset_options: GDAL's options of a new file.
        layer_options: GDAL's options of the layer.
        layer_metadata: what the layer says about itself.
    """
    values: Sequence[Sequence[Any]] = list(zip(*layer.rows, strict=True))
    values = values or [()] * len(layer.columns)
    arrays, masks = [], []
    for column, (name, kind) in zip(values, layer.columns, strict=True):
        masks.append(np.array([value is None for value in column], dtype=bool))
        array = _array(column, kind)
        arrays.append(array.astype("datetime64[ms]") if name in moments else array)
    shape: dict[str, Any] = {"geometry": None, "geometry_type": None, "crs": None}
    if layer.shape:
        shapes, kind_of_shape = _of_one_kind(layer)
        wkb = shapely.to_wkb(shapes, output_dimension=2)
        shape = {"geometry": wkb, "geometry_type": kind_of_shape, "crs": "EPSG:4326"}
    pyogrio.raw.write(
        target,
        field_data=arrays,
        field_mask=masks,
        fields=list(layer.names),
        layer=layer.name,
        driver=driver,
        dataset_options=dataset_options,
        layer_options=layer_options,
        layer_metadata=layer_metadata,
        **shape,
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
    shapes = np.array(layer.geometries, dtype=object)
    kinds = {shape.geom_type for shape in shapes}
    for kind, many in _MANY.items():
        if kinds == {kind, f"Multi{kind}"}:
            joined = [many(shapely.get_parts(shape)) for shape in shapes]
            return np.array(joined, dtype=object), f"Multi{kind}"
    return shapes, kinds.pop() if kinds else layer.shape
