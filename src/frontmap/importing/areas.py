"""Areas made of the outlines that people have: their polygons, ids and names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from frontmap.errors import DataError, Fault, Where
from frontmap.folder.tables import translations
from frontmap.ground.snapping import snap
from frontmap.model import (
    Area,
    Outline,
    Text,
)
from frontmap.names import fold, near_name, unique_ids
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from frontmap.importing.outlines import Feature, FeatureTable


__all__ = [
    "EPISODE",
    "GROUP",
    "areas_from",
    "columns_read",
    "languages_of",
    "metric_crs_for",
    "names_of",
    "snapped",
]

#: The one group, and the one episode, of an atlas in which the user names none.
GROUP, EPISODE = "areas", "record"
#: What people call the column with the name of a place, as `fold` leaves it, best first; `{}` is
#: the language.
_NAME_COLUMNS = (
    "name {}", "name", "name eng", "name{}", "area name", "place", "neighbourhood",
    "neighborhood", "district", "quarter", "suburb", "shapename", "adm4 {}", "adm3 {}", "adm2 {}",
    "adm1 {}", "admin4name {}", "admin3name {}", "admin2name {}", "admin1name {}", "label",
    "title",
)  # fmt: skip


def areas_from(
    outlines: FeatureTable,
    *,
    id_column: str = "",
    name_column: str = "",
    group: str = GROUP,
    languages: Sequence[str] = (),
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Make an area of each polygon, in their order, with notes on how ids and names were found.

    Names in further languages are those of columns such as `name_ar`. Without `languages` the
    first is English, and the further ones are those of which frontmap has words.

    Raises:
        DataError: geometries that are no polygons, ids that repeat, or a column that must be named.
    """
    polygons = polygon_features(outlines)
    id_column = id_column and _column(outlines, id_column, "--id-column")
    if not id_column and "id" in outlines.columns and _usable_ids(polygons):
        id_column = "id"
    first, *others = languages or LANGUAGES
    outlines = replace(outlines, features=polygons)
    names = names_of(outlines, name_column, id_column, language=first)
    ids, notes = _ids(polygons, names, id_column)
    texts = _texts(outlines, {first: names}, others)
    codes = tuple(translations("code", (first, *others)))
    areas = tuple(
        Area(
            id=area,
            name=text,
            code=Text.of({tag: feature.cells.get(of, "") for of, tag in codes}),
            group=group,
            polygon=feature.geometry,
            outline=_outline(feature),
            pcode=feature.cells.get("pcode", ""),
            part_of=feature.cells.get("part_of", ""),
            note=feature.cells.get("note", ""),
            where=feature.where,
        )
        for area, text, feature in zip(ids, texts, polygons, strict=True)
        if feature.geometry is not None
    )
    # where both numbers could be longitude or latitude, only the author can tell swapped axes
    west, south, east, north = shapely.total_bounds([area.polygon for area in areas])
    notes.append(
        f"outlines lie around longitude {(west + east) / 2:.2f}, latitude {(south + north) / 2:.2f}"
    )
    return areas, tuple(notes)


def columns_read(
    columns: Sequence[str],
    *,
    id_column: str = "",
    name_column: str = "",
    languages: Sequence[str] = (),
) -> frozenset[str]:
    """Return those that `areas_from` reads, given an outlines file's columns and its options."""
    first, *others = languages or LANGUAGES
    of_names = _by_folded_name(columns, [column.format(first) for column in _NAME_COLUMNS])
    further = (_by_folded_name(columns, _columns_in(tag)) for tag in others)
    codes = (column for column, _ in translations("code", (first, *others)))
    own = ("outline", "pcode", "part_of", "note")
    return frozenset({id_column or "id", name_column or of_names, *further, *codes, *own})


def languages_of(texts: Iterable[Text], first: str = LANGUAGES[0]) -> tuple[str, ...]:
    """Return the languages of an atlas with these texts: `first`, and what others there are."""
    others = sorted({tag for text in texts for tag in text.languages} - {first})
    return (first, *others)


