"""Outlines from any vector file that GDAL reads, as features in longitude and latitude."""

from __future__ import annotations

import glob
import json
import re
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyogrio
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.geometry import shape

from frontmap.errors import DataError, Fault, Where, require_package
from frontmap.files import counted
from frontmap.ground.antimeridian import across_180
from frontmap.ground.plane import MOST_LATITUDE, MOST_LONGITUDE, are_degrees, exchanged
from frontmap.importing.cells import cell_text, decode, known_encoding, text_faults
from frontmap.importing.kml import read_placemarks
from frontmap.importing.packed import encoding_is_packed, packed_bytes, packed_outlines
from frontmap.names import clean
from frontmap.nesting import parse_json, require_levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

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
    if not path.is_file() and not (path.is_dir() and path.suffix.casefold() == ".gdb"):
        what = "a folder" if path.is_dir() else "no file"
        raise DataError([Fault(Where(path.name), "missing-file", what, "a file")])
    if path.suffix.casefold() == ".shp":
        _refuse_incomplete(path)
    source, inside = str(path), path.name
    if path.suffix.casefold() == ".zip":
        inside, layer = packed_outlines(path, layer)
        source = f"/vsizip/{path}/{inside}"
    ending = Path(inside).suffix.casefold()
    found: FeatureTable | None = None
    if ending in {".parquet", ".geoparquet"}:
        found = _read_parquet(path, crs)
    elif ending in _TEXTS | _KML:
        raw = path.read_bytes() if inside == path.name else packed_bytes(path, inside)
        if ending in _KML:
            return _checked(_read_kml(path.name, raw, layer, crs, encoding))
        found = _read_geojson(path.name, raw, crs, encoding)
    if found is None:
        return _checked(_read_with_gdal(path, source, layer, crs, encoding))
    if layer:
        expected = "a file that has layers, such as a GeoPackage; or leave it out"
        raise DataError([Fault(Where("--layer"), "unused-option", f"--layer {layer}", expected)])
    return _checked(found)


