"""What `frontmap import` makes of the files it is given: entries, outlines, and what is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from frontmap.errors import DataError, Fault, KeptFaults, RequestError, Where
from frontmap.files import counted
from frontmap.folder.tables import CLAIMS, translation_of
from frontmap.importing.areas import (
    areas_from,
    columns_read,
    drawn_only,
    metric_crs_for,
    snapped,
)
from frontmap.importing.assembling import name_episodes, outside
from frontmap.importing.drawn_areas import DrawnAreas, draw_areas
from frontmap.importing.entries import Entries, Entry, read_entries
from frontmap.importing.event_places import place_events
from frontmap.importing.events import Event, EventTable, looks_like_events, read_events
from frontmap.importing.holders import (
    BEFORE,
    OTHERS,
    HolderRow,
    Holders,
    propose_holders,
    read_holders,
    with_free_colours,
    written_key,
)
from frontmap.importing.input_files import (
    are_maps_alone,
    read_files,
    read_maps,
    read_polygons_beside,
)
from frontmap.importing.input_tables import is_table, read_table
from frontmap.importing.joining import Joined, join_places, names_told, read_places, said_places
from frontmap.importing.moving_outlines import MovingOutlines, follow_outlines
from frontmap.importing.one_holder import named_columns
from frontmap.importing.options import ImportOptions, TableShape
from frontmap.importing.outline_spans import follow_spans, have_several_outlines, take_turns
from frontmap.importing.own_tables import OwnTables, read_own_tables
from frontmap.importing.plan import Plan
from frontmap.importing.points import (
    are_points,
    has_points,
)
from frontmap.importing.presets import columns_of, with_preset
from frontmap.importing.state_words import in_our_words
from frontmap.importing.streets import read_streets, streets_on_map
from frontmap.importing.table_shapes import Layout, recognise, with_own_day
from frontmap.importing.unused_columns import filled_columns, unused_columns
from frontmap.importing.unused_options import ReadFiles, unused_options
from frontmap.model import UNKNOWN, Area, ClaimKind, Text
from frontmap.names import fold
from frontmap.statuses import Status
from frontmap.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from frontmap.importing.input_tables import (
        InputTable,
    )
    from frontmap.importing.outlines import (
        Feature,
        FeatureTable,
    )
    from frontmap.model import Street

__all__ = ["Interpretation", "interpret"]

#: How many rows a dry run shows as they were read.
_SHOWN = 8


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
        features: the attributes of the outlines, in the order of the areas, where there are some.
    """

    columns: tuple[str, ...]
    entries: tuple[Entry, ...]
    plan: Plan
    proposal: tuple[HolderRow, ...]
    tables: Mapping[str, bytes] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    settled: ImportOptions = field(default_factory=ImportOptions)
    features: tuple[Feature, ...] = ()

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
        said = self.plan.holders
        if said is None:
            return self.as_proposed()
        new = (row for row in self.proposal if written_key(row.written) not in said.rows)
        rows = with_free_colours(said.rows.values(), new)
        # the order of the rows is that of the parties: new ones come last
        holders = Holders(said.file, {**said.rows, **{written_key(r.written): r for r in rows}})
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
        return (*lines, *map(_shown_event, self.plan.events[:_SHOWN]))


def _shown_event(event: Event) -> str:
    place = repr(event.place) if event.place else "{:.4f} {:.4f}".format(*event.spot or ())
    areas = " ".join(event.areas) or "no area"
    return f"  {event.where}: {place} ({areas}), {event.date}: {event.written!r}, {event.kind}"


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
    lines = () if options.streets is None else (options.streets,)
    _require_own_names((*files, *options.events, *lines))
    faults = KeptFaults()
    told: tuple[EventTable, ...] = ()
    streets: tuple[Street, ...] = ()
    of_streets: tuple[str, ...] = ()
    whole: list[Interpretation] = []
    with faults.kept():
        told = _read_events(options, tell)
    with faults.kept():
        moving = options.shape is TableShape.SNAPSHOTS or are_maps_alone(files)
        read = (_interpret_maps if moving else _interpret_table)(files, options, tell)
        whole.append(read)
    with faults.kept():
        languages = whole[0].plan.languages if whole else options.languages
        streets, of_streets = read_streets(options, languages=languages)
    if not whole:
        _keep_faults_beside(files, options, faults)
    faults.refuse()
    _tell_each(tell, of_streets)
    with faults.kept():
        whole.append(_with_streets(whole[-1], streets, tell))
    if told:
        with faults.kept():
            whole.append(_with_events(whole[-1], told, options, tell))
    faults.refuse()
    return whole[-1]


