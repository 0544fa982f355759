"""What `frontmap import` makes of the files it is given: entries, outlines, and what is asked."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from frontmap.errors import DataError, Fault, RequestError, Where
from frontmap.folder.tables import translation_of
from frontmap.importing.areas import (
    areas_from,
    columns_read,
    drawn_only,
    found_name_column,
    metric_crs_for,
    polygon_features,
    snapped,
)
from frontmap.importing.assembling import Plan, name_episodes, outside
from frontmap.importing.cutting import cut_out
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
    InputRow,
    InputTable,
    is_table,
    read_table,
    table_of_features,
    without_footnotes,
)
from frontmap.importing.joining import Joined, join_places, names_told, read_places, said_places
from frontmap.importing.mending import sound_outlines
from frontmap.importing.moving_outlines import MovingOutlines, follow_outlines
from frontmap.importing.one_holder import held_by_one, named_columns
from frontmap.importing.options import ImportOptions, TableShape
from frontmap.importing.outline_days import with_days
from frontmap.importing.outline_spans import follow_spans, have_several_outlines, take_turns
from frontmap.importing.outlines import (
    VECTOR_ENDINGS,
    Feature,
    FeatureTable,
    in_one_piece,
    polygons_of,
    read_outlines,
)
from frontmap.importing.own_tables import OwnTables, read_own_tables
from frontmap.importing.points import (
    Points,
    are_points,
    areas_around,
    drawn_points,
    has_points,
    name_column_of_points,
    written_points,
)
from frontmap.importing.presets import columns_of, with_preset
from frontmap.importing.table_shapes import Layout, recognise
from frontmap.importing.uniting import united, united_by_column
from frontmap.importing.unused_options import ReadFiles, unused_options
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
        settled: the options, with what was recognised as if it had been said.
    """

    columns: tuple[str, ...]
    entries: tuple[Entry, ...]
    plan: Plan
    proposal: tuple[HolderRow, ...]
    tables: Mapping[str, bytes] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    settled: ImportOptions = field(default_factory=ImportOptions)

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

    def completed(self) -> Interpretation:
        """Return what this would be with the proposal for what the user has not explained yet."""
        rows = {written_key(row.written): row for row in self.proposal}
        said = self.plan.holders
        if said is None or rows.keys() <= said.rows.keys():
            return self.as_proposed()
        # the order of the rows is that of the parties: new ones come last
        holders = Holders(said.file, {**said.rows, **(rows | dict(said.rows))})
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
    options = with_preset(options)
    if options.shape is TableShape.SNAPSHOTS or _are_maps_alone(files):
        return _interpret_maps(files, options, tell)
    tables, outlines = _read(files, options, tell)
    known = _recognised(tables, outlines, options, tell)
    table, layout = _as_one(known)
    if outlines is not None and _are_spans(table, outlines, layout, options):
        return _interpret_spans(table, outlines, layout, options, tell)
    options = replace(options, languages=options.languages or _own_languages(table, layout))
    faults = _Faults()
    with faults.kept():
        entries = _all_entries(known, options, tell)
    with faults.kept():
        drawn = _draw(table, layout, outlines, options)
        joined = _join(table, layout, drawn, options)
        _tell_each(tell, (*drawn.notes, *joined.lines()))
        drawn, layout = _named(drawn, joined, table, layout, options)
    with faults.kept():
        holders = _read_holders(options)
        _require_heard(files, options, table, outlines, layout)
    faults.refuse()
    plan = replace(_plan(options, table.file, drawn), joined=joined.areas, holders=holders)
    plan = replace(plan, party_details=_party_details(table, layout, holders))
    _tell_each(tell, _warnings(entries, plan))
    own = _own_tables(files, options) if layout.own_words else OwnTables()
    return Interpretation(
        table.columns,
        entries,
        plan,
        _proposal(entries, layout),
        own.files,
        unused=(*_unused(table, layout, drawn, joined, options), *own.unread),
        settled=_settled(options, layout, plan.areas),
    )


def _tell_each(tell: Callable[[str], None], notes: Iterable[str]) -> None:
    for note in notes:
        tell(note)


def _plan(options: ImportOptions, file: str, drawn: _Drawn) -> Plan:
    """Return what the options and the areas say of the record; places and holders come later."""
    return Plan(
        title=options.title,
        file=file,
        areas=drawn.areas,
        metric_crs=drawn.metric_crs,
        joined={},
        holders=None,
        first=options.first,
        last=options.last,
        languages=options.languages,
    )


