"""What `frontmap import` understands of the files it is given, step by step, and says."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, RequestError, Where
from frontmap.importing.areas import areas_from, metric_crs_for, snapped
from frontmap.importing.assembling import Plan, name_episodes, outside
from frontmap.importing.entries import EndRule, Entry, read_entries
from frontmap.importing.holders import (
    OTHERS,
    HolderRow,
    Holders,
    propose_holders,
    read_holders,
    written_key,
)
from frontmap.importing.joining import Joined, join_places, read_places
from frontmap.importing.moving_outlines import follow_outlines
from frontmap.importing.outlines import (
    VECTOR_ENDINGS,
    Feature,
    Outlines,
    polygons_of,
    read_outlines,
)
from frontmap.importing.own_tables import read_own_tables
from frontmap.importing.points import (
    Points,
    are_points,
    areas_around,
    drawn_points,
    has_points,
    written_points,
)
from frontmap.importing.sheets import TABLE_ENDINGS, Sheet, read_sheet, sheet_of
from frontmap.importing.table_shapes import Layout, TableShape, recognise
from frontmap.model import Area, Status, Text
from frontmap.names import fold, make_id
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.written_dates import DateOrder

__all__ = [
    "ImportOptions",
    "Understanding",
    "understand",
]

#: How many rows a dry run shows as they were understood.
_SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """What the user says because it cannot be known; see `frontmap import --help`."""

    shape: TableShape | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    order: DateOrder | None = None
    end: EndRule | None = None
    holds: int | None = None
    holders: Path | None = None
    places: Path | None = None
    near: int = 0
    skip_unmatched: bool = False
    first: date | None = None
    last: date | None = None
    boundary: Path | None = None
    sheet: str = ""
    header: int = 0
    encoding: str = ""
    layer: str = ""
    crs: str = ""
    id_column: str = ""
    name_column: str = ""
    snap_m: float = 0.0
    title: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """Everything that was understood.

    Attributes:
        sheet: the table.
        entries: its entries.
        plan: what the record is made of; its holders may still be missing.
        proposal: what each way of writing a holder probably means; empty in frontmap's own words.
        needs_holders: whether the record cannot be built before the proposal is settled.
        tables: files that an atlas exported by frontmap brings along, by their path.
    """

    sheet: Sheet
    entries: tuple[Entry, ...]
    plan: Plan
    proposal: tuple[HolderRow, ...]
    needs_holders: bool
    tables: dict[str, bytes] = field(default_factory=dict)

    def shown(self) -> tuple[str, ...]:
        """Return the first rows as they were understood, one line each."""
        lines = []
        for entry in self.entries[:_SHOWN]:
            area = self.plan.joined.get(entry.place, "left out")
            until = entry.last or "the next"
            means = self._meaning(entry)
            lines.append(
                f"  {entry.where}: {entry.place!r} ({area}), {entry.first} to {until}: "
                f"{entry.written.holder!r}, {means}"
            )
        return tuple(lines)

    def proposed_holders(self) -> Holders:
        """Return the proposal as if the user had said so."""
        return Holders("", {written_key(row.written): row for row in self.proposal})

    def _meaning(self, entry: Entry) -> str:
        if self.plan.holders is None and not self.needs_holders:
            return entry.written.status
        table = self.plan.holders or self.proposed_holders()
        row = table.get(entry.written.holder)
        if row is None:
            return "not explained"
        return " ".join(filter(None, (row.holder, row.status.value, *row.rivals)))


def understand(
    files: Sequence[Path], options: ImportOptions, *, tell: Callable[[str], None]
) -> Understanding:
    """Read tables and outlines, and find out what they say.

    Args:
        files: one table, one file of outlines, or both; or outlines that move, a file for each
            date.
        options: what the user says.
        tell: takes each thing that was recognised, as soon as it is.

    Raises:
        DataError: faults, and questions, each with the option that answers it.
        RequestError: the files are not a table and outlines.
    """
    if options.shape is TableShape.SNAPSHOTS or _maps_alone(files):
        return _understand_moving(files, options, tell)
    sheet, outlines = _read(files, options)
    for one in (sheet, outlines):
        if one is not None and one.notes:
            tell(f"{one.file}: {'; '.join(one.notes)}")
    if sheet is None and outlines is not None:
        sheet = sheet_of(outlines)
    if sheet is None:
        raise RequestError("there is no table of who held what among the files")
    layout = recognise(sheet, shape=options.shape, columns=options.columns)
    options = replace(options, languages=options.languages or _own_languages(sheet, layout))
    tell(f"{sheet.file}: {layout}")
    faults: list[Fault] = []
    with _kept(faults):
        order, end, holds = options.order, options.end, options.holds
        read = read_entries(sheet, layout, order=order, end=end, holds=holds)
        for note in read.notes:
            tell(f"{sheet.file}: {note}")
    with _kept(faults):
        areas, metric_crs, joined = _joined(sheet, layout, outlines, options, tell)
    with _kept(faults):
        holders = _said_holders(options)
    if faults:
        raise DataError(faults)
    for note in (*_left_out(read.entries, joined.areas, options), *_all_others(holders)):
        tell(note)
    proposal: tuple[HolderRow, ...] = ()
    if not layout.own_words:
        proposal = propose_holders(entry.written.holder for entry in read.entries)
    plan = Plan(
        title=options.title or f"Atlas of {sheet.file}",
        file=sheet.file,
        areas=areas,
        metric_crs=metric_crs,
        joined=joined.areas,
        holders=holders,
        party_details=tuple(holders.rows.values())
        if holders
        else _own_party_details(sheet, layout),
        first=options.first,
        last=options.last,
        languages=options.languages,
    )
    return Understanding(
        sheet,
        read.entries,
        plan,
        proposal,
        needs_holders=not layout.own_words and holders is None,
        tables=read_own_tables(files[0], options.languages or LANGUAGES[:1])
        if layout.own_words and len(files) == 1
        else {},
    )


def _joined(
    sheet: Sheet,
    layout: Layout,
    outlines: Outlines | None,
    options: ImportOptions,
    tell: Callable[[str], None],
) -> tuple[tuple[Area, ...], str, Joined]:
    """Return the areas, the projection they are measured in, and which place is which of them."""
    areas, features, notes = _areas(sheet, layout, outlines, options)
    metric_crs = metric_crs_for(areas)
    if options.snap_m > 0:
        areas, moved = snapped(areas, options.snap_m, metric_crs)
        notes += moved
    joined = join_places(
        _written_places(sheet, layout),
        areas,
        features,
        said=_said_places(options, areas, by_id=layout.own_words),
        near=options.near,
        skip=options.skip_unmatched,
    )
    for note in (*notes, *joined.lines()):
        tell(note)
    return areas, metric_crs, joined


@contextmanager
def _kept(faults: list[Fault]) -> Iterator[None]:
    """Keep the faults of one step, so that those of the next are told with them."""
    try:
        yield
    except DataError as refusal:
        faults += refusal.faults


def _left_out(
    entries: Sequence[Entry], joined: Mapping[str, str], options: ImportOptions
) -> Iterator[str]:
    """Say what `--first` and `--last` leave out, or that they leave out nothing."""
    first, last = options.first, options.last
    if first is None and last is None:
        return
    if name_episodes(entries):
        yield "--first and --last are left aside, for the rows name their episodes"
        return
    known = [entry for entry in entries if entry.place in joined]
    if out := len(outside(known, first or date.min, last or date.max)):
        days = f"{first or 'the first day'} to {last or 'the last day'}"
        yield f"{out} of {len(known)} entries have no day from {days}, and are left out"


def _said_holders(options: ImportOptions) -> Holders | None:
    if options.holders is None:
        return None
    return read_holders(options.holders, encoding=options.encoding)


def _said_places(options: ImportOptions, areas: Sequence[Area], *, by_id: bool) -> dict[str, str]:
    """Return the area of each place that is said by a table, or by ids of our own."""
    ids = {fold(area.id): area.id for area in areas} if by_id else {}
    if options.places is None:
        return ids
    return ids | read_places(options.places, areas, encoding=options.encoding)


def _all_others(holders: Holders | None) -> Iterator[str]:
    """Say what `others` are, where they are several: not all of them need have been there."""
    if holders is None:
        return
    written = [repr(row.written) for row in holders.rows.values() if OTHERS in row.rivals]
    if written and len(holders.parties) > 2:  # noqa: PLR2004 - a holder and one other
        parties = ", ".join(holders.parties)
        yield (
            f"{holders.file}: the others of {', '.join(written)} are all parties but the holder, "
            f"of {parties}; name them, where not all of them were there"
        )


def _maps_alone(files: Sequence[Path]) -> bool:
    vectors = [path for path in files if path.suffix.casefold() in VECTOR_ENDINGS]
    return len(vectors) == len(files) > 1


def _understand_moving(
    files: Sequence[Path], options: ImportOptions, tell: Callable[[str], None]
) -> Understanding:
    maps: list[Outlines] = []
    faults: list[Fault] = []
    for path in files:
        with _kept(faults):
            asked = {"layer": options.layer, "crs": options.crs, "encoding": options.encoding}
            maps.append(polygons_of(read_outlines(path, **asked)))
    if faults:
        raise DataError(faults)
    for note in dict.fromkeys(note for one in maps for note in one.notes):
        tell(f"the maps: {note}")
    moving = follow_outlines(
        maps,
        columns=options.columns,
        order=options.order,
        holds=options.holds,
        last=options.last,
        snap_m=options.snap_m,
    )
    # a map has its names in one language, and only the user knows which
    language = (options.languages or LANGUAGES)[0]
    tell("outlines that move, of the shape snapshots")
    joined = {area.id: area.id for area in moving.areas}
    holders = _said_holders(options)
    left_out = _left_out(moving.entries, joined, options)
    for note in (*moving.notes, *left_out, *_all_others(holders)):
        tell(note)
    file = files[0].name if len(files) == 1 else f"{len(files)} maps"
    plan = Plan(
        title=options.title or f"Atlas of {file}",
        file=file,
        areas=tuple(
            replace(area, name=Text.of({language: area.name.first})) for area in moving.areas
        ),
        metric_crs=metric_crs_for(moving.areas),
        joined=joined,
        holders=holders,
        party_details=tuple(holders.rows.values()) if holders else (),
        first=options.first,
        last=options.last,
        languages=options.languages,
    )
    return Understanding(
        Sheet(file, (), (), ()),
        moving.entries,
        plan,
        propose_holders(entry.written.holder for entry in moving.entries),
        needs_holders=holders is None,
    )


def _read(files: Sequence[Path], options: ImportOptions) -> tuple[Sheet | None, Outlines | None]:
    tables = [path for path in files if path.suffix.casefold() in TABLE_ENDINGS]
    vectors = [path for path in files if path.suffix.casefold() in VECTOR_ENDINGS]
    others = [path.name for path in files if path not in tables and path not in vectors]
    if others:
        known = ", ".join((*TABLE_ENDINGS, *VECTOR_ENDINGS))
        raise RequestError(f"{others[0]} is neither a table nor outlines; known are {known}")
    if len(tables) > 1 or len(vectors) > 1:
        raise RequestError("import takes one table and one file of outlines at a time")
    faults: list[Fault] = []
    sheet: Sheet | None = None
    outlines: Outlines | None = None
    with _kept(faults):
        if tables:
            sheet = read_sheet(
                tables[0], sheet=options.sheet, header=options.header, encoding=options.encoding
            )
    with _kept(faults):
        if vectors:
            asked = {"crs": options.crs, "encoding": options.encoding}
            layer = options.layer
            outlines = polygons_of(read_outlines(vectors[0], layer=layer, **asked))
            if not tables and not layer and outlines.has_layer("control"):
                control = read_outlines(vectors[0], layer="control", **asked)
                sheet = replace(sheet_of(control), notes=("the layer control",))
    if faults:
        raise DataError(faults)
    return sheet, outlines


def _own_languages(sheet: Sheet, layout: Layout) -> tuple[str, ...]:
    """Return the languages of a table that frontmap has written, as its columns tell them.

    Raises:
        DataError: the first one is not English, and has to be named.
    """
    names = [column for column in sheet.columns if re.fullmatch("name_[a-z]{2,3}", column)]
    further = tuple(column.removeprefix("name_") for column in names)
    if not layout.own_words or not further:
        return ()
    if LANGUAGES[0] in further:
        where, found = Where(sheet.file, 1), f"{names}, and no language of the column 'name'"
        expected = f"--languages with that one first: --languages xx,{','.join(further)}"
        raise DataError([Fault(where, "which-language", found, expected)])
    return (LANGUAGES[0], *further)


def _written_places(sheet: Sheet, layout: Layout) -> dict[str, Where]:
    column = layout.roles["place"]
    places: dict[str, Where] = {}
    for row in sheet.rows:
        if name := row.cells.get(column, ""):
            places.setdefault(name, row.where.at(column))
    return places


def _areas(
    sheet: Sheet, layout: Layout, outlines: Outlines | None, options: ImportOptions
) -> tuple[tuple[Area, ...], tuple[Feature, ...], tuple[str, ...]]:
    """Return the areas, the attributes of their outlines, and what is to be said of them."""
    if points := _points(sheet, layout, outlines, options):
        areas, notes = _around_points(points, options)
        return areas, (), notes
    if outlines is None:
        raise RequestError(
            "there are no outlines: add a file of them, or have columns of longitude and latitude "
            "and say --boundary"
        )
    id_column, name_column = options.id_column, options.name_column
    if sheet.file == outlines.file and not id_column and layout.roles["place"] in outlines.columns:
        id_column = layout.roles["place"]
        outlines = _once(outlines, id_column)
    areas, notes = areas_from(
        outlines, id_column=id_column, name_column=name_column, languages=options.languages
    )
    if layout.own_words:
        pairs = zip(areas, outlines.features, strict=True)
        areas = tuple(_as_exported(area, feature) for area, feature in pairs)
    return areas, outlines.features, notes


def _as_exported(area: Area, feature: Feature) -> Area:
    """Return an area with the group and the days that our own exports have."""
    cells = feature.cells
    first, last = (
        cells.get(f"area_{end}", cells.get(end, "") if "area" not in cells else "")
        for end in ("first", "last")
    )
    return replace(
        area,
        group=make_id(cells.get("group", "")) or area.group,
        first=date.fromisoformat(first[:10]) if first else None,
        last=date.fromisoformat(last[:10]) if last else None,
    )


def _once(outlines: Outlines, column: str) -> Outlines:
    """Return outlines that stand once for each state as one feature for each place.

    Raises:
        DataError: a place has more than one outline.
    """
    first: dict[str, Feature] = {}
    faults = []
    for feature in outlines.features:
        place = feature.cells.get(column, "")
        known = first.setdefault(place, feature)
        shape, other = known.geometry, feature.geometry
        if shape is not None and other is not None and not shape.equals_exact(other, 1e-7):
            where = feature.where.at("geometry")
            found = f"another outline of {place!r} than in feature {known.where.row}"
            expected = "one outline of a place; outlines that move are --shape snapshots"
            faults.append(Fault(where, "two-outlines", found, expected))
    if faults:
        raise DataError(faults)
    return replace(outlines, features=tuple(first.values()))


def _points(
    sheet: Sheet, layout: Layout, outlines: Outlines | None, options: ImportOptions
) -> Points | None:
    """Return the points of the table's columns, or of a file of points; `None` where none are."""
    if outlines is None:
        skip = options.skip_unmatched
        return written_points(sheet, layout, skip=skip) if has_points(layout) else None
    if not are_points(outlines):
        return None
    named = {"name_column": options.name_column, "id_column": options.id_column}
    return drawn_points(outlines, layout.roles["place"], **named)


def _around_points(
    points: Points, options: ImportOptions
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    if options.boundary is None:
        raise RequestError(
            f"{points.file} has points and no outlines: --boundary FILE with a polygon says how "
            "far their cells may reach"
        )
    asked = {"crs": options.crs, "encoding": options.encoding}
    areas = areas_around(
        points, read_outlines(options.boundary, **asked), (options.languages or LANGUAGES)[0]
    )
    return areas, (f"{len(areas)} points became cells inside {options.boundary.name}: schematic",)


def _own_party_details(sheet: Sheet, layout: Layout) -> tuple[HolderRow, ...]:
    """Return names and colours of parties that a table of our own has in its rows."""
    if not layout.own_words:
        return ()
    rows: dict[str, HolderRow] = {}
    for row in sheet.rows:
        holder = row.cells.get("holder", "")
        name, colour = row.cells.get("holder_name", ""), row.cells.get("colour", "")
        if holder and (name or colour) and holder != "unknown":
            rows.setdefault(
                holder, HolderRow(holder, holder, Status.HELD, (), name, "", colour, holder)
            )
    return tuple(rows.values())
