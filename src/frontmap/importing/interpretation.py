"""What `frontmap import` makes of the files it is given: entries, outlines, and what is asked."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from frontmap.errors import DataError, Fault, RequestError, Where
from frontmap.folder.tables import translation_of
from frontmap.importing.areas import areas_from, columns_read, metric_crs_for, snapped
from frontmap.importing.assembling import Plan, name_episodes, outside
from frontmap.importing.entries import Entry, read_entries
from frontmap.importing.holders import (
    OTHERS,
    HolderRow,
    Holders,
    propose_holders,
    read_holders,
    written_key,
)
from frontmap.importing.input_tables import (
    TABLE_ENDINGS,
    InputTable,
    read_table,
    table_of_features,
)
from frontmap.importing.joining import Joined, join_places, read_places
from frontmap.importing.moving_outlines import MovingOutlines, follow_outlines
from frontmap.importing.one_holder import held_by_one, named_columns
from frontmap.importing.options import ImportOptions, TableShape
from frontmap.importing.outline_days import with_days, with_years
from frontmap.importing.outline_spans import follow_spans, have_several_outlines, take_turns
from frontmap.importing.outlines import (
    VECTOR_ENDINGS,
    Feature,
    FeatureTable,
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
from frontmap.importing.table_shapes import Layout, recognise
from frontmap.model import UNKNOWN, Area, Text
from frontmap.names import fold, make_id
from frontmap.statuses import Status
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Interpretation", "interpret"]

#: How many rows a dry run shows as they were read.
_SHOWN = 8
#: Outlines whose vertices differ by less than this, in degrees, are the same: a centimetre.
_SAME = 1e-7


@dataclass(frozen=True)
class Interpretation:
    """What was made of the files, before anything is written.

    Attributes:
        columns: the table's columns; none where outlines move.
        entries: what the table writes, in its order.
        plan: what the record is made of; its holders may still be missing.
        proposal: what each way of writing a holder probably means; empty in frontmap's own words.
        tables: files that an atlas exported by frontmap brings along, by their path.
        unused: the columns of which nothing is made.
    """

    columns: tuple[str, ...]
    entries: tuple[Entry, ...]
    plan: Plan
    proposal: tuple[HolderRow, ...]
    tables: Mapping[str, bytes] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    @property
    def needs_holders(self) -> bool:
        """Whether the user must still say what the ways of writing a holder mean."""
        return bool(self.proposal) and self.plan.holders is None

    def as_proposed(self) -> Interpretation:
        """Return what this would be if the user took the proposal as it is."""
        if not self.needs_holders:
            return self
        holders = Holders("", {written_key(row.written): row for row in self.proposal})
        return replace(self, plan=replace(self.plan, holders=holders))

    def shown(self) -> tuple[str, ...]:
        """Return the first rows as they were read, one line each."""
        holders = self.as_proposed().plan.holders
        lines = []
        for entry in self.entries[:_SHOWN]:
            area = self.plan.joined.get(entry.place, "left out")
            until = entry.last or "the next"
            lines.append(
                f"  {entry.where}: {entry.place!r} ({area}), {entry.first} to {until}: "
                f"{entry.written.holder!r}, {_meaning(entry, holders)}"
            )
        return tuple(lines)


def _meaning(entry: Entry, holders: Holders | None) -> str:
    if holders is None:
        return entry.written.status
    row = holders.get(entry.written.holder)
    if row is None:
        return "not explained"
    return " ".join(filter(None, (row.holder, row.status.value, *row.rivals)))


def interpret(
    files: Sequence[Path], options: ImportOptions, *, tell: Callable[[str], None]
) -> Interpretation:
    """Read tables and outlines, and recognise what they say.

    Args:
        files: one table, one file of outlines, or both; or outlines that move, a file for each
            date, or one with a start and an end for each.
        options: what the user says.
        tell: takes each thing that was recognised, as soon as it is.

    Raises:
        DataError: faults, and questions, each with the option that answers it.
        RequestError: the files are not a table and outlines.
    """
    if options.shape is TableShape.SNAPSHOTS or _are_maps_alone(files):
        return _interpret_maps(files, options, tell)
    table, outlines = _read(files, options, tell)
    table, layout = _recognised(table, options)
    if outlines is not None and _are_spans(table, outlines, layout, options):
        return _interpret_spans(table, outlines, layout, options, tell)
    options = replace(options, languages=options.languages or _own_languages(table, layout))
    tell(f"{table.file}: {layout}")
    faults = _Faults()
    with faults.kept():
        entries = _read_entries(table, layout, options, tell)
    with faults.kept():
        drawn = _draw(table, layout, outlines, options)
        joined = _join(table, layout, drawn, options)
        for note in (*drawn.notes, *joined.lines()):
            tell(note)
    with faults.kept():
        holders = _read_holders(options)
    faults.refuse()
    plan = Plan(
        title=options.title,
        file=table.file,
        areas=drawn.areas,
        metric_crs=drawn.metric_crs,
        joined=joined.areas,
        holders=holders,
        party_details=_party_details(table, layout, holders),
        first=options.first,
        last=options.last,
        languages=options.languages,
    )
    for note in _warnings(entries, plan):
        tell(note)
    ways = () if layout.own_words else [entry.written.holder for entry in entries]
    tables = _own_tables(files, options) if layout.own_words else {}
    unused = _unused(table, layout, outlines, options)
    return Interpretation(table.columns, entries, plan, propose_holders(ways), tables, unused)


def _unused(
    table: InputTable, layout: Layout, outlines: FeatureTable | None, options: ImportOptions
) -> tuple[str, ...]:
    """Return the columns of the table that have something in them, of which nothing is made."""
    read: frozenset[str] = frozenset()
    if table.of_outlines and outlines is not None:
        read = columns_read(
            outlines.columns,
            id_column=options.id_column,
            name_column=options.name_column,
            languages=options.languages,
        )
    filled = {column for row in table.rows for column, cell in row.cells.items() if cell}
    return tuple(column for column in layout.unused if column in filled - read)


def _read_entries(
    table: InputTable, layout: Layout, options: ImportOptions, tell: Callable[[str], None]
) -> tuple[Entry, ...]:
    """Return the entries of the table, and tell how they were read."""
    read = read_entries(table, layout, order=options.order, end=options.end, holds=options.holds)
    for note in read.notes:
        tell(f"{table.file}: {note}")
    return read.entries


def _own_tables(files: Sequence[Path], options: ImportOptions) -> dict[str, bytes]:
    """Return the files that an atlas exported by frontmap brings along, where it came alone."""
    return read_own_tables(files[0], options.languages or LANGUAGES[:1]) if len(files) == 1 else {}


def _own_languages(table: InputTable, layout: Layout) -> tuple[str, ...]:
    """Return the languages of a table that frontmap has written, as its columns tell them.

    Raises:
        DataError: the first one is not English, and has to be named.
    """
    names = [column for column in table.columns if translation_of(column, "name")]
    further = tuple(translation_of(column, "name") for column in names)
    if not layout.own_words or not further:
        return ()
    if LANGUAGES[0] in further:
        where, found = Where(table.file, 1), f"{names}, and no language of the column 'name'"
        expected = f"--languages with that one first: --languages xx,{','.join(further)}"
        raise DataError([Fault(where, "which-language", found, expected)])
    return (LANGUAGES[0], *further)


class _Faults:
    """The faults of several steps, so that those of the next are told with those of the first."""

    def __init__(self) -> None:
        self._met: list[Fault] = []

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the faults of one step, and go on after it."""
        try:
            yield
        except DataError as refusal:
            self._met += refusal.faults

    def refuse(self) -> None:
        """Raise all faults that were kept, if there are any.

        Raises:
            DataError: there are some.
        """
        if self._met:
            raise DataError(self._met)