def _proposal(entries: Iterable[Entry], layout: Layout) -> tuple[HolderRow, ...]:
    """Return what each way of writing a holder probably means; none of frontmap's own words."""
    return propose_holders(() if layout.own_words else (e.written.holder for e in entries))


class _Known(NamedTuple):
    """A table, and what its columns are."""

    table: InputTable
    layout: Layout


def _recognised(
    tables: Sequence[InputTable],
    outlines: FeatureTable | None,
    options: ImportOptions,
    tell: Callable[[str], None],
) -> tuple[_Known, ...]:
    """Recognise the shape and the columns of each table, and tell them.

    The points of a table are not used where there are outlines.

    Raises:
        DataError: what cannot be recognised, in any of the tables.
        RequestError: only some of them are in frontmap's own words.
    """
    known = []
    faults = _Faults()
    for table in tables:
        with faults.kept():
            columns = named_columns(options, columns_of(options, "columns", table.columns))
            layout = recognise(
                table, shape=options.shape, columns=columns, left_out=options.left_out
            )
            if outlines is not None or not has_points(layout):
                layout = layout.without("longitude", "latitude")
            known.append(_Known(table, layout))
            tell(f"{table.file}: {layout}")
    faults.refuse()
    if len({one.layout.own_words for one in known}) > 1:
        raise RequestError("tables in frontmap's own words and others cannot come in together")
    return tuple(known)


def _as_one(known: Sequence[_Known]) -> _Known:
    """Return several tables as one: what a role is called in the first one, it is in all rows."""
    first, layout = known[0]
    if len(known) == 1:
        return known[0]
    rows = []
    for table, of in known:
        shared = [(name, of.roles[role]) for role, name in layout.roles.items() if role in of.roles]
        for row in table.rows:
            told = {name: row.cells.get(column, "") for name, column in shared}
            rows.append(replace(row, cells=row.cells | told))
    columns = dict.fromkeys(column for table, _ in known for column in table.columns)
    unused = dict.fromkeys(column for _, of in known for column in of.unused)
    file = ", ".join(table.file for table, _ in known)
    table = replace(first, file=file, columns=tuple(columns), rows=tuple(rows))
    return _Known(table, replace(layout, unused=tuple(unused)))


def _settled(options: ImportOptions, layout: Layout, areas: Sequence[Area]) -> ImportOptions:
    """Return the options with what was recognised, and the rows of files in the place of files.

    Tables in frontmap's own words are recognised by all of their columns, each time.
    """
    if options.places is not None:
        named, _ = read_places(options.places, areas, encoding=options.encoding)
        options = replace(options, places=None, said_places={**named, **options.said_places})
    if layout.own_words:
        return options
    return replace(options, shape=layout.shape, columns=layout.roles)


def _require_heard(
    files: Sequence[Path],
    options: ImportOptions,
    table: InputTable,
    outlines: FeatureTable | None,
    layout: Layout,
) -> None:
    """Refuse options that would not be honoured.

    Raises:
        DataError: the user gives some.
    """
    pointed = has_points(layout) if outlines is None else are_points(outlines)
    read = ReadFiles(files, outlines, table, layout, has_points=pointed)
    if faults := list(unused_options(options, read)):
        raise DataError(faults)


def _all_entries(
    known: Iterable[_Known], options: ImportOptions, tell: Callable[[str], None]
) -> tuple[Entry, ...]:
    """Return the entries of all tables, and raise the faults of all."""
    entries: list[Entry] = []
    faults = _Faults()
    for one in known:
        with faults.kept():
            entries += _read_entries(one, options, tell)
    faults.refuse()
    return tuple(entries)


def _unused(
    table: InputTable, layout: Layout, drawn: _Drawn, joined: Joined, options: ImportOptions
) -> tuple[str, ...]:
    """Return the columns that have something in them, of which nothing is made.

    Those of a file of outlines beside the table are given with its name.
    """
    read: frozenset[str] = frozenset()
    beside: list[str] = []
    for outlines in drawn.files:
        own = table.of_outlines and outlines.file == table.file
        used = joined.columns | _columns_read(outlines, layout, options, own=own)
        if own:
            read = used
            continue
        of_file = _filled(outlines.features) - used
        beside += (
            f"{column} of {outlines.file}" for column in outlines.columns if column in of_file
        )
    filled = _filled(table.rows) - read
    unused = (column for column in layout.unused if column in filled)
    return (*unused, *beside, *joined.unused)


