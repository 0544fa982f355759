"""Outlines from any vector file that GDAL reads, as features in longitude and latitude."""

from __future__ import annotations

import glob
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry import shape

from frontmap.errors import DataError, Fault, Where, require_package
from frontmap.files import counted
from frontmap.given.files import file_bytes, require_regular_file, require_size
from frontmap.given.json_text import bad_json, parsed_json
from frontmap.ground.antimeridian import across_180
from frontmap.ground.plane import (
    MOST_LATITUDE,
    MOST_LONGITUDE,
    are_degrees,
    coordinates_briefly,
    exchanged,
)
from frontmap.ground.projection import named_crs
from frontmap.importing.cells import CleanTexts, decode, text_faults
from frontmap.importing.first_bytes import require_as_named
from frontmap.importing.gdal_layers import read_layer
from frontmap.importing.headings import columns_called
from frontmap.importing.kml import read_placemarks
from frontmap.importing.laid_apart import own_folder, told_when_full
from frontmap.importing.packed import packed_outlines, unpacked
from frontmap.importing.wkb_shapes import shape_of_wkb
from frontmap.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from frontmap.importing.gdal_layers import GdalLayer

__all__ = [
    "VECTOR_ENDINGS",
    "Feature",
    "FeatureTable",
    "in_one_piece",
    "named_briefly",
    "polygons_of",
    "read_outlines",
]

#: Endings of the files that hold outlines or points.
VECTOR_ENDINGS = (
    ".geojson", ".json", ".topojson", ".gpkg", ".shp", ".kml", ".kmz", ".gml", ".fgb", ".parquet",
    ".geoparquet", ".zip", ".js", ".gdb",
)  # fmt: skip

