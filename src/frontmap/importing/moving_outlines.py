"""Outlines that move: a map for each date, as daily maps of a war are published.

Each outline becomes an area that exists on its days only. When it moves, the next one gets an id
of its own, and both have the same `part_of`. The front is then the outlines' own edge.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import shapely

from frontmap.days import ONE_DAY, day_after
from frontmap.errors import DataError, Fault, RequestError, Where
from frontmap.files import counted
from frontmap.importing.areas import GROUP, snapped
from frontmap.importing.entries import Entry, WrittenState, last_held, status_faults
from frontmap.importing.holders import confidence_of, written_with
from frontmap.importing.name_dates import dated_name, dates_in_name
from frontmap.importing.options import TableShape
from frontmap.importing.state_words import in_our_words
from frontmap.importing.table_shapes import ROLES, name_faults, unread_fault
from frontmap.importing.written_dates import is_written_date, may_have_dates, read_dates
from frontmap.model import NO_TEXT, Area, Confidence, Outline, Text
from frontmap.names import fold, plain, unique_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from frontmap.importing.options import DateRules
    from frontmap.importing.outlines import Feature, FeatureTable

__all__ = [
    "MovingOutlines",
    "Piece",
    "follow",
    "follow_outlines",
    "least_sure",
    "moves_of",
    "require_valid",
    "unused_columns",
]

#: Outlines whose vertices differ by less than this, in degrees, have not moved: a tenth of a metre.
_SAME = 1e-6


@dataclass(frozen=True)
class MovingOutlines:
    """Outlines with the days on which they exist, and who held them.

    Attributes:
        areas: in the order of their names, then of their days.
        entries: who held each; their `place` is the area's id.
        notes: what was recognised.
        unused: the columns of which nothing is made.
    """

    areas: tuple[Area, ...]
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]
    unused: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """One party's or one place's outline from day to day.

    Attributes:
        where: the feature, or the first of them.
        stem: what the id of its area begins with; the same whenever it moves.
        name: its name as it is written.
        written: the state as it is written.
        shape: the outline, in EPSG:4326.
        first: the first day.
        last: the last day, included.
    """

    where: Where
    stem: str
    name: str
    written: WrittenState
    shape: BaseGeometry
    first: date
    last: date


def follow_outlines(  # noqa: PLR0913 - the options of one command
    maps: Sequence[FeatureTable],
    *,
    columns: Mapping[str, str] | None = None,
    left_out: Sequence[str] = (),
    words: Mapping[str, str] | None = None,
    rules: DateRules | None = None,
    holds: int | None = None,
    last: date | None = None,
    snap_m: float = 0.0,
) -> MovingOutlines:
    """Follow outlines from one date's map to the next.

    Args:
        maps: a file for each date, with the date in its name; or one file with a date column, or
            with a date in its name.
        columns: the columns of the roles `holder`, `place`, `date` and those of a state, where
            the user names them. Without a place the outlines of one holder are one area. Of
            several maps the dates are those in the files' names, unless a column is named.
        left_out: columns that the user leaves out although they say something of a state.
        words: our status, or confidence, by the maps' own word for it.
        rules: how dates are read, where they cannot tell.
        holds: how many days a map holds; 0 is until the next, and by default it is one.
        last: the last day, which the last map needs when it holds until the next.
        snap_m: bring neighbours on one map together that miss one another by up to so many metres.

    Raises:
        DataError: maps without a date or a holder, two of one date, or what must be asked for.
        RequestError: `snap_m` is too little or too much for the outlines of a map.
    """
    named_roles = columns or {}
    roles = _roles(maps, named_roles, left_out)
    maps = _explained(maps, roles, left_out, words or {})
    in_column = "date" in (roles if len(maps) == 1 else named_roles)
    dated, notes = _by_date(maps, roles, rules, in_column=in_column)
    days = sorted(dated)
    lasts = _last_days(days, 1 if holds is None else holds, last, maps[0].file)
    shared = _shared_places(dated, roles)
    named = {day: _named(dated[day], roles, shared) for day in days}
    require_valid(_to_be_united(named.values()))
    stems = _stems(named[day] for day in days)
    pieces = {day: _pieces(named[day], roles, stems, (day, lasts[day])) for day in days}
    if snap_m > 0:
        for day in days:
            pieces[day], snaps = _snapped(pieces[day], snap_m, day)
            notes += snaps
    areas, entries = follow(piece for of_day in pieces.values() for piece in of_day)
    outlines = {area.part_of for area in areas}
    told = (
        f"{counted(len(days), 'map')}, {days[0]} to {days[-1]}; "
        f"{counted(len(outlines), 'outline')}, {moves_of(areas)}"
    )
    ordered = sorted(areas, key=lambda area: (area.part_of, area.first or date.min))
    unused = unused_columns(maps, _used(roles, in_column=in_column))
    return MovingOutlines(tuple(ordered), tuple(entries), (*notes, told), unused)


def follow(pieces: Iterable[Piece]) -> tuple[list[Area], list[Entry]]:
    """Return an area for each outline until it moves, and who held it on which days.

    `pieces` are in the order of their first days; no two of one stem share a day.
    """
    areas: list[Area] = []
    entries: list[Entry] = []
    current: dict[str, int] = {}
    for piece in pieces:
        number = current.get(piece.stem)
        if number is not None and _goes_on(areas[number], piece):
            areas[number] = replace(areas[number], last=piece.last)
        else:
            areas.append(_area(piece, moved=number is not None))
            number = current[piece.stem] = len(areas) - 1
        held = Entry(piece.where, areas[number].id, piece.first, piece.last, piece.written)
        entries.append(held)
    return areas, entries


def moves_of(areas: Sequence[Area]) -> str:
    """Say how often outlines moved, and how often one came back as it was after days without it."""
    before: dict[str, Area] = {}
    moved = back = 0
    for area in sorted(areas, key=lambda area: area.first or date.min):
        last = before.get(area.part_of)
        if last is not None:
            same = _same(last.polygon, area.polygon)
            moved, back = moved + (not same), back + same
        before[area.part_of] = area
    unmoved = f", and unmoved {counted(back, 'time')} after days without them" if back else ""
    return f"moved {counted(moved, 'time')}{unmoved}"


#: What a map's columns can be.
_ROLES = ("holder", "place", "date", "status", "rivals", "confidence", "source", "note")


def _columns_of(maps: Sequence[FeatureTable]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for one in maps for column in one.columns))


def _roles(
    maps: Sequence[FeatureTable], named: Mapping[str, str], left_out: Sequence[str]
) -> dict[str, str]:
    """Return the column of each role: the one that the user names, or that is called so.

    Raises:
        DataError: columns that are none, and roles for which a column must be named.
    """
    columns = _columns_of(maps)
    required = _required(maps)
    faults = list(name_faults(maps[0].file, columns, named, left_out, _ROLES))
    roles = dict(named)
    for role in _ROLES:
        taken = {*roles.values(), *left_out}
        called = [c for c in columns if fold(c) in ROLES[role] and c not in taken]
        if role not in named and len(called) == 1:
            roles[role] = called[0]
        elif role not in named and (called or role in required):
            asked = called or (_perhaps_dated(maps) if role == "date" else columns)
            faults.append(_which_column(maps[0].file, role, asked, known=bool(called)))
    if faults:
        raise DataError(faults)
    return roles


def _explained(
    maps: Sequence[FeatureTable],
    roles: Mapping[str, str],
    left_out: Sequence[str],
    words: Mapping[str, str],
) -> list[FeatureTable]:
    """Return the maps with the user's words for states and confidences turned into ours.

    Raises:
        DataError: columns that would not be read, words that mean nothing, missing outlines.
    """
    said = in_our_words(((one.features, roles) for one in maps), words)
    explained = [replace(one, features=of) for one, of in zip(maps, said, strict=True)]
    if faults := list(_cell_faults(explained, roles, left_out)):
        raise DataError(faults)
    return explained


def _required(maps: Sequence[FeatureTable]) -> set[str]:
    """Return the roles that maps need: a date, too, where one map has none in its name."""
    undated = len(maps) == 1 and not dates_in_name(maps[0].file)
    return {"holder", "date"} if undated else {"holder"}


def _cell_faults(
    maps: Sequence[FeatureTable], roles: Mapping[str, str], left_out: Sequence[str]
) -> Iterator[Fault]:
    """Find columns that would not be read, statuses that are none, and missing outlines."""
    yield from _unread_faults(maps, {*roles.values(), *left_out})
    for one in maps:
        yield from status_faults(one.features, roles)
        for feature in one.features:
            if feature.geometry is None:
                where = feature.where.at("geometry")
                yield Fault(where, "empty-geometry", "no outline", "a polygon")


def _used(roles: Mapping[str, str], *, in_column: bool) -> set[str]:
    return {column for role, column in roles.items() if in_column or role != "date"}


def unused_columns(maps: Sequence[FeatureTable], used: set[str]) -> tuple[str, ...]:
    """Return the columns that have something in them, of which nothing is made."""
    filled = {c for one in maps for f in one.features for c, cell in f.cells.items() if cell}
    return tuple(column for column in _columns_of(maps) if column in filled - used)


def _unread_faults(maps: Sequence[FeatureTable], known: set[str]) -> Iterator[Fault]:
    """Find columns that say something of a state or its days, and would not be read."""
    for column in unused_columns(maps, known):
        yield from unread_fault(Where(maps[0].file), column, TableShape.SNAPSHOTS)


def _perhaps_dated(maps: Sequence[FeatureTable]) -> list[str]:
    """Return the columns in which dates may stand, those first that have nothing else."""
    cells: dict[str, set[str]] = {column: set() for column in _columns_of(maps)}
    for feature in (feature for one in maps for feature in one.features):
        for column, cell in feature.cells.items():
            cells[column] |= {cell} - {""}
    perhaps = [column for column, of in cells.items() if may_have_dates(of)]
    return sorted(perhaps, key=lambda column: not all(map(is_written_date, cells[column])))


def _which_column(file: str, role: str, choices: Sequence[str], *, known: bool) -> Fault:
    """Ask which column has a role: several are called so where one is `known`, or else none."""
    told = " and ".join(choices) if known else "no column that is plainly it"
    asked = [f"--column {role}=… with one of: {', '.join(choices)}"] if choices else []
    if role == "holder" and not known:
        asked.append("--all-held-by NAME, where one party holds all of it")
    if role == "date" and not known:
        asked.append(dated_name(file))
    expected, where = "; or ".join(asked), Where(file)
    if role == "date" and not choices:
        return Fault(where, "no-date", "a map without a date", expected)
    return Fault(where, f"which-{role}", told, expected, choices=tuple(choices))


def _by_date(
    maps: Sequence[FeatureTable],
    roles: Mapping[str, str],
    rules: DateRules | None,
    *,
    in_column: bool,
) -> tuple[dict[date, list[Feature]], tuple[str, ...]]:
    """Return the features of each date: of the date column, or of its file's name."""
    column = roles.get("date", "")
    groups = _in_column(maps, column) if in_column else _in_names(maps)
    faults = [] if in_column else list(_names_with_two_dates(maps))
    faults += [Fault(w, "no-date", "no date", "a date") for text, w, _ in groups if not text]
    read = read_dates([(where, text) for text, where, _ in groups], rules)
    faults += read.faults
    if column and not in_column:
        faults += _other_dates(groups, column, read.days, rules)
    file_of: dict[date, str] = {}
    dated: dict[date, list[Feature]] = defaultdict(list)
    for text, where, features in groups:
        if text in read.days:
            day = read.days[text]
            if file_of.setdefault(day, where.file) != where.file:
                faults.append(Fault(where, "two-maps", f"a second map of {day}", "one a day"))
            dated[day] += features
    if faults:
        raise DataError(faults)
    return dict(dated), read.notes