def _are_maps_alone(files: Sequence[Path]) -> bool:
    return len(files) > 1 and all(path.suffix.casefold() in VECTOR_ENDINGS for path in files)


def _read(
    files: Sequence[Path], options: ImportOptions, tell: Callable[[str], None]
) -> tuple[InputTable, FeatureTable | None]:
    """Return the table and the outlines among the files, and tell how each was read.

    Where there is no table, it is the outlines' attributes.
    """
    table_file, vector_file = _sorted_files(files)
    faults = _Faults()
    table: InputTable | None = None
    outlines: FeatureTable | None = None
    with faults.kept():
        if table_file is not None:
            asked = {"sheet": options.sheet, "encoding": options.encoding}
            table = read_table(table_file, header=options.header, **asked)
    with faults.kept():
        if vector_file is not None:
            asked = {"crs": options.crs, "encoding": options.encoding}
            outlines = polygons_of(read_outlines(vector_file, layer=options.layer, **asked))
            if table_file is None and not options.layer and outlines.has_layer("control"):
                control = read_outlines(vector_file, layer="control", **asked)
                table = replace(table_of_features(control), notes=("the layer control",))
    faults.refuse()
    for one in (table, outlines):
        if one is not None and one.notes:
            tell(f"{one.file}: {'; '.join(one.notes)}")
    if table is None and outlines is not None:
        outlines = with_days(held_by_one(outlines, options))
        table = table_of_features(outlines)
    elif options.all_held_by:
        raise RequestError("--all-held-by is for outlines without a table; the table says who held")
    if table is None:
        raise RequestError("there is no table of who held what among the files")
    return table, outlines