_BESIDE = {"Point", "MultiPoint", "LineString", "MultiLineString"}
#: How many of what is left out are named.
_NAMED = 5
_TEXTS = {".geojson", ".json", ".topojson", ".js"}
_KML = {".kml", ".kmz"}
_PARQUET = {".parquet", ".geoparquet"}
#: What GeoJSON has beside the attributes of a feature, and needs no column.
_OF_GEOJSON = {"type", "properties", "geometry", "bbox", "id"}
_GEOGRAPHIC = "EPSG:4326"
_ASSIGNMENT = re.compile(
    r"^(?:\s|//[^\n]*\n|/\*.*?\*/)*(?:(?:var|let|const)\s+)?[\w.$\[\]'\"]+\s*=\s*(?=[\[{])",
    re.DOTALL,
)
#: An instant without seconds, in TopoJSON.
_LOST_ZONE = re.compile(r"\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\dZ")
_SCRIPT_END = re.compile(r";\s*$")
_DEPTH = 4
#: What an ArcGIS server writes where there are more features than it sends at once.
_MORE = "exceededTransferLimit"
#: So much of the name of a projection is told; some are pages.
_LONGEST = 200
_LEAST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: its attributes as cleaned texts, its geometry in EPSG:4326 without heights.

    `open_rings` are the numbers of those of its rings that the file leaves open; here they are
    closed.
    """

    where: Where
    cells: dict[str, str]
    geometry: BaseGeometry | None
    open_rings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """The features of one layer of one file.

    Attributes:
        file: the file's name.
        columns: the columns of the attributes, in order.
        features: the features, in order; their geometries are in EPSG:4326.
        notes: what was done to them, for the user.
        layers: the names of all the file's layers with geometry, where it has layers.
        mended: what was repaired, a sentence for each outline.
    """

    file: str
    columns: tuple[str, ...]
    features: tuple[Feature, ...]
    notes: tuple[str, ...]
    layers: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()

    def has_layer(self, name: str) -> bool:
        """Tell whether the file has a layer of this name beside the one that was read."""
        return name in self.layers


def read_outlines(
    path: Path, *, layer: str = "", crs: str = "", encoding: str = ""
) -> FeatureTable:
    """Read the outlines of a vector file, reprojected to EPSG:4326.

    Args:
        path: GeoJSON (also wrapped in an object, a list or a script), GeoPackage, Shapefile,
            KML, or whatever else GDAL knows; also in a zip file.
        layer: which layer, or which file of a zip file, where there are several.
        crs: the projection, where the file does not name it.
        encoding: the encoding of texts, where the file does not name it.

    Raises:
        DataError: the file cannot be read or understood; every fault at once.
    """
    if not (path.is_dir() and path.suffix.casefold() == ".gdb"):
        require_regular_file(path)
    if path.suffix.casefold() != ".zip":
        return _checked(_read(path, path.name, layer, crs, encoding))
    inside, layer = packed_outlines(path, layer)
    with unpacked(path, inside) as outlines:
        return _checked(_read(outlines, path.name, layer, crs, encoding))


def _read(path: Path, file: str, layer: str, crs: str, encoding: str) -> FeatureTable:
    """Read a file that is not packed; `file` is its name in faults."""
    ending = path.suffix.casefold()
    if ending in _KML:
        return _read_kml(path, file, layer, crs, encoding)
    if ending in _TEXTS:
        found = _read_geojson(path, file, layer, crs, encoding)
    elif ending in _PARQUET:
        found = _read_parquet(path, file, crs)
    else:
        if ending == ".shp":
            _refuse_incomplete(path, file)
        read = read_layer(path, file, layer=layer, encoding=encoding, crs=crs)
        return _of_gdal(read, file, crs)
    if layer and not found.layers:
        expected = "a file that has layers, such as a GeoPackage; or leave it out"
        raise DataError([Fault(Where("--layer"), "unused-option", f"--layer {layer}", expected)])
    return found


def _refuse_incomplete(path: Path, file: str) -> None:
    """Refuse a shapefile without the files beside it in which its index and its attributes are."""
    beside = {other.suffix.casefold() for other in path.parent.glob(f"{glob.escape(path.stem)}.*")}
    expected = "the files .shp, .shx, .dbf and .prj of a shapefile beside one another"
    faults = [
        Fault(Where(file), "missing-file", f"no {path.stem}{ending}", expected)
        for ending in (".shx", ".dbf")
        if ending not in beside
    ]
    if faults:
        raise DataError(faults)


def polygons_of(outlines: FeatureTable) -> FeatureTable:
    """Return the outlines alone, without the pins and lines that lie on a map beside them.

    A collection keeps only its polygons. A note names what is left out. Where there are no polygons
    at all, everything is returned, for the caller to judge.
    """
    features = [replace(f, geometry=_polygons_in(f.geometry)) for f in outlines.features]
    beside = [f for f in features if f.geometry is not None and f.geometry.geom_type in _BESIDE]
    if not beside or len(beside) == sum(f.geometry is not None for f in features):
        return replace(outlines, features=tuple(features))
    note = f"points and lines are left out: {named_briefly(beside)}"
    gone = {id(feature) for feature in beside}
    kept = tuple(feature for feature in features if id(feature) not in gone)
    # what only the pins and lines have is no column of the outlines
    columns = tuple(column for column in outlines.columns if any(column in f.cells for f in kept))
    return replace(outlines, columns=columns, features=kept, notes=(*outlines.notes, note))


def named_briefly(features: Sequence[Feature]) -> str:
    """Return what some features are called, of many only the first ones.

    It is what stands in a column of names, which may say more than one of a state or a number; of
    those without one, it is the first attribute.
    """
    named = [next(filter(None, _likely_names(f)), "without a name") for f in features]
    return ", ".join(map(repr, named[:_NAMED])) + (", …" if len(named) > _NAMED else "")


def _likely_names(feature: Feature) -> tuple[str, ...]:
    """Return the cells of a feature, those first whose columns are called as those of names are."""
    called = [c for role in ("name", "place") for c in columns_called([*feature.cells], role)]
    return (*(feature.cells[column] for column in called), *feature.cells.values())


def _polygons_in(geometry: BaseGeometry | None) -> BaseGeometry | None:
    if geometry is None or geometry.geom_type != "GeometryCollection":
        return geometry
    flat = shapely.get_parts([geometry])
    while (shapely.get_type_id(flat) > shapely.GeometryType.POLYGON).any():
        flat = shapely.get_parts(flat)
    parts = [part for part in flat if part.geom_type == "Polygon"]
    if not parts:
        return geometry
    whole: BaseGeometry = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return whole


def _read_geojson(path: Path, file: str, layer: str, crs: str, encoding: str) -> FeatureTable:
    """Read GeoJSON however it is wrapped; TopoJSON and what ArcGIS servers give is read by GDAL."""
    text, _ = decode(file_bytes(path, Where(file)), file=file, encoding=encoding)
    notes = []
    bare = _SCRIPT_END.sub("", _ASSIGNMENT.sub("", text, count=1))
    if bare != text and not text.lstrip().startswith(("{", "[")):
        notes.append("taken out of a script")
        text = bare
    data = _json(file, text)
    if isinstance(data, dict):
        if data.get("type") == "Topology":
            _keep_zones(file, text)
            return _read_json_of_gdal(data, ".topojson", file, layer, crs)
        if str(data.get("geometryType")).startswith("esri"):
            return _read_json_of_gdal(data, ".json", file, layer, crs)
    features, trail, collection = _find_features(data, ())
    notes += _not_all(collection)
    if features is None:
        found = "no features, and no list of objects"
        expected = "a GeoJSON FeatureCollection, or a table: a list of objects"
        raise DataError([Fault(Where(file), "bad-geojson", found, expected)])
    if trail:
        notes.append(f"found inside {'.'.join(trail)}")
    if "when" in collection and collection.get("type") != "Feature":
        notes.append("the days that its member 'when' gives for all features are not used")
    named = _crs_member(collection)
    if named:
        notes.append(f"its crs member says {named}")
    return _from_geojson(file, features, _Projector(named or _GEOGRAPHIC, crs, file, notes), notes)


def _read_json_of_gdal(
    data: dict[str, Any], ending: str, file: str, layer: str, crs: str
) -> FeatureTable:
    """Read JSON by GDAL, which finds in it no sign of another format: each begins with a `<`."""
    written = json.dumps(data).replace("<", "\\u003c")
    with own_folder(file) as folder:
        # the name of a layer that has none in the file
        place = folder / f"{Path(file).stem}{ending}"
        with told_when_full(file):
            place.write_text(written, encoding="utf-8")
        # TopoJSON is in longitude and latitude where it names nothing, as GeoJSON is
        otherwise = _GEOGRAPHIC if ending == ".topojson" else ""
        read = read_layer(place, file, layer=layer)
        read = replace(read, notes=(*read.notes, *_not_all(data)))
        return _of_gdal(read, file, crs, otherwise=otherwise)


def _not_all(data: Mapping[str, Any]) -> list[str]:
    """Say that a server has left features out, where it says so."""
    more = data.get("properties")
    said = data.get(_MORE) or (isinstance(more, dict) and more.get(_MORE))
    return ["the server that wrote it says that it left out features"] if said else []


def _json(file: str, text: str) -> Any:  # noqa: ANN401 - whatever the file has
    """Return what JSON says; a file with a feature in each line is a list of them."""
    where = Where(file)
    try:
        try:
            return parsed_json(text, where)
        except json.JSONDecodeError as reason:
            lines = [line.strip(" \x1e\r") for line in text.split("\n")]
            # of a file of lines the first one is whole
            if not reason.msg.startswith("Extra data") and not text.startswith("\x1e"):
                raise
            return [parsed_json(line, where) for line in lines if line]
    except json.JSONDecodeError as reason:
        raise DataError([bad_json(where, reason)]) from reason


def _read_kml(path: Path, file: str, layer: str, crs: str, encoding: str) -> FeatureTable:
    raw = file_bytes(path, Where(file))
    marks = read_placemarks(file, raw, layer=layer, encoding=encoding)
    notes = list(marks.notes)
    project = _Projector(_GEOGRAPHIC, crs, file, notes)
    return _from_geojson(file, marks.features, project, notes)


def _from_geojson(
    file: str, features: Sequence[object], project: _Projector, notes: Sequence[str]
) -> FeatureTable:
    require_size(Where(file), features=len(features))
    faults: list[Fault] = []
    texts = CleanTexts()
    read = tuple(
        _geojson_feature(part, Where(file, number), project, texts, faults)
        for number, part in _numbered(features)
    )
    if faults:
        raise DataError(faults)
    columns = tuple(dict.fromkeys(name for feature in read for name in feature.cells))
    return FeatureTable(file, columns, read, (*notes, *texts.notes()))


def _keep_zones(file: str, text: str) -> None:
    """Refuse TopoJSON with an instant of which GDAL would lose the zone."""
    if lost := _LOST_ZONE.search(text):
        found = f"{lost[0]!r}, of which GDAL would lose the zone"
        expected = "seconds in its clock time, as 21:00:00Z; or GeoJSON"
        raise DataError([Fault(Where(file), "lost-zone", found, expected)])


def _geojson_feature(
    item: object, where: Where, project: _Projector, texts: CleanTexts, faults: list[Fault]
) -> Feature:
    if not isinstance(item, dict):
        faults.append(Fault(where, "bad-feature", "no object", "a GeoJSON feature"))
        return Feature(where, {}, None)
    properties = item.get("properties") or {}
    if not isinstance(properties, dict):
        faults.append(Fault(where, "bad-feature", "no properties", "a GeoJSON feature"))
        return Feature(where, {}, None)
    try:
        cells = _geojson_cells(item, properties, texts)
    except ValueError as reason:
        faults.append(Fault(where, "bad-feature", str(reason), "a GeoJSON feature"))
        return Feature(where, {}, None)
    geometry = None
    opened: list[bool] = []
    if item.get("geometry") is not None:
        try:
            # what is no number is told below, with its place
            with np.errstate(invalid="ignore"):
                geometry = project(shape(_closed(item["geometry"], opened)))
        except _NO_GEOMETRY:
            found, expected = "what is no geometry", "a GeoJSON geometry"
            faults.append(Fault(where.at("geometry"), "bad-geometry", found, expected))
    return Feature(where, cells, geometry, tuple(np.flatnonzero(opened).tolist()))


def _geojson_cells(
    item: dict[str, Any], properties: dict[str, Any], texts: CleanTexts
) -> dict[str, str]:
    """Return the properties of a feature, and what members it has that GeoJSON does not know.

    Raises:
        ValueError: they lie deeper in one another than `LEVELS`.
    """
    names = _distinct(properties)
    cells = {n: texts.of(n, _flat(v)) for n, v in zip(names, properties.values(), strict=True)}
    # such members as GeoJSON-T's `when` come after its `id`
    for member in ("id", *(name for name in item if name not in _OF_GEOJSON)):
        if member in item and (name := clean(member)) not in cells:
            cells[name] = texts.of(name, _flat(item[member]))
    return cells


#: What can go wrong where a geometry is made of what is none.
_NO_GEOMETRY = (
    AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError,
    shapely.errors.ShapelyError,
)  # fmt: skip


def _closed(geometry: dict[str, Any], opened: list[bool]) -> dict[str, Any]:
    """Return a geometry of GeoJSON without heights, whose rings are closed and of four places.

    `opened` takes for each ring whether it was left open.
    """
    kind = geometry["type"]
    if kind == "GeometryCollection":
        parts = [_closed(part, opened) for part in geometry["geometries"]]
        return {"type": kind, "geometries": parts}
    places = _flat_places(geometry["coordinates"])
    if kind == "Polygon":
        places = [_closed_ring(ring, opened) for ring in places if ring]
    elif kind == "MultiPolygon":
        rings = ([_closed_ring(r, opened) for r in polygon if r] for polygon in places)
        places = [polygon for polygon in rings if polygon]
    return {"type": kind, "coordinates": places}


def _flat_places(places: Any) -> Any:  # noqa: ANN401 - lists in lists, however deep
    """Return places without heights, which some of them may have and others not."""
    if not places or not isinstance(places[0], list):
        return places[:2]
    if places[0] and isinstance(places[0][0], list):
        return [_flat_places(inner) for inner in places]
    return [place[:2] for place in places]


def _closed_ring(ring: list[Any], opened: list[bool]) -> NDArray[np.float64]:
    opened.append(ring[0] != ring[-1])
    whole = [*ring, ring[0]] if opened[-1] else ring
    # a ring of fewer places has no surface, which is told later, with its place
    return np.array([*whole, *[whole[-1]] * (_LEAST_PLACES - len(whole))], dtype=np.float64)


def _numbered(features: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Yield features with their numbers; where geometries have days, as in GeoJSON-T, one each."""
    for number, item in enumerate(features, start=1):
        geometry = item.get("geometry") if isinstance(item, dict) else None
        inside = geometry.get("geometries", [geometry]) if isinstance(geometry, dict) else []
        whole = inside if isinstance(inside, list) else []
        parts = [part for part in whole if isinstance(part, dict)]
        if not any("when" in part for part in parts):
            yield number, item
            continue
        for part in parts:
            days = {"when": part["when"]} if "when" in part else {}
            yield number, {**item, "geometry": part} | days