#: Features of one date: its text, where it stands, and they.
_DateGroup = tuple[str, Where, list["Feature"]]


def _in_column(maps: Iterable[FeatureTable], column: str) -> list[_DateGroup]:
    features = (f for one in maps for f in one.features)
    return [(f.cells.get(column, ""), f.where.at(column), [f]) for f in features]


def _in_names(maps: Iterable[FeatureTable]) -> list[_DateGroup]:
    return [
        (next(iter(dates_in_name(one.file)), ""), Where(one.file), list(one.features))
        for one in maps
    ]


def _other_dates(
    groups: Iterable[_DateGroup],
    column: str,
    days: Mapping[str, date],
    rules: DateRules | None,
) -> Iterator[Fault]:
    """Find maps whose file's name has another date than their column of dates."""
    for text, where, features in groups:
        cells = {f.cells.get(column, "") for f in features} - {""}
        read = read_dates([(where, cell) for cell in sorted(cells)], rules)
        others = sorted(set(read.days.values()) - {days.get(text)})
        if others and text in days:
            found = f"{others[0]}, and {days[text]} in the file's name"
            expected = f"one date: --column date='{column}', or --leave-out '{column}'"
            yield Fault(where.at(column), "two-dates", found, expected)


def _names_with_two_dates(maps: Iterable[FeatureTable]) -> Iterator[Fault]:
    for one in maps:
        if len(dates := dates_in_name(one.file)) > 1:
            expected = "one date in the file's name, or --column date=… with the column that has it"
            yield Fault(Where(one.file), "two-dates", " and ".join(dates), expected)


