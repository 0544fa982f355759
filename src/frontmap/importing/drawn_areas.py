"""The areas of an import: made of outlines, or around points, and what lies over others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, RequestError, Where
from frontmap.importing.areas import (
    areas_from,
    drawn_only,
    found_name_column,
    metric_crs_for,
    snapped,
)
from frontmap.importing.cutting import cut_out
from frontmap.importing.input_files import read_polygons_beside
from frontmap.importing.points import (
    Points,
    are_points,
    areas_around,
    drawn_points,
    has_points,
    written_points,
)
from frontmap.importing.uniting import united, united_by_column
from frontmap.names import fold, make_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontmap.importing.input_tables import (
        InputTable,
    )
    from frontmap.importing.options import ImportOptions
    from frontmap.importing.outlines import (
        Feature,
        FeatureTable,
    )
    from frontmap.importing.table_shapes import Layout
    from frontmap.model import Area

__all__ = ["DrawnAreas", "columns_asked", "draw_areas"]

#: Outlines whose vertices differ by less than this, in degrees, are the same: a centimetre.
_SAME = 1e-7


@dataclass(frozen=True)
class DrawnAreas:
    """The areas and how they were found.

    Attributes:
        areas: with polygons in EPSG:4326.
        features: the attributes of their outlines or points, in the same order.
        files: the files with their outlines, or points.
        metric_crs: the projection in which they are measured.
        notes: what is to be told of them.
    """

    areas: tuple[Area, ...]
    features: tuple[Feature, ...]
    files: tuple[FeatureTable, ...]
    metric_crs: str
    notes: tuple[str, ...]


def draw_areas(
    table: InputTable, layout: Layout, outlines: FeatureTable | None, options: ImportOptions
) -> DrawnAreas:
    """Make areas of the outlines, or around the points, of the files."""
    notes: tuple[str, ...] = ()
    if outlines is not None:
        outlines, notes = _prepared(table, layout, outlines, options)
    points = _points(table, layout, outlines, options)
    if points is not None:
        areas, further = _around_points(points, options)
        features = points.features
    elif outlines is not None:
        areas, features, further = _from_outlines(table, layout, outlines, options)
    else:
        frame = "for --boundary" if options.boundary else "and say --boundary"
        raise RequestError(
            f"there are no outlines: add a file of them, or have columns of longitude and latitude "
            f"{frame}",
            option="OUTLINES.geojson",
        )
    notes += further
    files = (outlines,) if outlines is not None else ()
    if options.over is not None:
        over = read_polygons_beside(options.over, options)
        areas, cut = _with_over(areas, over, options)
        files, notes = (*files, over), (*notes, *cut)
        features = (*features, *over.features) if features else ()
    metric_crs = metric_crs_for(areas)
    if options.snap_m > 0:
        areas, moved = snapped(areas, options.snap_m)
        notes += moved
    return DrawnAreas(areas, features, files, metric_crs, notes)


def _prepared(
    table: InputTable, layout: Layout, outlines: FeatureTable, options: ImportOptions
) -> tuple[FeatureTable, tuple[str, ...]]:
    """Return outlines that have a geometry, united where the options say so, with notes of it."""
    notes: tuple[str, ...] = ()
    if options.unite and not are_points(outlines):
        place = layout.roles["place"]
        own = place if table.of_outlines and place in outlines.columns else ""
        outlines, notes = united_by_column(
            outlines,
            id_column=options.id_column or own,
            name_column=options.name_column,
            language=options.language,
        )
    outlines, left_out = drawn_only(outlines, _needed(table, layout, outlines, options))
    return outlines, (*notes, *left_out)


def _needed(
    table: InputTable, layout: Layout, outlines: FeatureTable, options: ImportOptions
) -> frozenset[str] | None:
    """Return the names of the places that the table cannot do without; `None` is every outline."""
    if options.skip_unmatched:
        return frozenset()
    place = layout.roles["place"]
    if table.of_outlines and place not in outlines.columns:
        return None
    drawn = {
        fold(feature.cells.get(place, ""))
        for feature in outlines.features
        if table.of_outlines and feature.geometry is not None and not feature.geometry.is_empty
    }
    # a row of states may stand without the outline that another row of its place has
    return frozenset(fold(row.cells.get(place, "")) for row in table.rows) - drawn - {""}


def _with_over(
    areas: tuple[Area, ...], outlines: FeatureTable, options: ImportOptions
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Return the areas with those of a file that lie over them, and are cut out of them.

    Raises:
        DataError: faults of the file, one without a column of names, or areas that it covers.
    """
    named = columns_asked(outlines, options)
    if not named and not found_name_column(outlines.columns, options.language):
        found, expected = "no column that is plainly the name", "a column that is called name"
        raise DataError([Fault(Where(outlines.file), "no-name", found, expected)])
    over, _ = areas_from(outlines, languages=options.languages, **named)
    areas, cut = cut_out(areas, over)
    notes = (f"{outlines.file}: {note}" for note in (*outlines.notes, *cut))
    return areas, (*outlines.mended, *notes)


