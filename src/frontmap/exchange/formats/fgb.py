"""The record as FlatGeobuf (https://flatgeobuf.org), for maps in browsers and large collections."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from frontmap.exchange.formats import Format
from frontmap.exchange.gdal import write_layer
from frontmap.exchange.layers import control_layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontmap.atlas import Atlas

__all__ = ["FORMAT", "flatgeobuf_parts"]


def flatgeobuf_parts(atlas: Atlas) -> Iterator[bytes]:
    """Yield the states as the parts of a FlatGeobuf: a feature for each area and run of days.

    The features keep the order of the rows, which a spatial index would change. The format has no
    type for days: they are the first moments of the days, without a zone.

    It is put together in memory: on a disk that is full GDAL leaves half a FlatGeobuf and is
    silent.
    """
    layer = control_layer(atlas)
    options = {"SPATIAL_INDEX": "NO", "TITLE": layer.title}
    whole = BytesIO()
    write_layer(whole, layer, driver="FlatGeobuf", layer_options=options)
    yield whole.getvalue()


FORMAT = Format(
    title="FlatGeobuf",
    programs="QGIS, GDAL, maps in browsers",
    holds="the states; each day is its first moment, without a zone",
    parts=flatgeobuf_parts,
)
