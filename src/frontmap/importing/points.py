"""Places that are points, in a file of their own or in a table's columns, and areas around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely

from frontmap.errors import DataError, Fault, Where
from frontmap.importing.areas import found_name_column, names_of
from frontmap.importing.tessellation import cells_around
from frontmap.model import NO_TEXT, Area, Outline, Text
from frontmap.names import unique_ids

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from frontmap.importing.input_tables import InputTable
    from frontmap.importing.outlines import FeatureTable
    from frontmap.importing.table_shapes import Layout

__all__ = [
    "Points",
    "are_points",
    "areas_around",
    "drawn_points",
    "has_points",
    "name_column_of_points",
    "written_points",
]


_ONE_POLYGON = "one polygon; --unite makes one of several"


@dataclass(frozen=True)
class Points:
    """A point for each place.

    Attributes:
        file: the file that has them.
        spots: longitude and latitude in degrees (EPSG:4326), by the place.
        where: where each is written.
    """

    file: str
    spots: dict[str, tuple[float, float]]
    where: dict[str, Where]


def are_points(outlines: FeatureTable) -> bool:
    """Tell whether a file has only points, where outlines would be."""
    kinds = {f.geometry.geom_type for f in outlines.features if f.geometry is not None}
    return bool(kinds) and kinds <= {"Point", "MultiPoint"}


def has_points(layout: Layout) -> bool:
    """Tell whether a table has columns of longitude and latitude."""
    return {"longitude", "latitude"} <= set(layout.roles)


def drawn_points(
    outlines: FeatureTable, place: str, *, name_column: str = "", id_column: str = ""
) -> Points:
    """Return the points of a file, named by the table's column of places or a column of names.

    Args:
        outlines: points in EPSG:4326.
        place: the table's column of places; taken where the file has it, too.
        name_column: the file's column of names that the user names, if any.
        id_column: its column of ids, likewise.

    Raises:
        DataError: no column is plainly the name, or two points have one.
    """
    column = place if place in outlines.columns and not name_column else ""
    drawn = replace(outlines, features=tuple(f for f in outlines.features if f.geometry))
    names = names_of(drawn, column or name_column, id_column)
    spots: dict[str, tuple[float, float]] = {}
    where: dict[str, Where] = {}
    faults = []
    for name, feature in zip(names, drawn.features, strict=True):
        if name in spots:
            found = f"another point of {name!r} than in feature {where[name].row}"
            faults.append(Fault(feature.where, "two-points", found, "one point of a place"))
        elif feature.geometry is not None:
            spots[name] = (feature.geometry.centroid.x, feature.geometry.centroid.y)
            where[name] = feature.where
    if faults:
        raise DataError(faults)
    return Points(outlines.file, spots, where)


def name_column_of_points(
    outlines: FeatureTable, place: str, *, name_column: str = "", id_column: str = ""
) -> str:
    """Return the column by which `drawn_points` names points; the options are the same."""
    if place in outlines.columns and not name_column:
        return place
    return name_column or found_name_column(outlines.columns) or id_column


def written_points(table: InputTable, layout: Layout, *, skip: bool) -> Points:
    """Return the points of a table's columns of longitude and latitude, in degrees.

    Args:
        table: the table.
        layout: which of its columns are the place, the longitude and the latitude.
        skip: pass over places without coordinates.

    Raises:
        DataError: coordinates that are none, that are missing, or two points of one place.
    """
    spots: dict[str, tuple[float, float]] = {}
    where: dict[str, Where] = {}
    missing: dict[str, Where] = {}
    faults = []
    for row in table.rows:
        name, at = row.cells.get(layout.roles["place"], ""), row.where.at(layout.roles["longitude"])
        texts = [row.cells.get(layout.roles[role], "") for role in ("longitude", "latitude")]
        if not any(texts):
            missing.setdefault(name, at)
        elif (spot := _spot(*texts)) is None:
            expected = "a longitude and a latitude in degrees"
            faults.append(Fault(at, "bad-coordinates", " ".join(texts).strip(), expected))
        elif spots.setdefault(name, spot) != spot:
            found = f"another point of {name!r} than in row {where[name].row}"
            faults.append(Fault(at, "two-points", found, "one point of a place"))
        else:
            where.setdefault(name, row.where)
    if not skip:
        expected = "a longitude and a latitude; --skip-unmatched leaves the place out"
        faults += [
            Fault(at, "missing-coordinates", f"no coordinates of {name!r}", expected)
            for name, at in missing.items()
            if name not in spots
        ]
    if faults:
        raise DataError(faults)
    return Points(table.file, spots, where)


def _spot(longitude: str, latitude: str) -> tuple[float, float] | None:
    """Return the coordinates in degrees that two texts write, with a point or a comma."""
    try:
        lon, lat = (float(text.replace(",", ".")) for text in (longitude, latitude))
    except ValueError:
        return None
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None  # noqa: PLR2004 - a globe's


def areas_around(points: Points, boundary: FeatureTable, language: str) -> tuple[Area, ...]:
    """Return a schematic area for each point: the part of `boundary` that is nearest to it.

    `language` is that of the points' names.

    Raises:
        DataError: a boundary that is not one polygon, points outside it, or two in one spot.
    """
    ids = unique_ids(points.spots, otherwise="area")
    around = _polygon_of(boundary)
    cells = cells_around(points.spots, points.where, around)
    return tuple(
        Area(
            id=area,
            name=Text.of({language: name}),
            code=NO_TEXT,
            group="areas",
            polygon=cell,
            outline=Outline.SCHEMATIC,
            note="The part of the boundary that is nearest to the place's point.",
            where=points.where[name],
        )
        for area, name, cell in zip(ids, points.spots, cells, strict=True)
    )


def _polygon_of(outlines: FeatureTable) -> BaseGeometry:
    polygons = [
        f.geometry
        for f in outlines.features
        if f.geometry is not None and f.geometry.geom_type in {"Polygon", "MultiPolygon"}
    ]
    if len(polygons) != 1 or len(polygons) != len(outlines.features):
        found = f"{len(outlines.features)} features, {len(polygons)} of them polygons"
        raise DataError([Fault(Where(outlines.file), "bad-boundary", found, _ONE_POLYGON)])
    if not polygons[0].is_valid:
        found = f"a boundary that is not valid: {shapely.is_valid_reason(polygons[0])}"
        expected = "rings that do not cross themselves"
        raise DataError([Fault(Where(outlines.file), "bad-boundary", found, expected)])
    return polygons[0]