def _find_features(
    data: object, trail: tuple[str, ...]
) -> tuple[list[Any] | None, tuple[str, ...], dict[str, Any]]:
    """Return the features in `data`, the keys that lead to them, and what holds them."""
    if isinstance(data, dict):
        if isinstance(data.get("features"), list):
            return data["features"], trail, data
        if data.get("type") == "Feature":
            return [data], trail, data
        if len(trail) < _DEPTH:
            for key, value in data.items():
                found = _find_features(value, (*trail, str(key)))
                if found[0] is not None:
                    return found
    if isinstance(data, list) and data:
        if all(isinstance(item, dict) and item.get("type") == "Feature" for item in data):
            return data, trail, {}
        if len(data) == 1:
            return _find_features(data[0], trail)
    return None, trail, {}


def _crs_member(collection: dict[str, Any]) -> str:
    """Return what the `crs` member of old GeoJSON names."""
    crs = collection.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    # axes in GeoJSON are always longitude first, which this name says
    return "" if name.endswith("CRS84") else name


def _read_parquet(path: Path, file: str, crs: str) -> FeatureTable:
    require_package("pyarrow", extra="parquet", what="GeoParquet files")
    from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra that few need

    require_as_named(path, file)
    try:
        # a file that is open: a path could name a folder, or an address
        with path.open("rb") as stream:
            opened = parquet.ParquetFile(stream)
            of = opened.metadata
            size = sum(of.row_group(n).total_byte_size for n in range(of.num_row_groups))
            require_size(Where(file), features=of.num_rows, unpacked=size)
            table = opened.read()
            rows = table.to_pylist()
    except (ArrowException, OSError, ValueError, OverflowError) as reason:
        found = str(reason).split(":")[-1].strip()
        fault = Fault(Where(file), "unreadable-file", found, "a GeoParquet file")
        raise DataError([fault]) from reason
    column, named = _geo_column(table.schema.metadata or {}, file)
    if table.column_names.count(column) != 1:
        fault = Fault(Where(file), "no-geometry", "no geometry column", "a GeoParquet file")
        raise DataError([fault])
    notes: list[str] = []
    faults: list[Fault] = []
    project = _Projector(named, crs, file, notes)
    columns = [name for name in table.column_names if name not in {column, "bbox"}]
    names = _distinct(columns)
    texts = CleanTexts()
    features = []
    for number, row in enumerate(rows, start=1):
        cells = {n: texts.of(n, _flat(row[c])) for n, c in zip(names, columns, strict=True)}
        features.append(_wkb_feature(Where(file, number), cells, row[column], project, faults))
    if faults:
        raise DataError(faults)
    return FeatureTable(file, tuple(names), tuple(features), (*notes, *texts.notes()))


