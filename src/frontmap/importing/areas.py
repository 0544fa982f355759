"""Areas made of the outlines that people have: their polygons, ids and names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from frontmap.errors import DataError, Fault, Where
from frontmap.folder.tables import translations
from frontmap.given.texts import quoted
from frontmap.ground.coverage import coverage_faults, existing_together
from frontmap.ground.projection import fitted_projection
from frontmap.ground.snapping import snap
from frontmap.importing.cells import is_list
from frontmap.importing.outlines import named_briefly
from frontmap.model import (
    Area,
    Outline,
    Text,
)
from frontmap.names import fold, near_name, unique_ids
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from frontmap.importing.outlines import Feature, FeatureTable


__all__ = [
    "EPISODE",
    "GROUP",
    "areas_from",
    "changed_ids",
    "columns_read",
    "drawn_only",
    "found_name_column",
    "languages_of",
    "lists_in",
    "metric_crs_for",
    "names_of",
    "polygon_features",
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

#: How many of what is changed are named.
_NAMED = 5
#: What databases and data frames call the column in which they count rows, likewise.
_COUNTERS = {"fid", "id", "objectid", "ogc fid", "gid", "index"}


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
    notes += lists_in(name for area in areas for name in area.name.texts)
    notes.append(
        f"outlines lie around longitude {(west + east) / 2:.2f}, latitude {(south + north) / 2:.2f}"
    )
    return areas, tuple(notes)


def columns_read(
    outlines: FeatureTable,
    *,
    id_column: str = "",
    name_column: str = "",
    languages: Sequence[str] = (),
) -> frozenset[str]:
    """Return the columns of outlines that `areas_from` reads, given its options."""
    first, *others = languages or LANGUAGES
    columns = outlines.columns
    of_names = found_name_column(columns, first)
    if not id_column and _usable_ids(outlines.features):
        id_column = "id"
    # a number that only counts the rows says nothing that is not known
    counters = (
        column
        for column in columns
        if fold(column) in _COUNTERS
        and _count_rows([feature.cells.get(column, "") for feature in outlines.features])
    )
    further = (_by_folded_name(columns, _columns_in(tag)) for tag in others)
    codes = (column for column, _ in translations("code", (first, *others)))
    own = ("outline", "pcode", "part_of", "note")
    named = (id_column, name_column or of_names or id_column)
    return frozenset({*named, *further, *codes, *own, *counters})


def found_name_column(columns: Sequence[str], language: str = LANGUAGES[0]) -> str:
    """Return the column that is plainly that of names, in `language` where columns say theirs."""
    return _by_folded_name(columns, [column.format(language) for column in _NAME_COLUMNS])


def languages_of(texts: Iterable[Text], first: str = LANGUAGES[0]) -> tuple[str, ...]:
    """Return the languages of an atlas with these texts: `first`, and what others there are."""
    others = sorted({tag for text in texts for tag in text.languages} - {first})
    return (first, *others)


def metric_crs_for(areas: Sequence[Area]) -> str:
    """Return the projection in which `areas` are drawn, fitted to their extent."""
    west, south, east, north = shapely.total_bounds([area.polygon for area in areas]).tolist()
    return fitted_projection(west, south, east, north)


def snapped(areas: tuple[Area, ...], metres: float) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Return areas whose neighbours were brought together, and notes on what was moved.

    Args:
        areas: with polygons in EPSG:4326.
        metres: how far a vertex is moved at most.

    Raises:
        RequestError: `metres` is too little or too much.
    """
    mended, moved = snap(areas, metres)
    left = {
        str(fault): None
        for there in existing_together(mended)
        for fault in coverage_faults([mended[one] for one in there], gap_m=metres)
    }
    return mended, (*map(str, moved), *(f"--snap left {fault}" for fault in left))


def polygon_features(outlines: FeatureTable) -> tuple[Feature, ...]:
    """Return the features, each of which is a polygon.

    Raises:
        DataError: there are none, or geometries that are no polygons.
    """
    faults = []
    for feature in outlines.features:
        kind = "no geometry" if feature.geometry is None else f"a {feature.geometry.geom_type}"
        if feature.geometry is None or feature.geometry.is_empty:
            faults.append(_no_outline(feature, "a polygon, or the file without the feature"))
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