def _last_days(days: Sequence[date], holds: int, last: date | None, file: str) -> dict[date, date]:
    """Return the last day on which each date's map holds; the next map always ends it."""
    if not holds and last is None:
        expected = "the last day of the record, by --last"
        found, choices = "a map without an end", (days[-1].isoformat(),)
        raise DataError([Fault(Where(file), "which-last", found, expected, choices=choices)])
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
        key, name = _name(feature, roles, shared)
        found.setdefault(key, (name, []))[1].append(feature)
    return found


def _alike(place: str) -> str:
    return fold(place) or place


def _stems(maps: Iterable[_Named]) -> dict[str, str]:
    """Return an id for each name on any of the maps, in the order in which they are met."""
    names: dict[str, str] = {}
    for one in maps:
        for key, (name, _) in one.items():
            names.setdefault(key, name)
    return dict(zip(names, unique_ids(names.values(), otherwise="area"), strict=True))


def _pieces(
    named: _Named,
    roles: Mapping[str, str],
    stems: Mapping[str, str],
    days: tuple[date, date],
) -> list[Piece]:
    """Return one outline for each place, or each holder, in the order of their ids."""
    pieces = []
    for key, (name, of) in named.items():
        written = WrittenState(
            _held(of[0], roles),
            confidence=least_sure(_cell(one, roles, "confidence") for one in of),
            source=_said(of, roles, "source"),
            note=_said(of, roles, "note"),
        )
        shape = shapely.union_all([f.geometry for f in of]) if len(of) > 1 else of[0].geometry
        if shape is not None:
            pieces.append(Piece(of[0].where, stems[key], name or "Area", written, shape, *days))
    return sorted(pieces, key=lambda piece: piece.stem)


