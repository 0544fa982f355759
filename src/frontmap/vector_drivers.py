"""GDAL, through pyogrio, without its drivers that follow references or ask the network.

Whoever needs pyogrio takes it from here, so that these are gone before GDAL takes up its drivers:
it chooses one by what is in a file, whatever its name, and a file of theirs may name any address
and any other file. This is a second wall. The first is `importing.first_bytes`, which lets GDAL see
nothing but what a file's ending says; it holds, too, where a caller has imported pyogrio before.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["pyogrio"]

#: Drivers of data that are elsewhere, and one that starts a program. frontmap reads and writes none
#: of their formats. Those of other builds of GDAL, of which it would warn here, are asked for by a
#: name such as `PG:…`, and never by what is in a file.
_ELSEWHERE = (
    "ADBC", "AmigoCloud", "Carto", "CSW", "EEDA", "Elasticsearch", "GDALG", "GPSBabel", "HTTP",
    "NGW", "OAPIF", "OGCAPI", "OGR_VRT", "PLSCENES", "WFS",
)  # fmt: skip
_SKIPPED = "GDAL_SKIP"
#: What GDAL's other drivers do beyond the file that they are given.
_STAY_IN_THE_FILE = {
    "GML_DOWNLOAD_SCHEMA": "NO",
    # ALL is none: what a reference names is left where it is
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    # a table of SQLite can be another data source
    "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO",
}


@contextmanager
def _without_drivers() -> Iterator[None]:
    """Let GDAL leave drivers out while it is loaded; afterwards the environment is as it was."""
    before = os.environ.get(_SKIPPED)
    own = (before or "").split("," if "," in (before or "") else None)
    os.environ[_SKIPPED] = ",".join((*own, *_ELSEWHERE))
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SKIPPED]
        else:
            os.environ[_SKIPPED] = before


with _without_drivers():
    import pyogrio

pyogrio.set_gdal_config_options(_STAY_IN_THE_FILE)
