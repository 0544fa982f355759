"""What the tests of export share: an atlas's layers as rows, and files of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from frontmap.atlas import Atlas
from frontmap.exchange import write_export
from frontmap.exchange.formats import endings, format_of
from frontmap.exchange.layers import layers
from frontmap.model import Text

if TYPE_CHECKING:
    from pathlib import Path

#: A name that HTML, XML, SQL or a spreadsheet might take for more than text.
HOSTILE = "=1+1<script>alert('x')</script>&]]>\x00"
#: What GDAL writes of it: a NUL, which no atlas that is read can have, ends the text.
HOSTILE_IN_GDAL = HOSTILE.removesuffix("\x00")
#: The formats that need no folder, whose files can lie anywhere.
ENDINGS = tuple(e.removeprefix(".") for e in endings() if not format_of(e).describes_folder)


def rows(atlas: Atlas, layer: str = "control") -> list[dict[str, Any]]:
    """The rows of one of an atlas's layers, each with its columns' names."""
    found = next(one for one in layers(atlas) if one.name == layer)
    return list(found.records())


def write(atlas: Atlas, folder: Path, ending: str) -> Path:
    """Write an atlas into a folder as `tiny` with an ending."""
    path = folder / f"tiny.{ending}"
    write_export(atlas, path)
    return path


def parsed(xml: bytes | str) -> ET.Element:
    """The root of an XML document."""
    return ET.fromstring(xml)  # noqa: S314 - what the test itself has written


def in_arabic_only(atlas: Atlas) -> Atlas:
    """An atlas whose title, areas and actors have Arabic names and no others."""
    record = atlas.record
    return Atlas(
        replace(
            record,
            title=Text.of(ar="ثلاثة حقول"),
            areas=tuple(replace(area, name=Text.of(ar="حقل")) for area in record.areas),
            actors=tuple(replace(actor, name=Text.of(ar="حزب")) for actor in record.actors),
        )
    )
