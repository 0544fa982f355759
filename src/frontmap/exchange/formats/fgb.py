"""The record as FlatGeobuf (https://flatgeobuf.org), for maps in browsers and large collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontmap.exchange.formats import Format
from frontmap.exchange.gdal import gdal_parts, write_layer
from frontmap.exchange.layers import control_layer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from frontmap.atlas import Atlas

__all__ = ["FORMAT", "flatgeobuf_parts"]


def flatgeobuf_parts(atlas: Atlas) -> Iterator[bytes]:
    """Return the states as the parts of a FlatGeobuf: a feature for each area and run of days.

    The features keep the order of the rows, which a spatial index would change. The format has no
    type for days: they are the first moments of the days, without a zone.

    Raises:
        FrontmapError: the machine's temporary folder, in which it is put together, is full.
    """

    def put_together(path: Path) -> None:
        layer = control_layer(atlas)
        options = {"SPATIAL_INDEX": "NO", "TITLE": layer.title}
        write_layer(path, layer, driver="FlatGeobuf", layer_options=options)

    return gdal_parts("atlas.fgb", "a FlatGeobuf", put_together)


FORMAT = Format(
    title="FlatGeobuf",
    programs="QGIS, GDAL, maps in browsers",
    holds="the states; each day is its first moment, without a zone",
    parts=flatgeobuf_parts,
)