def _filled(rows: Iterable[InputRow | Feature]) -> set[str]:
    """Return the columns that have something in them."""
    return {column for row in rows for column, cell in row.cells.items() if cell}


def _columns_read(
    outlines: FeatureTable, layout: Layout, options: ImportOptions, *, own: bool
) -> frozenset[str]:
    """Return the columns of a file of outlines or points of which something is made.

    `own` says that the file's attributes are the table.
    """
    named = _columns_asked(outlines, options)
    if own and "id_column" not in named:
        named["id_column"] = layout.roles["place"]
    if are_points(outlines):
        return frozenset({name_column_of_points(outlines, layout.roles["place"], **named)})
    # what our own KML repeats for Google Earth says nothing that its columns do not
    exported = _OF_EXPORTS if layout.own_words else frozenset[str]()
    return exported | columns_read(outlines, languages=options.languages, **named)


def _columns_asked(outlines: FeatureTable, options: ImportOptions) -> dict[str, str]:
    """Return the columns that the user names, as far as a file has them."""
    asked = {"id_column": options.id_column, "name_column": options.name_column}
    return {option: column for option, column in asked.items() if column in outlines.columns}


def _read_entries(
    known: _Known, options: ImportOptions, tell: Callable[[str], None]
) -> tuple[Entry, ...]:
    """Return the entries of a table, and tell how they were read."""
    table, layout = known
    read = read_entries(table, layout, rules=options.dates, end=options.end, holds=options.holds)
    for note in read.notes:
        tell(f"{table.file}: {note}")
    return read.entries


def _own_tables(files: Sequence[Path], options: ImportOptions) -> OwnTables:
    """Return what an atlas exported by frontmap brings along, where it came alone."""
    if len(files) > 1:
        return OwnTables()
    return read_own_tables(files[0], options.languages or LANGUAGES[:1])


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
    of_maps = (path.suffix.casefold() in VECTOR_ENDINGS for path in files)
    return len(files) > 1 and all(of_maps) and not any(map(is_table, files))


def _read(
    files: Sequence[Path], options: ImportOptions, tell: Callable[[str], None]
) -> tuple[tuple[InputTable, ...], FeatureTable | None]:
    """Return the tables and the outlines among the files, and tell how each was read.

    Where there is no table, it is the outlines' attributes.
    """
    table_files, vector_file = _sorted_files(files)
    faults = _Faults()
    tables: list[InputTable] = []
    outlines: FeatureTable | None = None
    for table_file in table_files:
        with faults.kept():
            asked = {"sheet": options.sheet, "encoding": options.encoding}
            table = read_table(table_file, header=options.header, **asked)
            tables.append(without_footnotes(table) if options.footnotes else table)
    with faults.kept():
        if vector_file is not None:
            asked = {"crs": options.crs, "encoding": options.encoding}
            outlines = _read_outlines(vector_file, options, layer=options.layer)
            if not table_files and not options.layer and outlines.has_layer("control"):
                control = read_outlines(vector_file, layer="control", **asked)
                tables.append(replace(table_of_features(control), notes=("the layer control",)))
    faults.refuse()
    for line in _how_read(tables, outlines):
        tell(line)
    if not tables and outlines is not None:
        outlines = with_days(held_by_one(outlines, options))
        tables.append(table_of_features(outlines))
    elif options.all_held_by:
        raise RequestError("--all-held-by is for outlines without a table; the table says who held")
    if not tables:
        raise RequestError("there is no table of who held what among the files")
    return tuple(tables), outlines


def _how_read(tables: Sequence[InputTable], outlines: FeatureTable | None) -> Iterator[str]:
    """Yield how each file was read, and what was mended in it."""
    for one in (*tables, outlines):
        if one is not None and one.notes:
            yield f"{one.file}: {'; '.join(one.notes)}"
    if outlines is not None:
        yield from outlines.mended