def _sorted_files(files: Sequence[Path]) -> tuple[Path | None, Path | None]:
    """Return the table and the file of outlines among the files.

    Raises:
        RequestError: there are several of one kind, or of another kind.
    """
    known = (*TABLE_ENDINGS, *VECTOR_ENDINGS)
    others = [path.name for path in files if path.suffix.casefold() not in known]
    if others:
        endings = ", ".join(known)
        raise RequestError(f"{others[0]} is neither a table nor outlines; known are {endings}")
    tables = [path for path in files if path.suffix.casefold() in TABLE_ENDINGS]
    vectors = [path for path in files if path.suffix.casefold() in VECTOR_ENDINGS]
    if len(tables) > 1 or len(vectors) > 1:
        raise RequestError("import takes one table and one file of outlines at a time")
    return next(iter(tables), None), next(iter(vectors), None)


@dataclass(frozen=True)
class _Drawn:
    """The areas and how they were found.

    Attributes:
        areas: with polygons in EPSG:4326.
        features: the attributes of their outlines, in the same order; none of points.
        metric_crs: the projection in which they are measured.
        notes: what is to be told of them.
    """

    areas: tuple[Area, ...]
    features: tuple[Feature, ...]
    metric_crs: str
    notes: tuple[str, ...]


def _draw(
    table: InputTable, layout: Layout, outlines: FeatureTable | None, options: ImportOptions
) -> _Drawn:
    """Make areas of the outlines, or around the points, of the files."""
    points = _points(table, layout, outlines, options)
    if points is not None:
        areas, notes = _around_points(points, options)
        features: tuple[Feature, ...] = ()
    elif outlines is not None:
        areas, features, notes = _from_outlines(table, layout, outlines, options)
    else:
        raise RequestError(
            "there are no outlines: add a file of them, or have columns of longitude and latitude "
            "and say --boundary"
        )
    metric_crs = metric_crs_for(areas)
    if options.snap_m > 0:
        areas, moved = snapped(areas, options.snap_m, metric_crs)
        notes += moved
    return _Drawn(areas, features, metric_crs, notes)


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
    for feature in outlines.features:
        place = feature.cells.get(column, "")
        known = first.setdefault(place, feature)
        shape, other = known.geometry, feature.geometry
        if shape is not None and other is not None and not shape.equals_exact(other, _SAME):
            where = feature.where.at("geometry")
            found = f"another outline of {place!r} than in feature {known.where.row}"
            expected = "one outline of a place; outlines that move are --shape snapshots"
            faults.append(Fault(where, "two-outlines", found, expected))
    if faults:
        raise DataError(faults)
    return replace(outlines, features=tuple(first.values()))


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
    areas = areas_around(points, read_outlines(options.boundary, **asked), options.language)
    return areas, (f"{len(areas)} points became cells inside {options.boundary.name}: schematic",)


