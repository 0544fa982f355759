"""Outlines of one name that are one place: islands, exclaves, a quarter drawn in two pieces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from frontmap.errors import DataError, Fault, Where
from frontmap.importing.areas import found_name_column, names_of
from frontmap.names import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontmap.importing.outlines import Feature, FeatureTable

__all__ = ["united", "united_by_column"]


def united_by_column(
    outlines: FeatureTable, *, id_column: str, name_column: str, language: str
) -> tuple[FeatureTable, tuple[str, ...]]:
    """Return outlines of which those of one id are one, or else those of one name.

    Args:
        outlines: polygons in EPSG:4326.
        id_column: the column of ids; without it, or where no id stands twice, names count.
        name_column: the column of names, where it cannot be told.
        language: that of the names.

    Raises:
        DataError: no two have one name, or there is no column that is plainly the name.
    """
    values = [feature.cells.get(id_column, "") for feature in outlines.features]
    if not all(values) or len(set(values)) == len(values):
        values = names_of(outlines, name_column, id_column, language=language)
    named = name_column or found_name_column(outlines.columns, language)
    return united(outlines, values, (id_column, named))


def united(
    outlines: FeatureTable, names: Sequence[str], kept: Sequence[str]
) -> tuple[FeatureTable, tuple[str, ...]]:
    """Return outlines of which those of one name are one feature, and say which those are.

    A united feature is where the first of them is. Its outline is their union. An attribute in
    which they differ is blank, for none of the values is that of the whole.

    Args:
        outlines: polygons in EPSG:4326.
        names: the name of each; case, accents and repeated spaces do not matter, signs do.
        kept: the columns of ids and names, of which the first value stays.

    Raises:
        DataError: no two have one name.
    """
    groups: dict[str, list[Feature]] = {}
    for name, feature in zip(names, outlines.features, strict=True):
        groups.setdefault(plain(name), []).append(feature)
    if len(groups) == len(outlines.features):
        found, expected = "no two outlines of one name", "import without --unite"
        raise DataError([Fault(Where(outlines.file), "nothing-to-unite", found, expected)])
    called = dict(zip(map(plain, reversed(names)), reversed(names), strict=True))
    features, notes = [], []
    for key, of_name in groups.items():
        if len(of_name) == 1:
            features += of_name
            continue
        whole, differing = _one(of_name, kept)
        features.append(whole)
        numbers = ", ".join(str(feature.where.row) for feature in of_name)
        note = f"{called[key]!r} is one area of the outlines {numbers}"
        notes.append(f"{note}; they differ in {', '.join(differing)}" if differing else note)
    return replace(outlines, features=tuple(features)), tuple(notes)


def _one(features: Sequence[Feature], kept: Sequence[str]) -> tuple[Feature, list[str]]:
    """Return features as one, and the columns in which they differ."""
    cells: dict[str, str] = {}
    differing = []
    for column in dict.fromkeys(column for feature in features for column in feature.cells):
        values = [value for f in features if (value := f.cells.get(column, ""))]
        differ = len(set(map(plain, values))) > 1
        differing += [
            f"{column} ({'the first counts' if column in kept else 'left blank'})"
        ] * differ
        cells[column] = values[0] if values and (column in kept or not differ) else ""
    shapes = [f.geometry for f in features if f.geometry is not None and not f.geometry.is_empty]
    whole = shapely.union_all(shapes) if shapes else None
    return replace(features[0], cells=cells, geometry=whole), differing