def metric_crs_for(areas: Sequence[Area]) -> str:
    """Return the UTM zone in which the middle of `areas` lies, such as EPSG:32637."""
    west, south, east, north = shapely.total_bounds([area.polygon for area in areas])
    zone = min(60, int(((west + east) / 2 + 180) // 6) + 1)
    return f"EPSG:{(32600 if south + north >= 0 else 32700) + zone}"


def snapped(
    areas: tuple[Area, ...], metres: float, metric_crs: str
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Return areas whose neighbours were brought together, and notes on what was moved.

    Args:
        areas: with polygons in EPSG:4326.
        metres: how far a vertex is moved at most.
        metric_crs: the projection in which that is measured.

    Raises:
        RequestError: `metres` is too little or too much.
    """
    mended, moved = snap(areas, metres, metric_crs)
    return mended, tuple(map(str, moved))


def polygon_features(outlines: FeatureTable) -> tuple[Feature, ...]:
    """Return the features, each of which is a polygon.

    Raises:
        DataError: there are none, or geometries that are no polygons.
    """
    faults = []
    for feature in outlines.features:
        kind = "no geometry" if feature.geometry is None else f"a {feature.geometry.geom_type}"
        if feature.geometry is None or feature.geometry.is_empty:
            where = feature.where.at("geometry")
            faults.append(Fault(where, "empty-geometry", "no outline", "a polygon"))
        elif feature.geometry.geom_type not in {"Polygon", "MultiPolygon"}:
            expected = "a Polygon or MultiPolygon"
            if feature.geometry.geom_type in {"Point", "MultiPoint"}:
                expected += "; frontmap import makes cells of points, inside a --boundary"
            faults.append(Fault(feature.where.at("geometry"), "no-polygon", kind, expected))
    if not outlines.features:
        faults.append(Fault(Where(outlines.file), "no-area", "no feature", "at least one"))
    if faults:
        raise DataError(faults)
    return outlines.features


def _column(outlines: FeatureTable, wanted: str, option: str) -> str:
    """Return the column that an option names, as the file writes it."""
    if wanted in outlines.columns:
        return wanted
    near = near_name(wanted, outlines.columns)
    expected = f"{option} with one of: {', '.join(outlines.columns) or 'none'}"
    raise DataError([Fault(Where(outlines.file), "unknown-column", repr(wanted), expected, near)])


def _usable_ids(features: Sequence[Feature]) -> bool:
    values = [feature.cells.get("id", "") for feature in features]
    whole = all(values) and len(set(values)) == len(values)
    # numbers with which data frames and databases count rows change with the file's next version
    row_numbers = [{str(number + start) for number in range(len(values))} for start in (0, 1)]
    return whole and set(values) not in row_numbers


def names_of(
    outlines: FeatureTable,
    name_column: str = "",
    id_column: str = "",
    *,
    language: str = LANGUAGES[0],
) -> list[str]:
    """Return the name of each feature, in `language` where the columns say theirs.

    Raises:
        DataError: no column is plainly the name, or features without one.
    """
    features = outlines.features
    if name_column:
        column = _column(outlines, name_column, "--name-column")
    else:
        wanted = [column.format(language) for column in _NAME_COLUMNS]
        column = _by_folded_name(outlines.columns, wanted) or id_column
    if not column:
        found = "no column that is plainly the name"
        expected = f"--name-column with one of: {', '.join(outlines.columns) or 'none'}"
        raise DataError([Fault(Where(outlines.file), "which-name", found, expected)])
    nameless = [f for f in features if not f.cells.get(column)]
    if nameless:
        raise DataError(
            [Fault(f.where.at(column), "empty-cell", "no name", "a name") for f in nameless]
        )
    return [feature.cells[column] for feature in features]


def _ids(
    features: Sequence[Feature], names: Sequence[str], id_column: str
) -> tuple[Sequence[str], list[str]]:
    """Return an id for each feature, and say where they come from."""
    if id_column:
        _refuse_repeated(features, id_column)
        written = [feature.cells.get(id_column, "") for feature in features]
        return unique_ids(written, otherwise="area"), [f"ids are those of the column {id_column}"]
    several = [f"{name!r} is the name of several outlines" for name in _repeated(names)]
    return unique_ids(names, otherwise="area"), ["ids are made from names", *several]


def _texts(
    outlines: FeatureTable, names: Mapping[str, Sequence[str]], further: Iterable[str]
) -> Iterator[Text]:
    """Yield the name of each feature in the languages of `names`, and in `further` ones."""
    columns = {tag: _by_folded_name(outlines.columns, _columns_in(tag)) for tag in further}
    for number, feature in enumerate(outlines.features):
        given = {tag: of[number] for tag, of in names.items()}
        yield Text.of(given | {tag: feature.cells.get(of, "") for tag, of in columns.items()})


def _columns_in(language: str) -> tuple[str, ...]:
    """Return what people call the column with names in a language, best first."""
    return tuple(column.format(language) for column in _NAME_COLUMNS if "{}" in column)


def _by_folded_name(columns: Sequence[str], wanted: Sequence[str]) -> str:
    folded = {fold(column): column for column in reversed(columns)}
    return next((folded[name] for name in wanted if name in folded), "")


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _refuse_repeated(features: Sequence[Feature], column: str) -> None:
    first: dict[str, Where] = {}
    faults = []
    for feature in features:
        value = feature.cells.get(column, "")
        where = feature.where.at(column)
        if not value:
            faults.append(Fault(where, "empty-cell", "no id", "an id"))
        elif value in first:
            found = f"{value!r}, which feature {first[value].row} has too"
            faults.append(Fault(where, "double-id", found, "an id of its own"))
        first.setdefault(value, where)
    if faults:
        raise DataError(faults)


def _outline(feature: Feature) -> Outline:
    written = feature.cells.get("outline", "")
    known = {outline.value for outline in Outline}
    return Outline(written) if written in known else Outline.DERIVED
