"""A new atlas: a small made-up one that works at once, or an empty one for outlines at hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

import shapely

from frontmap.check import check_record
from frontmap.errors import DataError, Fault, RequestError, Where, refuse_errors
from frontmap.folder import record_files, require_free, write_new_folder
from frontmap.importing.cells import fold, unique_ids
from frontmap.importing.outlines import polygons_of
from frontmap.model import (
    UNKNOWN,
    Actor,
    Area,
    Episode,
    Group,
    Outline,
    Record,
    Ruling,
    Status,
    Text,
)
from frontmap.rows import near_name
from frontmap.snapping import snap
from frontmap.summary import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from frontmap.importing.outlines import Feature, Outlines

__all__ = [
    "Begun",
    "areas_from",
    "begin_from_areas",
    "begin_small_atlas",
    "metric_crs_for",
    "names_of",
    "snapped",
]

#: The one group and the one episode of an atlas that is begun from outlines.
_GROUP, _EPISODE = "areas", "record"

#: What people call the column with the name of a place, as `fold` leaves it, best first.
_NAME_COLUMNS = (
    "name en", "name", "name eng", "nameen", "area name", "place", "neighbourhood",
    "neighborhood", "district", "quarter", "suburb", "shapename", "adm4 en", "adm3 en", "adm2 en",
    "adm1 en", "admin4name en", "admin3name en", "admin2name en", "admin1name en", "label",
    "title",
)  # fmt: skip
_ARABIC_COLUMNS = (
    "name ar", "namear", "adm4 ar", "adm3 ar", "adm2 ar", "adm1 ar", "admin4name ar",
    "admin3name ar", "admin2name ar", "admin1name ar",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written, and what its author should know.

    Attributes:
        folder: the new atlas.
        notes: sentences for the author, in order.
        faults: warnings about the outlines.
    """

    folder: Path
    notes: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


def begin_small_atlas(folder: Path) -> Begun:
    """Write the small made-up atlas, with a README that says what to edit.

    Raises:
        FrontmapError: the folder has something in it, or the file system refused.
    """
    faults = write_new_folder(folder, _template())
    return Begun(folder, (f"{folder}/README.md says what to edit, and in which order",), faults)


def begin_from_areas(  # noqa: PLR0913 - the options of one command
    folder: Path,
    outlines: Outlines,
    *,
    first: date,
    last: date,
    id_column: str = "",
    name_column: str = "",
    snap_m: float = 0.0,
) -> Begun:
    """Write an atlas of the given outlines in which nothing is known yet.

    Args:
        folder: the new atlas.
        outlines: polygons in EPSG:4326.
        first: the first day that the record will cover.
        last: its last day.
        id_column: the column with ids; without it they are made from names.
        name_column: the column with names; needed where it cannot be told.
        snap_m: bring neighbours together that miss one another by up to this many metres.

    Raises:
        DataError: outlines that are none, or a column that must be named.
        FrontmapError: the folder has something in it, or the file system refused.
        RequestError: the days are the wrong way round.
    """
    require_free(folder)
    if last < first:
        raise RequestError(f"the last day, {last}, comes before the first, {first}")
    outlines = polygons_of(outlines)
    areas, notes = areas_from(outlines, id_column=id_column, name_column=name_column)
    metric_crs = metric_crs_for(areas)
    if snap_m > 0:
        areas, moved = snapped(areas, snap_m, metric_crs)
        notes += moved
    record = Record(
        title=Text(f"Atlas of {outlines.file}"),
        licence="",
        attribution=Text(f"Outlines: {outlines.file}"),
        metric_crs=metric_crs,
        languages=("en",),
        groups=(Group(_GROUP, Text("Areas")),),
        episodes=(Episode(_EPISODE, Text("The record"), first, last, (_GROUP,), default=True),),
        relations=(),
        accepted=(),
        areas=areas,
        actors=(
            Actor("party-a", Text("Party A"), "A", "#2f5d8a", "side-a"),
            Actor("party-b", Text("Party B"), "B", "#e0b252", "side-b"),
            Actor(UNKNOWN, Text("Unknown"), "?", "#d9d6cf", ""),
        ),
        rulings=tuple(_nothing_known(area.id, first) for area in areas),
        has_seeds=False,
    )
    # judged before it is written, so that faults are told by the features of the user's own file
    refuse_errors(check_record(record))
    template = _template()
    content = record_files(record) | {"README.md": template["README.md"]}
    faults = write_new_folder(folder, content)
    notes = (
        *outlines.notes,
        *notes,
        f"{counted(len(areas), 'area')}, measured in {metric_crs}",
        "geodata/control.csv has a row without data for each of them",
        "geodata/actors.csv has two parties to rename; README.md says what to edit",
    )
    return Begun(folder, notes, faults)