def _with_streets(
    read: Interpretation, streets: tuple[Street, ...], tell: Callable[[str], None]
) -> Interpretation:
    """Return what was read with streets, if there are any."""
    if not streets:
        return read
    streets, moved = streets_on_map(streets, read.plan.areas, file=streets[0].where.file)
    _tell_each(tell, moved)
    return replace(read, plan=replace(read.plan, streets=streets))


def _keep_faults_beside(files: Sequence[Path], options: ImportOptions, faults: KeptFaults) -> None:
    """Keep the faults of the files that are read after those that were refused."""
    if options.boundary is not None:
        with faults.kept():
            advise_crs = all(map(is_table, files))
            read_polygons_beside(options.boundary, options, advise_crs=advise_crs)
    if options.over is not None:
        with faults.kept():
            read_polygons_beside(options.over, options)
    with faults.kept():
        _read_holders(options)
    if options.places is not None:
        with faults.kept():
            read_table(options.places, encoding=options.encoding)


def _require_own_names(files: Iterable[Path]) -> None:
    """Refuse files of one name: claims and messages say by it where a row stands.

    Raises:
        RequestError: there are such files.
    """
    for name, count in Counter(path.name for path in files).items():
        if count > 1:
            raise RequestError(
                f"{count} files are called {name}: give each a name of its own, by which its rows "
                "can be cited"
            )


def _interpret_table(
    files: Sequence[Path], options: ImportOptions, tell: Callable[[str], None]
) -> Interpretation:
    """Read tables of who held what, and the outlines that they are of."""
    tables, outlines = read_files(files, options, tell)
    if outlines is not None and _say_no_holder(tables[0], options):
        return _without_holders(tables[0], outlines, options, tell)
    known = _recognised(tables, outlines, options, tell)
    table, layout = _as_one(known)
    if outlines is not None and _are_spans(table, outlines, layout, options):
        return _interpret_spans(table, outlines, layout, options, tell)
    options = replace(options, languages=options.languages or _own_languages(table, layout))
    faults = KeptFaults()
    with faults.kept():
        read = _all_entries(known, options, tell)
    with faults.kept():
        drawn = draw_areas(table, layout, outlines, options)
        joined = _join(table, layout, drawn, options)
        _tell_each(tell, (*drawn.notes, *joined.lines()))
        drawn, layout = _named(drawn, joined, table, layout, options)
    with faults.kept():
        holders = _read_holders(options)
        _require_heard(files, options, table, outlines, layout)
    faults.refuse()
    plan = replace(
        _plan(options, table.file, drawn),
        joined=joined.areas,
        holders=holders,
        party_details=_party_details(table, layout, holders),
    )
    _tell_each(tell, _warnings(read.entries, plan))
    own = _own_tables(files, options) if layout.own_words else OwnTables()
    return Interpretation(
        table.columns,
        read.entries,
        plan,
        _proposal(read.entries, layout),
        own.files,
        unused=(*unused_columns(table, layout, drawn, joined, options), *own.unread),
        settled=_settled(options, layout, plan.areas, read),
    )


def _tell_each(tell: Callable[[str], None], notes: Iterable[str]) -> None:
    for note in notes:
        tell(note)


def _plan(options: ImportOptions, file: str, drawn: DrawnAreas) -> Plan:
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
    faults = KeptFaults()
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
    said = in_our_words(((one.table.rows, one.layout.roles) for one in known), options.words)
    return tuple(
        _Known(replace(one.table, rows=rows), one.layout)
        for one, rows in zip(known, said, strict=True)
    )


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


def _settled(
    options: ImportOptions, layout: Layout, areas: Sequence[Area], read: Entries
) -> ImportOptions:
    """Return the options with what was recognised, and the rows of files in the place of files.

    Tables in frontmap's own words are recognised by all of their columns, each time.
    """
    if options.places is not None:
        named, _ = read_places(options.places, areas, encoding=options.encoding)
        options = replace(options, places=None, said_places={**named, **options.said_places})
    if layout.own_words:
        return options
    settled = replace(options, shape=layout.shape, columns=layout.roles)
    return replace(settled, order=read.order or options.order, end=read.end or options.end)


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
) -> Entries:
    """Return the entries of all tables, and how they were read where they agree.

    Raises:
        DataError: the faults of all tables.
    """
    read: list[Entries] = []
    faults = KeptFaults()
    for one in known:
        with faults.kept():
            read.append(_read_entries(one, options, tell))
    faults.refuse()
    orders, ends = {one.order for one in read}, {one.end for one in read}
    entries = tuple(entry for one in read for entry in one.entries)
    return Entries(
        entries,
        (),
        orders.pop() if len(orders) == 1 else None,
        ends.pop() if len(ends) == 1 else None,
    )


