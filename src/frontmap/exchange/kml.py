"""The record as KML 2.2 (Open Geospatial Consortium, 07-147r2, 2008), for Google Earth.

GDAL's own KML driver leaves the times out. Styles are flat: a fill in the holder's colour, in its
paler tint where the confidence is low, thinner where it is not simply held, and a line in the
rival's. The balloon says the confidence and a vague beginning in words.
"""

from __future__ import annotations

import html
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import shapely

from frontmap.days import parse_span
from frontmap.drawing.colours import DARK, WHITE, pale
from frontmap.exchange.layers import Value, control_layer
from frontmap.folder import DECIMALS, written_shape
from frontmap.model import Confidence, Status
from frontmap.words import word, written_span
from frontmap.xmltext import xml_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Atlas
    from frontmap.exchange.layers import Layer

__all__ = ["kml_bytes"]

_NAMESPACE = "http://www.opengis.net/kml/2.2"

#: How much of the ground is covered, of 255.
_FILLS = {Status.HELD: 0xC8, Status.EVACUATING: 0x60, Status.NO_DATA: 0x00, Status.UNKNOWN: 0x60}
_FILL_OF_SEVERAL = 0x90
_LOW = Confidence.LOW.value


def kml_bytes(atlas: Atlas) -> bytes:
    """Return the states as KML: a Placemark for each area and run of days.

    Its TimeSpan reaches from the first second of the first day to the last second of the last:
    readers disagree on whether a bare date as an end includes its day. All columns are in
    ExtendedData. Texts are escaped twice where readers take them for HTML.
    """
    layer = control_layer(atlas)
    root = ET.Element("kml", {"xmlns": _NAMESPACE})
    document = ET.SubElement(root, "Document")
    _text(document, "name", atlas.title.to("en"))
    _text(document, "description", html.escape(atlas.record.attribution.to("en")))
    styles = _add_styles(document, layer)
    for values, shape in zip(layer.rows, layer.geometries, strict=True):
        row = dict(zip(layer.names, values, strict=True))
        _add_placemark(document, row, shape, styles[_style_key(row)])
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _style_key(row: Mapping[str, Value]) -> tuple[Value, ...]:
    return row["status"], row["colour"], row["rival_colour"], row["confidence"] == _LOW


def _add_styles(document: ET.Element, layer: Layer) -> dict[tuple[Value, ...], str]:
    styles: dict[tuple[Value, ...], str] = {}
    for values in layer.rows:
        row = dict(zip(layer.names, values, strict=True))
        key = _style_key(row)
        if key in styles:
            continue
        styles[key] = f"state-{len(styles) + 1}"
        style = ET.SubElement(document, "Style", {"id": styles[key]})
        line = ET.SubElement(style, "LineStyle")
        _text(line, "color", _abgr(str(row["rival_colour"] or DARK), 0xFF))
        _text(line, "width", "3" if row["rival_colour"] else "1")
        fill = ET.SubElement(style, "PolyStyle")
        cover = _FILLS.get(Status(str(row["status"])), _FILL_OF_SEVERAL)
        colour = str(row["colour"] or WHITE)
        _text(fill, "color", _abgr(pale(colour) if row["confidence"] == _LOW else colour, cover))
    return styles


def _abgr(colour: str, cover: int) -> str:
    """Return `#rrggbb` in KML's order: opacity, blue, green, red."""
    return f"{cover:02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _add_placemark(
    document: ET.Element, row: Mapping[str, Value], shape: BaseGeometry, style: str
) -> None:
    mark = ET.SubElement(document, "Placemark")
    _text(mark, "name", str(row["name"] or row["name_ar"]))
    said = [f"{row['label']}, {row['first']} to {row['last']}."]
    if row["confidence"]:
        said.append(f"{word('confidence', 'en').capitalize()}: {row['confidence']}.")
    if row["began"]:
        began = written_span(parse_span(str(row["began"])), "en")
        said.append(f"{word('began', 'en').capitalize()}: {began}.")
    said.append(str(row["note"] or row["note_ar"]))
    _text(mark, "description", html.escape(" ".join(said).strip()))
    span = ET.SubElement(mark, "TimeSpan")
    _text(span, "begin", f"{row['first']}T00:00:00Z")
    _text(span, "end", f"{row['last']}T23:59:59Z")
    _text(mark, "styleUrl", f"#{style}")
    extended = ET.SubElement(mark, "ExtendedData")
    for column, value in row.items():
        data = ET.SubElement(extended, "Data", {"name": column})
        _text(data, "value", _written(value))
    _add_geometry(mark, shape)


def _written(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _add_geometry(mark: ET.Element, shape: BaseGeometry) -> None:
    polygons = shapely.get_parts(written_shape(shape))
    parent = ET.SubElement(mark, "MultiGeometry") if len(polygons) > 1 else mark
    for polygon in polygons:
        element = ET.SubElement(parent, "Polygon")
        # without it a large outline is drawn as a chord under the ground
        _text(element, "tessellate", "1")
        rings = [("outerBoundaryIs", polygon.exterior)]
        rings += [("innerBoundaryIs", ring) for ring in polygon.interiors]
        for name, ring in rings:
            boundary = ET.SubElement(ET.SubElement(element, name), "LinearRing")
            _text(boundary, "coordinates", " ".join(_pair(x, y) for x, y in ring.coords))


def _pair(x: float, y: float) -> str:
    return f"{round(x, DECIMALS)},{round(y, DECIMALS)}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = xml_text(text)
