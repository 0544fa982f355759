"""An atlas as files for other programs: GIS, globes, spreadsheets, archives.

The ending of the file's name says which.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from frontmap.files import WrittenFile, require_ending, write_parts_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontmap.atlas import Atlas

__all__ = ["ENDINGS", "write_export"]

#: What a file's name may end with, and what it then holds.
ENDINGS = {
    ".gpkg": "GeoPackage",
    ".geojson": "GeoJSON",
    ".kml": "KML",
    ".csv": "CSV",
    ".parquet": "GeoParquet",
    "datapackage.json": "Frictionless data package",
}


def write_export(atlas: Atlas, path: Path | str, *, folder: Path | None = None) -> WrittenFile:
    """Write an atlas for other programs, whole or not at all.

    Args:
        atlas: what is written.
        path: the file; its ending is one of `ENDINGS`. A data package must be written into the
            folder of the atlas whose tables it describes.
        folder: the atlas's folder, which a data package needs.

    Returns:
        What was written.

    Raises:
        FrontmapError: the file system refused.
        RequestError: the ending is unknown, or something that it needs is missing.
    """
    # each format brings its own libraries, and only the one asked for is loaded
    path = Path(path)
    ending = require_ending(path, "an export", ENDINGS)
    if ending == "datapackage.json":
        from frontmap.exchange.datapackage import datapackage_bytes  # noqa: PLC0415

        parts: Iterable[bytes] = [datapackage_bytes(atlas, folder, path)]
    else:
        parts = _parts(atlas, ending)
    size = write_parts_atomically(path, parts)
    return WrittenFile(path, ENDINGS[ending], size)


def _parts(atlas: Atlas, ending: str) -> Iterable[bytes]:
    if ending == ".gpkg":
        from frontmap.exchange.geopackage import geopackage_parts  # noqa: PLC0415

        return geopackage_parts(atlas)
    if ending == ".geojson":
        from frontmap.exchange.geojson import geojson_parts  # noqa: PLC0415

        return geojson_parts(atlas)
    if ending == ".kml":
        from frontmap.exchange.kml import kml_parts  # noqa: PLC0415

        return kml_parts(atlas)
    if ending == ".csv":
        from frontmap.exchange.tables import csv_bytes  # noqa: PLC0415

        return [csv_bytes(atlas)]
    from frontmap.exchange.parquet import parquet_bytes  # noqa: PLC0415

    return [parquet_bytes(atlas)]
