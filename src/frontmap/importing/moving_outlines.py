"""Outlines that move: a map for each date, as daily maps of a war are published.

Each outline becomes an area that exists on its days only. When it moves, the next one gets an id
of its own, and both have the same `part_of`. The front is then the outlines' own edge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import shapely

from frontmap.days import ONE_DAY, day_after
from frontmap.errors import DataError, Fault, RequestError, Where
from frontmap.importing.areas import GROUP, metric_crs_for, snapped
from frontmap.importing.entries import Entry, WrittenState, last_held
from frontmap.importing.table_shapes import ROLES
from frontmap.importing.written_dates import read_dates
from frontmap.model import NO_TEXT, Area, Outline, Text
from frontmap.names import fold, near_name, unique_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.importing.options import DateOrder
    from frontmap.importing.outlines import Feature, FeatureTable

__all__ = ["MovingOutlines", "follow_outlines"]

#: Outlines whose vertices differ by less than this, in degrees, have not moved: a tenth of a metre.
_SAME = 1e-6

#: Dates inside a file's name, from the plainest form on.
_IN_NAME = (
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-_. ](\d{1,2})[-_. ](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2})[-_. ]?([^\W\d_]{3,9})[-_. ]?((?:19|20)\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](\d{4}|\d{2})(?!\d)"),
)


@dataclass(frozen=True)
class MovingOutlines:
    """Outlines with the days on which they exist, and who held them.

    Attributes:
        areas: in the order of their names, then of their days.
        entries: who held each; their `place` is the area's id.
        notes: what was recognised.
    """

    areas: tuple[Area, ...]
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Piece:
    """One party's or one place's outline on one date; its area's id begins with `stem`."""

    where: Where
    stem: str
    name: str
    holder: str
    shape: BaseGeometry


def follow_outlines(  # noqa: PLR0913 - the options of one command
    maps: Sequence[FeatureTable],
    *,
    columns: Mapping[str, str] | None = None,
    order: DateOrder | None = None,
    holds: int | None = None,
    last: date | None = None,
    snap_m: float = 0.0,
) -> MovingOutlines:
    """Follow outlines from one date's map to the next.

    Args:
        maps: a file for each date, with the date in its name; or one file with a date column.
        columns: the columns of the roles `holder`, `place` and `date`, where the user names them.
            Without a place the outlines of one holder are one area.
        order: the order of day, month and year, where the dates cannot tell.
        holds: how many days a map holds; 0 is until the next, and by default it is one.
        last: the last day, which the last map needs when it holds until the next.
        snap_m: bring neighbours on one map together that miss one another by up to so many metres.

    Raises:
        DataError: maps without a date or a holder, two of one date, or what must be asked for.
        RequestError: `snap_m` is too little or too much for the outlines of a map.
    """
    roles = _roles(maps, columns or {})
    dated, notes = _by_date(maps, roles, order)
    days = sorted(dated)
    lasts = _last_days(days, 1 if holds is None else holds, last, maps[0].file)
    shared = _shared_places(dated, roles)
    named = {day: _named(dated[day], roles, shared) for day in days}
    stems = _stems(named[day] for day in days)
    pieces = {day: _pieces(named[day], roles, stems) for day in days}
    if snap_m > 0:
        for day in days:
            pieces[day], snaps = _snapped(pieces[day], snap_m, day)
            notes += snaps
    areas, entries = _follow(pieces, lasts)
    outlines = {area.part_of for area in areas}
    moved = sum(area.id != area.part_of for area in areas)
    said = (
        f"{len(days)} maps, {days[0]} to {days[-1]}; {len(outlines)} outlines, moved {moved} times"
    )
    ordered = sorted(areas, key=lambda area: (area.part_of, area.first or date.min))
    return MovingOutlines(tuple(ordered), tuple(entries), (*notes, said))