def drawn_only(
    outlines: FeatureTable, needed: Container[str] | None
) -> tuple[FeatureTable, tuple[str, ...]]:
    """Return the features that have a geometry, with a note of those that are left out.

    Args:
        outlines: the features.
        needed: the names without which the table cannot do, as `fold` leaves them; `None` is all.

    Raises:
        DataError: features without a geometry that are needed.
    """
    blank = [f for f in outlines.features if f.geometry is None or f.geometry.is_empty]
    if not blank:
        return outlines, ()
    expected = "a geometry; --skip-unmatched leaves out what has none"
    faults = [
        _no_outline(feature, expected)
        for feature in blank
        if needed is None or any(fold(cell) in needed for cell in feature.cells.values() if cell)
    ]
    if faults:
        raise DataError(faults)
    gone = {id(feature) for feature in blank}
    kept = tuple(feature for feature in outlines.features if id(feature) not in gone)
    note = f"features without a geometry are left out: {named_briefly(blank)}"
    return replace(outlines, features=kept), (note,)


def _no_outline(feature: Feature, expected: str) -> Fault:
    found = f"no geometry of {named_briefly([feature])}"
    return Fault(feature.where.at("geometry"), "empty-geometry", found, expected)


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
    return whole and not _count_rows(values)


def _count_rows(values: Sequence[str]) -> bool:
    row_numbers = [{str(number + start) for number in range(len(values))} for start in (0, 1)]
    return set(values) in row_numbers


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
        column = found_name_column(outlines.columns, language) or id_column
    if not column:
        found = "no column that is plainly the name"
        expected = f"--name-column with one of: {', '.join(outlines.columns) or 'none'}"
        where, choices = Where(outlines.file), tuple(outlines.columns)
        raise DataError([Fault(where, "which-name", found, expected, choices=choices)])
    nameless = [f for f in features if not f.cells.get(column)]
    if nameless:
        full = [c for c in outlines.columns if all(f.cells.get(c) for f in features)]
        others = f" one of: {', '.join(full)}" if full else " a column in which each has one"
        expected = f"a name; or --name-column with{others}"
        raise DataError(
            [Fault(f.where.at(column), "empty-cell", "no name", expected) for f in nameless]
        )
    return [feature.cells[column] for feature in features]


def _ids(
    features: Sequence[Feature], names: Sequence[str], id_column: str
) -> tuple[Sequence[str], list[str]]:
    """Return an id for each feature, and say where they come from."""
    if id_column:
        _refuse_repeated(features, id_column)
        written = [feature.cells.get(id_column, "") for feature in features]
        ids = unique_ids(written, otherwise="area")
        return ids, [f"ids are those of the column {id_column}{changed_ids(written, ids)}"]
    several = [f"{name!r} is the name of several outlines" for name in _repeated(names)]
    return unique_ids(names, otherwise="area"), ["ids are made from names", *several]


def changed_ids(written: Iterable[str], ids: Iterable[str]) -> str:
    """Return what to say behind a sentence on ids of those that are not as they are written."""
    changed = [f"{one!r} as {key}" for one, key in zip(written, ids, strict=True) if one != key]
    if not changed:
        return ""
    more = ", …" if len(changed) > _NAMED else ""
    return f"; {len(changed)} are written otherwise: {', '.join(changed[:_NAMED])}{more}"


def lists_in(names: Iterable[str]) -> tuple[str, ...]:
    """Return what to say of names that are lists or objects, if some are."""
    listed = list(dict.fromkeys(filter(is_list, names)))
    if not listed:
        return ()
    more = ", …" if len(listed) > _NAMED else ""
    told = ", ".join(map(quoted, listed[:_NAMED]))
    return (f"names that are lists stand as they are written: {told}{more}",)


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
            expected = "an id of its own; --unite makes one area of outlines of one id"
            faults.append(Fault(where, "double-id", found, expected))
        first.setdefault(value, where)
    if faults:
        raise DataError(faults)


def _outline(feature: Feature) -> Outline:
    written = feature.cells.get("outline", "")
    known = {outline.value for outline in Outline}
    return Outline(written) if written in known else Outline.DERIVED
