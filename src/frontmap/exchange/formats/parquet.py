"""The record as GeoParquet 1.1 (https://geoparquet.org), for data science."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import shapely

from frontmap.exchange.formats import Format
from frontmap.exchange.layers import control_layer

if TYPE_CHECKING:
    from frontmap.atlas import Atlas

__all__ = ["FORMAT", "parquet_parts"]


def parquet_parts(atlas: Atlas) -> list[bytes]:
    """Return the states as GeoParquet: a row for each area and run of days, days as dates.

    pyarrow must be installed.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra that few need
    from pyarrow import parquet  # noqa: PLC0415

    kinds: dict[type, Any] = {
        str: pa.string(),
        int: pa.int32(),
        float: pa.float64(),
        date: pa.date32(),
    }
    layer = control_layer(atlas)
    shapes = shapely.orient_polygons(shapely.force_2d(list(layer.geometries)))
    values = list(zip(*layer.rows, strict=True)) or [()] * len(layer.columns)
    arrays = [pa.array(v, kinds[kind]) for v, (_, kind) in zip(values, layer.columns, strict=True)]
    arrays.append(pa.array(shapely.to_wkb(shapes).tolist(), pa.binary()))
    meta = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": sorted({shape.geom_type for shape in shapes}),
                "bbox": shapely.total_bounds(shapes).tolist(),
                "orientation": "counterclockwise",
            }
        },
    }
    fields = [pa.field(name, kinds[kind]) for name, kind in layer.columns]
    schema = pa.schema(
        [*fields, pa.field("geometry", pa.binary())], metadata={"geo": json.dumps(meta)}
    )
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), stream)
    return [stream.getvalue()]


FORMAT = Format(
    title="GeoParquet",
    programs="geopandas, DuckDB",
    holds="the states as a table, days as dates",
    parts=parquet_parts,
    package="pyarrow",
    extra="parquet",
)
