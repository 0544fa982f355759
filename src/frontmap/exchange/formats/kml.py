"""The record as KML 2.2 (Open Geospatial Consortium, 07-147r2, 2008), for Google Earth.

GDAL's driver KML writes no times. Its driver LIBKML does, but needs three times as long, keeps the
whole file in memory and repeats the style in each Placemark (`docs/design.md` has the figures).

Styles are flat: a fill in the holder's colour, and a line in the rival's. The fill is paler where
the confidence is low, paler still where it is assumed, and more transparent where the area is not
simply held. The balloon says the confidence and a vague beginning in words.
"""

from __future__ import annotations

import html
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import shapely

from frontmap.days import parse_span
from frontmap.drawing.colours import DARK, WHITE, tint
from frontmap.exchange.formats import Format
from frontmap.exchange.layers import Value, control_layer, event_layers
from frontmap.folder.tables import translations
from frontmap.folder.write import DECIMALS, written_shape
from frontmap.markup import Markup, element, escaped
from frontmap.model import Confidence, Doubt, Text
from frontmap.statuses import Status
from frontmap.telling.sentences import marked
from frontmap.words import language_of, word, written_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from frontmap.atlas import Atlas

__all__ = ["FORMAT", "kml_parts"]

_NAMESPACE = "http://www.opengis.net/kml/2.2"

_OPAQUE = 0xFF
_NEW_LINE = Markup("\n")


def kml_parts(atlas: Atlas) -> Iterator[bytes]:
    """Yield the states as KML: a Placemark for each area and run of days.

    Its TimeSpan reaches from the first second of the first day to the last second of the last:
    readers disagree on whether a bare date as an end includes its day. All columns are in
    ExtendedData. Texts are escaped twice where readers take them for HTML. KML has no way for
    Placemarks to share an outline; here it is written anew for each, and put together once.
    """
    layer = control_layer(atlas)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{_NAMESPACE}">\n'.encode()
    yield b" <Document>\n"
    yield _line(2, "name", atlas.title.first).encode()
    yield _line(2, "description", html.escape(atlas.record.attribution.first)).encode()
    styles: dict[tuple[Value, ...], str] = {}
    for row in layer.records():
        key = _style_key(row)
        if key not in styles:
            styles[key] = f"state-{len(styles) + 1}"
            yield _style(styles[key], row).encode()
    # the states of an area have most of their values in common
    datum = lru_cache(maxsize=4096)(_data)
    for shape, rows in layer.by_geometry():
        outline = _geometry(shape)
        for row in rows:
            yield _placemark(row, styles[_style_key(row)], outline, datum, atlas).encode()
    for events in event_layers(atlas):
        for (spot, _), row in zip(events.by_geometry(), events.records(), strict=True):
            yield _event(row, spot, atlas).encode()
    yield b" </Document>\n</kml>\n"


def _event(row: Mapping[str, Value], spot: BaseGeometry, atlas: Atlas) -> Markup:
    """Return a reported event as a Placemark of the days that its date may mean."""
    days = [("begin", row["first"], "T00:00:00Z"), ("end", row["last"], "T23:59:59Z")]
    span = (_line(4, name, f"{day}{time}") for name, day, time in days if day is not None)
    place = _line(4, "coordinates", _pair(*spot.coords[0]))
    told = html.escape(marked(_text(row, "summary", atlas), atlas.default_language))
    return _block(
        2,
        "Placemark",
        _line(3, "name", word(f"kind.{row['kind']}", atlas.default_language)),
        _line(3, "description", told),
        _block(3, "TimeSpan", *span),
        _block(3, "ExtendedData", *(_data(column, value) for column, value in row.items())),
        _block(3, "Point", place),
    )


def _style_key(row: Mapping[str, Value]) -> tuple[Value, ...]:
    return row["status"], row["colour"], row["rival_colour"], _doubt(row)


def _doubt(row: Mapping[str, Value]) -> Doubt:
    confidence = row["confidence"]
    return Doubt.at(Confidence(str(confidence)) if confidence else None)