def areas_from(
    outlines: Outlines, *, id_column: str = "", name_column: str = "", group: str = _GROUP
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Make an area of each polygon, and say how ids and names were found.

    Raises:
        DataError: geometries that are no polygons, ids that repeat, or a column that must be named.
    """
    polygons = _polygons(outlines)
    id_column = id_column and _column(outlines, id_column, "--id-column")
    if not id_column and "id" in outlines.columns and _usable_ids(polygons):
        id_column = "id"
    names = names_of(replace(outlines, features=polygons), name_column, id_column)
    notes = []
    if id_column:
        _refuse_repeated(polygons, id_column)
        notes.append(f"ids are those of the column {id_column}")
        ids = unique_ids([f.cells.get(id_column, "") for f in polygons], otherwise="area")
    else:
        notes.append("ids are made from names")
        ids = unique_ids(names, otherwise="area")
        notes += [f"{n!r} is the name of several outlines" for n in _repeated(names)]
    arabic = _by_folded_name(outlines.columns, _ARABIC_COLUMNS)
    areas = tuple(
        Area(
            id=area,
            name=Text(name, feature.cells.get(arabic, "")),
            code=feature.cells.get("code", ""),
            group=group,
            polygon=feature.geometry,
            outline=_outline(feature),
            pcode=feature.cells.get("pcode", ""),
            part_of=feature.cells.get("part_of", ""),
            note=feature.cells.get("note", ""),
            where=feature.where,
        )
        for area, name, feature in zip(ids, names, polygons, strict=True)
        if feature.geometry is not None
    )
    # swapped axes are plain to the author alone, where both numbers may be either
    west, south, east, north = shapely.total_bounds([area.polygon for area in areas])
    notes.append(
        f"outlines lie around longitude {(west + east) / 2:.2f}, latitude {(south + north) / 2:.2f}"
    )
    return areas, tuple(notes)


def metric_crs_for(areas: Sequence[Area]) -> str:
    """Return the UTM zone in which the middle of `areas` lies, such as EPSG:32637."""
    west, south, east, north = shapely.total_bounds([area.polygon for area in areas])
    zone = min(60, int(((west + east) / 2 + 180) // 6) + 1)
    return f"EPSG:{(32600 if south + north >= 0 else 32700) + zone}"


def snapped(
    areas: tuple[Area, ...], metres: float, metric_crs: str
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    """Bring neighbours together, and say what was moved."""
    mended, moved = snap(areas, metres, metric_crs)
    return mended, tuple(map(str, moved))


def _nothing_known(area: str, first: date) -> Ruling:
    return Ruling(area, first, None, "", Status.NO_DATA, (), None, (), Text(""))


def _polygons(outlines: Outlines) -> tuple[Feature, ...]:
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


def _column(outlines: Outlines, wanted: str, option: str) -> str:
    """Return the column that an option names, as the file writes it."""
    if wanted in outlines.columns:
        return wanted
    near = near_name(wanted, outlines.columns)
    expected = f"{option} with one of: {', '.join(outlines.columns) or 'none'}"
    raise DataError([Fault(Where(outlines.file), "unknown-column", repr(wanted), expected, near)])


def _usable_ids(features: Sequence[Feature]) -> bool:
    values = [feature.cells.get("id", "") for feature in features]
    whole = all(values) and len(set(values)) == len(values)
    # what data frames and databases count rows with changes with the next version of the file
    row_numbers = [{str(number + start) for number in range(len(values))} for start in (0, 1)]
    return whole and set(values) not in row_numbers


def names_of(outlines: Outlines, name_column: str = "", id_column: str = "") -> list[str]:
    """Return the name of each feature.

    Raises:
        DataError: no column is plainly the name, or features without one.
    """
    features = outlines.features
    if name_column:
        column = _column(outlines, name_column, "--name-column")
    else:
        column = _by_folded_name(outlines.columns, _NAME_COLUMNS) or id_column
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


def _by_folded_name(columns: Sequence[str], wanted: Sequence[str]) -> str:
    folded = {fold(column): column for column in reversed(columns)}
    return next((folded[name] for name in wanted if name in folded), "")


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]


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


def _template() -> dict[str, bytes]:
    root = files("frontmap") / "templates" / "new"
    return dict(sorted(_files_in(root, "")))


def _files_in(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        if item.is_dir():
            found += _files_in(item, f"{path}{item.name}/")
        else:
            found.append((f"{path}{item.name}", item.read_bytes()))
    return found
