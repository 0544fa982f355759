"""Parties and evidence from a GeoPackage that frontmap itself has written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from frontmap.folder.tables import (
    ACTOR_TABLE,
    CLAIM_TABLE,
    SOURCE_TABLE,
    VOICE_TABLE,
    TableSpec,
    header,
)
from frontmap.folder.write import table_bytes
from frontmap.importing.gdal_layers import require_stored
from frontmap.importing.laid_apart import laid_apart
from frontmap.vector_drivers import pyogrio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["OwnTables", "read_own_tables"]

_TABLES: dict[str, TableSpec[Any]] = {
    "actors": ACTOR_TABLE,
    "sources": SOURCE_TABLE,
    "voices": VOICE_TABLE,
    "claims": CLAIM_TABLE,
}
#: Columns that refer to what the GeoPackage does not have.
_LEFT_OUT = {"landmark"}
#: Layers that import reads as outlines and states, or that follow from them.
_ELSEWHERE = {"areas", "control", "frontline", "layer_styles"}


@dataclass(frozen=True, slots=True)
class OwnTables:
    """What an atlas exported by frontmap brings along.

    Attributes:
        files: tables, by their path in an atlas.
        unread: what the file has besides, of which nothing is made.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def read_own_tables(path: Path, languages: Sequence[str]) -> OwnTables:
    """Return the parties, sources, voices and claims of an exported atlas, by their file.

    `languages` are the atlas's: a column such as `name_ar` is taken for each where it is there. A
    GeoPackage without all of the tables is not ours, or has no evidence: then the parties alone
    are returned, if they are there. Files of another kind have none.
    """
    if path.suffix.casefold() != ".gpkg":
        return OwnTables()
    with laid_apart(path, path.name) as alone:
        return _tables_of(alone, path.name, languages)


def _tables_of(path: Path, file: str, languages: Sequence[str]) -> OwnTables:
    there = [str(name) for name, _ in pyogrio.list_layers(path)]
    layers = [layer for layer in _TABLES if layer in there]
    if len(layers) < len(_TABLES):
        layers = layers[:1] if layers[:1] == ["actors"] else []
    require_stored(path, file, layers)
    tables: dict[str, bytes] = {}
    unread = [f"the layer {name}" for name in there if name not in {*layers, *_ELSEWHERE}]
    for layer in layers:
        table = _TABLES[layer]
        meta, _, _, fields = pyogrio.raw.read(path, layer=layer, read_geometry=False)
        values = dict(zip(meta["fields"].tolist(), fields, strict=True))
        if not set(table.always) <= set(values):
            return OwnTables()
        unread += _left_out(layer, values)
        names = [column for column in header(table, languages) if column in values]
        columns = [_cells(column, values[column]) for column in names]
        tables[table.file] = table_bytes(names, zip(*columns, strict=True))
    return OwnTables(tables, tuple(unread))


def _left_out(layer: str, values: Mapping[str, NDArray[Any]]) -> list[str]:
    """Name the columns of a layer that are left blank although they have something in them."""
    filled = [column for column in _LEFT_OUT.intersection(values) if any(values[column])]
    return [f"the column {column} of the layer {layer}" for column in filled]


def _cells(column: str, values: NDArray[Any]) -> list[str]:
    """Return a field's values as cells; a day, a number or a text that is not there is blank."""
    if column in _LEFT_OUT:
        return [""] * len(values)
    # only what has no value differs from itself: GDAL has NaT for a day, NaN for a number
    return ["" if v is None or v != v else str(v) for v in values]  # noqa: PLR0124 - see above