def _refuse_incomplete(path: Path) -> None:
    """Refuse a shapefile without the files beside it in which its index and its attributes are."""
    beside = {other.suffix.casefold() for other in path.parent.glob(f"{glob.escape(path.stem)}.*")}
    expected = "the files .shp, .shx, .dbf and .prj of a shapefile beside one another"
    faults = [
        Fault(Where(path.name), "missing-file", f"no {path.stem}{ending}", expected)
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
    """Return the first attribute of some features, of many only the first ones."""
    named = [next(filter(None, f.cells.values()), "without a name") for f in features]
    return ", ".join(map(repr, named[:_NAMED])) + (", …" if len(named) > _NAMED else "")


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


def _read_geojson(file: str, raw: bytes, crs: str, encoding: str) -> FeatureTable | None:
    """Read GeoJSON however it is wrapped.

    TopoJSON and what ArcGIS servers give is `None`, for GDAL reads it.
    """
    text, _ = decode(raw, file=file, encoding=encoding)
    notes = []
    bare = _SCRIPT_END.sub("", _ASSIGNMENT.sub("", text, count=1))
    if bare != text and not text.lstrip().startswith(("{", "[")):
        notes.append("taken out of a script")
        text = bare
    data = _json(file, text)
    if isinstance(data, dict) and (
        data.get("type") == "Topology" or str(data.get("geometryType")).startswith("esri")
    ):
        _keep_zones(file, text)
        return None
    features, trail, collection = _find_features(data, ())
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


def _json(file: str, text: str) -> Any:  # noqa: ANN401 - whatever the file has
    """Return what JSON says; a file with a feature in each line is a list of them."""
    try:
        try:
            return parse_json(text)
        except json.JSONDecodeError as reason:
            lines = [line.strip(" \x1e\r") for line in text.split("\n")]
            # of a file of lines the first one is whole
            if not reason.msg.startswith("Extra data") and not text.startswith("\x1e"):
                raise
            return [parse_json(line) for line in lines if line]
    except ValueError as reason:
        found = str(reason)
        if isinstance(reason, json.JSONDecodeError):
            found = f"{reason.msg} in line {reason.lineno}"
        raise DataError([Fault(Where(file), "bad-json", found, "a file in JSON")]) from reason


def _read_kml(file: str, raw: bytes, layer: str, crs: str, encoding: str) -> FeatureTable:
    marks = read_placemarks(file, raw, layer=layer, encoding=encoding)
    notes = list(marks.notes)
    project = _Projector(_GEOGRAPHIC, crs, file, notes)
    return _from_geojson(file, marks.features, project, notes)


def _from_geojson(
    file: str, features: Sequence[object], project: _Projector, notes: Sequence[str]
) -> FeatureTable:
    faults: list[Fault] = []
    read = tuple(
        _geojson_feature(part, Where(file, number), project, faults)
        for number, part in _numbered(features)
    )
    if faults:
        raise DataError(faults)
    columns = tuple(dict.fromkeys(name for feature in read for name in feature.cells))
    return FeatureTable(file, columns, read, tuple(notes))


def _keep_zones(file: str, text: str) -> None:
    """Refuse TopoJSON with an instant of which GDAL would lose the zone."""
    if lost := _LOST_ZONE.search(text):
        found = f"{lost[0]!r}, of which GDAL would lose the zone"
        expected = "seconds in its clock time, as 21:00:00Z; or GeoJSON"
        raise DataError([Fault(Where(file), "lost-zone", found, expected)])


def _geojson_feature(
    item: object, where: Where, project: _Projector, faults: list[Fault]
) -> Feature:
    if not isinstance(item, dict):
        faults.append(Fault(where, "bad-feature", "no object", "a GeoJSON feature"))
        return Feature(where, {}, None)
    properties = item.get("properties") or {}
    if not isinstance(properties, dict):
        faults.append(Fault(where, "bad-feature", "no properties", "a GeoJSON feature"))
        return Feature(where, {}, None)
    try:
        cells = _geojson_cells(item, properties)
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


def _geojson_cells(item: dict[str, Any], properties: dict[str, Any]) -> dict[str, str]:
    """Return the properties of a feature, and what members it has that GeoJSON does not know.

    Raises:
        ValueError: they lie deeper in one another than `LEVELS`.
    """
    names = _distinct(properties)
    cells = {n: cell_text(_flat(v)) for n, v in zip(names, properties.values(), strict=True)}
    # such members as GeoJSON-T's `when` come after its `id`
    for member in ("id", *(name for name in item if name not in _OF_GEOJSON)):
        if member in item and clean(member) not in cells:
            cells[clean(member)] = cell_text(_flat(item[member]))
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
        parts = [part for part in inside if isinstance(part, dict)]
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


def _read_parquet(path: Path, crs: str) -> FeatureTable:
    require_package("pyarrow", extra="parquet", what="GeoParquet files")
    from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra that few need

    try:
        table = parquet.read_table(path)
    except (ArrowException, OSError) as reason:
        found = str(reason).split(":")[-1].strip()
        fault = Fault(Where(path.name), "unreadable-file", found, "a GeoParquet file")
        raise DataError([fault]) from reason
    meta = json.loads((table.schema.metadata or {}).get(b"geo", b"{}"))
    column = meta.get("primary_column", "geometry")
    if column not in table.column_names:
        fault = Fault(Where(path.name), "no-geometry", "no geometry column", "a GeoParquet file")
        raise DataError([fault])
    notes: list[str] = []
    faults: list[Fault] = []
    stored = meta.get("columns", {}).get(column, {}).get("crs")
    name = CRS.from_json_dict(stored).to_string() if stored else "OGC:CRS84"
    project = _Projector(name, crs, path.name, notes)
    columns = [name for name in table.column_names if name not in {column, "bbox"}]
    names = _distinct(columns)
    features = []
    for number, row in enumerate(table.to_pylist(), start=1):
        cells = {n: cell_text(_flat(row[c])) for n, c in zip(names, columns, strict=True)}
        features.append(_wkb_feature(Where(path.name, number), cells, row[column], project, faults))
    if faults:
        raise DataError(faults)
    return FeatureTable(path.name, tuple(names), tuple(features), tuple(notes))


def _wkb_feature(
    where: Where,
    cells: dict[str, str],
    wkb: bytes | None,
    project: _Projector,
    faults: list[Fault],
) -> Feature:
    if wkb is None:
        return Feature(where, cells, None)
    unreadable = (shapely.errors.ShapelyError, NotImplementedError, TypeError)
    with suppress(*unreadable):
        return Feature(where, cells, project(shapely.from_wkb(wkb)))
    with suppress(*unreadable):
        # which ring it is that was left open, the library does not say
        closed = shapely.from_wkb(wkb, on_invalid="fix")
        if closed is not None:
            return Feature(where, cells, project(closed), (0,))
    expected = "points, lines or polygons with straight edges"
    faults.append(Fault(where.at("geometry"), "bad-geometry", "what cannot be read", expected))
    return Feature(where, cells, None)


def _read_with_gdal(path: Path, source: str, layer: str, crs: str, encoding: str) -> FeatureTable:
    notes: list[str] = []
    faults: list[Fault] = []
    features: list[Feature] = []
    with _refusals_of_gdal(path.name), _warnings_of_gdal(path.name, notes):
        there = tuple(str(name) for name, kind in pyogrio.list_layers(source) if kind is not None)
        chosen = _chosen_layer(path, there, layer)
        meta, _, shapes, fields = _read_layer(path, source, chosen, encoding)
    # TopoJSON is in longitude and latitude where it names nothing, as GeoJSON is
    named = meta["crs"] or (_GEOGRAPHIC if source.casefold().endswith("json") else "")
    project = _Projector(named, crs, path.name, notes)
    names = _distinct(meta["fields"])
    for place, wkb in enumerate(shapes):
        values = (_plain(column[place]) for column in fields)
        cells = {name: cell_text(v) for name, v in zip(names, values, strict=True)}
        features.append(_wkb_feature(Where(path.name, place + 1), cells, wkb, project, faults))
    if faults:
        raise DataError(faults)
    return FeatureTable(path.name, tuple(names), tuple(features), tuple(notes), there)


_GDAL_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.CRSError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
)