def _say_no_holder(table: InputTable, options: ImportOptions) -> bool:
    """Tell whether outlines, with which events come, say nothing of who held them.

    Raises:
        DataError: it is a table of events, which is no table of holders.
    """
    if options.shape is not None or options.columns or options.all_held_by:
        return False
    if looks_like_events(table):
        found = "a table of what happened, and not of who held what"
        expected = (
            f"outlines as FILE, and the events beside them: --events {table.file}; or --shape, "
            "where it does say who held what"
        )
        raise DataError([Fault(Where(table.file), "events-table", found, expected)])
    if not options.events or not table.of_outlines:
        return False
    try:
        recognise(table, left_out=options.left_out)
    except DataError as refusal:
        return {fault.code for fault in refusal.faults} <= {"which-shape", "no-day"}
    return False


def _read_events(options: ImportOptions, tell: Callable[[str], None]) -> tuple[EventTable, ...]:
    """Return the tables of events that come with the table of holders or the outlines.

    Raises:
        DataError: they cannot be read.
        RequestError: columns or kinds of events are named, and no events.
    """
    if not options.events and (options.event_columns or options.event_kinds):
        raise RequestError("--event-column and --event-kind need --events FILE")
    told = read_events(options.events, options)
    for table in told:
        _tell_each(tell, (f"{table.file}: {note}" for note in table.notes))
    return told


def _with_events(
    read: Interpretation,
    told: Sequence[EventTable],
    options: ImportOptions,
    tell: Callable[[str], None],
) -> Interpretation:
    """Return an interpretation with the events in their areas, and tell how they came there.

    Raises:
        DataError: events at places that have no outline.
        RequestError: the claims of an exported atlas come along, which these would not join.
    """
    if CLAIMS in read.tables:
        raise RequestError(
            "an exported atlas brings its own claims: import it alone, and add the events to "
            f"its {CLAIMS} by hand"
        )
    plan = read.plan
    file = ", ".join(table.file for table in told)
    met = [event for table in told for event in table.events]
    events, notes = place_events(met, plan.areas, read.features, options)
    first, last = options.first or date.min, options.last or date.max
    if out := sum(not event.date.overlaps(first, last) for event in events):
        notes += (f"{counted(out, 'event')} of no day from {first} to {last}: claims on no map",)
    _tell_each(tell, (f"{file}: {note}" for note in notes))
    plan = replace(plan, events=events, file=plan.file if read.entries else file)
    _tell_each(tell, _unknown_takers(events, read.completed().plan.holders))
    unused = (column for table in told for column in table.unused)
    return replace(read, plan=plan, unused=(*read.unused, *unused))


def _unknown_takers(events: Iterable[Event], holders: Holders | None) -> Iterator[str]:
    """Say whose taking of ground is read as a clash, because nothing says which party they are."""
    rows = holders.rows.values() if holders else ()
    known = {fold(way) for row in rows for way in (row.written, row.holder, row.name)}
    unknown = Counter(
        event.actors[0]
        for event in events
        if event.kind is ClaimKind.CONTROL and event.actors and fold(event.actors[0]) not in known
    )
    for actor, count in unknown.items():
        yield (
            f"ground taken by {actor!r} ({counted(count, 'event')}) is read as a clash: a line "
            f"{actor!r} in [holders] says which party that is"
        )


def _without_holders(
    table: InputTable,
    outlines: FeatureTable,
    options: ImportOptions,
    tell: Callable[[str], None],
) -> Interpretation:
    """Make a record in which nobody is known to hold anything, for events to happen in."""
    asked = {"id_column": options.id_column, "name_column": options.name_column}
    outlines, left_out = drawn_only(outlines, None)
    areas, notes = areas_from(outlines, **asked, languages=options.languages)
    if options.snap_m > 0:
        areas, moved = snapped(areas, options.snap_m)
        notes += moved
    for note in ("the outlines say no holder: all areas are without data", *left_out, *notes):
        tell(f"{table.file}: {note}")
    drawn = DrawnAreas(areas, outlines.features, (outlines,), metric_crs_for(areas), notes)
    read = columns_read(outlines, **asked, languages=options.languages)
    filled = filled_columns(outlines.features) - read
    unused = tuple(column for column in outlines.columns if column in filled)
    return Interpretation(
        table.columns,
        (),
        _plan(options, table.file, drawn),
        (),
        unused=unused,
        features=outlines.features,
        settled=options,
    )