def least_sure(written: Iterable[str]) -> str:
    """Return the confidence that counts of several outlines that are one, if any has one."""
    sure = {confidence_of(one) for one in written}
    return next((c.value for c in reversed(Confidence) if c in sure), "")


def _to_be_united(maps: Iterable[_Named]) -> Iterator[tuple[Where, BaseGeometry | None]]:
    """Yield the outlines that become one area with others of their map."""
    for one in maps:
        for _, of in one.values():
            yield from ((feature.where, feature.geometry) for feature in of if len(of) > 1)


def require_valid(outlines: Iterable[tuple[Where, BaseGeometry | None]]) -> None:
    """Refuse outlines that cannot be made one area with others, for their rings cross.

    Raises:
        DataError: there are some.
    """
    faults = [
        Fault(
            where.at("geometry"),
            "bad-outline",
            f"an outline that is not valid: {shapely.is_valid_reason(shape)}",
            "rings that do not cross themselves",
        )
        for where, shape in outlines
        if shape is not None and not shape.is_valid
    ]
    if faults:
        raise DataError(faults)


def _cell(feature: Feature, roles: Mapping[str, str], role: str) -> str:
    return feature.cells.get(roles.get(role, ""), "")


def _held(feature: Feature, roles: Mapping[str, str]) -> str:
    """Return who holds an outline, with the status and the rivals where there are columns."""
    return written_with(*(_cell(feature, roles, role) for role in ("holder", "status", "rivals")))