def _join(table: InputTable, layout: Layout, drawn: _Drawn, options: ImportOptions) -> Joined:
    """Find the area of each place of the table."""
    column = layout.roles["place"]
    places: dict[str, Where] = {}
    for row in table.rows:
        if name := row.cells.get(column, ""):
            places.setdefault(name, row.where.at(column))
    # in a table of our own a place is an id, whatever else is called so
    named = {fold(area.id): area.id for area in drawn.areas} if layout.own_words else {}
    if options.places is not None:
        named |= read_places(options.places, drawn.areas, encoding=options.encoding)
    near, skip = options.near, options.skip_unmatched
    return join_places(places, drawn.areas, drawn.features, named=named, near=near, skip=skip)


def _read_holders(options: ImportOptions) -> Holders | None:
    if options.holders is None:
        return None
    return read_holders(options.holders, encoding=options.encoding)


def _party_details(
    table: InputTable, layout: Layout, holders: Holders | None
) -> tuple[HolderRow, ...]:
    """Return names and colours of parties: the user's, or those in the rows of our own tables."""
    if holders is not None:
        return tuple(holders.rows.values())
    if not layout.own_words:
        return ()
    rows: dict[str, HolderRow] = {}
    for row in table.rows:
        holder = row.cells.get("holder", "")
        name, colour = row.cells.get("holder_name", ""), row.cells.get("colour", "")
        if holder and (name or colour) and holder != UNKNOWN:
            details = HolderRow(holder, holder, Status.HELD, (), name, "", colour, holder)
            rows.setdefault(holder, details)
    return tuple(rows.values())


def _warnings(entries: Sequence[Entry], plan: Plan) -> Iterator[str]:
    """Say what the user should know before anything is written."""
    yield from _left_out(entries, plan)
    if plan.holders is not None:
        yield from _all_others(plan.holders)


def _left_out(entries: Sequence[Entry], plan: Plan) -> Iterator[str]:
    """Say how many entries `--first` and `--last` leave out, or that both are ignored."""
    first, last = plan.first, plan.last
    if first is None and last is None:
        return
    if name_episodes(entries):
        yield "--first and --last are left aside, for the rows name their episodes"
        return
    known = [entry for entry in entries if entry.place in plan.joined]
    if out := len(outside(known, first or date.min, last or date.max)):
        days = f"{first or 'the first day'} to {last or 'the last day'}"
        yield f"{out} of {len(known)} entries have no day from {days}, and are left out"


def _all_others(holders: Holders) -> Iterator[str]:
    """Say which parties `others` are, where they are several: not all need have been there."""
    written = [repr(row.written) for row in holders.rows.values() if OTHERS in row.rivals]
    if written and len(holders.parties) > 2:  # noqa: PLR2004 - a holder and one other
        parties = ", ".join(holders.parties)
        yield (
            f"{holders.file}: the others of {', '.join(written)} are all parties but the holder, "
            f"of {parties}; name them, where not all of them were there"
        )


def _recognised(table: InputTable, options: ImportOptions) -> tuple[InputTable, Layout]:
    """Return the table, with days for years where the user says so, and its layout.

    Raises:
        DataError: what cannot be recognised.
        RequestError: there are no starts for years, or holders are said otherwise.
    """
    layout = recognise(
        table, shape=options.shape, columns=named_columns(options), left_out=options.left_out
    )
    if options.all_held_by and "holder" not in layout.roles:
        raise RequestError(f"--all-held-by: a table of the shape {layout.shape} says who held")
    if options.years:
        if "start" not in layout.roles:
            raise RequestError(f"--years is for starts and ends, and the shape is {layout.shape}")
        table = with_years(table, layout.roles, options.end)
    return table, layout


def _are_spans(
    table: InputTable, outlines: FeatureTable, layout: Layout, options: ImportOptions
) -> bool:
    """Tell whether the rows are outlines that move, each with its days.

    Raises:
        RequestError: the user says so, and there is a table besides the outlines.
    """
    if layout.shape is TableShape.SPANS:
        if not table.of_outlines:
            raise RequestError("--shape spans is for outlines with days, without a table")
        return True
    told = options.shape is None and layout.shape is TableShape.INTERVALS
    if not told or layout.own_words or not table.of_outlines:
        return False
    if have_several_outlines(outlines, layout.roles["place"]):
        return True
    try:
        entries = _read_entries(table, layout, options, lambda _: None)
    except DataError:
        # told once, where the entries are read for good
        return False
    return take_turns(outlines, entries)