def _geo_column(metadata: Mapping[bytes, bytes], file: str) -> tuple[str, str]:
    """Return the column of geometries that a GeoParquet file names, and its projection.

    https://geoparquet.org/releases/v1.1.0/: without `crs` it is longitude and latitude; where it is
    null nobody has said which it is.
    """
    try:
        meta = parsed_json(metadata.get(b"geo", b"{}").decode("utf-8"), Where(file, 0, "geo"))
        column = meta.get("primary_column", "geometry")
        told = dict(meta.get("columns", {}).get(column, {}))
        if "crs" not in told:
            return str(column), "OGC:CRS84"
        return str(column), CRS.from_json_dict(told["crs"]).to_wkt() if told["crs"] else ""
    except (ValueError, AttributeError, TypeError, CRSError) as reason:
        found, expected = "metadata that cannot be read", "a GeoParquet file"
        raise DataError([Fault(Where(file, 0, "geo"), "bad-metadata", found, expected)]) from reason


def _wkb_feature(
    where: Where,
    cells: dict[str, str],
    wkb: bytes | None,
    project: _Projector,
    faults: list[Fault],
) -> Feature:
    if wkb is None:
        return Feature(where, cells, None)
    read = shape_of_wkb(wkb)
    if read is None:
        expected = "points, lines or polygons with straight edges"
        faults.append(Fault(where.at("geometry"), "bad-geometry", "what cannot be read", expected))
        return Feature(where, cells, None)
    # which ring it is that was left open, the library does not say
    return Feature(where, cells, project(read.geometry), (0,) if read.was_open else ())


