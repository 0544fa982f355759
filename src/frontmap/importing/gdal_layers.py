"""Layers that GDAL reads: of GeoPackages, shapefiles, GML, FlatGeobuf, geodatabases, TopoJSON."""

from __future__ import annotations

import sqlite3
import warnings
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from frontmap.errors import DataError, Fault, Where
from frontmap.given.files import require_size
from frontmap.importing.cells import require_encoding
from frontmap.importing.laid_apart import beside, laid_apart
from frontmap.vector_drivers import pyogrio

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

__all__ = ["GdalLayer", "read_layer", "require_stored"]


_PRJ = ".prj"
#: Tables in which GDAL finds shapes written as texts (WKT).
_TABLES = {".csv", ".tsv", ".psv"}


@dataclass(frozen=True, slots=True)
class GdalLayer:
    """A layer as GDAL gives it.

    Attributes:
        crs: the projection that the file names, if any.
        columns: the columns of the attributes, in order.
        rows: the attributes of each feature, in that order.
        shapes: the geometry of each, as WKB without heights; `None` where it has none.
        layers: the names of all the file's layers with geometry.
        notes: what GDAL warns of.
    """

    crs: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    shapes: tuple[bytes | None, ...]
    layers: tuple[str, ...]
    notes: tuple[str, ...]


def read_layer(
    path: Path, file: str, *, layer: str = "", encoding: str = "", crs: str = ""
) -> GdalLayer:
    """Read a layer of a file with the driver that its ending names.

    Args:
        path: the file, or the folder of a geodatabase.
        file: its name in faults.
        layer: which layer, where there are several.
        encoding: the encoding of texts, where the file does not name it.
        crs: the projection, with which that of the file need not be one.

    Raises:
        DataError: the file is not what its ending says, or cannot be read; or a layer must be
            named.
    """
    try:
        return _read_apart(path, file, layer, encoding)
    except DataError:
        # a projection that is none, beside the file, may be all that GDAL refuses
        if not crs or all(other.suffix.casefold() != _PRJ for other in beside(path)):
            raise
    read = _read_apart(path, file, layer, encoding, left_out=_PRJ)
    return replace(read, notes=(*read.notes, "its .prj file cannot be read"))


def _read_apart(path: Path, file: str, layer: str, encoding: str, left_out: str = "") -> GdalLayer:
    notes: list[str] = []
    with (
        laid_apart(path, file, left_out) as alone,
        _refusals_of_gdal(file, alone),
        _warnings_of_gdal(file, notes),
    ):
        there = tuple(str(name) for name, kind in pyogrio.list_layers(alone) if kind is not None)
        chosen = _chosen_layer(file, there, layer)
        require_stored(alone, file, [chosen])
        # a limit of pyogrio's own takes memory for as many features as it allows
        require_size(Where(file), features=_info(alone, chosen)["features"])
        meta, _, shapes, fields = _read(alone, file, chosen, encoding)
    rows = tuple(zip(*fields, strict=True)) if len(fields) else ((),) * len(shapes)
    columns = tuple(map(str, meta["fields"]))
    return GdalLayer(meta["crs"] or "", columns, rows, tuple(shapes), there, tuple(notes))


def require_stored(alone: Path, file: str, layers: Collection[str]) -> None:
    """Refuse layers of a GeoPackage that are computed: a view can have rows without end.

    Args:
        alone: where the file is laid apart; one of another kind is passed over.
        file: its name in faults.
        layers: those that are to be read.

    Raises:
        DataError: some are views, or tables of a module; or the database is broken.
    """
    if alone.suffix.casefold() != ".gpkg":
        return
    wanted = {layer.casefold() for layer in layers}
    query = "SELECT name FROM sqlite_master WHERE type = 'view' OR sql LIKE 'CREATE VIRTUAL%'"
    try:
        with closing(sqlite3.connect(f"{alone.as_uri()}?mode=ro", uri=True)) as database:
            computed = [str(name) for (name,) in database.execute(query)]
    except sqlite3.Error as reason:
        fault = Fault(Where(file), "unreadable-file", str(reason), "a GeoPackage")
        raise DataError([fault]) from reason
    faults = [
        Fault(
            Where(file), "no-table", f"the view {name!r}", "a layer that is stored; save it as one"
        )
        for name in computed
        if name.casefold() in wanted
    ]
    if faults:
        raise DataError(faults)


_GDAL_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.CRSError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
)


