"""KML and KMZ as Google Earth and My Maps write them: folders and colours are columns, too.

Read here and not by GDAL, which turns a month into its first day and leaves folders and styles out.
The geometries and attributes are given as GeoJSON has them.
"""

from __future__ import annotations

import math
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder

from frontmap.errors import DataError, Fault, Where
from frontmap.importing.cells import decode
from frontmap.importing.packed import member_bytes, opened_zip, require_sound
from frontmap.importing.safe_xml import walk_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Placemarks", "read_placemarks"]

#: Elements that are no text of a placemark's own: its shape, its look, and where one looks from.
_NO_TEXT = {"Style", "StyleMap", "styleUrl", "LookAt", "Camera", "Region"}
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "Track", "Model")
#: What says only how a programme shows a placemark, and what it is where it is not said; where all
#: have one value, it carries nothing.
_SHOWN = {"visibility": "1", "balloonVisibility": "1", "open": "0"}
#: What has a colour, that which fills a surface first.
_COLOURED = ("PolyStyle", "LineStyle", "IconStyle", "LabelStyle")
#: Opacity, blue, green, red; some write it with a #.
_COLOUR = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_COMMA = re.compile(r"\s*,\s*")


class Placemarks(NamedTuple):
    """The placemarks of a file, as features of GeoJSON, and what the user is to know of it."""

    features: list[dict[str, Any]]
    notes: tuple[str, ...]


def read_placemarks(file: str, raw: bytes, *, layer: str = "", encoding: str = "") -> Placemarks:
    """Read the placemarks of KML, or of a zip file with KML in it.

    Each has its texts as properties: `Name`, `description`, `timestamp`, `begin` and `end` as they
    are written, what its extended data has, `folder` (`A / B` where one lies in another) and
    `colour` (`#rrggbb`).

    Args:
        file: the file's name.
        raw: what is in it.
        layer: only those in the folder, or the document, of this name.
        encoding: the encoding of texts, where the file does not name it rightly.

    Raises:
        DataError: the file is no KML, has a document type, or has no folder of that name.
    """
    beside: tuple[str, ...] = ()
    if raw.startswith(b"PK"):
        raw, beside = _unpacked(file, raw)
    root = _tree(file, raw, encoding)
    styles = _Styles(root)
    found = list(_placemarks(root))
    folders = tuple(dict.fromkeys(name for one in found for name in one.within))
    if layer and layer not in folders:
        expected = f"--layer with one of: {', '.join(folders) or 'none'}"
        found_none = f"no layer {layer!r}"
        fault = Fault(Where(file), "which-layer", found_none, expected, choices=folders)
        raise DataError([fault])
    chosen = [one for one in found if not layer or layer in one.within]
    features = [_feature(one, styles) for one in chosen]
    _drop_constants(features)
    notes = [f"{name} beside it is not read" for name in beside]
    if styles.translucent:
        notes.append("colours are taken without their transparency")
    return Placemarks(features, (*notes, *_not_read(root)))


def _not_read(root: Element) -> Iterator[str]:
    for tag, what in (("NetworkLink", "links to other files"), ("GroundOverlay", "pictures")):
        if count := sum(1 for _ in root.iter(tag)):
            yield f"{what} in it are not read ({count})"