def _read_entries(known: _Known, options: ImportOptions, tell: Callable[[str], None]) -> Entries:
    """Return the entries of a table, and tell how they were read."""
    table, layout = known
    read = read_entries(table, layout, rules=options.dates, end=options.end, holds=options.holds)
    for note in read.notes:
        tell(f"{table.file}: {note}")
    return read


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


def _join(table: InputTable, layout: Layout, drawn: DrawnAreas, options: ImportOptions) -> Joined:
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
    drawn: DrawnAreas, joined: Joined, table: InputTable, layout: Layout, options: ImportOptions
) -> tuple[DrawnAreas, Layout]:
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
        yield from _written_nowhere(entries, plan.holders)
        yield from _nothing_before(entries, plan)


def _written_nowhere(entries: Sequence[Entry], holders: Holders) -> Iterator[str]:
    """Name the lines of the table of holders that explain nothing of what is written."""
    met = {written_key(entry.written.holder) for entry in entries}
    named = {row.holder for key, row in holders.rows.items() if key in met}
    named |= {"", BEFORE, UNKNOWN}
    idle = [
        repr(row.written)
        for key, row in holders.rows.items()
        if key not in met and row.holder not in named
    ]
    if idle:
        yield f"{holders.file}: {', '.join(idle)}: written nowhere in the tables"


def _nothing_before(entries: Sequence[Entry], plan: Plan) -> Iterator[str]:
    """Name the places of whose holder nothing is known where it is whoever held them before."""
    first: dict[str, Entry] = {}
    for entry in entries:
        known = first.setdefault(entry.place, entry)
        if entry.first < known.first:
            first[entry.place] = entry
    places = [
        repr(place)
        for place, entry in first.items()
        if (row := plan.holders and plan.holders.get(entry.written.holder)) and row.holder == BEFORE
    ]
    if places:
        yield (
            f"nothing says who held {', '.join(places)} before the first row: who holds it is "
            "unknown until another row says"
        )


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
            f"{holders.file}: the others of {', '.join(written)} are those of {parties} that hold "
            "a place on the same days; name them, where not all of them were there"
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
    told = options.shape is None and layout.shape in {TableShape.INTERVALS, TableShape.CHANGES}
    if not told or layout.own_words or not table.of_outlines:
        return False
    if have_several_outlines(outlines, layout.roles["place"]):
        return True
    if layout.shape is TableShape.CHANGES:
        return False
    try:
        entries = _read_entries(_Known(table, layout), options, lambda _: None).entries
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
        raise RequestError(
            f"--shape {options.shape} takes one file of outlines, or a table: put later outlines "
            "into that file"
        )
    _require_heard_of_moving(options, _OF_MAPS, "maps of a date each")
    maps = read_maps(files, options, tell)
    moving = follow_outlines(
        maps,
        columns=with_own_day(named_columns(options, options.columns), TableShape.SNAPSHOTS),
        left_out=options.left_out,
        words=options.words,
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
    read = _read_entries(_Known(table, layout), options, tell)
    moving = follow_spans(outlines, read.entries, layout, last=options.last, snap_m=options.snap_m)
    columns = dict(layout.roles)
    if options.all_held_by:
        del columns["holder"]
    settled = replace(options, shape=TableShape.SPANS, columns=columns, end=read.end)
    return _moving(moving, table.file, settled, tell)


def _moving(
    moving: MovingOutlines, file: str, options: ImportOptions, tell: Callable[[str], None]
) -> Interpretation:
    """Return what is made of outlines that move, and tell what was found."""
    proposal = propose_holders(entry.written.holder for entry in moving.entries)
    holders = _read_holders(options)
    if holders is None and options.all_held_by:
        # the user has said who it is
        holders = Holders("--all-held-by", {written_key(row.written): row for row in proposal})
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
    return Interpretation((), moving.entries, plan, proposal, unused=moving.unused, settled=options)