def _of_gdal(read: GdalLayer, file: str, crs: str, *, otherwise: str = "") -> FeatureTable:
    """Return what GDAL has read; `otherwise` is the projection where the file names none."""
    notes = list(read.notes)
    faults: list[Fault] = []
    features: list[Feature] = []
    project = _Projector(read.crs or otherwise, crs, file, notes)
    names = _distinct(read.columns)
    texts = CleanTexts()
    for number, (wkb, row) in enumerate(zip(read.shapes, read.rows, strict=True), start=1):
        cells = {name: texts.of(name, _plain(v)) for name, v in zip(names, row, strict=True)}
        features.append(_wkb_feature(Where(file, number), cells, wkb, project, faults))
    if faults:
        raise DataError(faults)
    return FeatureTable(file, tuple(names), tuple(features), (*notes, *texts.notes()), read.layers)


class _Projector:
    """Brings geometries to longitude and latitude without heights."""

    def __init__(self, named: str, asked: str, file: str, notes: list[str]) -> None:
        self.transform: Transformer | None = None
        wanted = asked or named
        if not wanted:
            # a shapefile without .prj names none, and its numbers alone cannot tell
            expected = "the projection named by --crs, such as EPSG:4326 or EPSG:32637"
            raise DataError([Fault(Where(file), "which-crs", "no projection named", expected)])
        try:
            crs = named_crs(wanted)
            if not crs.equals(CRS(_GEOGRAPHIC), ignore_axis_order=True):
                self.transform = Transformer.from_crs(crs, _GEOGRAPHIC, always_xy=True)
        except ProjError as reason:
            expected = "a projection of the Earth such as EPSG:4326, named by --crs"
            fault = Fault(Where(file), "bad-crs", repr(_shortened(wanted)), expected)
            raise DataError([fault]) from reason
        if asked and named and named != asked:
            notes.append(f"--crs {asked} is believed, not the file's {named}")
        if self.transform is not None:
            notes.append(f"reprojected from {crs.to_string()} to {_GEOGRAPHIC}")

    def __call__(self, geometry: BaseGeometry) -> BaseGeometry:
        flat: BaseGeometry = shapely.force_2d(geometry)
        if self.transform is None:
            return flat
        there = self.transform.transform
        moved: BaseGeometry = shapely.transform(
            flat, lambda xy: np.column_stack(there(xy[:, 0], xy[:, 1]))
        )
        return moved


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _checked(table: FeatureTable) -> FeatureTable:
    """Refuse coordinates that cannot be longitude and latitude, or are the wrong way round.

    Outlines that run across the meridian of 180° are made one piece there.
    """
    texts = text_faults((feature.where, feature.cells) for feature in table.features)
    if faults := [*texts, *_no_numbers(table)]:
        raise DataError(faults)
    (table,) = in_one_piece([table])
    placed = [
        (feature.where.at("geometry"), _Bounds(*feature.geometry.bounds))
        for feature in table.features
        if feature.geometry is not None and not feature.geometry.is_empty
    ]
    inside = placed
    if placed and not are_degrees(*_all_round(bounds for _, bounds in placed)):
        faults = [fault for where, bounds in placed for fault in _outside_degrees(where, bounds)]
        inside = [(where, bounds) for where, bounds in placed if bounds.are_degrees]
    faults += _swapped_unlike_others(inside)
    if faults:
        raise DataError(faults)
    return table