def _style(name: str, row: Mapping[str, Value]) -> Markup:
    cover = round(Status(str(row["status"])).row.cover * _OPAQUE)
    colour = str(row["colour"] or WHITE)
    line = (
        _line(4, "color", _abgr(str(row["rival_colour"] or DARK), _OPAQUE)),
        _line(4, "width", "3" if row["rival_colour"] else "1"),
    )
    fill = _line(4, "color", _abgr(tint(colour, _doubt(row)), cover))
    inside = _block(3, "LineStyle", *line), _block(3, "PolyStyle", fill)
    return _block(2, "Style", *inside, attributes={"id": name})


def _abgr(colour: str, cover: int) -> str:
    """Return `#rrggbb` in KML's order: opacity, blue, green, red."""
    return f"{cover:02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _placemark(
    row: Mapping[str, Value],
    style: str,
    outline: Markup,
    datum: Callable[[str, Value], Markup],
    atlas: Atlas,
) -> Markup:
    span = (
        _line(4, "begin", f"{row['first']}T00:00:00Z"),
        _line(4, "end", f"{row['last']}T23:59:59Z"),
    )
    return _block(
        2,
        "Placemark",
        _line(3, "name", _text(row, "name", atlas).first),
        _line(3, "description", html.escape(_told(row, atlas))),
        _block(3, "TimeSpan", *span),
        _line(3, "styleUrl", f"#{style}"),
        _block(3, "ExtendedData", *(datum(column, value) for column, value in row.items())),
        outline,
    )


def _told(row: Mapping[str, Value], atlas: Atlas) -> str:
    """Return what the balloon says of a state, in the atlas's first language."""
    language = atlas.default_language
    speech = language_of(language)
    days = word("span.days", language).format(first=row["first"], last=row["last"])
    said = [f"{row['label']}{speech.comma}{days}."]
    if row["confidence"]:
        grade = word(f"confidence.{row['confidence']}", language)
        said.append(f"{speech.labelled(word('confidence', language).capitalize(), grade)}.")
    if row["began"]:
        began = written_span(parse_span(str(row["began"])), language)
        said.append(f"{speech.labelled(word('began', language).capitalize(), began)}.")
    said.append(marked(_text(row, "note", atlas), language))
    return " ".join(said).strip()


def _text(row: Mapping[str, Value], column: str, atlas: Atlas) -> Text:
    """Return the text that columns such as `name` and `name_ar` hold."""
    headings = translations(column, atlas.record.languages)
    return Text.of({language: str(row[name]) for name, language in headings})


def _data(column: str, value: Value) -> Markup:
    """Return the value of a column as an element of ExtendedData."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    written = _line(5, "value", "" if value is None else text)
    return _block(4, "Data", written, attributes={"name": column})


def _geometry(shape: BaseGeometry) -> Markup:
    polygons = shapely.get_parts(written_shape(shape))
    if len(polygons) > 1:
        return _block(3, "MultiGeometry", *(_polygon(4, polygon) for polygon in polygons))
    return Markup("".join(_polygon(3, polygon) for polygon in polygons))


def _polygon(depth: int, polygon: shapely.Polygon) -> Markup:
    rings = [("outerBoundaryIs", polygon.exterior)]
    rings += [("innerBoundaryIs", ring) for ring in polygon.interiors]
    boundaries = []
    for name, ring in rings:
        coordinates = " ".join(_pair(x, y) for x, y in ring.coords)
        line = _block(depth + 2, "LinearRing", _line(depth + 3, "coordinates", coordinates))
        boundaries.append(_block(depth + 1, name, line))
    # without it a large outline is drawn as a chord under the ground
    tessellate = _line(depth + 1, "tessellate", "1")
    return _block(depth, "Polygon", tessellate, *boundaries)


def _pair(x: float, y: float) -> str:
    return f"{round(x, DECIMALS)},{round(y, DECIMALS)}"


def _line(depth: int, name: str, text: str) -> Markup:
    """Return an element that holds a text, on a line of its own."""
    return Markup(f"{' ' * depth}{element(name, None, escaped(text))}\n")


def _block(
    depth: int, name: str, *inside: Markup, attributes: Mapping[str, str] | None = None
) -> Markup:
    """Return an element that holds others, each on lines of its own."""
    space = Markup(" " * depth)
    return Markup(f"{space}{element(name, attributes, _NEW_LINE, *inside, space)}{_NEW_LINE}")


FORMAT = Format(
    title="KML",
    programs="Google Earth",
    holds="the states, and reported events as points, with their times",
    parts=kml_parts,
)