@contextmanager
def _refusals_of_gdal(file: str) -> Iterator[None]:
    """Turn what GDAL refuses to read into a fault of the file."""
    try:
        yield
    except _GDAL_ERRORS as reason:
        fault = Fault(Where(file), "unreadable-file", str(reason), "a vector file")
        raise DataError([fault]) from reason
    except UnicodeDecodeError as reason:
        expected = (
            "texts in UTF-8, a .cpg file that names their encoding, or --encoding (cp1252 "
            "western, cp1256 Arabic)"
        )
        found = f"texts that are not {reason.encoding}"
        raise DataError([Fault(Where(file), "encoding", found, expected)]) from reason


#: How GDAL warns of a value that it has left out.
_LEFT_OUT = ("Invalid content", "Unexpected data type")


@contextmanager
def _warnings_of_gdal(file: str, notes: list[str]) -> Iterator[None]:
    """Refuse what GDAL leaves out with no more than a warning, and note what else it warns of."""
    with warnings.catch_warnings(record=True) as met:
        warnings.simplefilter("always")
        yield
    said = [str(one.message) for one in met]
    expected = "a value that its column can have; or a column of texts"
    if lost := [text for text in said if text.startswith(_LEFT_OUT)]:
        raise DataError([Fault(Where(file), "lost-value", text, expected) for text in lost])
    notes += said


def _read_layer(path: Path, source: str, layer: str, encoding: str) -> Any:  # noqa: ANN401 - pyogrio has no types
    """Read a layer whose texts are UTF-8 by their form, or as `encoding` or the file says.

    Left to itself GDAL takes the texts of a shapefile that names no encoding for western ones,
    and Arabic becomes a row of accented capitals.
    """
    if not known_encoding(encoding):
        expected = "an encoding such as cp1256"
        raise DataError([Fault(Where(path.name), "unknown-encoding", repr(encoding), expected)])
    options: dict[str, Any] = {"layer": layer, "force_2d": True, "datetime_as_string": True}
    try:
        return pyogrio.raw.read(source, encoding="UTF-8", **options)
    except UnicodeDecodeError:
        if not encoding and not _names_its_encoding(path, source, layer):
            raise
        return pyogrio.raw.read(source, encoding=encoding or None, **options)


def _names_its_encoding(path: Path, source: str, layer: str) -> bool:
    """Tell whether a .cpg file beside a shapefile, or packed with it, says what GDAL can read."""
    if path.suffix.casefold() == ".zip":
        named = encoding_is_packed(path)
    else:
        there = path.parent.glob(f"{glob.escape(path.stem)}.*")
        named = any(beside.suffix.casefold() == ".cpg" for beside in there)
    return named and bool(pyogrio.read_info(source, layer=layer)["encoding"] == "UTF-8")


def _chosen_layer(path: Path, there: Sequence[str], layer: str) -> str:
    """Return the layer to read, of those that have a geometry."""
    if layer in there:
        return layer
    if not layer and len(there) == 1:
        return there[0]
    # in our own GeoPackages this layer has the outlines
    if not layer and "areas" in there:
        return "areas"
    found = f"no layer {layer!r}" if layer else f"{len(there)} layers with geometry"
    expected = f"--layer with one of: {', '.join(there) or 'none'}"
    fault = Fault(Where(path.name), "which-layer", found, expected, choices=tuple(there))
    raise DataError([fault])


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
            crs = CRS.from_user_input(wanted)
        except CRSError as reason:
            expected = "a projection such as EPSG:4326, named by --crs"
            fault = Fault(Where(file), "bad-crs", repr(wanted), expected)
            raise DataError([fault]) from reason
        if asked and named and named != asked:
            notes.append(f"--crs {asked} is believed, not the file's {named}")
        if not crs.equals(CRS(_GEOGRAPHIC), ignore_axis_order=True):
            notes.append(f"reprojected from {crs.to_string()} to {_GEOGRAPHIC}")
            self.transform = Transformer.from_crs(crs, _GEOGRAPHIC, always_xy=True)

    def __call__(self, geometry: BaseGeometry) -> BaseGeometry:
        flat: BaseGeometry = shapely.force_2d(geometry)
        if self.transform is None:
            return flat
        there = self.transform.transform
        moved: BaseGeometry = shapely.transform(
            flat, lambda xy: np.column_stack(there(xy[:, 0], xy[:, 1]))
        )
        return moved


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
        found = f"coordinates such as {bounds.west:.0f}, {bounds.south:.0f}"
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
    """Return what has further values in it as JSON, in one text.

    Raises:
        ValueError: they lie deeper in one another than `LEVELS`.
    """
    if isinstance(value, dict | list):
        require_levels(value)
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