def _read_outlines(path: Path, options: ImportOptions, *, layer: str = "") -> FeatureTable:
    """Read outlines, each of which is valid, or is mended as the options say."""
    read = read_outlines(path, layer=layer, crs=options.crs, encoding=options.encoding)
    return sound_outlines(polygons_of(read), mend=options.mend)


def _sorted_files(files: Sequence[Path]) -> tuple[Sequence[Path], Path | None]:
    """Return the tables and the file of outlines among the files.

    Raises:
        RequestError: there are several files of outlines, or files of another kind.
    """
    known = (*TABLE_ENDINGS, *VECTOR_ENDINGS)
    for path in files:
        _refuse_folder(path, known)
    others = [path.name for path in files if path.suffix.casefold() not in known]
    if others:
        endings = ", ".join(known)
        raise RequestError(f"{others[0]} is neither a table nor outlines; known are {endings}")
    tables = [path for path in files if is_table(path)]
    vectors = [path for path in files if path not in tables]
    if len(vectors) > 1:
        raise RequestError("tables go with one file of outlines; outlines that move come alone")
    return tables, next(iter(vectors), None)


def _refuse_folder(path: Path, known: Sequence[str]) -> None:
    """Refuse a folder, unless it is a database, and name a file in it that could be meant.

    Raises:
        RequestError: it is one.
    """
    if path.is_dir() and path.suffix.casefold() != ".gdb":
        inside = sorted(p for p in path.iterdir() if p.suffix.casefold() in known)
        there = f", such as {inside[0]}" if inside else ""
        raise RequestError(f"{path} is a folder: name a file in it{there}")


@dataclass(frozen=True)
class _Drawn:
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


def _draw(
    table: InputTable, layout: Layout, outlines: FeatureTable | None, options: ImportOptions
) -> _Drawn:
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
        raise RequestError(
            "there are no outlines: add a file of them, or have columns of longitude and latitude "
            "and say --boundary",
            option="OUTLINES.geojson",
        )
    notes += further
    files = (outlines,) if outlines is not None else ()
    if options.over is not None:
        over = _read_outlines(options.over, options)
        areas, cut = _with_over(areas, over, options)
        files, notes = (*files, over), (*notes, *cut)
        features = (*features, *over.features) if features else ()
    metric_crs = metric_crs_for(areas)
    if options.snap_m > 0:
        areas, moved = snapped(areas, options.snap_m)
        notes += moved
    return _Drawn(areas, features, files, metric_crs, notes)


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
    named = _columns_asked(outlines, options)
    if not named and not found_name_column(outlines.columns, options.language):
        found, expected = "no column that is plainly the name", "a column that is called name"
        raise DataError([Fault(Where(outlines.file), "no-name", found, expected)])
    over, _ = areas_from(outlines, languages=options.languages, **named)
    areas, cut = cut_out(areas, over)
    notes = (f"{outlines.file}: {note}" for note in (*outlines.notes, *cut))
    return areas, (*outlines.mended, *notes)


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


#: Columns of our own exports that are of the area, or that a KML has once more.
_OF_EXPORTS = frozenset({
    "group", "area_first", "area_last", "first", "last", "description", "begin of the placemark",
    "end of the placemark", "colour of the placemark",
})  # fmt: skip


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
                "are --shape snapshots"
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
    boundary = _read_outlines(options.boundary, options)
    if options.unite:
        # where places are points, it is the boundary's polygons that are one
        boundary, _ = united(boundary, [boundary.file] * len(boundary.features), ())
    areas = areas_around(points, boundary, options.language)
    notes = (f"{boundary.file}: {note}" for note in boundary.notes)
    said = f"{len(areas)} points became cells inside {options.boundary.name}: schematic"
    return areas, (str(points), *notes, *boundary.mended, said)


def _join(table: InputTable, layout: Layout, drawn: _Drawn, options: ImportOptions) -> Joined:
    """Find the area of each place of the table."""
    column = layout.roles["place"]
    places: dict[str, Where] = {}
    for row in table.rows:
        if name := row.cells.get(column, ""):
            places.setdefault(name, row.where.at(column))
    # in a table of our own a place is an id, whatever else is called so
    named = {fold(area.id): area.id for area in drawn.areas} if layout.own_words else {}
    unused: tuple[str, ...] = ()
    if options.places is not None:
        said, unused = read_places(options.places, drawn.areas, encoding=options.encoding)
        named |= said
    named |= said_places(options.said_places, drawn.areas)
    others = {
        other: [row.cells.get(other, "") for row in table.rows if row.cells.get(column)]
        for other in table.columns
        if other not in layout.roles.values()
    }
    joined = join_places(
        places,
        drawn.areas,
        drawn.features,
        named=named,
        near=options.near,
        skip=options.skip_unmatched,
        others=others,
    )
    return replace(joined, unused=unused)