def _follow(
    pieces: Mapping[date, Sequence[_Piece]], lasts: Mapping[date, date]
) -> tuple[list[Area], list[Entry]]:
    """Return an area for each outline until it moves, and who held it on each date's map."""
    areas: list[Area] = []
    entries: list[Entry] = []
    current: dict[str, int] = {}
    for day, of_day in pieces.items():
        for piece in of_day:
            number = current.get(piece.stem)
            if number is not None and _goes_on(areas[number], piece.shape, day):
                areas[number] = replace(areas[number], last=lasts[day])
            else:
                areas.append(_area(piece, day, lasts[day], moved=number is not None))
                number = current[piece.stem] = len(areas) - 1
            written = WrittenState(piece.holder)
            entries.append(Entry(piece.where, areas[number].id, day, lasts[day], written))
    return areas, entries


def _roles(maps: Sequence[FeatureTable], named: Mapping[str, str]) -> dict[str, str]:
    """Return the column of each role: the one that the user names, or that is called so.

    Raises:
        DataError: columns that are none, and roles for which a column must be named.
    """
    columns = tuple(dict.fromkeys(column for one in maps for column in one.columns))
    where, known = Where(maps[0].file), f"one of {', '.join(columns)}"
    faults = [
        Fault(where, "unknown-column", repr(column), known, near_name(column, columns))
        for column in named.values()
        if column not in columns
    ]
    roles = dict(named)
    for role, needed in (("holder", True), ("place", False), ("date", len(maps) == 1)):
        if role in named:
            continue
        taken = roles.values()
        called = [c for c in columns if fold(c) in ROLES[role] and c not in taken]
        if len(called) == 1:
            roles[role] = called[0]
        elif called or needed:
            faults.append(_which_column(where, role, called, columns))
    if faults:
        raise DataError(faults)
    return roles


def _which_column(where: Where, role: str, called: Sequence[str], columns: Sequence[str]) -> Fault:
    """Ask which column has a role, where several are called so, or none."""
    told = " and ".join(called) or "no column that is plainly it"
    expected = f"--column {role}=… with one of: {', '.join(called or columns)}"
    return Fault(where, f"which-{role}", told, expected)


def _by_date(
    maps: Sequence[FeatureTable], roles: Mapping[str, str], order: DateOrder | None
) -> tuple[dict[date, list[Feature]], tuple[str, ...]]:
    """Return the features of each date: of its file's name, or of the date column."""
    if len(maps) == 1:
        column = roles["date"]
        written = [(f.where.at(column), f.cells.get(column, "")) for f in maps[0].features]
        groups = [
            (text, where, [f]) for (where, text), f in zip(written, maps[0].features, strict=True)
        ]
    else:
        groups = [(_date_in(one.file), Where(one.file), list(one.features)) for one in maps]
    faults = [Fault(w, "no-date", "no date", "a date") for text, w, _ in groups if not text]
    read = read_dates([(where, text) for text, where, _ in groups], order=order)
    faults += read.faults
    dated: dict[date, list[Feature]] = defaultdict(list)
    for text, where, features in groups:
        if text in read.days:
            day = read.days[text]
            if day in dated and len(maps) > 1:
                faults.append(Fault(where, "two-maps", f"a second map of {day}", "one a day"))
            dated[day] += features
    if faults:
        raise DataError(faults)
    return dict(dated), read.notes


def _date_in(file: str) -> str:
    for form in _IN_NAME:
        if match := form.search(file):
            return "-".join(match.groups()) if match[2].isdigit() else " ".join(match.groups())
    return ""


def _last_days(days: Sequence[date], holds: int, last: date | None, file: str) -> dict[date, date]:
    """Return the last day on which each date's map holds; the next map always ends it."""
    if not holds and last is None:
        expected = "the last day of the record, by --last"
        raise DataError([Fault(Where(file), "which-last", "a map without an end", expected)])
    lasts: dict[date, date] = {}
    eves = [day - ONE_DAY for day in days[1:]]
    for day, eve in zip(days, [*eves, date.max], strict=True):
        until = min(eve, last_held(day, holds)) if holds else eve
        lasts[day] = max(day, min(until, last)) if last else until
    return lasts