def _unpacked(file: str, raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the KML in a zip file, and the names of the others that are in it."""
    with opened_zip(BytesIO(raw), file) as packed:
        there = [one for one in packed.infolist() if one.filename.casefold().endswith(".kml")]
        there.sort(key=lambda one: (one.filename != "doc.kml", one.filename.count("/")))
        if not there:
            raise DataError([Fault(Where(file), "unreadable-file", "no .kml in it", "KML")])
        require_sound(there[:1], file)
        beside = tuple(one.filename for one in there[1:])
        return member_bytes(packed, there[0], file), beside


def _tree(file: str, raw: bytes, encoding: str) -> Element:
    """Return the elements of a file of KML, by their names without a namespace.

    My Maps and others leave namespaces undeclared, so that a parser of them would refuse.
    """
    builder = TreeBuilder()
    walk_xml(
        file,
        decode(raw, file=file, encoding=encoding)[0] if encoding else raw,
        "KML",
        start=lambda tag, of: builder.start(tag.rpartition(":")[2], of),
        end=lambda tag: builder.end(tag.rpartition(":")[2]),
        text=builder.data,
    )
    return builder.close()


class _Placemark(NamedTuple):
    """A placemark, the folders that it lies in, and when those are."""

    element: Element
    path: tuple[str, ...]
    within: tuple[str, ...]
    time: dict[str, str]


def _placemarks(root: Element) -> Iterator[_Placemark]:
    """Yield the placemarks in the file's order; folders may lie in one another without end."""
    waiting = [_Placemark(root, (), (), {})]
    while waiting:
        one = waiting.pop()
        if one.element.tag == "Placemark":
            yield one
            continue
        name = _text(one.element.find("name"))
        path = (*one.path, name) if name and one.element.tag == "Folder" else one.path
        within = (*one.within, name) if name else one.within
        time = one.time | _time(one.element)
        inner = [c for c in one.element if c.tag in {"kml", "Document", "Folder", "Placemark"}]
        waiting += [_Placemark(child, path, within, time) for child in reversed(inner)]


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _time(element: Element) -> dict[str, str]:
    """Return the time of a placemark or a folder, as it is written."""
    paths = {"timestamp": "TimeStamp/when", "begin": "TimeSpan/begin", "end": "TimeSpan/end"}
    found = {name: _text(element.find(path)) for name, path in paths.items()}
    return {name: text for name, text in found.items() if text}


def _feature(one: _Placemark, styles: _Styles) -> dict[str, Any]:
    texts = {"Name": _text(one.element.find("name"))}
    for child in one.element:
        if child.tag == "ExtendedData":
            texts |= _extended(child)
        elif child.tag != "name" and child.tag not in _NO_TEXT and not len(child):
            texts[child.tag] = _text(child)
    found = (_time(one.element) or one.time) | {
        "folder": " / ".join(one.path),
        "colour": styles.colour(one.element),
        "id": one.element.get("id", ""),
    }
    for name, text in found.items():
        # what the user's own columns are called so stays
        taken = texts.get(name, "") not in {"", text}
        if text:
            texts[f"{name} of the placemark" if taken else name] = text
    return {"type": "Feature", "properties": texts, "geometry": _geometry(one.element)}


def _extended(data: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in data.iter():
        name = element.get("name", "")
        if element.tag == "Data" and name:
            found[name] = _text(element.find("value"))
        elif element.tag in {"SimpleData", "SimpleArrayData"} and name:
            found[name] = _text(element)
    known = {"Data", "SchemaData"}
    return found | {child.tag: _text(child) for child in data if child.tag not in known}


def _drop_constants(features: list[dict[str, Any]]) -> None:
    for name, default in _SHOWN.items():
        if len({feature["properties"].get(name, default) for feature in features}) == 1:
            for feature in features:
                feature["properties"].pop(name, None)


def _geometry(placemark: Element) -> dict[str, Any] | None:
    """Return a placemark's shape as GeoJSON has it, several as a collection."""
    shapes: list[dict[str, Any]] = []
    rings: set[Element] = set()
    for element in placemark.iter():
        if element.tag not in _SHAPES or element in rings:
            continue
        if element.tag == "Polygon":
            outer = element.findall("outerBoundaryIs/LinearRing")
            inner = element.findall("innerBoundaryIs/LinearRing")
            rings.update(outer, inner)
            coordinates = [_coordinates(ring) for ring in (*outer, *inner)]
            # which ring would be the outer one, nobody can say; it is told as no geometry
            whole = len(outer) == 1 or not coordinates
            shapes.append({"type": "Polygon", "coordinates": coordinates if whole else None})
        elif element.tag in {"LineString", "LinearRing"}:
            shapes.append({"type": "LineString", "coordinates": _coordinates(element)})
        elif places := _coordinates(element):
            shapes.append({"type": "Point", "coordinates": places[0]})
    if len(shapes) > 1:
        return {"type": "GeometryCollection", "geometries": shapes}
    return shapes[0] if shapes else None


def _coordinates(element: Element) -> list[list[float | str]]:
    """Return longitude and latitude of each place; what is no number stays a text, to be told."""
    if element.tag == "Track":
        places = [_text(child).split() for child in element.findall("coord")]
    else:
        written = _COMMA.sub(",", _text(element.find("coordinates")))
        places = [place.split(",") for place in written.split()]
    return [[_number(part) for part in place[:2]] for place in places]


def _number(text: str) -> float | str:
    try:
        # Python's own numbers may have low lines between their digits
        return float(text) if "_" not in text else math.nan
    except ValueError:
        return text


class _Styles:
    """The colours of placemarks: their own, or those of a style that the file shares."""

    def __init__(self, root: Element) -> None:
        self.translucent = False
        self._shared = {
            style.get("id", ""): style
            for tag in ("Style", "StyleMap")
            for style in root.iter(tag)
            if style.get("id")
        }

    def colour(self, placemark: Element) -> str:
        """Return a placemark's colour as `#rrggbb`, or an empty text."""
        shared = self._named(_text(placemark.find("styleUrl")))
        for tag in _COLOURED:
            for style in (*placemark.findall("Style"), *shared):
                painted = style.find(tag)
                # a surface that is not filled has the colour of its line
                if painted is None or _text(painted.find("fill")) == "0":
                    continue
                if match := _COLOUR.fullmatch(_text(painted.find("color"))):
                    opacity, blue, green, red = match.groups()
                    self.translucent |= opacity.casefold() != "ff"
                    return f"#{red}{green}{blue}".casefold()
        return ""

    def _named(self, url: str) -> list[Element]:
        """Return the style that a reference names: of a map of styles the normal one."""
        style = self._shared.get(url.removeprefix("#"))
        if style is None or style.tag == "Style":
            return [] if style is None else [style]
        for pair in style.findall("Pair"):
            if _text(pair.find("key")) == "normal":
                own = pair.find("Style")
                other = self._shared.get(_text(pair.find("styleUrl")).removeprefix("#"))
                return [one for one in (own, other) if one is not None and one.tag == "Style"]
        return []