@contextmanager
def _refusals_of_gdal(file: str, alone: Path) -> Iterator[None]:
    """Turn what GDAL refuses to read into a fault of the file."""
    try:
        yield
    except _GDAL_ERRORS as reason:
        said = str(reason).replace(str(alone), file)
        fault = Fault(Where(file), "unreadable-file", said, "a vector file")
        raise DataError([fault]) from reason
    except UnboundLocalError as reason:
        # pyogrio's own slip (0.13), where GDAL has no text for a projection
        expected = "a projection that can be read, or its name by --crs"
        fault = Fault(Where(file), "bad-crs", "a garbled projection", expected)
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


def _chosen_layer(file: str, there: Sequence[str], layer: str) -> str:
    """Return the layer to read, of those that have a geometry."""
    if layer in there:
        return layer
    if not layer and len(there) == 1:
        return there[0]
    # in our own GeoPackages this layer has the outlines
    if not layer and "areas" in there:
        return "areas"
    if not there:
        found, expected = "no layer with geometry", "shapes; in a table they are a column WKT"
        raise DataError([Fault(Where(file), "no-geometry", found, expected)])
    found = f"no layer {layer!r}" if layer else f"{len(there)} layers with geometry"
    expected = f"--layer with one of: {', '.join(there)}"
    fault = Fault(Where(file), "which-layer", found, expected, choices=tuple(there))
    raise DataError([fault])


def _read(alone: Path, file: str, layer: str, encoding: str) -> Any:  # noqa: ANN401 - pyogrio has no types
    """Read a layer, or name the first feature with a date that is none.

    GDAL takes the date in a shapefile or in GML as it stands, 30 February too, of which pyogrio
    makes a date of Python.
    """
    try:
        return _read_texts(alone, layer, encoding)
    except ValueError as reason:
        # those of other kinds are told as what they are
        if type(reason) is not ValueError or not (fault := _no_date(alone, file, layer)):
            raise
        raise DataError([fault]) from reason


def _no_date(alone: Path, file: str, layer: str) -> Fault | None:
    """Return the fault of the first feature with a date that is none, by halves, if one has it."""
    info = _info(alone, layer)
    kinds = zip(info["fields"].tolist(), info["dtypes"].tolist(), strict=True)
    dated = [column for column, kind in kinds if kind == "datetime64[D]"]
    some: dict[str, Any] = {"layer": layer, "columns": dated, "read_geometry": False}
    first, end = 0, info["features"] if dated else 0
    while end - first > 1:
        middle = (first + end) // 2
        try:
            pyogrio.raw.read(alone, skip_features=first, max_features=middle - first, **some)
            first = middle
        except ValueError:
            end = middle
    found = f"a date that no calendar has, in {' or '.join(map(repr, dated))}"
    expected = "a date such as 2018-05-03, or none"
    return Fault(Where(file, end), "bad-date", found, expected) if dated else None


def _info(alone: Path, layer: str) -> dict[str, Any]:
    """Return what is known of a layer before it is read; its features are counted one by one."""
    known: dict[str, Any] = pyogrio.read_info(
        alone, layer=layer, encoding="UTF-8", force_feature_count=True
    )
    return known


def _read_texts(alone: Path, layer: str, encoding: str) -> Any:  # noqa: ANN401 - likewise
    """Read a layer whose texts are UTF-8 by their form, or as `encoding` or the file says.

    Left to itself GDAL takes the texts of a shapefile that names no encoding for western ones,
    and Arabic becomes a row of accented capitals.
    """
    require_encoding(encoding)
    options: dict[str, Any] = {"layer": layer, "force_2d": True, "datetime_as_string": True}
    if alone.suffix.casefold() in _TABLES:
        # the column of the shapes is no attribute
        options["KEEP_GEOM_COLUMNS"] = "NO"
    try:
        return pyogrio.raw.read(alone, encoding="UTF-8", **options)
    except UnicodeDecodeError:
        if not encoding and not _names_its_encoding(alone, layer):
            raise
        return pyogrio.raw.read(alone, encoding=encoding or None, **options)


def _names_its_encoding(alone: Path, layer: str) -> bool:
    """Tell whether a .cpg file beside a shapefile says what GDAL can read."""
    named = any(other.suffix.casefold() == ".cpg" for other in beside(alone))
    return named and bool(pyogrio.read_info(alone, layer=layer)["encoding"] == "UTF-8")