def _said(features: Iterable[Feature], roles: Mapping[str, str], role: str) -> str:
    """Return what outlines that are one area say in a column, each text once."""
    return "; ".join(filter(None, dict.fromkeys(_cell(f, roles, role) for f in features)))


def _snapped(
    pieces: Sequence[Piece], metres: float, day: date
) -> tuple[list[Piece], tuple[str, ...]]:
    """Bring the outlines on one date's map together, and say what was moved on it."""
    areas = tuple(_area(piece, moved=False) for piece in pieces)
    try:
        mended, moved = snapped(areas, metres)
    except RequestError as refusal:
        raise RequestError(f"the map of {day}: {refusal}") from refusal
    shapes = [replace(p, shape=area.polygon) for p, area in zip(pieces, mended, strict=True)]
    return shapes, tuple(f"the map of {day}: {one}" for one in moved)


def _name(feature: Feature, roles: Mapping[str, str], shared: set[str]) -> tuple[str, str]:
    """Return what all ways of writing an outline's name share, and the name.

    Holders that differ by a sign are two (`written_key`), places are not.
    """
    holder, place = _held(feature, roles), _cell(feature, roles, "place")
    if not place:
        return plain(holder), holder
    if _alike(place) in shared:
        return f"{_alike(place)}, {plain(holder)}", f"{place}, {holder}"
    return _alike(place), place


def _shared_places(dated: Mapping[date, Sequence[Feature]], roles: Mapping[str, str]) -> set[str]:
    """Return the places of which several holders have a part on one date."""
    shared = set()
    for features in dated.values():
        holders: dict[str, set[str]] = defaultdict(set)
        for feature in features:
            holders[_alike(_cell(feature, roles, "place"))].add(plain(_held(feature, roles)))
        shared |= {place for place, of in holders.items() if len(of) > 1}
    return shared


def _goes_on(area: Area, piece: Piece) -> bool:
    follows = area.last is not None and day_after(area.last) == piece.first
    return follows and _same(area.polygon, piece.shape)


def _same(one: BaseGeometry, other: BaseGeometry) -> bool:
    return one.normalize().equals_exact(other.normalize(), _SAME)


def _area(piece: Piece, *, moved: bool) -> Area:
    return Area(
        id=f"{piece.stem}-{piece.first}" if moved else piece.stem,
        name=Text.of(en=piece.name),
        code=NO_TEXT,
        group=GROUP,
        polygon=piece.shape,
        outline=Outline.DERIVED,
        part_of=piece.stem,
        first=piece.first,
        last=piece.last,
        where=piece.where,
    )
