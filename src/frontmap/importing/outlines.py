"""Outlines from any vector file that GDAL reads, as features in longitude and latitude."""

from __future__ import annotations

import glob
import json
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyogrio
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.geometry import shape

from frontmap.errors import DataError, Fault, Where, require_package
from frontmap.ground.coverage import MOST_LATITUDE, MOST_LONGITUDE
from frontmap.importing.cells import cell_text, decode, known_encoding
from frontmap.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

__all__ = ["VECTOR_ENDINGS", "Feature", "FeatureTable", "polygons_of", "read_outlines"]

#: Endings of the files that hold outlines or points.
VECTOR_ENDINGS = (
    ".geojson", ".json", ".topojson", ".gpkg", ".shp", ".kml", ".kmz", ".gml", ".fgb", ".parquet",
    ".geoparquet", ".zip", ".js",
)  # fmt: skip

_BESIDE = {"Point", "MultiPoint", "LineString", "MultiLineString"}
#: How many of what is left out are named.
_NAMED = 5
_FOLDERS = {".kml", ".kmz"}
_GEOGRAPHIC = "EPSG:4326"
_ASSIGNMENT = re.compile(
    r"^(?:\s|//[^\n]*\n|/\*.*?\*/)*(?:(?:var|let|const)\s+)?[\w.$\[\]'\"]+\s*=\s*(?=[\[{])",
    re.DOTALL,
)
_SCRIPT_END = re.compile(r";\s*$")
_DEPTH = 4
#: Degrees beyond which a feature lies far from the middle of the others.
_FAR = 1.0
#: Among fewer geometries, one cannot be told to lie unlike the others.
_LEAST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: its attributes as cleaned texts, its geometry in EPSG:4326 without heights."""

    where: Where
    cells: dict[str, str]
    geometry: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """The features of one layer of one file.

    Attributes:
        file: the file's name.
        columns: the columns of the attributes, in order.
        features: the features, in order; their geometries are in EPSG:4326.
        notes: what was done to them, for the user.
        layers: the names of all the file's layers with geometry, where it has layers.
    """

    file: str
    columns: tuple[str, ...]
    features: tuple[Feature, ...]
    notes: tuple[str, ...]
    layers: tuple[str, ...] = ()

    def has_layer(self, name: str) -> bool:
        """Tell whether the file has a layer of this name beside the one that was read."""
        return name in self.layers


def read_outlines(
    path: Path, *, layer: str = "", crs: str = "", encoding: str = ""
) -> FeatureTable:
    """Read the outlines of a vector file, reprojected to EPSG:4326.

    Args:
        path: GeoJSON (also wrapped in an object, a list or a script), GeoPackage, Shapefile,
            KML, or whatever else GDAL knows.
        layer: which layer, where the file has several.
        crs: the projection, where the file does not name it.
        encoding: the encoding of texts, where the file does not name it.

    Raises:
        DataError: the file cannot be read or understood; every fault at once.
    """
    if not path.is_file():
        raise DataError([Fault(Where(path.name), "missing-file", "no file", "a file")])
    if path.suffix.casefold() in {".geojson", ".json", ".js"}:
        found = _read_geojson(path, crs, encoding)
        if found is not None:
            return _checked(found)
    if path.suffix.casefold() in {".parquet", ".geoparquet"}:
        return _checked(_read_parquet(path, crs))
    return _checked(_read_with_gdal(path, layer, crs, encoding))


def polygons_of(outlines: FeatureTable) -> FeatureTable:
    """Return the outlines alone, without the pins and lines that lie on a map beside them.

    A collection keeps only its polygons. A note names what is left out. Where there are no polygons
    at all, everything is returned, for the caller to judge.
    """
    features = [replace(f, geometry=_polygons_in(f.geometry)) for f in outlines.features]
    beside = [f for f in features if f.geometry is not None and f.geometry.geom_type in _BESIDE]
    if not beside or len(beside) == len(features):
        return replace(outlines, features=tuple(features))
    named = [next(filter(None, f.cells.values()), "without a name") for f in beside]
    said = ", ".join(map(repr, named[:_NAMED])) + (", …" if len(named) > _NAMED else "")
    note = f"points and lines are left out: {said}"
    kept = tuple(feature for feature in features if feature not in beside)
    return replace(outlines, features=kept, notes=(*outlines.notes, note))


def _polygons_in(geometry: BaseGeometry | None) -> BaseGeometry | None:
    if geometry is None or geometry.geom_type != "GeometryCollection":
        return geometry
    flat = [p for part in shapely.get_parts(geometry) for p in shapely.get_parts(part)]
    parts = [part for part in flat if part.geom_type == "Polygon"]
    if not parts:
        return geometry
    whole: BaseGeometry = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return whole


def _read_geojson(path: Path, crs: str, encoding: str) -> FeatureTable | None:
    """Read GeoJSON however it is wrapped; `None` where it is TopoJSON, which GDAL reads."""
    text, _ = decode(path.read_bytes(), file=path.name, encoding=encoding)
    notes = []
    bare = _SCRIPT_END.sub("", _ASSIGNMENT.sub("", text, count=1))
    if bare != text and not text.lstrip().startswith(("{", "[")):
        notes.append("taken out of a script")
        text = bare
    try:
        data = json.loads(text)
    except json.JSONDecodeError as reason:
        found = f"{reason.msg} in line {reason.lineno}"
        fault = Fault(Where(path.name), "bad-json", found, "a file in JSON")
        raise DataError([fault]) from reason
    if isinstance(data, dict) and data.get("type") == "Topology":
        return None
    features, trail, collection = _find_features(data, ())
    if features is None:
        found, expected = "no features", "a GeoJSON FeatureCollection"
        raise DataError([Fault(Where(path.name), "bad-geojson", found, expected)])
    if trail:
        notes.append(f"found inside {'.'.join(trail)}")
    named = _crs_member(collection)
    if named:
        notes.append(f"its crs member says {named}")
    project = _Projector(named or _GEOGRAPHIC, crs, path.name, notes)
    faults: list[Fault] = []
    read = tuple(
        _geojson_feature(part, Where(path.name, number), project, faults)
        for number, part in _numbered(features)
    )
    if faults:
        raise DataError(faults)
    columns = tuple(dict.fromkeys(name for feature in read for name in feature.cells))
    return FeatureTable(path.name, columns, read, tuple(notes))


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
    cells = {clean(str(key)): cell_text(_flat(value)) for key, value in properties.items()}
    # `when` is GeoJSON-T's
    for member in ("id", "when"):
        if member in item and member not in cells:
            cells[member] = cell_text(_flat(item[member]))
    geometry = None
    if item.get("geometry") is not None:
        try:
            geometry = project(shape(item["geometry"]))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError, shapely.GEOSException):
            found, expected = "what is no geometry", "a GeoJSON geometry"
            faults.append(Fault(where.at("geometry"), "bad-geometry", found, expected))
    return Feature(where, cells, geometry)


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
    stored = meta.get("columns", {}).get(column, {}).get("crs")
    name = CRS.from_json_dict(stored).to_string() if stored else "OGC:CRS84"
    project = _Projector(name, crs, path.name, notes)
    columns = [name for name in table.column_names if name not in {column, "bbox"}]
    features = []
    for number, row in enumerate(table.to_pylist(), start=1):
        geometry = None if row[column] is None else project(shapely.from_wkb(row[column]))
        cells = {clean(name): cell_text(row[name]) for name in columns}
        features.append(Feature(Where(path.name, number), cells, geometry))
    return FeatureTable(path.name, tuple(map(clean, columns)), tuple(features), tuple(notes))


def _read_with_gdal(path: Path, layer: str, crs: str, encoding: str) -> FeatureTable:
    source = f"/vsizip/{path}" if path.suffix.casefold() == ".zip" else str(path)
    notes: list[str] = []
    features: list[Feature] = []
    columns: dict[str, None] = {}
    with _refusals_of_gdal(path.name):
        there = tuple(str(name) for name, kind in pyogrio.list_layers(source) if kind is not None)
        for chosen in _chosen_layers(path, there, layer):
            meta, _, shapes, fields = _read_layer(path, source, chosen, encoding)
            project = _Projector(meta["crs"] or "", crs, path.name, notes)
            names = [clean(str(name)) for name in meta["fields"]]
            columns |= dict.fromkeys(names)
            for place, wkb in enumerate(shapes):
                values = (_plain(column[place]) for column in fields)
                cells = {name: cell_text(v) for name, v in zip(names, values, strict=True)}
                geometry = None if wkb is None else project(shapely.from_wkb(wkb))
                features.append(Feature(Where(path.name, len(features) + 1), cells, geometry))
    once = tuple(dict.fromkeys(notes))
    return FeatureTable(path.name, tuple(columns), tuple(features), once, there)


@contextmanager
def _refusals_of_gdal(file: str) -> Iterator[None]:
    """Turn what GDAL refuses to read into a fault of the file."""
    try:
        yield
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as reason:
        fault = Fault(Where(file), "unreadable-file", str(reason), "a vector file")
        raise DataError([fault]) from reason
    except UnicodeDecodeError as reason:
        expected = (
            "texts in UTF-8, a .cpg file that names their encoding, or --encoding (cp1252 "
            "western, cp1256 Arabic)"
        )
        found = f"texts that are not {reason.encoding}"
        raise DataError([Fault(Where(file), "encoding", found, expected)]) from reason


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
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            there = packed.namelist()
    else:
        there = [beside.name for beside in path.parent.glob(f"{glob.escape(path.stem)}.*")]
    named = any(name.casefold().endswith(".cpg") for name in there)
    return named and bool(pyogrio.read_info(source, layer=layer)["encoding"] == "UTF-8")


def _chosen_layers(path: Path, there: Sequence[str], layer: str) -> Sequence[str]:
    """Return the layers to read, of those that have a geometry."""
    if layer in there:
        return [layer]
    # a KML file's folders come as layers, and are one map
    if not layer and there and path.suffix.casefold() in _FOLDERS:
        return there
    if not layer and len(there) == 1:
        return there
    # in our own GeoPackages this layer has the outlines
    if not layer and "areas" in there:
        return ["areas"]
    found = f"no layer {layer!r}" if layer else f"{len(there)} layers with geometry"
    expected = f"--layer with one of: {', '.join(there) or 'none'}"
    raise DataError([Fault(Where(path.name), "which-layer", found, expected)])


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
    """Refuse coordinates that cannot be longitude and latitude, or are the wrong way round."""
    placed = [
        (feature.where.at("geometry"), _Bounds(*feature.geometry.bounds))
        for feature in table.features
        if feature.geometry is not None and not feature.geometry.is_empty
    ]
    faults = [fault for where, bounds in placed for fault in _outside_degrees(where, bounds)]
    inside = [(where, bounds) for where, bounds in placed if bounds.are_degrees]
    faults += _swapped_unlike_others(inside)
    if faults:
        raise DataError(faults)
    return table


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
    if len(placed) < _LEAST_OTHERS:
        return
    middles = [bounds.middle for _, bounds in placed]
    lon, lat = (sorted(axis)[len(placed) // 2] for axis in zip(*middles, strict=True))
    for (where, _), (x, y) in zip(placed, middles, strict=True):
        far = max(abs(x - lon), abs(y - lat))
        exchanged = max(abs(y - lon), abs(x - lat))
        if far > _FAR and exchanged < far / 10:
            found = f"{x:.3f}, {y:.3f}, far from the others unless swapped"
            yield Fault(where, "swapped-coordinates", found, _DEGREES)


def _flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _plain(value: object) -> object:
    """Return a numpy scalar as Python's own."""
    return value.item() if hasattr(value, "item") else value