def _no_numbers(table: FeatureTable) -> Iterator[Fault]:
    for feature in table.features:
        if not np.isfinite(shapely.get_coordinates(feature.geometry)).all():
            where, found = feature.where.at("geometry"), "a coordinate that is no number"
            yield Fault(where, "bad-geometry", found, "numbers")


def in_one_piece(tables: Sequence[FeatureTable]) -> tuple[FeatureTable, ...]:
    """Lead the outlines of one map, or of maps of several dates, on across the meridian of 180°.

    All come to lie on one side of it, so that an outline is at one place on all maps.
    """
    drawn = [
        [f.geometry for f in table.features if f.geometry is not None and not f.geometry.is_empty]
        for table in tables
    ]
    shapes = [shape for one in drawn for shape in one]
    if not shapes or not all(_can_be_degrees(one) for one in drawn if one):
        return tuple(tables)
    led = zip(shapes, across_180(shapes), strict=True)
    moved = {id(old): new for old, new in led if new is not old}
    return tuple(_moved(table, moved) for table in tables)


def _can_be_degrees(shapes: Sequence[BaseGeometry]) -> bool:
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    # some files count longitudes from 0 to 360
    return are_degrees(min(west, MOST_LONGITUDE) if west >= 0 else west, south, east, north)


def _moved(table: FeatureTable, moved: Mapping[int, BaseGeometry]) -> FeatureTable:
    changed = [moved[id(f.geometry)] for f in table.features if id(f.geometry) in moved]
    if not changed:
        return table
    west, _, east, _ = shapely.total_bounds(changed).tolist()
    note = (
        f"{counted(len(changed), 'outline')} moved so that all lie together across the meridian of "
        f"180°: longitudes {west:.2f} to {east:.2f}"
    )
    features = tuple(
        replace(f, geometry=moved.get(id(f.geometry), f.geometry)) for f in table.features
    )
    return replace(table, features=features, notes=(*table.notes, note))