def _named(
    drawn: _Drawn, joined: Joined, table: InputTable, layout: Layout, options: ImportOptions
) -> tuple[_Drawn, Layout]:
    """Return the areas with the names that the table has for them, where they have only ids.

    The table's column of names is no longer in the layout where the outlines have names, unless
    the user names it.
    """
    unnamed = () if "name" in options.columns else drawn.areas
    names = names_told(table, layout, joined, unnamed)
    if not names:
        return drawn, layout.without("name")
    areas = tuple(
        replace(area, name=Text.of({options.language: names[area.id]}))
        if area.id in names
        else area
        for area in drawn.areas
    )
    return replace(drawn, areas=areas), layout


def _read_holders(options: ImportOptions) -> Holders | None:
    if options.holders is None:
        return options.said_holders
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
        entries = _read_entries(_Known(table, layout), options, lambda _: None)
    except DataError:
        # told once, where the entries are read for good
        return False
    return take_turns(outlines, entries)


#: Options that say nothing of outlines that move, with their values where nothing is said.
_OF_FIXED = {
    "id_column": "", "name_column": "", "places": None, "near": 0, "skip_unmatched": False,
    "boundary": None, "sheet": "", "header": 0, "unite": False, "over": None,
}  # fmt: skip
_OF_MAPS = _OF_FIXED | {"end": None, "years": False}
_OF_SPANS = _OF_FIXED | {"holds": None}


def _require_heard_of_moving(
    options: ImportOptions, others: Mapping[str, object], what: str
) -> None:
    """Refuse options that would not be honoured where outlines move.

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
    _require_heard_of_moving(options, _OF_MAPS, "maps of a date each")
    maps = _read_maps(files, options, tell)
    moving = follow_outlines(
        maps,
        columns=named_columns(options, options.columns),
        left_out=options.left_out,
        rules=options.dates,
        holds=options.holds,
        last=options.last,
        snap_m=options.snap_m,
    )
    tell("outlines that move, of the shape snapshots")
    file = files[0].name if len(files) == 1 else f"{len(files)} maps"
    return _moving(moving, file, replace(options, shape=TableShape.SNAPSHOTS), tell)


def _interpret_spans(
    table: InputTable,
    outlines: FeatureTable,
    layout: Layout,
    options: ImportOptions,
    tell: Callable[[str], None],
) -> Interpretation:
    """Read outlines that move, each with a first and a last day."""
    layout = replace(layout, shape=TableShape.SPANS)
    _require_heard_of_moving(options, _OF_SPANS, "outlines with a start and an end each")
    tell(f"{table.file}: outlines that move, {layout}")
    entries = _read_entries(_Known(table, layout), options, tell)
    moving = follow_spans(outlines, entries, layout, last=options.last, snap_m=options.snap_m)
    columns = dict(layout.roles)
    if options.all_held_by:
        del columns["holder"]
    settled = replace(options, shape=TableShape.SPANS, columns=columns)
    return _moving(moving, table.file, settled, tell)


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
    ways = (entry.written.holder for entry in moving.entries)
    proposal = propose_holders(ways)
    return Interpretation((), moving.entries, plan, proposal, unused=moving.unused, settled=options)


def _read_maps(
    files: Iterable[Path], options: ImportOptions, tell: Callable[[str], None]
) -> list[FeatureTable]:
    """Return the outlines of each date, all of them polygons, and tell how they were read."""
    maps: list[FeatureTable] = []
    faults = _Faults()
    for path in files:
        with faults.kept():
            read = _read_outlines(path, options, layer=options.layer)
            maps.append(held_by_one(replace(read, features=polygon_features(read)), options))
    faults.refuse()
    for line in (line for one in maps for line in one.mended):
        tell(line)
    maps = list(in_one_piece(maps))
    for note in dict.fromkeys(note for one in maps for note in one.notes):
        tell(f"the maps: {note}")
    return maps