#: Options that say nothing of outlines that move, with their values where nothing is said.
_OF_FIXED = {
    "id_column": "", "name_column": "", "places": None, "near": 0, "skip_unmatched": False,
    "boundary": None, "sheet": "", "header": 0,
}  # fmt: skip
_OF_MAPS = _OF_FIXED | {"end": None, "years": False}
_OF_SPANS = _OF_FIXED | {"holds": None}


def _require_heard(options: ImportOptions, others: Mapping[str, object], what: str) -> None:
    """Refuse options that would not be honoured.

    Raises:
        RequestError: the user says some.
    """
    said = [name for name, unsaid in others.items() if getattr(options, name) != unsaid]
    if said:
        named = ", ".join(f"--{name.replace('_', '-')}" for name in said)
        remedy = "; name columns by --column place=…" if "name_column" in said else ""
        raise RequestError(f"{named}: not for {what}{remedy}")


def _interpret_maps(
    files: Sequence[Path], options: ImportOptions, tell: Callable[[str], None]
) -> Interpretation:
    """Read outlines that move: a file for each date, or one file with a column of dates."""
    if options.shape not in {None, TableShape.SNAPSHOTS}:
        raise RequestError(f"--shape {options.shape} takes one file of outlines, or a table")
    _require_heard(options, _OF_MAPS, "maps of a date each")
    maps = _read_maps(files, options)
    for note in dict.fromkeys(note for one in maps for note in one.notes):
        tell(f"the maps: {note}")
    moving = follow_outlines(
        maps,
        columns=named_columns(options),
        left_out=options.left_out,
        order=options.order,
        holds=options.holds,
        last=options.last,
        snap_m=options.snap_m,
    )
    tell("outlines that move, of the shape snapshots")
    file = files[0].name if len(files) == 1 else f"{len(files)} maps"
    return _moving(moving, file, options, tell)


def _interpret_spans(
    table: InputTable,
    outlines: FeatureTable,
    layout: Layout,
    options: ImportOptions,
    tell: Callable[[str], None],
) -> Interpretation:
    """Read outlines that move, each with a first and a last day."""
    layout = replace(layout, shape=TableShape.SPANS)
    _require_heard(options, _OF_SPANS, "outlines with a start and an end each")
    tell(f"{table.file}: outlines that move, {layout}")
    entries = _read_entries(table, layout, options, tell)
    moving = follow_spans(outlines, entries, layout, last=options.last, snap_m=options.snap_m)
    return _moving(moving, table.file, options, tell)


def _moving(
    moving: MovingOutlines, file: str, options: ImportOptions, tell: Callable[[str], None]
) -> Interpretation:
    """Return what is made of outlines that move, and tell what was found."""
    holders = _read_holders(options)
    plan = Plan(
        title=options.title,
        file=file,
        # a map has its names in one language, and only the user knows which
        areas=tuple(
            replace(area, name=Text.of({options.language: area.name.first}))
            for area in moving.areas
        ),
        metric_crs=metric_crs_for(moving.areas),
        joined={area.id: area.id for area in moving.areas},
        holders=holders,
        party_details=tuple(holders.rows.values()) if holders else (),
        first=options.first,
        last=options.last,
        languages=options.languages,
    )
    for note in (*moving.notes, *_warnings(moving.entries, plan)):
        tell(note)
    proposal = propose_holders(entry.written.holder for entry in moving.entries)
    return Interpretation((), moving.entries, plan, proposal, unused=moving.unused)


def _read_maps(files: Iterable[Path], options: ImportOptions) -> list[FeatureTable]:
    maps: list[FeatureTable] = []
    faults = _Faults()
    for path in files:
        with faults.kept():
            asked = {"layer": options.layer, "crs": options.crs, "encoding": options.encoding}
            maps.append(held_by_one(polygons_of(read_outlines(path, **asked)), options))
    faults.refuse()
    return maps