class _Bounds(NamedTuple):
    """The least and greatest coordinates of a geometry, as it is written."""

    west: float
    south: float
    east: float
    north: float

    @property
    def widest(self) -> float:
        return max(-self.west, self.east)

    @property
    def highest(self) -> float:
        return max(-self.south, self.north)

    @property
    def are_degrees(self) -> bool:
        return self.widest <= MOST_LONGITUDE and self.highest <= MOST_LATITUDE

    @property
    def middle(self) -> tuple[float, float]:
        return (self.west + self.east) / 2, (self.south + self.north) / 2


def _all_round(several: Iterable[_Bounds]) -> _Bounds:
    west, south, east, north = zip(*several, strict=True)
    return _Bounds(min(west), min(south), max(east), max(north))


_DEGREES = "longitude, then latitude, in degrees"


def _outside_degrees(where: Where, bounds: _Bounds) -> Iterator[Fault]:
    if bounds.are_degrees:
        return
    if bounds.widest <= MOST_LATITUDE and bounds.highest <= MOST_LONGITUDE:
        found = f"latitude first ({bounds.west:.3f}, {bounds.south:.3f})"
        yield Fault(where, "swapped-coordinates", found, _DEGREES)
    else:
        corner = (bounds.west, bounds.south), (bounds.east, bounds.north)
        far = corner[0] if not _Bounds(*corner[0], *corner[0]).are_degrees else corner[1]
        found = f"coordinates such as {coordinates_briefly(*far)}"
        hint = "; they look projected: name the projection by --crs"
        yield Fault(where, "not-degrees", found, _DEGREES + hint)


def _swapped_unlike_others(placed: Sequence[tuple[Where, _Bounds]]) -> Iterator[Fault]:
    """Find geometries that lie far from the others, and near them once the axes are exchanged."""
    bounds = np.array([bounds for _, bounds in placed], dtype=np.float64).reshape(-1, 4)
    for number in exchanged(bounds):
        where, found_at = placed[number]
        x, y = found_at.middle
        found = f"{x:.3f}, {y:.3f}, far from the others unless swapped"
        yield Fault(where, "swapped-coordinates", found, _DEGREES)


def _flat(value: object) -> object:
    """Return what has further values in it as JSON, in one text."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _distinct(names: Iterable[object]) -> list[str]:
    """Return names of columns as clean texts; one that another has already gets a number."""
    found: dict[str, None] = {}
    for name in names:
        text = candidate = clean(str(name))
        while candidate in found:
            candidate = f"{text} {len(found) + 1}"
        found[candidate] = None
    return list(found)


def _plain(value: object) -> object:
    """Return a numpy scalar as Python's own, and an array of them as JSON."""
    if isinstance(value, np.ndarray):
        return _flat(value.tolist())
    return value.item() if hasattr(value, "item") else _flat(value)