#: The outlines of each place, or each holder, under what the ways of writing its name share.
_Named = dict[str, tuple[str, list["Feature"]]]


def _named(features: Sequence[Feature], roles: Mapping[str, str], shared: set[str]) -> _Named:
    """Return the outlines on one date by their names, with the name as it is first written.

    `shared` are the places of which several holders have a part.
    """
    found: _Named = {}
    for feature in features:
        # lines and points in the same file are fronts and towns, which nobody holds
        if feature.geometry is None or feature.geometry.geom_type not in {
            "Polygon",
            "MultiPolygon",
        }:
            continue
        name = _name(feature, roles, shared)
        found.setdefault(_alike(name), (name, []))[1].append(feature)
    return found


def _alike(name: str) -> str:
    return fold(name) or name


def _stems(maps: Iterable[_Named]) -> dict[str, str]:
    """Return an id for each name on any of the maps, in the order in which they are met."""
    names: dict[str, str] = {}
    for one in maps:
        for key, (name, _) in one.items():
            names.setdefault(key, name)
    return dict(zip(names, unique_ids(names.values(), otherwise="area"), strict=True))


def _pieces(named: _Named, roles: Mapping[str, str], stems: Mapping[str, str]) -> list[_Piece]:
    """Return one outline for each place, or each holder, in the order of their ids."""
    pieces = []
    for key, (name, of) in named.items():
        holder = of[0].cells.get(roles["holder"], "")
        shape = shapely.union_all([f.geometry for f in of]) if len(of) > 1 else of[0].geometry
        if shape is not None:
            pieces.append(_Piece(of[0].where, stems[key], name or "Area", holder, shape))
    return sorted(pieces, key=lambda piece: piece.stem)


def _snapped(
    pieces: Sequence[_Piece], metres: float, day: date
) -> tuple[list[_Piece], tuple[str, ...]]:
    """Bring the outlines on one date's map together, and say what was moved on it."""
    areas = tuple(_area(piece, date.min, date.min, moved=False) for piece in pieces)
    try:
        mended, moved = snapped(areas, metres, metric_crs_for(areas))
    except RequestError as refusal:
        raise RequestError(f"the map of {day}: {refusal}") from refusal
    shapes = [replace(p, shape=area.polygon) for p, area in zip(pieces, mended, strict=True)]
    return shapes, tuple(f"the map of {day}: {one}" for one in moved)


def _name(feature: Feature, roles: Mapping[str, str], shared: set[str]) -> str:
    holder = feature.cells.get(roles["holder"], "")
    place = feature.cells.get(roles.get("place", ""), "")
    if not place:
        return holder
    return f"{place}, {holder}" if _alike(place) in shared else place


def _shared_places(dated: Mapping[date, Sequence[Feature]], roles: Mapping[str, str]) -> set[str]:
    """Return the places of which several holders have a part on one date."""
    shared = set()
    for features in dated.values():
        holders: dict[str, set[str]] = defaultdict(set)
        for feature in features:
            place = _alike(feature.cells.get(roles.get("place", ""), ""))
            holders[place].add(_alike(feature.cells.get(roles["holder"], "")))
        shared |= {place for place, of in holders.items() if len(of) > 1}
    return shared


def _goes_on(area: Area, shape: BaseGeometry, day: date) -> bool:
    follows = area.last is not None and day_after(area.last) == day
    return follows and area.polygon.normalize().equals_exact(shape.normalize(), _SAME)


def _area(piece: _Piece, first: date, last: date, *, moved: bool) -> Area:
    return Area(
        id=f"{piece.stem}-{first}" if moved else piece.stem,
        name=Text.of(en=piece.name),
        code=NO_TEXT,
        group=GROUP,
        polygon=piece.shape,
        outline=Outline.DERIVED,
        part_of=piece.stem,
        first=first,
        last=last,
        where=piece.where,
    )