def columns_asked(outlines: FeatureTable, options: ImportOptions) -> dict[str, str]:
    """Return the columns that the user names, as far as a file has them."""
    asked = {"id_column": options.id_column, "name_column": options.name_column}
    return {option: column for option, column in asked.items() if column in outlines.columns}


def _from_outlines(
    table: InputTable, layout: Layout, outlines: FeatureTable, options: ImportOptions
) -> tuple[tuple[Area, ...], tuple[Feature, ...], tuple[str, ...]]:
    id_column, place = options.id_column, layout.roles["place"]
    if table.file == outlines.file and not id_column and place in outlines.columns:
        id_column, outlines = place, _one_outline_each(outlines, place)
    areas, notes = areas_from(
        outlines,
        id_column=id_column,
        name_column=options.name_column,
        languages=options.languages,
    )
    if table.file == outlines.file and layout.roles.get("note") in outlines.columns:
        # what a row of states says of the state is no note of the area
        areas = tuple(replace(area, note="") for area in areas)
    if layout.own_words:
        pairs = zip(areas, outlines.features, strict=True)
        areas = tuple(_with_exported_cells(area, feature.cells) for area, feature in pairs)
    return areas, outlines.features, notes


def _with_exported_cells(area: Area, cells: Mapping[str, str]) -> Area:
    """Return an area with the group and the days that our own exports have.

    Where the rows are states, `first` and `last` are the states' own days, not the area's.
    """
    of_area = cells if "area" not in cells else {}
    first, last = (cells.get(f"area_{end}", of_area.get(end, ""))[:10] for end in ("first", "last"))
    return replace(
        area,
        group=make_id(cells.get("group", "")) or area.group,
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
    )


def _one_outline_each(outlines: FeatureTable, column: str) -> FeatureTable:
    """Return outlines that stand once for each state as one feature for each place.

    Raises:
        DataError: a place has more than one outline.
    """
    first: dict[str, Feature] = {}
    faults = []
    # a state whose row has no geometry is one of the outline that another row has
    for feature in sorted(outlines.features, key=lambda one: one.geometry is None):
        place = feature.cells.get(column, "")
        known = first.setdefault(place, feature)
        shape, other = known.geometry, feature.geometry
        if shape is not None and other is not None and not shape.equals_exact(other, _SAME):
            where = feature.where.at("geometry")
            found = f"another outline of {place!r} than in feature {known.where.row}"
            expected = (
                "one outline of a place; --unite makes one area of several, and outlines that move "
                "are --shape spans or snapshots"
            )
            faults.append(Fault(where, "two-outlines", found, expected))
    if faults:
        raise DataError(faults)
    ordered = sorted(first.values(), key=lambda feature: feature.where)
    return replace(outlines, features=tuple(ordered))


def _points(
    table: InputTable, layout: Layout, outlines: FeatureTable | None, options: ImportOptions
) -> Points | None:
    """Return the points of the table's columns, or of a file of points; `None` where none are."""
    if outlines is None:
        skip = options.skip_unmatched
        return written_points(table, layout, skip=skip) if has_points(layout) else None
    if not are_points(outlines):
        return None
    named = {"name_column": options.name_column, "id_column": options.id_column}
    return drawn_points(outlines, table, layout.roles["place"], **named)


def _around_points(
    points: Points, options: ImportOptions
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    if options.boundary is None:
        raise RequestError(
            f"{points.file} has points and no outlines: --boundary FILE with a polygon says how "
            "far their cells may reach",
            option="--boundary FRAME.geojson",
        )
    boundary = read_polygons_beside(options.boundary, options, advise_crs=bool(points.axes))
    if options.unite:
        # where places are points, it is the boundary's polygons that are one
        boundary, _ = united(boundary, [boundary.file] * len(boundary.features), ())
    areas = areas_around(points, boundary, options.language)
    notes = (f"{boundary.file}: {note}" for note in boundary.notes)
    said = f"{len(areas)} points became cells inside {options.boundary.name}: schematic"
    return areas, (str(points), *notes, *boundary.mended, said)
